"""Which line carries on a paragraph, judged by the document's line step, margins and numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractors.structure.joins import (
    INDENT,
    alike,
    begins_section,
    changes_margin,
    hangs,
    is_ended,
    is_other_title,
    label_is_inside,
    leaves_item,
    names_section,
    same_cell,
)
from extractors.structure.labels import follows, read_label
from extractors.structure.paragraph import PagedLine, Paragraph
from extractors.structure.spacing import (
    commonest_step,
    edges_beside,
    ends_sentence,
    first_line_indent,
    goes_on,
    least_gaps,
    may_begin,
    measure_of,
    mirrored,
    narrow_edges,
    steady_edge,
    usual_ratio,
)
from models.records import Line, LineRole

_SPARE_EM = 4.0  # type sizes of room beyond the next word that say that a line was broken off
_EDGE = 4.0  # points by which the left edges of one list may differ
_SAME_INDENT = 1.5
_SET_OFF = 1.2  # line steps from a title in italics to its text
_SHORT_OF_MARGIN = 90.0  # points that a line may leave free if a long word comes next
_EDGE_SHARE = 0.05  # of the document's lines begin at a left edge of its text
# "Staff", "“Staff", or "4 Staff", "4.2 Staff" and "4. Staff" after a number
_OPENS = re.compile(r"(?:\(?\d{1,3}(?:\.\d{1,3})*[a-z]?[.)]? )?[“‘\"']?[^\W\d_a-zà-ÿ]")


class Measure:
    """The usual line step and right margin of the document, by type size."""

    def __init__(self, flow: list[PagedLine]) -> None:
        self._level = steady_edge(flow)
        steps: dict[float, Counter[int]] = {}
        for a, b in pairwise(flow):
            step = self._level(b.line) - self._level(a.line)
            same = (
                a.page == b.page and a.line.size == b.line.size and a.line.column == b.line.column
            )
            if same and 0.8 < step / (a.line.size or 1) < 2.4:
                steps.setdefault(a.line.size, Counter())[round(step * 2)] += 1
        self._pitch = {size: commonest_step(seen) / 2 for size, seen in steps.items()}
        self._least_gap = least_gaps(flow)
        self._ratio = usual_ratio(steps, self._pitch)
        self._mirrored = mirrored(flow)
        right: Counter[int] = Counter(
            round((p.line.box.x1 - self._shift(p.page)) / 6) * 6
            for p in flow
            if p.line.role is LineRole.BODY
        )
        self._edges: dict[tuple[int, ...], float] = {}
        for p in flow:
            place = measure_of(p)
            self._edges[place] = max(self._edges.get(place, 0.0), p.line.box.x1)
        self._narrow = narrow_edges(flow) | edges_beside(flow)
        colours = Counter(p.line.colour for p in flow)
        self._colour = colours.most_common(1)[0][0] if colours else 0
        self._indent = first_line_indent(flow)
        self._numbered = 0  # numbered paragraphs in a row
        self._last: Paragraph | None = None  # the last one with a number
        left = Counter(round(p.line.box.x0) for p in flow if p.line.role is LineRole.BODY)
        self._lefts = [x for x, n in left.items() if n >= _EDGE_SHARE * left.total()]
        self._rightmost = max((x for x, n in right.items() if n >= 3), default=500)

    def saw(self, paragraph: Paragraph) -> None:
        """Take note of a paragraph that begins; headings come between numbered ones."""
        if paragraph.bold:
            return
        label = paragraph.label
        numbered = bool(label and label.style in ("plain", "section"))
        self._last = paragraph if numbered else self._last
        self._numbered = self._numbered + 1 if numbered else 0

    def _shift(self, page: int) -> float:
        """By how many points a page is set further to the right than the odd ones."""
        return 0.0 if page % 2 else self._mirrored

    def _right(self, page: int) -> float:
        """The right margin of the text on a page."""
        return self._rightmost + self._shift(page)

    def pitch(self, size: float) -> float:
        return self._pitch.get(size, self._ratio * size)

    def continues(self, paragraph: Paragraph, placed: PagedLine) -> bool:
        """Whether a line carries on the paragraph. The first answer that says no decides.

        Nothing joins lines across a bullet, a cell, another look or the next number. Across a page
        or a column it is the sentence that joins them. Elsewhere the line must be near enough and
        must not open something. A label at its start must be a number within running text.
        """
        last, line = paragraph.lines[-1], placed.line
        if line.marker or not same_cell(last, placed) or self._is_next(paragraph, line):
            return False
        if not alike(last.line, line):
            return False
        if self._is_after_break(last, placed):
            joins = self._carries_on(paragraph, last, placed)
        else:
            joins = self._is_near(paragraph, line) and not self._opens(paragraph, line)
        return joins and label_is_inside(paragraph, line, read_label(line.text))

    def _is_after_break(self, last: PagedLine, placed: PagedLine) -> bool:
        """Whether a page or a column ends between two lines."""
        if last.page != placed.page:
            return True
        return last.line.column != placed.line.column and not self._is_below(last.line, placed.line)

    def _is_near(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether the step to a line is one within paragraphs."""
        last = paragraph.lines[-1].line
        step = self._level(line) - self._level(last)
        usual = self._step_of(paragraph, line)
        more = min(0.25 * usual + 1.5, 0.42 * line.size + 0.5)
        opens, ended = bool(_OPENS.match(line.text)), ends_sentence(last.text)
        if ended or not opens:
            # Boxes may be as high as their letters: of the steps from foot to foot and from head
            # to head one is not too long then.
            step = min(step, line.box.top - last.box.top)
        if opens and ended:
            # Designers set half a line between paragraphs.
            more = min(more, 0.2 * usual + 1)
            if (least := self._least_gap.get(line.size)) and least > usual:
                more = min(more, least - usual)
        if goes_on(line) and not is_ended(last.text):
            more = 0.8 * usual  # a sentence that is not finished bears a wider gap
        return -2 <= step <= usual + more

    def _opens(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line near the one above opens something all the same."""
        last = paragraph.lines[-1]
        return bool(
            (last.line.shaded != line.shaded and is_ended(last.line.text))  # the edge of a box
            or self._broke_off(last, line)
            or leaves_item(paragraph, line)
            or changes_margin(paragraph, line)
            or self._is_indented(paragraph, line)
            or self._is_title(paragraph, line)
            or names_section(last.line, line)
        )

    def _is_below(self, last: Line, line: Line) -> bool:
        """Whether a line is right below another, though a note beside them cut the page."""
        step = self._level(line) - self._level(last)
        return abs(line.box.x0 - last.box.x0) < 1 and 0 < step < 1.3 * self.pitch(line.size)

    def _is_next(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line begins with the number after the last one: below bullets or a sentence."""
        if self._last is None:
            return False
        if not paragraph.marker and not ends_sentence(paragraph.lines[-1].line.text):
            return False
        label = read_label(line.text)
        same_edge = abs(line.box.x0 - self._last.x0) < _EDGE
        return label is not None and same_edge and follows(self._last.label, label)

    def _is_indented(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line is indented as the first lines of this document's paragraphs do."""
        if self._indent is None or not may_begin(paragraph.lines[-1], line):
            return False
        edge = min(placed.line.box.x0 for placed in paragraph.lines)
        if paragraph.is_item and abs(paragraph.x0 - edge - self._indent) >= _SAME_INDENT:
            # Its number may be outdented, and its lines indented.
            told = [placed.line.box.x0 for placed in paragraph.lines]
            if len(told) < 2 or max(told) > edge + 1:
                return False
        if len(paragraph.lines) == 1 and abs(line.box.x0 - edge) < 1:
            indent = self._indent
            stands_in = any(abs(edge - left - indent) < _SAME_INDENT for left in self._lefts)
            return line.text[:1].isupper() and stands_in
        return abs(line.box.x0 - edge - self._indent) < _SAME_INDENT

    def _is_title(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether the lines so far are short and look different: a title close to its text."""
        told = [placed.line for placed in paragraph.lines]
        if is_ended(told[-1].text):
            return False
        is_item = read_label(line.text) is not None
        last = paragraph.lines[-1]
        edge = max(self._right(last.page), self._edges[measure_of(last)])
        is_short = told[-1].box.x1 < edge - _SHORT_OF_MARGIN and line.text[:1].isupper()
        if not line.italic and all(one.italic for one in told):
            set_off = line.size != told[-1].size or self._is_set_off(told[-1], line)
            return is_item or (is_short and set_off)
        if paragraph.bold and line.bold and not goes_on(line):
            return is_other_title(told, line)
        coloured = line.colour == self._colour and all(one.colour != line.colour for one in told)
        underlined = not line.underlined and all(one.underlined for one in told)
        return (is_item or is_short) and (coloured or underlined)

    def _is_set_off(self, last: Line, line: Line) -> bool:
        """Whether a line is a little further from the one above than lines of a paragraph."""
        step = min(line.box.bottom - last.box.bottom, line.box.top - last.box.top)
        return step > _SET_OFF * self.pitch(line.size)

    def _broke_off(self, last: PagedLine, line: Line) -> bool:
        """Whether a sentence ended although the next word would have stood on its line."""
        if not line.text[:1].isupper() or not ends_sentence(last.line.text):
            return False
        edge = self._edges[measure_of(last)]
        edge = min(edge, self._narrow.get(id(last.line), edge))
        room = edge - last.line.box.x1
        first = len(line.text.split()[0]) / len(line.text) * line.box.width
        return room > first + _SPARE_EM * line.size

    def _step_of(self, paragraph: Paragraph, line: Line) -> float:
        """The line step to expect: the document's, or a heading's own where it is set closer."""
        usual = self.pitch(max(line.size, paragraph.lines[-1].line.size))
        if len(paragraph.lines) < 2 or not paragraph.bold:
            return usual
        last, before = paragraph.lines[-1], paragraph.lines[-2]
        own = self._level(last.line) - self._level(before.line)
        same = last.page == before.page and last.line.size == before.line.size == line.size
        return min(usual, own) if same and own > 0.8 * line.size else usual

    def _carries_on(self, paragraph: Paragraph, last: PagedLine, placed: PagedLine) -> bool:
        """Across a page or column break: the text before is unfinished, or the text after is."""
        line = placed.line
        if paragraph.level or self._is_title(paragraph, line):
            return False
        is_full = self._is_full(last) and not is_ended(last.line.text)
        if line.bold not in (paragraph.bold, last.line.bold):
            # Bold may begin with the page in the middle of a numbered paragraph's sentence.
            return bool(paragraph.label) and is_full and self._hangs(paragraph, placed)
        if line.text.isupper() and is_ended(last.line.text):
            return False  # a chapter's heading
        if begins_section(last.line, line):
            return False
        if goes_on(line):
            return not is_ended(last.line.text) or last.line.text.endswith((";", ","))
        if self._between_numbers(paragraph, placed) or self._in_bullet(paragraph, last, placed):
            return True
        in_columns = line.column or last.line.column
        return is_full or (not is_ended(last.line.text) and bool(in_columns))

    def _is_full(self, last: PagedLine) -> bool:
        """Whether a line runs to the right margin of the document, or of its own column."""
        edge = self._edges[measure_of(last)] if last.line.column else self._right(last.page)
        return last.line.box.x1 > edge - _SHORT_OF_MARGIN

    def _between_numbers(self, paragraph: Paragraph, placed: PagedLine) -> bool:
        """Where every paragraph has a number, one without goes on from the page before."""
        label = paragraph.label
        if not label or label.style not in ("plain", "section"):
            return False
        return self._hangs(paragraph, placed) and self._numbered >= 3

    def _in_bullet(self, paragraph: Paragraph, last: PagedLine, placed: PagedLine) -> bool:
        """Text under a bullet's text, not under its sign, goes on if the line before is full."""
        if not paragraph.marker or not self._hangs(paragraph, placed):
            return False
        stands = placed.line.box.x0 - self._shift(placed.page) + self._shift(paragraph.page)
        return stands > paragraph.x0 + INDENT and not self._broke_off(last, placed.line)

    def _hangs(self, paragraph: Paragraph, placed: PagedLine) -> bool:
        """Whether a line of another page is under an item's text, not under its label."""
        beside = paragraph.lines[min(1, len(paragraph.lines) - 1)]
        further = self._shift(placed.page) - self._shift(beside.page)
        return hangs(paragraph, placed.line, further)
