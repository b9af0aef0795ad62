"""Words to fragments: runs of words on one baseline with ordinary gaps between words.

A fragment is the smallest piece that is certainly read from left to right. Columns and table cells
end a fragment. Once the columns of the page are known, lines are put together from fragments.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.doubles import printed_once
from extractors.reading.looks import Look
from extractors.reading.words import Word

# Signs that begin a list item besides every symbol and private-use glyph.
# The last ones are what symbol fonts leave where their ticks, arrows and squares have no code.
_BULLETS = frozenset("•·‣⁃∙●○◦▪▫■□*>-–—−→!?›»ØüŸ§¾")
_LABEL = re.compile(
    r"^(?:\(?[0-9]{1,3}[.)]?|\(?[a-z][.)]|\(?[ivxlc]{1,5}[.)]|[A-Z]{0,3}[0-9]{1,3}(?:[.\-][0-9]{1,3}){0,3}[.):]?)$"
)
_FEWEST_LETTERS = 5  # single letters in a row that make a word
GAP_EM = 1.25  # a gap wider than this many font sizes may part columns


class Fragment(NamedTuple):
    """Words on one baseline; `words` has at least one entry, `look` is that of most characters."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    look: Look

    @property
    def size(self) -> float:
        return self.look.size

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def is_bullet(text: str) -> bool:
    """Whether `text` is a lone bullet glyph."""
    if len(text) != 1 or text in "+<=~|":
        return False
    return text in _BULLETS or unicodedata.category(text) in ("So", "Sm", "Co")


def is_label(text: str) -> bool:
    """Whether `text` is a lone number or letter such as 1.2, (a), R3, 6-10."""
    return bool(_LABEL.match(text))


def fragment(words: Iterable[Word]) -> Fragment:
    """A fragment around `words`."""
    run = tuple(words)
    if len(run) == 1:
        word = run[0]
        return Fragment(run, word.x0, word.top, word.x1, word.bottom, word.look)
    _, x0, top, x1, bottom, looks, _, _ = zip(*run, strict=True)
    look = looks[0] if looks.count(looks[0]) == len(looks) else _look(run)
    return Fragment(run, min(x0), min(top), max(x1), max(bottom), look)


def _look(words: tuple[Word, ...]) -> Look:
    """The look of most characters."""
    counts: dict[Look, int] = {}
    for word in words:
        counts[word.look] = counts.get(word.look, 0) + len(word.text)
    return max(counts, key=lambda look: counts[look])


def fragments(words: Sequence[Word]) -> list[Fragment]:
    """Fragments in content order; words printed twice for a bold look are taken once."""
    runs: list[list[Word]] = []
    run: list[Word] = []
    for word in printed_once(words):
        if run and _continues(run, word):
            run.append(word)
        else:
            run = [word]
            runs.append(run)
    return [fragment(_close_set(run)) for run in runs]


def _close_set(run: list[Word]) -> list[Word]:
    """Words set with spaced letters, "F I N D I N G S", as words."""
    if len(run) < _FEWEST_LETTERS or (len(run[0].text) > 1 and len(run[1].text) > 1):
        return run
    if not all(len(word.text) == 1 and word.text.isalpha() for word in run):
        return run
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    widest = 1.6 * max(sorted(gaps)[len(gaps) // 4], 0.1 * run[0].look.size)
    groups = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > widest:
            groups.append([])
        groups[-1].append(word)
    # A row of grades or of initials is no word.
    if len(groups) > len(run) // 2:
        return run
    return [
        group[0]._replace(text="".join(word.text for word in group), x1=group[-1].x1)
        for group in groups
    ]


def _continues(run: list[Word], word: Word) -> bool:
    last = run[-1]
    gap = word.x0 - last.x1
    # As nearly all words of a line are.
    if word.look is last.look and word.top == last.top and 0 <= gap <= last.look.size:
        return last.bottom > last.top
    size = max(last.look.size, word.look.size, 4.0)
    if gap < -0.6 * size or not _same_baseline(last, word):
        return False
    if gap <= GAP_EM * size:
        return True
    # A bullet or a number is separated from its text by a tab.
    return len(run) == 1 and gap < 6 * size and (is_bullet(last.text) or is_label(last.text))


def _same_baseline(a: Word, b: Word) -> bool:
    if a.top == b.top and a.bottom == b.bottom:  # as nearly all words of a line are
        return a.bottom > a.top
    if b.raised or a.raised:
        return min(a.bottom, b.bottom) - max(a.top, b.top) > 0
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    lower = min(a.bottom - a.top, b.bottom - b.top) or 1.0
    return shared > 0.5 * lower
