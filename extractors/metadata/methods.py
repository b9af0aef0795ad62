"""How a review was carried out: the name of the method, or what was done in a few words."""

from __future__ import annotations

import re

import msgspec

from extractors.metadata.cited import language_of
from extractors.metadata.front import SENTENCE_BREAK, Front
from models.records import Stated
from vocabulary.methods import Method, methods
from vocabulary.quick import may_match
from vocabulary.rules import asked

_LAST_PAGE = 12  # of a name; what was done is described before what was found
_LAST_OF_PARTS = 7
_MOST, _MOST_PARTS = 3, 2  # models, or parts of the work, that the field names
_THEMATIC, _FORM = asked("cited", "thematic"), asked("cited", "form")
_WELSH = asked("cited", "welsh_method")


def method_of(front: Front, kind: Stated | None, title: Stated | None) -> Stated | None:
    """The method, as given by the title, the first pages and the type of the review."""
    if title and _THEMATIC.find(title.value):
        return Stated("Thematic review", 0.8, title.page, title.quote, "method:title")
    if named := _told(front, methods().models, is_done=False):
        return _joined([], named, 0.75, "method:named")
    framework = _in_welsh(front, title) or methods().frameworks.get(kind.value if kind else "")
    parts = _told(front, methods().parts, is_done=True)
    if not framework and not parts:
        return None
    if not framework:
        return _joined([], parts, 0.5, "method:parts")
    found = _joined([_with_form(front, framework)], parts, 0.5, "method:parts")
    if parts or kind is None:
        return found
    return msgspec.structs.replace(found, page=kind.page, quote=kind.quote)


def _told(front: Front, among: tuple[Method, ...], *, is_done: bool) -> list[Stated]:
    """The methods that sentences of the first pages name, in the order of the list."""
    done, without = (re.compile(p, re.IGNORECASE) for p in (methods().done, methods().without))
    words = [(method.name, method.words) for method in among]
    found: dict[str, Stated] = {}
    last = _LAST_OF_PARTS if is_done else _LAST_PAGE
    for page in range(1, min(front.reading.n_pages, last) + 1):
        text = front.prose(page)
        # What no word of the page begins need not be sought in each of its sentences.
        near = may_match(words, text)
        for sentence in SENTENCE_BREAK.split(text) if near else ():
            if is_done and not done.search(sentence):
                continue
            for name, pattern in may_match(near, sentence):
                match = pattern.search(sentence) if name not in found else None
                if match and not without.search(sentence[: match.start()]):
                    found[name] = Stated(name, 0.7, page, match.group())
    return [found[method.name] for method in among if method.name in found][
        : _MOST_PARTS if is_done else _MOST
    ]


def _in_welsh(front: Front, title: Stated | None) -> str | None:
    """The title of a report in Welsh names the kind of practice review, which is the method."""
    match = _WELSH.find(title.value) if title and language_of(front) == "cy" else None
    return match.group() if match else None


def _with_form(front: Front, framework: str) -> str:
    """Welsh practice reviews are extended or concise, and say so."""
    match = _FORM.find(front.prose(1) + " " + front.prose(2))
    is_practice = framework.endswith("Practice Review")
    return f"{match['form'].title()} {framework}" if match and is_practice else framework


def _joined(before: list[str], told: list[Stated], sure: float, rule: str) -> Stated:
    names = [*before, *(stated.value for stated in told)]
    value = "; ".join(names)
    first = told[0] if told else None
    return Stated(
        value[:1].upper() + value[1:],
        sure,
        first.page if first else None,
        first.quote if first else None,
        rule,
    )
