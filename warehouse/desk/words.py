"""Which statements hold words.

Words that the warehouse knows are looked up one by one, each in the list of the statements that
hold it. All else (phrases, limits, words to leave out, words that nobody used) is the language of
the macro `search`, and takes several times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warehouse.desk.connection import Desk
from warehouse.desk.marking import common_words, plain
from warehouse.desk.stems import stems

Numbers = NDArray[np.int64]
_WORD = re.compile(r"[a-z0-9]+")
_PLAIN = re.compile(r"[A-Za-z0-9 ]+")
# Words that the macro `search` takes for a limit; without any there is less to plan and to join.
_LIMIT = re.compile(
    r"(?:^|\s)(?:kind|theme|nation|year|type|sector|since|review):\S", re.IGNORECASE
)
_ALL = 10_000_000  # more than there can be: the macro cuts its answer otherwise
_NO_LIMIT = "null, null, null, null"  # of kind, theme, nation, year; of type, sector, since, review


class Postings(NamedTuple):
    """The statements that hold a stem, in the order of their numbers, and what each gets for it."""

    numbers: NDArray[np.int32]
    weights: NDArray[np.float32]


def holding(desk: Desk, words: str, *, is_any: bool) -> Numbers:
    """Numbers of the statements that hold all of the words, or any; the best first."""
    known = _known_stems(desk, words)
    if known is None:
        return _asked(desk, words, "any" if is_any else "all")
    found = postings(desk, known)
    parts = [found[stem] for stem in known]
    held = np.concatenate([part.numbers for part in parts])
    # Two words of one stem count twice, and a statement with the stem holds both.
    enough = np.bincount(held) >= (1 if is_any else len(parts))
    enough[not_shown(desk, len(enough))] = False
    numbers = np.flatnonzero(enough)
    score = np.bincount(held, np.concatenate([part.weights for part in parts]))[numbers]
    return numbers[np.argsort(-score, kind="stable")]


def postings(desk: Desk, wanted: Iterable[int]) -> dict[int, Postings]:
    """Who holds each of these stems."""

    def ask(missing: list[int]) -> dict[int, Postings]:
        asked: dict[str, object] = {"stem": missing[0]}
        source = "core.search_postings p where p.stem_no = $stem"
        if len(missing) > 1:
            asked = {"stems": missing}
            source = (
                "(select unnest($stems::integer[]) as stem_no) asked"
                " join core.search_postings p using (stem_no)"
            )
        found = desk.columns(f"select p.stem_no, p.statement_no, p.weight from {source}", asked)
        stem_of, numbers, weights = found["stem_no"], found["statement_no"], found["weight"]
        # The table lies in this order; a join of several threads may shuffle it.
        key = stem_of.astype(np.int64) << 32 | numbers
        if np.any(key[1:] < key[:-1]):
            order = np.argsort(key)
            stem_of, numbers, weights = stem_of[order], numbers[order], weights[order]
        ends = np.searchsorted(stem_of, missing, side="right")
        starts = np.searchsorted(stem_of, missing, side="left")
        return {
            stem: Postings(numbers[start:end].copy(), weights[start:end].copy())
            for stem, start, end in zip(missing, starts, ends, strict=True)
        }

    return desk.known.each("postings", wanted, ask)


def frequencies(desk: Desk) -> NDArray[np.int32]:
    """How many statements hold each stem, by its number."""

    def ask() -> NDArray[np.int32]:
        found = desk.columns(
            "select stem_no, count(*) as n from core.search_postings group by stem_no"
        )
        counts = np.zeros(int(found["stem_no"].max(initial=0)) + 1, dtype=np.int32)
        counts[found["stem_no"]] = found["n"]
        return counts

    return desk.once("frequencies", ask, stays=True)


def stems_in(desk: Desk, text: str) -> dict[int, str]:
    """The stems of a text that are looked for, and a word of the text for each."""
    known = stems(desk).of
    found: dict[int, str] = {}
    for word in sorted(set(_WORD.findall(plain(text))) & known.keys()):
        found.setdefault(known[word], word)
    return found


def _known_stems(desk: Desk, words: str) -> Sequence[int] | None:
    """The stem of each word; None where the macro has to read them."""
    if not _PLAIN.fullmatch(words):
        return None
    common = common_words(desk)
    telling = [w for w in dict.fromkeys(words.lower().split()) if len(w) > 1 and w not in common]
    known = stems(desk).of
    return [known[word] for word in telling] if telling and known.keys() >= {*telling} else None


def not_shown(desk: Desk, before: int) -> Numbers:
    """Numbers below this one that no search finds unless asked to."""

    def ask() -> Numbers:
        found = desk.columns("select statement_no from core.invented order by statement_no")
        return np.asarray(found["statement_no"], dtype=np.int64)

    numbers = desk.once("not shown", ask, stays=True)
    return numbers[: np.searchsorted(numbers, before)]


def _asked(desk: Desk, words: str, match: str) -> Numbers:
    """The same by the macro."""
    asked = {"words": words, "match": match}
    if _LIMIT.search(words):
        source = f"core.found($words, {_NO_LIMIT}, $match, {_ALL}, false, {_NO_LIMIT})"
    else:
        source = (
            "(from core.holding($words, $match) where statement_no not in (from core.invented))"
        )
    found = desk.columns(
        f"select h.statement_no from {source} h order by h.score desc, h.statement_no", asked
    )
    return np.asarray(found["statement_no"], dtype=np.int64)
