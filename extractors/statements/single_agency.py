"""Recommendations that agencies made to themselves, and that a report lists as such.

A homicide review often ends with those of its agencies' own reports (individual management
reviews). They are recommendations, but the panel did not make them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.statements.owners import owner_in
from extractors.statements.table_columns import HEAD_ROWS, SINGLE_AGENCY
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraphs import Paragraph
from extractors.structure.sections import enclosing
from models.records import Section
from vocabulary.columns import kind_of_column
from vocabulary.rules import asked

_HEADING, _LEAD = asked("single_agency", "heading"), asked("single_agency", "lead")
_SEVERAL, _PANELS = asked("single_agency", "several"), asked("single_agency", "panels")


def single_agency(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> frozenset[int]:
    """Places of the paragraphs that are in lists of agencies' own recommendations.

    A heading says so, or a sentence above the list or table, or the head of a table's column.
    """
    beside = _beside_panels(sections)
    headed = frozenset(s.index for s in sections if _is_headed(s, sections, beside))
    listed = {i for i, p in enumerate(paragraphs) if p.section in headed}
    listed -= _of_own_series(paragraphs, listed)
    return frozenset(listed.union(_below_leads(paragraphs, sections), _in_columns(paragraphs)))


def _is_headed(section: Section, sections: Sequence[Section], beside: frozenset[int]) -> bool:
    for around in enclosing(sections, section.index):
        if _SEVERAL.holds(around.heading):
            return False
        if around.index in beside or _HEADING.holds(around.heading):
            return True
    return False


def _beside_panels(sections: Sequence[Section]) -> frozenset[int]:
    """Sections headed by the name of an agency, after one with the panel's recommendations.

    They are at its level, with no chapter between. An agency's heading without a role of its own
    may be counted as a group within the panel's list, so parents do not show it.
    """
    level: int | None = None  # of the panel's heading
    beside = set[int]()
    for section in sections:
        if _PANELS.holds(section.heading):
            level = section.level
        elif level is not None and section.level < level:
            level = None
        elif section.level == level and owner_in(section.heading) is not None:
            beside.add(section.index)
    return frozenset(beside)


def _of_own_series(paragraphs: Sequence[Paragraph], listed: set[int]) -> set[int]:
    """Places below such headings whose numbers go on from the panel's recommendations.

    There "single agency" says whom the panel asks, and not who made the recommendation.
    """
    last: dict[str, int] = {}
    own: set[int] = set()
    for i, paragraph in enumerate(paragraphs):
        label = paragraph.label
        if not (label and label.kind and label.number and label.number.isdecimal()):
            continue
        goes_on = label.kind in last and int(label.number) == last[label.kind] + 1
        if i in listed and not goes_on:
            continue
        if i in listed:
            own.add(paragraph.section)
        last[label.kind] = int(label.number)
    return {i for i in listed if paragraphs[i].section in own}


def _below_leads(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> Iterator[int]:
    """Places below a sentence that says so, to the end of its list or table.

    Headings may be within the list: of an agency, or of what its recommendations are about.
    """
    lead: Paragraph | None = None
    for i, paragraph in enumerate(paragraphs):
        if lead is not None and not _goes_on(paragraph, lead, sections):
            lead = None
        if lead is not None:
            yield i
        elif not paragraph.level and _LEAD.holds(paragraph.text):
            lead = paragraph


def _goes_on(paragraph: Paragraph, lead: Paragraph, sections: Sequence[Section]) -> bool:
    if paragraph.level:
        is_below = lead.section in (s.index for s in enclosing(sections, paragraph.section))
        return owner_in(paragraph.text) is not None or (
            is_below and not heading_role(paragraph.text)
        )
    return paragraph.is_item or paragraph.in_table or paragraph.section != lead.section


def _in_columns(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Places in tables one of whose columns says that agencies made what it holds."""
    tables = {
        (paragraph.page, cell[0])
        for paragraph in paragraphs
        if (cell := paragraph.first.cell)
        and cell[1] < HEAD_ROWS
        and kind_of_column(paragraph.full) == SINGLE_AGENCY
    }
    for i, paragraph in enumerate(paragraphs):
        if (cell := paragraph.first.cell) and (paragraph.page, cell[0]) in tables:
            yield i
