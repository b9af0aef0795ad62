"""Groups the documents of one review by what is around their links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipelines.strategies.dates import find_date
from pipelines.strategies.wording import case_words
from vocabulary.rules import asked

_MOST_DOCUMENTS = 12  # of one review; more than this below one heading are a list of reviews
_OF_LABEL = asked("listings", "word_of_label")


@dataclass(frozen=True)
class PlaceOnPage:
    """A document's place on its page: its words, its list item or row, the headings above."""

    text: str
    block: str
    item: int | None
    headings: tuple[str, ...]
    role: str | None


def groups(
    members: Sequence[PlaceOnPage],
    page_heading: str,
    own_words: Iterable[str],
    hint: str | None = None,
) -> list[str | None]:
    """For each member the name of its review if the page gives one, or None.

    Documents in one list item or row belong together. Documents below one heading do if the heading
    names a case and at most one of them is a full report. Otherwise the words at the link decide.
    `own_words` (the publisher's name and places) never name a case. `hint` is the group that the
    listing gave to the whole page.
    """
    if hint and _one_review(members):
        return [hint] * len(members)
    ignored = {word.lower() for phrase in own_words for word in phrase.replace("-", " ").split()}
    ignored = {word for word in ignored if not _OF_LABEL.find(word)}
    named = _Namer(ignored)
    result: list[str | None] = [None] * len(members)
    _give_shared(result, members, lambda m: m.item, lambda m: named(m.block) or _nearest(m, named))
    _give_shared(result, members, lambda m: m.headings[-2:] or None, lambda m: _head(m, named))
    if not any(result):
        _give_shared(result, members, lambda _: "page", lambda _: named(page_heading))
    for index, member in enumerate(members):
        if result[index] is None:
            result[index] = named(member.text) or named(member.block) or _nearest(member, named)
    return _merge_names(result)


class _Namer:
    """The words that name a case, joined; None if there are none."""

    def __init__(self, ignored: set[str]) -> None:
        self.ignored = ignored

    def __call__(self, text: str) -> str | None:
        return " ".join(word for word in case_words(text) if word not in self.ignored) or None


def _head(member: PlaceOnPage, named: _Namer) -> str | None:
    """The case that the nearest heading names; one that is only a date gives way to the next."""
    last = member.headings[-1]
    if len(member.headings) > 1 and not named(last) and find_date(last):
        last = member.headings[-2]
    return named(last)


def _nearest(member: PlaceOnPage, named: _Namer) -> str | None:
    return next((name for heading in reversed(member.headings) if (name := named(heading))), None)


def _give_shared(
    result: list[str | None],
    members: Sequence[PlaceOnPage],
    place: Callable[[PlaceOnPage], Hashable],
    name: Callable[[PlaceOnPage], str | None],
) -> None:
    """Names the members of each shared `place` that can be one review. None is not a place."""
    shared: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, member in enumerate(members):
        if result[index] is None and (where := place(member)) is not None:
            shared[where].append(index)
    for indices in shared.values():
        together = [members[i] for i in indices]
        if len(indices) < 2 or not _one_review(together):
            continue
        found = next((given for member in together if (given := name(member))), None)
        if found and _name_others(found, together):
            continue
        for index in indices:
            result[index] = found


def _name_others(shared: str, members: Sequence[PlaceOnPage]) -> bool:
    """Whether the members' own words name two cases or more that have nothing in common.

    If so, what they share is a theme ("Neglect"), not a case. Joining two reviews would be worse
    than keeping two documents of one review apart.
    """
    own = [set(case_words(member.text)) for member in members]
    others = [words for words in own if words and not words & set(shared.split())]
    return any(not first & second for first, second in combinations(others, 2))


def _one_review(members: Sequence[PlaceOnPage]) -> bool:
    reports = sum(member.role == "report" for member in members)
    labels = {_label(member.text) for member in members} - {None}
    return len(members) <= _MOST_DOCUMENTS and reports <= 1 and len(labels) <= 1


def _label(text: str) -> str | None:
    words = case_words(text)
    return " ".join(words[:2]) if words[:1] and _OF_LABEL.find(words[0]) else None


def _merge_names(names: list[str | None]) -> list[str | None]:
    """A pseudonym alone joins the one longer name that contains it."""
    distinct = {name: frozenset(name.split()) for name in names if name}
    with_word: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in distinct.items():
        for word in words:
            with_word[word].add(name)
    joined: dict[str, str] = {}
    for name, words in distinct.items():
        longer = set.intersection(*(with_word[word] for word in words)) - {name}
        longer = {other for other in longer if words < distinct[other]}
        telling = any(len(word) > 3 and not _OF_LABEL.find(word) for word in words)
        if len(longer) == 1 and telling:
            joined[name] = longer.pop()
    return [joined.get(name, name) if name else None for name in names]
