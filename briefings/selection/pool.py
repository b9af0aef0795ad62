"""Which reviews may be chosen, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from briefings.selection.desk import BriefingDesk, Row
from briefings.selection.errors import BriefingError
from briefings.selection.matching import names_place, unmatched
from briefings.shortlist import TakeOptions

FAMILY = "--family"
_FAMILY_WORDS = {
    "case_review": "a case review",
    "thematic_review": "a thematic analysis",
    "national_review": "a national review",
    "inquiry": "an inquiry",
    "inspection": "an inspection",
    "other": "another kind of report",
    "unknown": "a report of unknown kind",
}


class Pool(msgspec.Struct, frozen=True):
    """Reviews that may be chosen, with their facts, and the reason for each that may not."""

    eligible: Mapping[str, Row]
    barred: Mapping[str, str]
    facts: Mapping[str, Row]  # of all reviews
    options: Mapping[
        str, frozenset[str]
    ] = {}  # for each review that may not be chosen, the options that leave it out
    unmatched: tuple[str, ...] = ()  # options that no review fits, with what there is

    def barred_facts(self) -> dict[str, Row]:
        """The facts of those that may not be chosen."""
        return {review: self.facts[review] for review in self.barred}


def pool_of(desk: BriefingDesk, take: TakeOptions, focus: str | None) -> Pool:
    """Sort the warehouse's reviews by what the author wants to take from.

    Invented reviews are never mixed with real ones. If the warehouse has only invented ones, they
    are used. Raises BriefingError if the focus is invented and the others real, or the reverse.
    """
    facts = {str(row["review_id"]): row for row in desk.ask_file("reviews")}
    is_real = any(not row["is_fictional"] for row in facts.values())
    wants_fiction = take.fictional or not is_real
    if focus in facts and bool(facts[focus]["is_fictional"]) != wants_fiction:
        raise BriefingError(
            "The review in focus is invented, and invented reviews are never chosen with real "
            "ones: give --fictional, or write `fictional: true` under `take`."
            if not wants_fiction
            else "The review in focus is real: leave out --fictional, and `fictional: true` under"
            " `take`."
        )
    eligible, barred, options = {}, {}, {}
    for review_id, row in facts.items():
        if review_id == focus or bool(row["is_fictional"]) != wants_fiction:
            continue
        if reasons := list(_reasons(row, take)):
            options[review_id] = frozenset(option for option, _ in reasons)
            barred[review_id] = reasons[0][1]
        else:
            eligible[review_id] = row
    # The focus counts too: usually it is the place of the focus that is left out.
    asked = [row for row in facts.values() if bool(row["is_fictional"]) == wants_fiction]
    return Pool(eligible, barred, facts, options, tuple(unmatched(asked, take)))


def _reasons(row: Row, take: TakeOptions) -> Iterator[tuple[str, str]]:
    """Options that leave a review out, each with the reason in words."""
    # A review known only from a summary or briefing, and of unknown type, is most likely of a case.
    is_unnamed = row["report_family"] == "unknown" and row["is_summary_only"]
    family = "case_review" if is_unnamed else str(row["report_family"])
    if take.families and family not in take.families:
        yield FAMILY, _FAMILY_WORDS.get(family, family.replace("_", " "))
    if take.nations and row["nation"] not in take.nations:
        yield "--nation", f"from {row['nation'] or 'a nation that is not stated'}"
    if take.types and row["review_type"] not in take.types:
        yield "--type", f"of type {row['review_type']}"
    if take.sectors and row["about"] not in {*take.sectors, "all"}:
        yield "--sector", f"sector: {row['about'] or 'not stated'}"
    if (take.since or take.until) and row["year"] is None:
        yield "--since" if take.since else "--until", "year not stated"
    elif take.since and row["year"] < take.since:
        yield "--since", f"published in {row['year']}, before {take.since}"
    elif take.until and row["year"] > take.until:
        yield "--until", f"published in {row['year']}, after {take.until}"
    for place in take.leave_out_places:
        if names_place(row, place):
            yield "--leave-out", f"place left out: {place}"
