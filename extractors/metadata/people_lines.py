"""The lines that name authors and chairs, and the words that show it."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractors.metadata.front import Front, FrontLine
from extractors.metadata.names import PEOPLE, names_in
from models.records import LineRole
from vocabulary.kept import compiled
from vocabulary.people_labels import PeopleLabels, people_labels
from vocabulary.quick import Quick

_PAGES_OF_LINES = 3


class LabelWords:
    """The patterns made of one role's labels."""

    def __init__(self, labels: PeopleLabels) -> None:
        before, after = "|".join(labels.before), "|".join(labels.after)
        self.before = compiled(
            rf"^\W*(?:[\w ]{{3,25}} / )?(?:{before})\s*(?::\s*[-–]?|[-–]+|,?(?=\s)|$)\s*",
            re.IGNORECASE,
        )
        self.label = compiled(rf"(?<!\S)(?:{before})\s*:", re.IGNORECASE)
        self.after = compiled(rf"^\W*(?:{after})\b", re.IGNORECASE)
        self.beside = compiled(rf"^(?P<who>.+?)\s*[,–(-]\s*(?:the )?(?:{after})\b", re.IGNORECASE)
        # Names keep their capitals: the words around them may be in any case.
        self.told = tuple(
            (
                _sign(told),
                compiled(_folded(told).replace("{names}", rf"(?P<who>{PEOPLE.pattern})")),
            )
            for told in labels.told
        )


def _folded(pattern: str) -> str:
    head, _, tail = pattern.partition("{names}")
    return f"(?i:{head})" + "{names}" + (f"(?i:{tail})" if tail else "")


def _sign(pattern: str) -> Quick:
    """What comes before the names, or else after them. Without it there is no name."""
    head, _, tail = pattern.partition("{names}")
    return Quick(head or tail, re.IGNORECASE)


@cache
def label_words() -> tuple[LabelWords, LabelWords]:
    """The patterns for authors and those for chairs."""
    author, chair = people_labels()
    return LabelWords(author), LabelWords(chair)


def tells_people(text: str) -> bool:
    """Whether a line names an author or a chair with a label before the name or behind it."""
    for words in label_words():
        match = words.before.match(text)
        if match and match.group().strip() and names_in(text[match.end() :]):
            return True
        beside = words.beside.match(text)
        if beside and names_in(beside.group("who")):
            return True
    return False


def is_label(text: str) -> bool:
    """Whether a line is only a label, with the name on the next line."""
    matches = (words.before.match(text) for words in label_words())
    return any(m and m.group().strip() and not text[m.end() :].strip(" :–-") for m in matches)


def lines_of_people(front: Front, last: int = _PAGES_OF_LINES) -> list[FrontLine]:
    """Lines of the first pages; one that holds two labels counts as two."""
    return [
        p if text == p.line.text else FrontLine(p.page, msgspec.structs.replace(p.line, text=text))
        for p in front.upto(last)
        if p.line.role is not LineRole.CONTENTS
        for text in _apart(p.text)
    ]


def _apart(text: str) -> list[str]:
    """ "Independent Chair: Ann Wren Independent Author: Bo Larch" as two lines."""
    if text.count(":") < 2:
        return [text]
    starts = [m.start() for words in label_words() for m in words.label.finditer(text)]
    ends = [*sorted(start for start in starts if start), len(text)]
    begins = [0, *ends[:-1]]
    return [text[a:b].strip() for a, b in zip(begins, ends, strict=True)]
