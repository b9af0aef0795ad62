"""The first pages of a document: display lines, letter heads, and the text around them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from models.records import Line, LineRole, Reading
from vocabulary.rules import asked

_TEXT = frozenset({LineRole.BODY, LineRole.TABLE, LineRole.CONTENTS})
_PROSE = frozenset({LineRole.BODY, LineRole.TABLE, LineRole.FOOTNOTE})
_LEADERS = re.compile(r"\.{4}")
_FURNITURE = frozenset({LineRole.HEADER, LineRole.FOOTER})
_DEAR = asked("cited", "dear")
SENTENCE_BREAK = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


@dataclass(frozen=True)
class FrontLine:
    """A line and the number of its page."""

    page: int
    line: Line

    @cached_property
    def text(self) -> str:
        return self.line.text.replace("\u00ad", "")


class Front:
    """The beginning (and the end) of a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lines = [
            FrontLine(page.number, line)
            for page in reading.pages
            for line in page.lines
            if line.role in _TEXT and line.text
        ]
        self._texts: dict[int, str] = {}
        self._prose: dict[int, str] = {}
        self._joined: dict[tuple[int, int], str] = {}
        self._on_page: defaultdict[int, list[FrontLine]] = defaultdict(list)
        for printed in self.lines:
            self._on_page[printed.page].append(printed)
        for page, lines in self._on_page.items():
            self._texts[page] = " ".join([printed.text for printed in lines])

    @cached_property
    def furniture(self) -> list[FrontLine]:
        """Running headers and footers of the first four pages."""
        return [
            FrontLine(page.number, line)
            for page in self.reading.pages[:4]
            for line in page.lines
            if line.role in _FURNITURE and line.text
        ]

    def upto(self, page: int) -> list[FrontLine]:
        """Lines of the first pages, to `page` inclusive."""
        return [p for p in self.lines if p.page <= page]

    def text(self, first: int, last: int) -> str:
        """Text of the pages from `first` to `last`, lines joined by a space."""
        if (first, last) not in self._joined:
            texts = (self._texts.get(page) for page in range(first, last + 1))
            self._joined[first, last] = " ".join(text for text in texts if text)
        return self._joined[first, last]

    def celled(self, number: int) -> str:
        """Text of a page; what is in two cells of a table, or items of a list, is kept apart."""
        parts: list[str] = []
        before = None
        for printed in self._on_page.get(number, ()):
            is_new = printed.line.cell != before or printed.line.marker is not None
            parts += ["|"] * (bool(parts) and is_new)
            parts.append(printed.text)
            before = printed.line.cell
        return " ".join(parts)

    def page_of(self, words: str, last: int) -> int | None:
        """The page up to `last` on which words end, where they appear first."""
        for page in range(1, last + 1):
            at = self.text(page, page + 1).find(words)
            if at >= 0:
                return page if at + len(words) <= len(self.text(page, page)) else page + 1
        return None

    def prose(self, number: int) -> str:
        """Text of a page with its notes and without lines of contents; divided words are whole."""
        if number not in self._prose:
            pages = (page for page in self.reading.pages if page.number == number)
            lines = [
                line.text
                for page in pages
                for line in page.lines
                if line.role in _PROSE and line.text and not _LEADERS.search(line.text)
            ]
            self._prose[number] = re.sub(r"[\u00ad\u2010] (?=[a-z])", "", " ".join(lines))
        return self._prose[number]

    @cached_property
    def cover(self) -> list[FrontLine]:
        """Lines of the first page that has any."""
        first = next((p.page for p in self.lines), 1)
        return [p for p in self.lines if p.page == first]

    @cached_property
    def small_print(self) -> list[FrontLine]:
        """Lines and notes of the second and the last page, where an imprint may be."""
        pages = self.reading.pages[1:]
        return [
            FrontLine(page.number, line)
            for page in (*pages[:1], *pages[1:][-1:])
            for line in page.lines
            if line.role in _PROSE and line.text
        ]

    @cached_property
    def naming(self) -> list[FrontLine]:
        """Lines of the first page with any besides a list of contents: that names sections."""
        lines = [p for p in self.lines if p.line.role is not LineRole.CONTENTS] or self.lines
        return [p for p in lines if p.page == lines[0].page]

    @cached_property
    def text_size(self) -> float:
        """The size of most of the text at the beginning."""
        sizes: dict[float, int] = {}
        for printed in self.lines[:400]:
            sizes[printed.line.size] = sizes.get(printed.line.size, 0) + len(printed.text)
        return max(sizes, key=lambda size: sizes[size]) if sizes else 11.0

    @cached_property
    def is_letter(self) -> bool:
        """Whether the document is a letter ("Dear ..." on its first page)."""
        return any(_DEAR.find(p.text) for p in self.cover)

    @cached_property
    def after_dear(self) -> list[FrontLine]:
        """Lines of the first two pages from the salutation on."""
        lines = self.upto(2)
        start = next((i for i, p in enumerate(lines) if _DEAR.find(p.text)), 0)
        return lines[start + 1 :]

    @cached_property
    def before_dear(self) -> list[FrontLine]:
        """Lines of the first page up to the salutation."""
        start = next((i for i, p in enumerate(self.cover) if _DEAR.find(p.text)), 0)
        return self.cover[:start]
