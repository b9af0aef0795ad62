"""Running headers, footers and page numbers: found by repetition and position.

They stay in the reading with their role, so that `inspect` shows them. They are never part of a
statement.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple

import msgspec

from extractors.reading.contents import LastPages, mark_contents
from extractors.reading.running_heads import headings_of, running_heads
from extractors.reading.table_heads import settle_tables
from models.records import Line, LineRole, Page
from vocabulary.statements import numbered_titles

_PAGE_NUMBER = re.compile(
    r"^(?:[-–—|•]\s*)?(?:page\s*:?\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|•])?"
    r"(?:\s*\|\s*p\s*a\s*g\s*e)?$",
    re.IGNORECASE,
)
_EDGE = 0.14  # share of the page's height in which furniture is looked for
_FAR_OUT = (
    0.085  # share of the page's height, from the edge, where furniture may be larger than the text
)
_LARGER = 1.15
_MOST_PAGES = 0.4  # share of the pages that repeat it
_DEPTH = 5  # lines from the edge
_FEWEST_WORDS = 2  # beside a page's number that make a footer
_ALIKE = 0.72  # how far two readings of one footer by OCR agree at least
_SHORTEST_ALIKE = 8  # letters: shorter texts are alike by chance
_FIGURES = re.compile(r"\d{1,18}")  # no page has a longer number
_MOST_FIGURES = 4  # in a line of which it is asked what they do
_LONGEST_NUMBER = 4  # signs of a page's number that OCR may have read wrong


class _Key(NamedTuple):
    """What two lines must share to be one running line: their words, and what their figures do.

    The figures stay the same from page to page ("Version 2") or run on with the pages ("+0" on the
    page of that number). "Recommendation 1" and "Recommendation 11" at the heads of two
    pages do neither. OCR misreads figures, so on scanned pages each is "#".
    A whole key keeps the line as it is printed. It counts where the line is on many pages.
    """

    words: str
    is_whole: bool = False


_Repeated = tuple[_Key, int]  # and the height at which it is, in steps of 6 points


class _Outer(NamedTuple):
    """A line near the edge of its page: its place among the lines, and how far from the edge."""

    place: int
    height: float
    is_large: bool
    keys: Sequence[_Key]

    @property
    def step(self) -> int:
        return round(self.height / 6)


def mark_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The same pages with the role of furniture and contents lines set."""
    # Looked at once: what is repeated is found and marked by the same lines.
    usual = [_usual_size(page) for page in pages]
    outer = {
        top: [_outer(page, size, top=top) for page, size in zip(pages, usual, strict=True)]
        for top in (True, False)
    }
    repeated = {top: _repeated(pages, outer[top]) for top in (True, False)}
    headings = headings_of(pages)
    heads = {
        top: running_heads(pages, [_outermost(o) for o in outer[top]], headings) for top in outer
    }
    out = []
    in_contents = False
    last_printed = LastPages(pages)
    for number, page in enumerate(pages):
        roles: dict[int, LineRole] = {}
        for top in (True, False):
            if number in heads[top]:
                roles[outer[top][number][0].place] = LineRole.HEADER if top else LineRole.FOOTER
            _mark_edge(page, outer[top][number], repeated[top], roles, top=top)
        in_contents = mark_contents(page, roles, last_printed, follows=in_contents)
        lines = tuple(
            msgspec.structs.replace(line, role=roles[i]) if i in roles else line
            for i, line in enumerate(page.lines)
        )
        out.append(msgspec.structs.replace(page, lines=lines))
    return settle_tables(out)


def _keys(text: str, number: int, *, is_large: bool, is_scanned: bool) -> list[_Key]:
    """The words of a line, with and without the page's number, which may be separate elsewhere.

    Those of a line set larger than the text keep their numbers: "Recommendation 4" is a heading. So
    it is in any size, and where each page has one, its number runs on as those of the pages do.
    """
    whole = _Key(text.lower(), is_whole=True)
    if is_large or numbered_titles().fullmatch(text.strip()):
        return [whole]
    words = re.sub(r"\W+", " ", text.lower()).split()
    forms = [words]
    if len(words) > _FEWEST_WORDS and words[-1] == str(number):
        forms.append(words[:-1])
    told = (figures for form in forms for figures in _figures(" ".join(form), number, is_scanned))
    return [*map(_Key, dict.fromkeys(told)), whole]


def _figures(words: str, number: int, is_scanned: bool) -> list[str]:
    """The words with their figures as "#" where they may be misread, else as printed and as far
    as each is from the page's number.
    """
    if is_scanned:
        return [_FIGURES.sub("#", words)]
    apart = _FIGURES.split(words)
    figures = _FIGURES.findall(words)[:_MOST_FIGURES]
    ways = product(*((figure, f"{int(figure) - number:+d}") for figure in figures))
    rest = "#".join(apart[len(figures) + 1 :])
    return ["".join(a + b for a, b in zip(apart, (*way, ""), strict=False)) + rest for way in ways]


def _outer(page: Page, usual: float, *, top: bool) -> list[_Outer]:
    """The outermost lines of a page, from the edge inwards; `usual` is the size of its text."""
    limit = page.height * _EDGE
    places = [
        i
        for i, line in enumerate(page.lines)
        if (line.box.top < limit if top else line.box.bottom > page.height - limit)
        and line.role in (LineRole.BODY, LineRole.TABLE)
        # A running header is seldom larger than the text; if so, it is close to the edge.
        and (not _is_large(line, usual) or _is_far_out(line, page))
    ]
    places.sort(key=lambda i: page.lines[i].box.top if top else -page.lines[i].box.bottom)
    is_scanned = page.ocr_confidence is not None
    found = []
    for place in places[:_DEPTH]:
        line = page.lines[place]
        is_large = _is_large(line, usual)
        height = line.box.top if top else page.height - line.box.bottom
        keys = _keys(line.text, page.number, is_large=is_large, is_scanned=is_scanned)
        found.append(_Outer(place, height, is_large, keys))
    return found


def _outermost(outer: Sequence[_Outer]) -> int | None:
    """The place of the line that is nearest to the edge."""
    return outer[0].place if outer else None


def _is_large(line: Line, usual: float) -> bool:
    return line.size > _LARGER * usual and not line.text.isdigit()


def _is_far_out(line: Line, page: Page) -> bool:
    return min(line.box.top, page.height - line.box.bottom) < _FAR_OUT * page.height


def _usual_size(page: Page) -> float:
    sizes = sorted(line.size for line in page.lines if line.text)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _repeated(pages: Sequence[Page], outer: Sequence[Sequence[_Outer]]) -> set[_Repeated]:
    """Keys and heights (in steps of 6 points) of what is on several pages at the same place."""
    seen: dict[_Repeated, set[int]] = defaultdict(set)
    for page, lines in zip(pages, outer, strict=True):
        for line in lines:
            at = line.step
            for key in line.keys:
                for step in (at - 1, at, at + 1):
                    seen[key, step].add(page.number)
    if any(page.ocr_confidence is not None for page in pages):
        _share_misread(seen)

    # Far out at the edge two pages are enough; further in, text may be repeated by chance.
    def need(key: _Key, height: int) -> int:
        if key.is_whole:
            return max(3, math.ceil(_MOST_PAGES * len(pages)))
        return 2 if len(pages) < 12 or height * 6 < 0.06 * pages[0].height else 3

    return {place for place, on in seen.items() if place[0].words and len(on) >= need(*place)}


def _share_misread(seen: dict[_Repeated, set[int]]) -> None:
    """Count readings of one place that are nearly the same as one: OCR misreads a footer."""
    by_height: dict[int, list[_Key]] = defaultdict(list)
    for key, height in seen:
        if len(key.words) >= _SHORTEST_ALIKE:
            by_height[height].append(key)
    alike = {
        (key, height): set().union(
            *(seen[other, height] for other in keys if _are_alike(key, other))
        )
        for height, keys in by_height.items()
        for key in keys
    }
    seen.update(alike)


def _are_alike(a: _Key, b: _Key) -> bool:
    matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _mark_edge(
    page: Page,
    outer: Sequence[_Outer],
    repeated: set[_Repeated],
    roles: dict[int, LineRole],
    *,
    top: bool,
) -> None:
    role = LineRole.HEADER if top else LineRole.FOOTER
    for number, edge in enumerate(outer):
        line = page.lines[edge.place]
        if _PAGE_NUMBER.match(line.text) and line.cell is None:
            roles[edge.place] = LineRole.PAGE_NUMBER
        elif any((key, edge.step) in repeated for key in edge.keys):
            roles[edge.place] = role
        elif number == 0 and _is_misread_number(page, line, edge.height):
            roles[edge.place] = LineRole.PAGE_NUMBER
        elif not _beside_marked(page, edge.place, roles) and not edge.is_large:
            break


def _is_misread_number(page: Page, line: Line, height: float) -> bool:
    """A sign or two alone at the outermost edge of a scanned page: its number, badly read."""
    if page.ocr_confidence is None:
        return False
    alone = len(line.text.strip()) <= _LONGEST_NUMBER
    return alone and height < _EDGE / 2 * page.height


def _beside_marked(page: Page, i: int, roles: dict[int, LineRole]) -> bool:
    """A line level with furniture may be followed by more furniture further in."""
    box = page.lines[i].box
    return any(abs(page.lines[j].box.top - box.top) < 3 for j in roles)


def body_size(pages: Sequence[Page]) -> float:
    """The size in which most characters of the document's body are set; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.role is LineRole.BODY:
                sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
