"""Which line carries on a paragraph, by the document's own line step, margins and numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractors.structure.labels import Label, follows, read_label
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraph import Paragraph, Placed
from models.records import Line, LineRole

_END = re.compile(r"(?:[.!?:;…]|:\s?[-–—])[\"'”’)\]]*$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")
_SAME_SIZE = 0.9  # points between lines of one paragraph
_SPARE_EM = 4.0  # type sizes of room beyond the next word that say that a line was broken off
_OWNER = re.compile(r"\[(?:to|for|from) [^\]]{3,120}\] ?\w")  # "[to the Board] The Board", in bold
_EDGE = 4.0  # points by which the left edges of one list may differ
_INDENT = 8.0  # points by which an item's text stands further in than its label
_LEAST_INDENT, _MOST_INDENT = 6.0, 40.0  # points by which a first line stands in
_SAME_INDENT = 1.5
_FEWEST_INNER, _FEWEST_GAPS = 40, 6  # lines that show how far apart lines of a paragraph stand
_SHORT_OF_MARGIN = 90.0  # points that a line with a long word after it may leave
_EDGE_SHARE = 0.05  # of a document's lines that begin at an edge of its text
_LOOSEST = 1.5  # type sizes from line to line in a size that does not show its own step
_LEAST_MORE = 1.2  # points by which a step between paragraphs is longer
_FEWEST_INDENTS = 4  # in a document whose paragraphs are told by them
_NUMBERED_TITLE = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]? [A-Z][^.!?:;]{2,50}$")
_LIST_END = re.compile(r"(?:[.!?:;,…][\"'”’)\]]*|\b(?:and|or))$")


class Measure:
    """The usual line step and right margin of the document, by type size."""

    def __init__(self, flow: list[Placed]) -> None:
        steps: dict[float, Counter[int]] = {}
        for a, b in pairwise(flow):
            step = b.line.box.bottom - a.line.box.bottom
            same = (
                a.page == b.page and a.line.size == b.line.size and a.line.column == b.line.column
            )
            if same and 0.8 < step / (a.line.size or 1) < 2.4:
                steps.setdefault(a.line.size, Counter())[round(step * 2)] += 1
        self._pitch = {size: _common(seen) / 2 for size, seen in steps.items()}
        self._least_gap = _least_gaps(flow)
        self._ratio = _usual_ratio(steps, self._pitch)
        right: Counter[int] = Counter(
            round(p.line.box.x1 / 6) * 6 for p in flow if p.line.role is LineRole.BODY
        )
        self._edges: dict[tuple[int, ...], float] = {}
        for p in flow:
            place = _measure_of(p)
            self._edges[place] = max(self._edges.get(place, 0.0), p.line.box.x1)
        self._indent = _first_line_indent(flow)
        self._numbered = 0  # numbered paragraphs in a row
        self._last: Paragraph | None = None  # the last one with a number
        left = Counter(round(p.line.box.x0) for p in flow if p.line.role is LineRole.BODY)
        self._lefts = [x for x, n in left.items() if n >= _EDGE_SHARE * left.total()]
        self.right = max((x for x, n in right.items() if n >= 3), default=500)

    def saw(self, paragraph: Paragraph) -> None:
        """Take note of a paragraph that begins; headings stand between numbered ones."""
        if paragraph.bold:
            return
        label = paragraph.label
        numbered = bool(label and label.style in ("plain", "section"))
        self._last = paragraph if numbered else self._last
        self._numbered = self._numbered + 1 if numbered else 0

    def pitch(self, size: float) -> float:
        return self._pitch.get(size, self._ratio * size)

    def continues(self, paragraph: Paragraph, placed: Placed) -> bool:
        """Whether a line carries on the paragraph."""
        last, line = paragraph.lines[-1], placed.line
        if line.marker or not _same_cell(last, placed) or self._is_next(paragraph, line):
            return False
        if not _alike(last.line, line):
            return False
        if last.page != placed.page or (
            last.line.column != line.column and not self._is_below(last.line, line)
        ):
            carries_on = self._carries_on(paragraph, last, line)
            return carries_on and label_is_inside(paragraph, line, read_label(line.text))
        step = line.box.bottom - last.line.box.bottom
        usual = self._step_of(paragraph, line)
        more = min(0.25 * usual + 1.5, 0.42 * line.size + 0.5)
        if _SENTENCE_END.search(last.line.text) and line.text[:1].isupper():
            # Designers set half a line between paragraphs. Boxes may be as high as their letters:
            # of the steps from foot to foot and from head to head one is not too long then.
            more = min(more, 0.2 * usual + 1)
            step = min(step, line.box.top - last.line.box.top)
            if (least := self._least_gap.get(line.size)) and least > usual:
                more = min(more, least - usual)
        if line.text[:1].islower() and not _END.search(last.line.text):
            more = 0.8 * usual  # a sentence that is not finished bears a wider gap
        if step > usual + more or step < -2:
            return False
        if last.line.shaded != line.shaded and _END.search(last.line.text):
            return False  # the edge of a box
        if self._broke_off(last, line) or _leaves_bullet(paragraph, line):
            return False
        if (
            self._is_indented(paragraph, line)
            or self._is_title(paragraph, line)
            or _names_section(last.line, line)
        ):
            return False
        return label_is_inside(paragraph, line, read_label(line.text))

    def _is_below(self, last: Line, line: Line) -> bool:
        """Whether a line stands right below another, though a note beside them cut the page."""
        step = line.box.bottom - last.box.bottom
        return abs(line.box.x0 - last.box.x0) < 1 and 0 < step < 1.3 * self.pitch(line.size)

    def _is_next(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line begins with the number after the last one: below bullets or a sentence."""
        ended = _SENTENCE_END.search(paragraph.lines[-1].line.text)
        if self._last is None or not (paragraph.marker or ended):
            return False
        label = read_label(line.text)
        same_edge = abs(line.box.x0 - self._last.x0) < _EDGE
        return label is not None and same_edge and follows(self._last.label, label)

    def _is_indented(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line stands in as the first lines of this document's paragraphs do."""
        if self._indent is None or not _may_begin(paragraph.lines[-1], line):
            return False
        edge = min(placed.line.box.x0 for placed in paragraph.lines)
        if paragraph.is_item and abs(paragraph.x0 - edge - self._indent) >= _SAME_INDENT:
            return False  # its number stands out, or its lines hang
        if len(paragraph.lines) == 1 and abs(line.box.x0 - edge) < 1:
            indent = self._indent
            stands_in = any(abs(edge - left - indent) < _SAME_INDENT for left in self._lefts)
            return line.text[:1].isupper() and stands_in
        return abs(line.box.x0 - edge - self._indent) < _SAME_INDENT

    def _is_title(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether the lines so far, short and in italics, are a title set close to its text."""
        told = [placed.line for placed in paragraph.lines]
        is_item = read_label(line.text) is not None
        if line.italic or not all(one.italic for one in told):
            return False
        if line.size == told[-1].size and not is_item:
            return False
        if _END.search(told[-1].text):
            return False
        is_short = told[-1].box.x1 < self.right - 90
        return is_item or (is_short and line.text[:1].isupper())

    def _broke_off(self, last: Placed, line: Line) -> bool:
        """Whether a sentence ended although the next word would have stood on its line."""
        if not _SENTENCE_END.search(last.line.text) or not line.text[:1].isupper():
            return False
        room = self._edges[_measure_of(last)] - last.line.box.x1
        first = len(line.text.split()[0]) / len(line.text) * line.box.width
        return room > first + _SPARE_EM * line.size

    def _step_of(self, paragraph: Paragraph, line: Line) -> float:
        """The line step to expect: the document's, or a heading's own where it is set closer."""
        usual = self.pitch(max(line.size, paragraph.lines[-1].line.size))
        if len(paragraph.lines) < 2 or not paragraph.bold:
            return usual
        last, before = paragraph.lines[-1], paragraph.lines[-2]
        own = last.line.box.bottom - before.line.box.bottom
        same = last.page == before.page and last.line.size == before.line.size == line.size
        return min(usual, own) if same and own > 0.8 * line.size else usual

    def _carries_on(self, paragraph: Paragraph, last: Placed, line: Line) -> bool:
        """Across a page or column break: the text before is unfinished, or the text after is."""
        if paragraph.level or self._is_title(paragraph, line):
            return False
        is_full = self._is_full(last) and not _END.search(last.line.text)
        if line.bold not in (paragraph.bold, last.line.bold):
            # Bold may begin with the page in the middle of a numbered paragraph's sentence.
            return bool(paragraph.label) and is_full and _hangs(paragraph, line)
        if line.text.isupper() and _END.search(last.line.text):
            return False  # a chapter's heading
        if line.text[:1].islower():
            return not _END.search(last.line.text) or last.line.text.endswith((";", ","))
        if self._between_numbers(paragraph, line) or self._in_bullet(paragraph, last, line):
            return True
        in_columns = line.column or last.line.column
        return is_full or (not _END.search(last.line.text) and bool(in_columns))

    def _is_full(self, last: Placed) -> bool:
        """Whether a line runs to the right margin of the document, or of its own column."""
        edge = self._edges[_measure_of(last)] if last.line.column else self.right
        return last.line.box.x1 > edge - _SHORT_OF_MARGIN

    def _between_numbers(self, paragraph: Paragraph, line: Line) -> bool:
        """Where every paragraph has a number, one without goes on from the page before."""
        label = paragraph.label
        if not label or label.style not in ("plain", "section"):
            return False
        return _hangs(paragraph, line) and self._numbered >= 3

    def _in_bullet(self, paragraph: Paragraph, last: Placed, line: Line) -> bool:
        """Text under a bullet's text, not under its sign, goes on if the line before is full."""
        if not paragraph.marker or not _hangs(paragraph, line):
            return False
        return line.box.x0 > paragraph.x0 + _INDENT and not self._broke_off(last, line)


def _usual_ratio(steps: dict[float, Counter[int]], pitch: dict[float, float]) -> float:
    """Line step by type size in most of the text; never less than `_LOOSEST`."""
    size = max(steps, key=lambda size: steps[size].total(), default=None)
    return max(_LOOSEST, pitch[size] / size) if size else _LOOSEST


def _least_gaps(flow: list[Placed]) -> dict[float, float]:
    """The least line step that parts paragraphs, by type size, where they stand close together.

    Lines that begin with a small letter carry on: no step inside a paragraph is longer than
    theirs. Steps beyond these, each after a sentence and before a capital, part paragraphs.
    """
    inner: dict[float, list[float]] = {}
    between: dict[float, list[float]] = {}
    for a, b in pairwise(flow):
        same = a.page == b.page and a.line.column == b.line.column and a.line.cell == b.line.cell
        if not same or a.line.size != b.line.size or not b.line.text or b.line.marker:
            continue
        step = min(b.line.box.bottom - a.line.box.bottom, b.line.box.top - a.line.box.top)
        if not 0.8 < step / (a.line.size or 1) < 2.4:
            continue
        if b.line.text[0].islower():
            inner.setdefault(a.line.size, []).append(step)
        elif _SENTENCE_END.search(a.line.text) and b.line.text[0].isupper():
            between.setdefault(a.line.size, []).append(step)
    out: dict[float, float] = {}
    for size, steps in inner.items():
        if len(steps) < _FEWEST_INNER:
            continue
        longest = sorted(steps)[int(0.98 * len(steps))]
        beyond = [step for step in between.get(size, []) if step > longest + _LEAST_MORE]
        if len(beyond) >= _FEWEST_GAPS:
            out[size] = longest + (min(beyond) - longest) / 2
    return out


def _names_section(last: Line, line: Line) -> bool:
    """Whether a line after a sentence is a number and a section's usual name, however it is set."""
    is_title = _SENTENCE_END.search(last.text) and _NUMBERED_TITLE.match(line.text)
    return bool(is_title) and heading_role(line.text) is not None


def _may_begin(last: Placed, line: Line) -> bool:
    return bool(_SENTENCE_END.search(last.line.text)) and not line.text[:1].islower()


def _first_line_indent(flow: list[Placed]) -> float | None:
    """How far first lines stand in where nothing else parts paragraphs; None where they do not.

    Such a line begins a sentence after one that ended, and the lines above and below it stand out.
    """
    found: Counter[int] = Counter()
    for before, placed, after in zip(flow, flow[1:], flow[2:], strict=False):
        lines = before.line, placed.line, after.line
        if len({(line.column, line.size, line.cell) for line in lines}) > 1 or placed.line.marker:
            continue
        if before.page != after.page or not _may_begin(before, placed.line):
            continue
        shift = placed.line.box.x0 - after.line.box.x0
        level = abs(before.line.box.x0 - after.line.box.x0) < 1
        if level and _LEAST_INDENT < shift < _MOST_INDENT:
            found[round(shift)] += 1
    shift, n = max(found.items(), key=lambda item: item[1], default=(0, 0))
    return shift if n >= _FEWEST_INDENTS else None


def _hangs(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line stands under the text of an item rather than under its label."""
    if len(paragraph.lines) < 2:
        return False
    return abs(line.box.x0 - paragraph.lines[1].line.box.x0) < 4


def _leaves_bullet(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line stands under the bullet, where the item's text stands further in."""
    if not paragraph.marker or len(paragraph.lines) < 2:
        return False
    edge = paragraph.lines[1].line.box.x0
    return edge > paragraph.x0 + _INDENT and line.box.x0 < edge - _INDENT


def _measure_of(placed: Placed) -> tuple[int, ...]:
    """What lines share a right margin: those of a column in one size, or at one edge in a table."""
    line = placed.line
    if line.cell is None:
        return placed.page, line.column, round(line.size)
    table, _, column = line.cell
    return placed.page, line.column, table, column, round(line.box.x0 / 12)


def label_is_inside(paragraph: Paragraph, line: Line, label: Label | None) -> bool:
    """Whether what looks like a label is just a number within running text."""
    if label is None:
        return True
    if label.style == "word":
        if line.text[0].islower() and not _END.search(paragraph.lines[-1].line.text):
            return True
        return label.number is None and ":" not in line.text[: label.length]
    last = paragraph.lines[-1].line
    if follows(paragraph.label, label):
        listed = label.style == "letter" and abs(line.box.x0 - paragraph.x0) < 2
        if listed or _END.search(last.text):
            return False
    hangs = len(paragraph.lines) > 1 or paragraph.is_item
    outdented = line.box.x0 < last.box.x0 - 4
    if label.style in ("section", "letter", "short"):
        same_edge = abs(line.box.x0 - paragraph.x0) < 4
        ended = bool(_LIST_END.search(last.text))
        if label.style == "section" and _SENTENCE_END.search(last.text):
            # The paragraph's first line may stand in, and the next one's number stand out.
            same_edge = same_edge or abs(line.box.x0 - last.box.x0) < 4
        return not (outdented or (same_edge and ended) or (ended and line.box.x0 > last.box.x0 + 4))
    ended = bool(_END.search(last.text))
    if ended and label.style == "plain" and last.text.rstrip(" -–—").endswith(":"):
        return False  # a lead-in, and its first item
    return not (outdented and hangs and ended)


def _same_cell(last: Placed, placed: Placed) -> bool:
    """Whether two lines stand in one cell, or in one that a page break parts."""
    a, b = last.line.cell, placed.line.cell
    if last.page == placed.page or a is None or b is None:
        return a == b
    return a[2] == b[2] and b[1] == 0 and not _END.search(last.line.text)


def _alike(last: Line, line: Line) -> bool:
    """Whether two lines may be of one paragraph by their look."""
    if abs(last.size - line.size) > 0.22 * max(last.size, line.size):
        return False
    if abs(last.size - line.size) > _SAME_SIZE and not line.text[:1].islower():
        return False
    if last.bold and not line.bold:
        # Bold that ends with the line is a heading above its text, not a bold opening.
        same_size = abs(last.size - line.size) < 0.6
        opens = line.text[:1].islower() or bool(_OWNER.match(last.text))
        return same_size and opens and not last.text.endswith(":")
    ended = bool(_END.search(last.text))
    if line.italic and not last.italic and ended and ":" in line.text[:40]:
        return False  # "Anticipated outcome: ..." in italics below an action
    return not (line.bold and not last.bold and ended)


def _common(seen: Counter[int]) -> int:
    """The smallest step that is nearly as common as the commonest: within paragraphs."""
    most = max(seen.values())
    return min(step for step, n in seen.items() if n >= 0.4 * most)
