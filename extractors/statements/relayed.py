"""Recommendations of other reviews that a report repeats.

They must never be given as this review's own, whatever their label, list or table looks like.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.statements import grammar
from extractors.statements.table_columns import HEAD_ROWS, RELAYED
from extractors.structure.paragraphs import Paragraph
from extractors.structure.sections import enclosing
from models.records import Section
from vocabulary.columns import kind_of_column
from vocabulary.rules import asked

_HEADING, _OWN = asked("relayed", "heading"), asked("relayed", "own")
_LEAD, _DATED = asked("relayed", "lead"), asked("relayed", "dated")
_MADE, _FAMILY_ASKED = asked("relayed", "made"), asked("relayed", "family_asked")
_ADVICE, _DISOWNED = asked("relayed", "advice"), asked("relayed", "disowned")
_IT_RECOMMENDED = asked("relayed", "it_recommended")
_TOLD = asked("relayed", "told")
_INDENT = 12.0  # points by which what is quoted is indented further than its lead-in
_SAME_EDGE = 4.0
_ASKS = asked("heading_forms", "that")


def relayed(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> frozenset[int]:
    """Places of the paragraphs that give what other reviews, or relatives, have recommended."""
    elsewhere = frozenset(s.index for s in sections if _is_elsewhere(s, sections))
    own = _of_own_series(paragraphs, elsewhere)
    out = _in_tables(paragraphs)
    listed = False  # below a lead-in that names another review
    disowned = False  # below one that says that what follows is not this review's own
    edge = 0.0  # of that lead-in
    lead: Paragraph | None = None
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if paragraph.level and not (disowned and _names_columns(paragraph)):
            listed = disowned = False
        if paragraph.level:
            continue
        stands_in = paragraph.x0 > edge + _INDENT
        belongs = stands_in or paragraph.is_item or paragraph.in_table or _opens_quote(text)
        if listed and (not belongs or _is_next(lead, paragraph)):
            listed = False
        if i in own:
            listed = False
            continue
        is_others = disowned or paragraph.section in elsewhere
        if listed or (is_others and _recommends(paragraph, text)) or _is_told(text):
            out.add(i)
        disowned = disowned or _DISOWNED.holds(text)
        if not listed and _leads(paragraphs, i):
            listed, edge, lead = True, paragraph.x0, paragraph
    return frozenset(out)


def _in_tables(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Places in tables one of whose columns says that it holds what another review advised."""
    tables = defaultdict[tuple[int, int], list[int]](list)
    told: set[tuple[int, int]] = set()
    for i, paragraph in enumerate(paragraphs):
        if cell := paragraph.first.cell:
            table = paragraph.page, cell[0]
            tables[table].append(i)
            if cell[1] < HEAD_ROWS and kind_of_column(paragraph.full) == RELAYED:
                told.add(table)
    return {i for table in told for i in tables[table]}


def _of_own_series(paragraphs: Sequence[Paragraph], elsewhere: frozenset[int]) -> frozenset[int]:
    """Places in sections on other reviews whose labels fill a gap in this review's own series.

    Where the recommendations are at the ends of chapters, "Recommendation 3" may close the one on
    earlier reviews. It is this review's own if 2 comes before that chapter, 4 after it, and there is
    no other 3.
    """
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, paragraph in enumerate(paragraphs):
        label = paragraph.label
        if label and label.kind and label.number and label.number.isdecimal():
            series[label.kind].append((i, int(label.number)))
    out: set[int] = set()
    for labelled in series.values():
        once = Counter(number for _, number in labelled)
        run: list[tuple[int, int]] = []  # labels in such a section that follow on from its own
        last = 0
        for i, number in labelled:
            if number != last + 1 or once[number] > 1:
                run = []
            elif paragraphs[i].section in elsewhere:
                run.append((i, number))
            else:
                out.update(place for place, _ in run)
                run = []
            last = number
    return frozenset(out)


def _is_next(lead: Paragraph | None, paragraph: Paragraph) -> bool:
    """Whether a paragraph is numbered as its lead-in is, and begins at the same edge: 4.2 and 4.3."""
    if lead is None or lead.label is None or paragraph.label is None:
        return False
    same_edge = abs(paragraph.x0 - lead.x0) < _SAME_EDGE
    return same_edge and paragraph.label.style == lead.label.style


def _leads(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether a paragraph says that what another review recommended follows."""
    text = paragraphs[i].full
    below = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
    is_lead = text.endswith(":") and (
        _LEAD.holds(text)
        or _IT_RECOMMENDED.holds(text)
        or (_DATED.holds(text) and _is_advice(grammar.sentences(text)[-1], below))
    )
    if is_lead:
        return not _OWN.holds(text)
    if below is None:
        return False
    is_list = below.is_item or _opens_quote(below.text.strip())
    if _DISOWNED.holds(text):
        return is_list or below.in_table
    return is_list and _DATED.holds(text) and _MADE.holds(text) and not _OWN.holds(text)


def _names_columns(heading: Paragraph) -> bool:
    """Whether what is set as a heading names the columns of a table without rules."""
    words = heading.text.split()
    return any(kind_of_column(" ".join(words[n:])) for n in range(1, len(words)))


def _is_advice(last: str, below: Paragraph | None) -> bool:
    """Whether the last sentence of a lead-in gives what was advised: it says so, or advice follows.

    "The Board should therefore:" is this review's own advice, whatever it names before.
    """
    if _ADVICE.holds(last):
        return True
    if below is None or below.level or grammar.demands(last) or grammar.recommends(last):
        return False
    return grammar.demands(below.text)


def _is_told(text: str) -> bool:
    """Whether a sentence reports what another review recommended, or a family asked for."""
    if _TOLD.holds(text):
        return True
    return _FAMILY_ASKED.holds(text) and grammar.recommends(text)


def may_judge(paragraph: Paragraph) -> bool:
    """Whether a paragraph that reports on other reviews may be a finding of this one all the same."""
    text = paragraph.text.strip()
    return not (paragraph.is_item or _opens_quote(text) or _TOLD.holds(text))


def _is_elsewhere(section: Section, sections: Sequence[Section]) -> bool:
    around = (at.heading for at in enclosing(sections, section.index))
    return any(_HEADING.holds(heading) and not _OWN.holds(heading) for heading in around)


def _recommends(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph among what other reviews said is one of their recommendations."""
    if text.endswith("?"):
        return False
    label = paragraph.label
    if label and label.kind:
        return True
    listed = paragraph.is_item or paragraph.in_table or _opens_quote(text)
    if listed and not (label and label.style == "section"):
        return True
    return _ASKS.holds(text) or grammar.is_call(grammar.sentences(text)[0])


def _opens_quote(text: str) -> bool:
    return text.startswith(("“", '"', "‘"))
