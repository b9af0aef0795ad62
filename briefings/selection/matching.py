"""Messages about options of a briefing that match no review, with the values that would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from briefings.selection.desk import Row
from briefings.shortlist import TakeOptions

_SHOWN = 6  # names that a message lists
_PLACE = ("publisher", "area", "title")  # where a place that is left out may be named


def unmatched(rows: Iterable[Row], take: TakeOptions) -> Iterator[str]:
    """A sentence for each option that none of these reviews fits, whatever the other options."""
    found = list(rows)
    if not found:
        return
    for option, name, asked, also in (
        ("nation", "nation", take.nations, set()),
        ("type", "review_type", take.types, set()),
        ("sector", "sector", take.sectors, {"all"}),
    ):
        there = {str(row[name]) for row in found if row[name]}
        for word in asked:
            if word not in there and not there & also:
                yield f"{option} {word}: no review matches; there are {_listed(there)}."
    yield from _years(found, take)
    for place in take.leave_out_places:
        if not any(_is_known_as(row, place) for row in found):
            yield f"leave out {place}: no review names it; there are {_near(place, found)}."


def names_place(row: Row, place: str) -> bool:
    """Whether a review is from a place: its publisher, area or title names it."""
    named = " ".join(str(row[name] or "") for name in _PLACE)
    return re.search(rf"\b{re.escape(place)}\b", named, re.IGNORECASE) is not None


def _is_known_as(row: Row, place: str) -> bool:
    """Whether it is a place, and not just a word at the beginning of a title."""
    title = str(row["title"] or "")
    return names_place({**row, "title": title[1:] if row["area"] else title}, place)


def _years(rows: list[Row], take: TakeOptions) -> Iterator[str]:
    years = sorted(row["year"] for row in rows if row["year"] is not None)
    for option, year, word in (("since", take.since, "later"), ("until", take.until, "earlier")):
        if not year:
            continue
        if not years:
            yield f"{option} {year}: no review states its year."
        elif year > years[-1] if option == "since" else year < years[0]:
            of = f"they are from {years[0]} to {years[-1]}"
            yield f"{option} {year}: no review is from that year or {word}; {of}."


def _near(place: str, rows: list[Row]) -> str:
    """The places with the most similar spelling, and then the others."""
    places = sorted({str(row["area"]) for row in rows if row["area"]})
    if not places:
        return "no places known"
    alike = get_close_matches(place, places, n=_SHOWN, cutoff=0.5)
    return _listed([*alike, *(name for name in places if name not in alike)])


def _listed(names: Iterable[str]) -> str:
    several = list(names) if isinstance(names, list) else sorted(names)
    more = f" and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
    return ", ".join(several[:_SHOWN]) + more if several else "none that state theirs"
