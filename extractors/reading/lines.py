"""One page's words to its lines in reading order, tables cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from extractors.reading.drop_caps import with_drop_caps
from extractors.reading.fragments import Fragment, fragment, fragments, is_bullet
from extractors.reading.leftwards import line_as_read
from extractors.reading.line_numbers import part_line_numbers
from extractors.reading.order import OrderedLine, read_rows
from extractors.reading.places import CellLine, placed_lines
from extractors.reading.private_signs import is_private
from extractors.reading.shapes import RuledLine, Shapes
from extractors.reading.side_notes import part_side_notes, stacks
from extractors.reading.sideways_lines import sideways_rows
from extractors.reading.underlines import Underlines
from extractors.reading.watermarks import part_watermarks
from extractors.reading.words import Word
from extractors.reading.wrapped_labels import unwrapped
from models.records import Box, Line, LineRole

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060, 0x00AD])
_GLUED = frozenset("•●▪■◦‣➢➤►")  # bullets that may touch their text
_TAB_EM = 0.45  # sizes of type between a bullet and its text; a space is narrower


def page_lines(words: list[Word], shapes: Shapes, above: Sequence[Line] = ()) -> tuple[Line, ...]:
    """Lines of one page in reading order; turned text and watermarks come last, as margin.

    `above` are the lines of the page before, whose last table may go on here.
    """
    level = [w for w in words if w.look.upright]
    turned = [w for w in words if not w.look.upright] if len(level) < len(words) else []
    upright = with_drop_caps(level)
    upright, numbers = part_line_numbers(upright, shapes, above)
    pieces, marks = part_watermarks(fragments(upright))
    pieces = unwrapped(pieces)
    sideways = sideways_rows(turned)
    pieces, headings, notes = part_side_notes(pieces, shapes)
    placed, boxes = placed_lines(pieces, shapes, above)
    shades, underlines = shapes.shades + boxes, Underlines(shapes.rules)
    lines = [_line(p, shades, underlines) for p in _with_headings(placed, headings)]
    others = [*numbers] if sideways else [*turned, *numbers]
    beside = [*read_rows([*marks, *notes, *fragments(others)]), *sideways]
    margin = [_line(CellLine(row), [], underlines, LineRole.MARGIN) for row in beside]
    return tuple(line for line in _blocks([*lines, *margin]) if line.text or line.marker)


def _with_headings(placed: list[CellLine], headings: Sequence[Fragment]) -> list[CellLine]:
    """The lines with each heading from the margin before the first line that it is beside."""
    out = list(placed)
    for heading in stacks(headings):
        level = (i for i, p in enumerate(out) if p.row.fragment.bottom > heading[0].top + 1)
        at = next(level, len(out))
        column = out[at].row.column if at < len(out) else 0
        words = [word for line in heading for word in line.words]
        out[at:at] = [CellLine(OrderedLine(fragment(words), column))]
    return out


def _line(
    placed: CellLine,
    shades: list[RuledLine],
    underlines: Underlines,
    role: LineRole = LineRole.BODY,
) -> Line:
    run = placed.row.fragment
    look = run.look
    words = list(run.words)
    is_plain = [w.look for w in words].count(look) == len(words)
    if not is_plain or True in [word.raised for word in words]:
        # A marker that begins a line begins a footnote: it stays.
        words = words[:1] + [w for last, w in pairwise(words) if not _is_marker(w, last, run)]
    marker, words = _marker(words)
    text = _text(words)
    box = Box(round(run.x0, 1), round(run.top, 1), round(run.x1, 1), round(run.bottom, 1))
    if role is LineRole.BODY and placed.cell is not None:
        role = LineRole.TABLE
    return Line(
        text=text,
        box=box,
        size=look.size,
        bold=look.bold if is_plain else _mostly(run, "bold"),
        italic=look.italic if is_plain else _mostly(run, "italic"),
        role=role,
        column=placed.row.column,
        marker=marker,
        cell=placed.cell,
        shaded=any(_behind(shade, box) for shade in shades),
        colour=look.colour,
        font=look.font,
        underlined=underlines.below(box),
        bold_run=None if is_plain else _bold_run(words, text),
    )


def _marker(words: list[Word]) -> tuple[str | None, list[Word]]:
    """The bullet that begins a line, and the words after it."""
    if not words:
        return None, words
    first, *rest = words
    if is_bullet(first.text):
        return first.text, rest
    if first.text[0] in _GLUED and first.text[1:2].isalpha():
        return first.text[0], [first._replace(text=first.text[1:]), *rest]
    # Word uses the letter "o" for its second level of bullets; it is not an English word.
    if first.text == "o" and rest and rest[0].x0 - first.x1 > _TAB_EM * first.look.size:
        return first.text, rest
    return None, words


def _is_marker(word: Word, last: Word, run: Fragment) -> bool:
    """A footnote marker: a number set small and high. It is no word of the sentence."""
    if word.raised:
        return True
    size = run.look.size
    small = word.look.size < 0.78 * size and word.text.strip(",").isdigit()
    # A number in a smaller text beside a title is as small as the word before it.
    beside = last.look.size < 0.78 * size and not last.text.strip(",").isdigit()
    return small and not beside and word.bottom < run.bottom - 0.15 * size


def _mostly(run: Fragment, attribute: str) -> bool:
    total = sum(len(w.text) for w in run.words)
    return sum(len(w.text) for w in run.words if getattr(w.look, attribute)) > 0.6 * total


def _bold_run(words: list[Word], text: str) -> tuple[int, int] | None:
    """The first run of bold words, as a part of the line's text; None where all or none are."""
    flags = [word.look.bold for word in words]
    if all(flags) or True not in flags:
        return None
    first = flags.index(True)
    end = first + [*flags[first:], False].index(False)
    before, through = _text(words[:first]), _text(words[:end])
    start = len(before) + 1 if before else 0
    return (start, len(through)) if text.startswith(through) else None


def _text(words: list[Word]) -> str:
    texts = [word.text for word in words]
    text = " ".join(texts)
    is_clean = text.isprintable()
    if is_clean and text.isascii():
        return text
    is_clean = is_clean and unicodedata.is_normalized("NFC", text)
    return " ".join(line_as_read(texts if is_clean else [*_clean(words)]))


def _clean(words: list[Word]) -> Iterator[str]:
    for word in words:
        text = word.text
        if text.isascii() and text.isprintable():
            yield text
            continue
        soft = text.endswith("\u00ad")
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
        # A private sign beside letters may mean some of them: the whole document shows which.
        is_kept = str.isprintable if not any(map(str.isalpha, text)) else _may_be_letters
        text = "".join(filter(is_kept, text))
        if text or soft:
            yield text + ("\u00ad" if soft else "")


def _may_be_letters(sign: str) -> bool:
    return sign.isprintable() or is_private(sign)


def _behind(shade: RuledLine, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return shade.x0 - 2 <= x <= shade.x1 + 2 and shade.top - 2 <= y <= shade.bottom + 2


def _blocks(lines: list[Line]) -> Iterator[Line]:
    """Number the blocks: a new one starts at a gap, a bullet, a column, a cell or another look."""
    pitches = _pitches(lines)
    block = -1
    last: Line | None = None
    for line in lines:
        if last is None or _starts_block(last, line, pitches.get(line.size, 1.45 * line.size)):
            block += 1
        yield msgspec.structs.replace(line, block=block)
        last = line


def _pitches(lines: list[Line]) -> dict[float, float]:
    """The usual distance from line to line for each type size of the page, in points."""
    seen: dict[float, list[float]] = {}
    for last, line in pairwise(lines):
        step = line.box.bottom - last.box.bottom
        if (
            last.size == line.size
            and last.column == line.column
            and 0.8 < step / (line.size or 1) < 2.2
        ):
            seen.setdefault(line.size, []).append(step)
    # The lower quartile: steps inside paragraphs, not between them.
    return {size: sorted(steps)[len(steps) // 4] for size, steps in seen.items()}


def _starts_block(last: Line, line: Line, pitch: float) -> bool:
    if line.marker or line.column != last.column or line.cell != last.cell:
        return True
    if abs(line.size - last.size) > 0.6 or line.bold != last.bold:
        return True
    step = min(line.box.bottom - last.box.bottom, line.box.top - last.box.top)
    return step > 1.22 * pitch + 1 or step < -0.5 * line.size
