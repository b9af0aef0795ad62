"""Quotes that are about the lens, can be read alone and do not repeat each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefings.selection.desk import BriefingDesk, Row
from briefings.selection.lens import Lens
from briefings.selection.sentences import Passage, best_passage, leans
from briefings.selection.weights import weights
from briefings.wording import UNREAD

_LONG, _LONGER = (
    40,
    40,
)  # words from which length lowers the worth, and further words at which it is lost
_ALONE = 0.7  # a quote that needs its context reads worse than this, so better ones need no check
_NAMES = 4  # with this many names, a quote loses all that names can cost
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+\b")
_FITS = ("named", "themed", "asked", "told")
_TOP = 3  # number of best statements whose mean a part is measured against
_COPY = 0.55  # share of the shorter text's runs of three words from which two texts are near copies
_COPY_INSIDE = (
    0.4  # the same within one review, whose summary says the report's points in fewer words
)
_THREE = 3
_STORY = "good_practice"


class Quote(msgspec.Struct, frozen=True):
    """A statement with the sentences to quote, its worth and its context."""

    statement_id: str
    review_id: str
    kind: str
    number: str | None
    page: int
    page_label: str | None
    text: str
    heading: str | None
    passage: Passage
    theme_id: str | None  # the theme of the lens that it is most about
    themes: tuple[str, ...]  # all themes of the lens that it has
    worth: float
    before: str | None
    before_id: str | None  # the statement of those words
    after: str | None
    is_doubted: bool
    addressee: str | None
    beside: str | None  # the role of its document, if that is not the report
    parts: Mapping[str, float]  # what its worth is made of, by the names in `weights.yaml`

    @property
    def leans(self) -> bool:
        """Whether it needs the sentence before it to be understood."""
        return self.passage.reads < _ALONE and leans(self.passage.text)

    @property
    def start(self) -> str | None:
        """The first words of the quote, if the statement begins before it."""
        return _words(self.passage.text, first=True) if self.passage.first else None

    @property
    def until(self) -> str | None:
        """The last words of the quote, if the statement continues after it."""
        end = self.passage.first + len(self.passage.text)
        if not self.text[end:].strip():
            return None
        return _words(self.passage.text, first=False)


def statements_of(desk: BriefingDesk, lens: Lens, reviews: Sequence[str]) -> list[Row]:
    """The statements of some reviews that are about the lens: by theme, by a word of the question,
    or by one of the words with which the focus describes it.

    Words count because a short lesson may have none of the themes and still be the best quote.
    """
    rows = desk.ask_file("statements", {**lens.parameters(), "reviews": list(reviews)})
    return [row for row in rows if row["themed"] or row["asked"] or row["told"]]


def ranked_quotes(statements: Iterable[Row], reviews: Mapping[str, float]) -> list[Quote]:
    """Quotes from some reviews, the best first, without any that have unread letters.

    `reviews` gives the score of each review: what a similar review says is more relevant.
    """
    rows = [row for row in statements if row["review_id"] in reviews]
    top = max(reviews.values(), default=0.0) or 1.0
    # Measured against the best of these, because only the choice among them matters.
    tops = {name: _best(float(row[name]) for row in rows) for name in _FITS}
    found = [_quote(row, tops, reviews[row["review_id"]] / top) for row in rows]
    whole = [quote for quote in found if UNREAD not in quote.passage.text]
    return sorted(whole, key=lambda quote: (-quote.worth, quote.statement_id))


def _best(values: Iterable[float]) -> float:
    best = sorted(values, reverse=True)[:_TOP]
    return sum(best) / len(best) if any(best) else 1.0


def without_copies(quotes: Iterable[Quote]) -> list[Quote]:
    """Leave out quotes that say nearly the same as a better one before them."""
    kept: list[Quote] = []
    sizes: list[int] = []
    holders: defaultdict[str, list[int]] = defaultdict(
        list
    )  # for each run of words, the kept quotes that have it
    for quote in quotes:
        runs = _runs(quote.text)
        shared = Counter(holder for run in runs for holder in holders.get(run, ()))
        if any(
            n >= min(len(runs), sizes[holder]) * _alike(quote, kept[holder])
            for holder, n in shared.items()
        ):
            continue
        for run in runs:
            holders[run].append(len(kept))
        kept.append(quote)
        sizes.append(len(runs))
    return kept


def _alike(one: Quote, other: Quote) -> float:
    return _COPY_INSIDE if one.review_id == other.review_id else _COPY


def _quote(row: Row, tops: Mapping[str, float], review: float) -> Quote:
    text = str(row["text"])
    passage = best_passage(text, row["evidence_start"])
    fits = {name: float(row[name]) / tops[name] for name in _FITS}
    parts = {
        **fits,
        "named": fits["named"] ** 0.5,  # the second mention of a theme counts less than the first
        "review": review,
        "reads": passage.reads,
        "long": min(1.0, max(0.0, (len(text.split()) - _LONG) / _LONGER)),
        "names": min(1.0, len(set(_NAME.findall(text))) / _NAMES),
        str(row["kind"]): 1.0,
    }
    if row["kind"] == _STORY:
        # What worked takes a few sentences to describe; one line of a list shows little.
        parts |= {"long": 0.0, "story": parts["long"]}
    weigh = weights().quotes
    return Quote(
        row["statement_id"],
        row["review_id"],
        row["kind"],
        row["number"],
        int(row["page_first"]),
        row["page_label_first"],
        text,
        row["heading"],
        passage,
        row["theme_id"],
        tuple(row["theme_ids"] or ()),
        sum(weigh[name] * part for name, part in parts.items()),
        row["before_text"],
        row["before_id"],
        row["after_text"],
        bool(row["is_doubted"]),
        row["addressee"],
        None if row["is_primary"] else str(row["role"]),
        parts,
    )


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[i : i + _THREE]) for i in range(max(1, len(words) - _THREE + 1))}


def _words(text: str, *, first: bool, n: int = 5) -> str:
    """The first or last words of a text, as they are in it."""
    pieces = re.findall(r"\S+\s*", text)
    chosen = pieces[:n] if first else pieces[-n:]
    return "".join(chosen).strip()
