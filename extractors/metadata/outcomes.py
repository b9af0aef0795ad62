"""What happened to the people that a review is about: death or serious harm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metadata.front import SENTENCE_BREAK, Front
from models.records import LineRole, Stated
from vocabulary.rules import asked

_DEATH, _HARM = asked("outcomes", "death"), asked("outcomes", "harm")
_STATUTE, _LAW = asked("outcomes", "statute"), asked("outcomes", "law")
_SURE_DEATH, _SURVIVED = asked("outcomes", "sure_death"), asked("outcomes", "survived")
_SEVERAL, _OTHER_DIED = asked("outcomes", "several"), asked("outcomes", "other_died")
_ANOTHER_DIED = asked("outcomes", "another_died")
_LISTED_RELATIVE = asked("outcomes", "listed_relative")
_NAMED, _UNREAL = asked("outcomes", "named"), asked("outcomes", "unreal")
_OF_SOMEBODY = asked("outcomes", "of_somebody")
_POINTS_BACK = asked("cited", "points_back")
_COVER_DEATH = asked("outcomes", "cover_death")
_STATUTE_ON_COVER = asked("outcomes", "statute_on_cover")
RELATIVE = asked("outcomes", "relative")
_LONGEST = 300  # characters of a sentence
_PAGES = 7  # in which an outcome is told


def outcome_of(
    front: Front, kind: Stated | None, names: tuple[str, ...] = (), *, is_case_review: bool
) -> Stated | None:
    """Death or serious harm, from what the first pages say about the subject, who is called `names`.

    `kind` is the type of report: some types are only written after a death.
    """
    if kind and kind.value in ("dhr", "mental_health_homicide_review"):
        return Stated("death", 0.8, kind.page, kind.quote, "outcome:type")
    if not is_case_review:
        return None
    if stated := _on_cover(front):
        return stated
    text = _without_statute(front.text(1, _PAGES))
    # A list of contents ends in no full stop: it stands before the first sentence.
    told = [s for one in SENTENCE_BREAK.split(text) if not _LAW.find(s := one[-_LONGEST:])]
    told = list(_without_another(told, names))
    if sure := _plainly(front, told, names):
        return sure
    deaths = list(_deaths(told))
    harms = [(m.group(), s) for s in told for m in _HARM.finditer(s)]
    if not harms and not deaths:
        harms = [(m.group(), m.group()) for m in _HARM.finditer(front.text(1, _PAGES))]
    if not deaths and not harms:
        return None
    # A death is told once or twice; the harm before it many times.
    # What is told first is what the review is about: "a baby died" counts in full only there.
    first = next((s for s in told if _HARM.find(s) or _died(s)), None)
    weight = sum(1 if _OF_SOMEBODY.find(s) and s != first else 3 for _, s in deaths)
    value = "death" if weight >= max(len(harms), 1) else "serious_harm"
    return _told(front, value, 0.6, *(deaths if value == "death" else harms)[0])


def _told(front: Front, value: str, sure: float, words: str, sentence: str) -> Stated:
    """With the page of the sentence, or else that on which the words themselves stand first."""
    told = sentence[: sentence.index(words) + len(words)]
    page = front.page_of(told, _PAGES) or front.page_of(words, _PAGES)
    return Stated(value, sure, page, words, "outcome:words")


def _without_statute(text: str) -> str:
    """A text without what the law says of all reviews."""
    return _STATUTE.plain.sub(" ", text)


def _plainly(front: Front, told: list[str], names: tuple[str, ...]) -> Stated | None:
    """What one sentence says beyond doubt: the subject died, or is alive."""
    plain = [s for s in told if not _is_of_others(s)]
    has_died = any(_died(s) for s in plain if not _OF_SOMEBODY.find(s))
    for value, find in (
        *((("death", _NAMED.about(name=names).search),) if names else ()),
        ("death", _SEVERAL.find),
        ("death", _SURE_DEATH.find),
        *((("serious_harm", _SURVIVED.find),) if not has_died else ()),
    ):
        if found := next(((m.group(), s) for s in plain if (m := find(s))), None):
            return _told(front, value, 0.7, *found)
    return None


def _without_another(told: list[str], names: tuple[str, ...]) -> Iterator[str]:
    """The sentences, but those on another's death, until a subject is named again."""
    of_another = False
    for sentence in told:
        is_named = any(name in sentence for name in names)
        of_another = (of_another and not is_named) or _is_of_another(sentence, names)
        if not of_another:
            yield sentence


def _deaths(told: list[str]) -> Iterator[tuple[str, str]]:
    """The deaths told, each with its sentence, but those of relatives.

    "The grandmother died. Her death was a blow."
    """
    of_others = False
    for sentence in told:
        if _is_of_others(sentence):
            of_others = True
            continue
        for match in _died(sentence):
            if _LISTED_RELATIVE.find(sentence[: match.start()]):
                of_others = True
            elif not (of_others and _POINTS_BACK.find(match.group())):
                yield match.group(), sentence


def _died(sentence: str) -> list[re.Match[str]]:
    """The words for a death in a sentence, but those for one that did not happen."""
    unreal = [m.span() for m in _UNREAL.finditer(sentence)]
    deaths = _DEATH.finditer(sentence)
    return [m for m in deaths if not any(a <= m.start() < b for a, b in unreal)]


def _is_of_others(sentence: str) -> bool:
    """Whether a sentence is about the death of a relative."""
    return bool(RELATIVE.find(sentence) or _OTHER_DIED.find(sentence))


def _is_of_another(sentence: str, names: tuple[str, ...]) -> bool:
    """Whether a sentence tells of the death of somebody by a name that is not a subject's."""
    if not names or any(name in sentence for name in names):
        return False
    return bool(_ANOTHER_DIED.find(sentence))


def _on_cover(front: Front) -> Stated | None:
    """ "Date of death", "The murder of ..." on a line of the cover."""
    for printed in front.cover[:15]:
        plain = printed.line.role is LineRole.BODY and len(printed.text) < 90
        match = _COVER_DEATH.find(printed.text) if plain else None
        if match and not RELATIVE.find(printed.text) and not _STATUTE_ON_COVER.find(printed.text):
            return Stated("death", 0.8, printed.page, printed.text, "outcome:cover")
    return None
