"""Running headers that name the chapter of their page, so that few pages have the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.records import Line, Page

_FEWEST = 3  # pages on which such a line names a heading
_SHARE = 0.6  # of the pages with a line at this place
_STEP = 6  # points: lines this far apart are at one height


def running_heads(pages: Sequence[Page], outermost: Sequence[int | None]) -> frozenset[int]:
    """The places in `pages` whose outermost line is a running header that names a chapter.

    `outermost` has the place of the line nearest to the edge among the lines of each page. Lines
    at one height in one look are such headers where most of them are printed as a heading too.
    """
    headings = _headings(pages)
    alike: dict[tuple[int, float, bool], list[int]] = defaultdict(list)
    for number, (page, place) in enumerate(zip(pages, outermost, strict=True)):
        if place is not None:
            line = page.lines[place]
            alike[round(line.box.top / _STEP), line.size, line.italic].append(number)
    out: set[int] = set()
    for numbers in alike.values():
        lines = [pages[n].lines[outermost[n] or 0] for n in numbers]
        named = sum(_is_of(line, headings) for line in lines)
        if named >= _FEWEST and named >= _SHARE * len(lines):
            out.update(numbers)
    return frozenset(out)


def _headings(pages: Sequence[Page]) -> dict[str, float]:
    """The bold lines and the large ones of a document, with the largest size of each."""
    usual = sorted(line.size for page in pages for line in page.lines if line.text)
    text = usual[len(usual) // 2] if usual else 0.0
    out: dict[str, float] = {}
    for page in pages:
        for line in page.lines:
            if line.bold or line.size > text:
                key = _key(line)
                out[key] = max(out.get(key, 0.0), line.size)
    return out


def _key(line: Line) -> str:
    return " ".join(line.text.lower().split())


def _is_of(line: Line, headings: dict[str, float]) -> bool:
    """Whether a small line has the words of a heading that is set larger."""
    return headings.get(_key(line), 0.0) > line.size
