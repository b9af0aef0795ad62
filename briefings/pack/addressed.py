"""Who the recommendations of a review are addressed to, in the report's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from briefings.pack.wording import joined

_MOST = 5  # bodies that are named
_ARTICLE = re.compile(r"^the\b\s*", re.IGNORECASE)
_FIRST = re.compile(r"^(?:all|both|each|every|the)\b", re.IGNORECASE)


class Addressed(msgspec.Struct, frozen=True):
    """How many recommendations there are, who is to act on them, and on which pages they are."""

    number: int
    bodies: tuple[tuple[str, int], ...]  # as printed, those asked most often first
    n_open: int  # of which no addressee was found
    first_page: int
    last_page: int

    @property
    def told(self) -> str:
        """ "8, to the Board (2) and the police; for 5 no addressee was found"."""
        shown = [f"{body} ({n})" if n > 1 else body for body, n in self.bodies]
        if len(shown) > _MOST + 1:
            shown = [*shown[:_MOST], f"{len(shown) - _MOST} others"]
        if not shown:
            return f"{self.number}; no addressee was found"
        rest = f"; for {self.n_open} no addressee was found" if self.n_open else ""
        return f"{self.number}, to {joined(shown)}{rest}"

    @property
    def pages(self) -> str:
        """Their pages in the PDF."""
        first = f"PDF p.\N{NO-BREAK SPACE}{self.first_page}"
        return first if self.first_page == self.last_page else f"{first} to {self.last_page}"


def addressed(rows: Iterable[Mapping[str, Any]]) -> dict[str, Addressed]:
    """The addressees of each review. The rows are its recommendations in the report's order."""
    by_review: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_review.setdefault(str(row["review_id"]), []).append(row)
    return {review: _of(mine) for review, mine in by_review.items()}


def _of(rows: list[Mapping[str, Any]]) -> Addressed:
    parts = [[_named(part) for part in (row["addressee"] or "").split(";")] for row in rows]
    named: dict[str, str] = {}
    for body in (body for some in parts for body in some if body):
        named.setdefault(_key(body), body)
    counts = dict.fromkeys(named, 0)
    for some in parts:
        for key in dict.fromkeys(_whole(_key(body), rows[0]["publisher"], named) for body in some):
            if key:
                counts[key] += 1
    asked = sorted(((key, n) for key, n in counts.items() if n), key=lambda one: -one[1])
    return Addressed(
        len(rows),
        tuple((named[key], n) for key, n in asked),
        sum(1 for row in rows if not row["addressee"]),
        min(int(row["page_first"]) for row in rows),
        max(int(row["page_first"]) for row in rows),
    )


def _key(body: str) -> str:
    return _ARTICLE.sub("", body).casefold()


def _whole(key: str, publisher: str | None, named: Mapping[str, str]) -> str:
    """The publisher, if "the Board" is short for it and its whole name is there as well."""
    whole = _key(publisher or "")
    return whole if whole in named and key and whole.endswith(f" {key}") else key


def _named(part: str) -> str:
    """A body within a sentence: "The Board" is the Board."""
    return _FIRST.sub(lambda word: word[0].lower(), part.strip())
