"""Which sentences answer the lens, read alone, and are not said twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from briefings.selection.desk import Desk, Row
from briefings.selection.lens import Lens
from briefings.selection.sentences import Passage, best_passage

# What a reader of a briefing gains from a kind. These weights and the next were chosen on the six
# labelled briefings that may be looked at.
KINDS = {
    "learning_point": 1.0,
    "finding": 0.85,
    "good_practice": 0.7,
    "question": 0.7,
    "recommendation": 0.55,
}
_WORDS = 0.35  # weight of words beside themes
_READS = 0.35  # powers: how much reading alone, and the sureness of a statement, move its worth
_SURE = 0.5
_DOUBT = 0.7  # what is left of a statement whose label was withheld as too uncertain
_COPY = 0.55  # shared runs of three words, of the shorter text, from which two are near copies
_THREE = 3


class Quote(msgspec.Struct, frozen=True):
    """A statement with the sentences to quote, its worth and what is around it."""

    statement_id: str
    review_id: str
    kind: str
    number: str | None
    page: int
    page_label: str | None
    text: str
    passage: Passage
    theme_id: str | None
    worth: float
    before: str | None
    after: str | None
    is_doubted: bool
    addressee: str | None = None

    @property
    def start(self) -> str | None:
        """The first words of the quote, where the statement begins before it."""
        return _words(self.passage.text, first=True) if self.passage.first else None

    @property
    def until(self) -> str | None:
        """The last words of the quote, where the statement continues behind it."""
        end = self.passage.first + len(self.passage.text)
        if not self.text[end:].strip():
            return None
        return _words(self.passage.text, first=False)


def ranked_quotes(desk: Desk, lens: Lens, reviews: Mapping[str, float]) -> list[Quote]:
    """The statements of some reviews that bear on the lens, the most telling first.

    `reviews` gives each a score: what a close review says is more to the point.
    """
    rows = desk.ask_file("statements", {**lens.parameters(), "reviews": list(reviews)})
    if not rows:
        return []
    themed = np.array([row["themed"] for row in rows], dtype=float)
    worded = np.array([row["worded"] for row in rows], dtype=float)
    # Against the best of these: what counts is which of them to take.
    fit = themed / max(themed.max(), 1e-9) + _WORDS * worded / max(worded.max(), 1e-9)
    top = max(reviews.values()) or 1.0
    fit *= [(reviews[row["review_id"]] / top) for row in rows]
    found = [_quote(row, float(f)) for row, f in zip(rows, fit, strict=True) if f > 0]
    return sorted(found, key=lambda quote: (-quote.worth, quote.statement_id))


def without_copies(quotes: Iterable[Quote]) -> list[Quote]:
    """Leaves out what says nearly the same as a better one before it."""
    kept: list[Quote] = []
    sizes: list[int] = []
    holders: defaultdict[str, list[int]] = defaultdict(list)  # of each run, those kept that have it
    for quote in quotes:
        runs = _runs(quote.text)
        shared = Counter(holder for run in runs for holder in holders.get(run, ()))
        if any(n >= _COPY * min(len(runs), sizes[holder]) for holder, n in shared.items()):
            continue
        for run in runs:
            holders[run].append(len(kept))
        kept.append(quote)
        sizes.append(len(runs))
    return kept


def _quote(row: Row, fit: float) -> Quote:
    passage = best_passage(str(row["text"]), row["evidence_start"])
    worth = fit * passage.reads**_READS * KINDS[row["kind"]] * float(row["confidence"]) ** _SURE
    return Quote(
        row["statement_id"],
        row["review_id"],
        row["kind"],
        row["number"],
        int(row["page_first"]),
        row["page_label_first"],
        row["text"],
        passage,
        row["theme_id"],
        worth * (_DOUBT if row["is_doubted"] else 1.0),
        row["before_text"],
        row["after_text"],
        bool(row["is_doubted"]),
        row["addressee"],
    )


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[i : i + _THREE]) for i in range(max(1, len(words) - _THREE + 1))}


def _words(text: str, *, first: bool, n: int = 5) -> str:
    """The first or last words of a text, as they are in it."""
    pieces = re.findall(r"\S+\s*", text)
    chosen = pieces[:n] if first else pieces[-n:]
    return "".join(chosen).strip()
