"""Running headers that name the chapter of their page, so that few pages have the same one.

Their words change, but not their place and their look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from models.records import Line, Page

_FEWEST = 3  # pages on which such a line names a heading
_SHARE = 0.6  # of the pages with a line at this place
_STEP = 6  # points: lines this far apart are at one height
_SMALLER = 0.93  # of the text's type size
_STEADY = 0.75  # of these pages on which it is set apart; a page of small tables hides it
_ALONE = 1.6  # sizes of the text between such a line and the next one
_MOST = 0.5  # share of the document's pages with such a line, where no heading has its words


def running_heads(
    pages: Sequence[Page], outermost: Sequence[int | None], headings: Mapping[str, float]
) -> frozenset[int]:
    """The places in `pages` whose outermost line is a running header that names a chapter.

    `outermost` has the place of the line nearest to the edge among the lines of each page. Lines
    at one height in one look are such headers where most of them are printed as a heading too:
    `headings` are those that `headings_of` finds.
    """
    alike: dict[tuple[int, float, bool], list[int]] = defaultdict(list)
    for number, (page, place) in enumerate(zip(pages, outermost, strict=True)):
        if place is not None:
            line = page.lines[place]
            alike[round(line.box.top / _STEP), line.size, line.italic].append(number)
    out: set[int] = set()
    for numbers in alike.values():
        places = [(pages[n], outermost[n] or 0) for n in numbers]
        named = sum(_is_of(page.lines[place], headings) for page, place in places)
        if named >= _FEWEST and named >= _SHARE * len(places):
            out.update(numbers)
        elif len(places) >= max(_FEWEST, _MOST * len(pages)):
            apart = sum(map(_is_apart, places))
            out.update(numbers if apart >= _STEADY * len(places) else ())
    return frozenset(out)


def _is_apart(placed: tuple[Page, int]) -> bool:
    """Whether a line is smaller than the text of its page, and is well away from it."""
    page, place = placed
    line = page.lines[place]
    sizes = sorted(other.size for other in page.lines if other.text)
    usual = sizes[len(sizes) // 2]
    gaps = (
        max(other.box.top - line.box.bottom, line.box.top - other.box.bottom)
        for i, other in enumerate(page.lines)
        if i != place and abs(other.box.top - line.box.top) > line.size / 2
    )
    return line.size < _SMALLER * usual and min(gaps, default=0.0) > _ALONE * usual


def headings_of(pages: Sequence[Page]) -> dict[str, float]:
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


def _is_of(line: Line, headings: Mapping[str, float]) -> bool:
    """Whether a small line has the words of a heading that is set larger."""
    return headings.get(_key(line), 0.0) > line.size
