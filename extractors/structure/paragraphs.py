"""Lines to paragraphs: across pages and columns, with the label and the bullet split off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import msgspec

from extractors.structure.labels import Label, follows, read_label
from models.records import Line, LineRole, Reading

_END = re.compile(r"(?:[.!?:;…]|:\s?[-–—])[\"'”’)\]]*$")
_LIST_END = re.compile(r"(?:[.!?:;,…][\"'”’)\]]*|\b(?:and|or))$")
_GLUED = re.compile(r"\w-$|\S{2,12}/$")  # "multi-" and "and/" join what follows
_TEXT_ROLES = frozenset({LineRole.BODY, LineRole.TABLE})


class Placed(NamedTuple):
    """A line and the number of its page."""

    page: int
    line: Line


@dataclass
class Paragraph:
    """Lines that belong together. `text` has the label and the bullet removed."""

    lines: list[Placed]
    label: Label | None = None
    marker: str | None = None
    level: int = 0  # 0: text; 1 and more: a heading of this level
    section: int = -1  # index of the section it stands in
    in_table: bool = False  # in a table of data; a box drawn as a table does not count
    _text: str | None = field(default=None, repr=False)

    @property
    def first(self) -> Line:
        return self.lines[0].line

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def page_last(self) -> int:
        return self.lines[-1].page

    @property
    def full(self) -> str:
        """The text with its label."""
        if self._text is None:
            self._text = join_lines(placed.line.text for placed in self.lines)
        return self._text

    @property
    def text(self) -> str:
        return self.full[self.label.length :] if self.label else self.full

    @property
    def x0(self) -> float:
        return self.first.box.x0

    @property
    def bold(self) -> bool:
        chars = sum(len(p.line.text) for p in self.lines)
        return sum(len(p.line.text) for p in self.lines if p.line.bold) > 0.6 * chars

    @property
    def is_item(self) -> bool:
        """Whether it begins with a bullet or any label."""
        return self.marker is not None or self.label is not None


def join_lines(texts: Sequence[str] | Iterator[str]) -> str:
    """Printed lines as one text: a soft hyphen joins, everything else is parted by one space."""
    out = ""
    for text in texts:
        if not text:
            continue
        if out.endswith("\u00ad"):
            out = out[:-1] + text
        elif _GLUED.search(out) and text[:1].isalnum():
            out += text
        else:
            out = f"{out} {text}" if out else text
    return out.replace("\u00ad", "")


def paragraphs(reading: Reading) -> list[Paragraph]:
    """All paragraphs of the body in reading order, table cells included."""
    flow = [
        Placed(page.number, line)
        for page in reading.pages
        for line in page.lines
        if line.role in _TEXT_ROLES and (line.text or line.marker)
    ]
    measure = _Measure(flow)
    out: list[Paragraph] = []
    for placed in _bullets_joined(flow):
        if out and measure.continues(out[-1], placed):
            out[-1].lines.append(placed)
        else:
            out.append(_started(placed))
            measure.saw(out[-1])
    out = [p for p in out if p.full.strip()]
    _mark_tables(out)
    return out


def _mark_tables(found: list[Paragraph]) -> None:
    """A table of data has at least two rows in which two cells are filled."""
    rows: dict[tuple[int, int], dict[int, set[int]]] = {}
    for paragraph in found:
        if paragraph.first.cell is not None:
            table, row, column = paragraph.first.cell
            rows.setdefault((paragraph.page, table), {}).setdefault(row, set()).add(column)
    for paragraph in found:
        if paragraph.first.cell is not None:
            filled = rows[paragraph.page, paragraph.first.cell[0]].values()
            paragraph.in_table = sum(len(columns) > 1 for columns in filled) >= 2


def _started(placed: Placed) -> Paragraph:
    label = read_label(placed.line.text)
    if placed.line.marker and label and label.style != "word":
        label = None  # a bullet's text may begin with a number; only "Learning point 1:" names it
    return Paragraph([placed], label, placed.line.marker)


def _bullets_joined(flow: list[Placed]) -> Iterator[Placed]:
    """A bullet on a line of its own is given to the line after it."""
    waiting: str | None = None
    for placed in flow:
        if not placed.line.text:
            waiting = placed.line.marker
            continue
        if waiting and not placed.line.marker:
            yield Placed(placed.page, msgspec.structs.replace(placed.line, marker=waiting))
        else:
            yield placed
        waiting = None


class _Measure:
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
        right: Counter[int] = Counter(
            round(p.line.box.x1 / 6) * 6 for p in flow if p.line.role is LineRole.BODY
        )
        self._numbered = 0  # numbered paragraphs in a row
        self.right = max((x for x, n in right.items() if n >= 3), default=500)

    def saw(self, paragraph: Paragraph) -> None:
        """Take note of a paragraph that begins."""
        label = paragraph.label
        numbered = bool(label and label.style in ("plain", "section"))
        self._numbered = self._numbered + 1 if numbered else 0

    def pitch(self, size: float) -> float:
        return self._pitch.get(size, 1.5 * size)

    def continues(self, paragraph: Paragraph, placed: Placed) -> bool:
        """Whether a line carries on the paragraph."""
        last, line = paragraph.lines[-1], placed.line
        if line.marker or not _same_cell(last, placed):
            return False
        if not _alike(last.line, line):
            return False
        label = read_label(line.text)
        if last.page != placed.page or last.line.column != line.column:
            return label_is_inside(paragraph, line, label) and self._carries_on(
                paragraph, last, line
            )
        step = line.box.bottom - last.line.box.bottom
        usual = self._step_of(paragraph, line)
        more = min(0.25 * usual + 1.5, 0.42 * line.size + 0.5)
        if line.text[:1].islower() and not _END.search(last.line.text):
            more = 0.8 * usual  # a sentence that is not finished bears a wider gap
        if step > usual + more or step < -2:
            return False
        return label_is_inside(paragraph, line, label)

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
        if paragraph.level or line.bold != paragraph.bold:
            return False
        if line.text[:1].islower():
            return not _END.search(last.line.text) or last.line.text.endswith((";", ","))
        if self._between_numbers(paragraph, line):
            return True
        wide = last.line.box.x1 > self.right - 90 or last.line.column
        return not _END.search(last.line.text) and bool(wide)

    def _between_numbers(self, paragraph: Paragraph, line: Line) -> bool:
        """Where every paragraph has a number, one without goes on from the page before."""
        label = paragraph.label
        if not label or label.style not in ("plain", "section") or len(paragraph.lines) < 2:
            return False
        hangs = abs(line.box.x0 - paragraph.lines[1].line.box.x0) < 4
        return hangs and self._numbered >= 3


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
    if last.bold and not line.bold:
        # Bold that ends with the line is a heading above its text, not a bold opening.
        same_size = abs(last.size - line.size) < 0.6
        return same_size and line.text[:1].islower() and not last.text.endswith(":")
    ended = bool(_END.search(last.text))
    if line.italic and not last.italic and ended and ":" in line.text[:40]:
        return False  # "Anticipated outcome: ..." in italics below an action
    return not (line.bold and not last.bold and ended)


def _common(seen: Counter[int]) -> int:
    """The smallest step that is nearly as common as the commonest: within paragraphs."""
    most = max(seen.values())
    return min(step for step, n in seen.items() if n >= 0.4 * most)
