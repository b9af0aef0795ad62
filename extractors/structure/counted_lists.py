"""Numbers and letters that count a list: one by itself may be the beginning of a sentence.

"2 Visits were made" and "A home had closed" are items only where they go on from 1 or A, and are
set as items are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.structure.labels import Label
from extractors.structure.paragraph import Paragraph

_BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-Z“‘])")
_DOTTED = re.compile(r"(\d{1,2})[.)]\s+(?=[A-Z“‘])")
_CAPITAL = re.compile(r"([A-Z])(?P<dot>[.)]?)\s+(?=[A-Z“‘])")
_WORDED = re.compile(r"([A-Z][a-z]+(?: [a-z]+){0,2}) (\d{1,2})(?::| [–-])\s+(?=[A-Z“‘])")
_FEWEST_ITEMS = 3
_SHORTEST_NUMBERED = 40  # characters: shorter ones are headings or cells
_HANGING = 6.0  # points


class _Item(NamedTuple):
    """A paragraph that may be an item of a list, and how it is counted."""

    paragraph: Paragraph
    number: str  # as printed
    place: int  # in the list, from 1
    length: int  # characters that the label takes
    word: str = ""  # before the number


def count_lists(paragraphs: list[Paragraph]) -> None:
    """Give the items of lists that are counted their labels."""
    _number_lists(paragraphs)
    _number_bullets(paragraphs)
    _letter_lists(paragraphs)
    _worded_lists(paragraphs)


def _number_lists(paragraphs: list[Paragraph]) -> None:
    """Bare numbers count a list where they run from 1 and the text hangs beside them."""
    run: list[tuple[Paragraph, re.Match[str]]] = []
    for paragraph in [*paragraphs, None]:
        match = _bare_number(paragraph) if paragraph else None
        if paragraph and match and int(match[1]) == len(run) + 1:
            run.append((paragraph, match))
            continue
        if paragraph and match is None:
            continue  # a sub-point or a footer between two items
        if len(run) >= _FEWEST_ITEMS and any(_hangs(item) for item, _ in run):
            for item, number in run:
                item.label = Label(None, number[1], number.end(), "plain")
        run = [(paragraph, match)] if paragraph and match and match[1] == "1" else []


def _number_bullets(paragraphs: list[Paragraph]) -> None:
    """Bullets that are numbered as well, as "– 1. The Board reviews", are items with a number."""

    def items() -> Iterator[_Item]:
        for paragraph in paragraphs:
            match = (
                None if paragraph.label or not paragraph.marker else _DOTTED.match(paragraph.full)
            )
            if match:
                yield _Item(paragraph, match[1], int(match[1]), match.end())

    _label_runs(items(), "plain")


def _letter_lists(paragraphs: list[Paragraph]) -> None:
    """Paragraphs that begin "A. ", "B. " and on, set as the text is, are items with a letter.

    Without a stop, the text has to hang beside the letter: "A home had closed" begins a sentence.
    """
    looks = Counter(_look(paragraph) for paragraph in paragraphs)
    usual = looks.most_common(1)[0][0] if looks else None

    def items() -> Iterator[_Item]:
        for paragraph in paragraphs:
            is_text = paragraph.label is None and _look(paragraph) == usual
            match = _CAPITAL.match(paragraph.full) if is_text else None
            if match and (match["dot"] or _hangs(paragraph)):
                yield _Item(paragraph, match[1], ord(match[1]) - ord("A") + 1, match.end())

    _label_runs(items(), "letter")


def _worded_lists(paragraphs: list[Paragraph]) -> None:
    """Paragraphs that begin "Priority 1: ", "Priority 2: " and on, whatever the word, are items."""

    def items() -> Iterator[_Item]:
        for paragraph in paragraphs:
            is_text = paragraph.label is None and not (paragraph.bold or paragraph.marker)
            match = _WORDED.match(paragraph.full) if is_text else None
            if match:
                yield _Item(paragraph, match[2], int(match[2]), match.end(), match[1])

    _label_runs(items(), "plain")


def _label_runs(items: Iterable[_Item], style: str) -> None:
    """Label the items that count from the first place on, where enough of them do.

    What comes between two items, such as a heading or a sub-point, does not end a list.
    """
    run: list[_Item] = []
    for item in items:
        if item.place != len(run) + 1 or (run and run[-1].word != item.word):
            run = []
        if item.place == len(run) + 1:
            run.append(item)
        if len(run) >= _FEWEST_ITEMS:
            for one in run:
                one.paragraph.label = Label(None, one.number, one.length, style)


def _look(paragraph: Paragraph) -> tuple[int, int, bool, bool, bool]:
    """What sets a heading off: its size in points, colour, weight, slant and underline."""
    first = paragraph.first
    return round(first.size), first.colour, paragraph.bold, first.italic, first.underlined


def _bare_number(paragraph: Paragraph) -> re.Match[str] | None:
    if paragraph.label or paragraph.marker or paragraph.bold or paragraph.first.cell is not None:
        return None
    return _BARE_NUMBER.match(paragraph.full) if len(paragraph.full) > _SHORTEST_NUMBERED else None


def _hangs(paragraph: Paragraph) -> bool:
    """Whether the second line is under the text and not under its number."""
    return len(paragraph.lines) > 1 and paragraph.lines[1].line.box.x0 > paragraph.x0 + _HANGING
