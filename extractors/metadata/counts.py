"""How many people words count: "five siblings", "a sibling group of four", "twin sisters"."""

from __future__ import annotations

from extractors.metadata.ages import as_number
from extractors.metadata.front import Front
from vocabulary.rules import asked

_COUNT, _GROUP = asked("subjects", "count"), asked("subjects", "group")
_TWINS, _CHILDREN = asked("subjects", "twins"), asked("subjects", "children")
_HEADING = asked("subjects", "heading")
_LONGEST = 70  # characters of a heading


def people_in(text: str) -> int | None:
    """The first number of people in a text, in figures or words; twins are two."""
    found = [(m.start(), as_number(m["n"])) for m in _COUNT.finditer(text) if _is_plain(m.group())]
    found += [(m.start(), as_number(m["n"])) for m in _GROUP.finditer(text)]
    found += [(m.start(), 2) for m in _TWINS.finditer(text)]
    return min(found, default=(0, None))[1]


def children_in(text: str) -> int | None:
    """The first number of children in a text: five for "two sons and three daughters"."""
    for match in _CHILDREN.finditer(text):
        number, more = as_number(match["n"]), as_number(match["more"] or "")
        if number and _is_plain(match.group()):
            return number + (more or 0)
    return people_in(text) if _GROUP.find(text) else None


def in_heading(front: Front, last: int) -> int | None:
    """The number of people in a heading of the pages up to `last`: "The three young people"."""
    lines = (p.text.strip() for p in front.upto(last) if len(p.text) < _LONGEST)
    return next((as_number(m["n"]) for line in lines if (m := _HEADING.find(line))), None)


def _is_plain(counted: str) -> bool:
    """Whether figures count people: those of a section ("2 The children") do not."""
    return not counted[:1].isdigit() or counted.islower()
