"""Words to fragments: runs of words on one baseline with ordinary word gaps.

A fragment is the smallest piece that is certainly read from left to right. Columns and table cells
end a fragment; lines are put together from fragments once the columns of the page are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.reading.looks import Look
from extractors.reading.words import Word

# Signs that begin a list item besides every symbol and private-use glyph.
# The last ones are what symbol fonts leave where their ticks, arrows and squares have no code.
_BULLETS = frozenset("•·‣⁃∙●○◦▪▫■□*>-–—−→!ØüŸ§¾")
_LABEL = re.compile(
    r"^(?:\(?[0-9]{1,3}[.)]?|\(?[a-z][.)]|\(?[ivxlc]{1,5}[.)]|[A-Z]{0,3}[0-9]{1,3}(?:[.\-][0-9]{1,3}){0,3}[.):]?)$"
)
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
    return Fragment(
        run,
        min([w.x0 for w in run]),
        min([w.top for w in run]),
        max([w.x1 for w in run]),
        max([w.bottom for w in run]),
        _look(run),
    )


def _look(words: tuple[Word, ...]) -> Look:
    first = words[0].look
    # Looks are remembered per text object, so that most words of a line share one.
    if all(word.look is first for word in words):
        return first
    counts: dict[Look, int] = {}
    for word in words:
        counts[word.look] = counts.get(word.look, 0) + len(word.text)
    return max(counts, key=lambda look: counts[look])


def fragments(words: Sequence[Word]) -> list[Fragment]:
    """Fragments in content order; words printed twice for a bold look are taken once."""
    runs: list[list[Word]] = []
    for word in _printed_once(words):
        if runs and _continues(runs[-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [fragment(run) for run in runs]


def _continues(run: list[Word], word: Word) -> bool:
    last = run[-1]
    gap = word.x0 - last.x1
    size = max(last.look.size, word.look.size, 4.0)
    if gap < -0.6 * size or not _same_baseline(last, word):
        return False
    if gap <= GAP_EM * size:
        return True
    # A bullet or a number stands apart from its text by a tab.
    return len(run) == 1 and gap < 6 * size and (is_bullet(last.text) or is_label(last.text))


def _same_baseline(a: Word, b: Word) -> bool:
    if b.raised or a.raised:
        return min(a.bottom, b.bottom) - max(a.top, b.top) > 0
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    lower = min(a.bottom - a.top, b.bottom - b.top) or 1.0
    return shared > 0.5 * lower


def _printed_once(words: Sequence[Word]) -> list[Word]:
    """Drop a word that is printed again at (almost) the same place: a fake bold."""
    seen: dict[str, list[Word]] = {}
    out: list[Word] = []
    for word in words:
        twins = seen.get(word.text)
        if twins is None:
            seen[word.text] = [word]
            out.append(word)
            continue
        twin = next((w for w in twins if _overlaps(w, word)), None)
        if twin is None:
            twins.append(word)
            out.append(word)
        elif not twin.look.bold:
            bold = twin._replace(look=twin.look._replace(bold=True))
            out[_place(out, twin)] = bold
            twins[twins.index(twin)] = bold
    return out


def _place(words: list[Word], word: Word) -> int:
    return next(i for i in range(len(words) - 1, -1, -1) if words[i].place == word.place)


def _overlaps(a: Word, b: Word) -> bool:
    return abs(a.x0 - b.x0) < 2 and abs(a.top - b.top) < 2 and abs(a.x1 - b.x1) < 3
