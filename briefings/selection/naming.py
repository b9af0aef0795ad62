"""From an author's words to ids: themes, nations, types, sectors, families."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from briefings.selection.desk import BriefingDesk
from briefings.selection.errors import BriefingError
from briefings.selection.request import lens_words
from briefings.shortlist import TakeOptions
from briefings.shortlist.records import DEFAULT_FAMILIES
from vocabulary.registers import nations_or_uk, sectors
from vocabulary.report_types import Family


def named_themes(desk: BriefingDesk, values: list[str]) -> dict[str, float]:
    """Themes with weights, from ids or labels."""
    return {desk.theme_id(words): weight for words, weight in lens_words(values)}


def named_take(desk: BriefingDesk, **given: Any) -> TakeOptions:
    """Which reviews may be chosen. Raises BriefingError for an unknown name."""
    found = {name: value for name, value in given.items() if value is not None}
    found["nations"] = tuple(_one(w, "nation", nations_or_uk()) for w in given["nations"] or ())
    found["sectors"] = tuple(_one(w, "sector", sectors()) for w in given["sectors"] or ())
    found["types"] = tuple(desk.type_code(words) for words in given["types"] or ())
    families = given["families"] or DEFAULT_FAMILIES
    found["families"] = tuple(_one(w, "family", (*get_args(Family), "unknown")) for w in families)
    found["leave_out_places"] = tuple(given["leave_out_places"] or ())
    since, until = found.get("since"), found.get("until")
    if since and until and since > until:
        raise BriefingError(f"--since {since} is after --until {until}: no year is left.")
    return TakeOptions(**found)


def _one(words: str, what: str, names: Sequence[str]) -> str:
    wanted = words.strip().lower().replace(" ", "_")
    for name in names:
        if name.lower().replace(" ", "_") in {wanted, wanted.removesuffix("s")}:
            return name
    raise BriefingError(f"There is no {what} {words!r}; there are {', '.join(names)}.")
