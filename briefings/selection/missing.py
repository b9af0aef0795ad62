"""Sentences about what the collection lacks for a lens, and about what is held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefings.selection.desk import BriefingDesk, Row
from briefings.selection.quotes import Quote
from briefings.selection.rank import Ranked
from briefings.shortlist import TakeOptions
from vocabulary import registers
from vocabulary.counting import plural

_ANY = TakeOptions()
_FEW = 3
_RECENT = 2  # years
_ONLY = "the only review searched says something about this"


def missing(
    ranked: Sequence[Ranked],
    pool: Mapping[str, Row],
    take: TakeOptions = _ANY,
    shut: Sequence[Row] = (),
) -> str:
    """Nations, sectors and years with little about the lens.

    What the author does not ask for does not count as a gap. Nor does what is only in reviews that
    her own options leave out (`shut`).
    """
    if not ranked:
        return "None of the reviews searched is about this." if pool else ""
    left_in = [*pool.values()]
    nations = [
        n for n in registers.nations() if _is_wanted("nation", n, take.nations, left_in, shut)
    ]
    # If only a question was asked, no review has a theme that the author named.
    on_lens = [r for r in ranked if r.n_on_lens]
    ranked = on_lens or ranked
    by_nation = Counter(str(r.facts["nation"]) for r in ranked)
    parts = [_how_many(len(on_lens), len(pool))]
    few = [f"{n} ({by_nation[n]})" for n in registers.nations() if 0 < by_nation[n] < _FEW]
    if few:
        parts.append("few from " + ", ".join(few))
    if none := [n for n in nations if not by_nation[n]]:
        parts.append("none from " + ", ".join(none))
    years = [int(str(r["year"])) for r in pool.values() if r["year"]]
    for sector, word in (
        ("child", "children's"),
        ("adult", "adults'"),
        ("domestic_abuse", "domestic abuse"),
    ):
        of = [
            int(str(r.facts["year"]))
            for r in ranked
            if r.facts["sector"] == sector and r.facts["year"]
        ]
        if of and max(of) <= max(years) - _RECENT:
            parts.append(f"none of the {word} reviews about this is later than {max(of)}")
        elif not of and _is_wanted("sector", sector, take.sectors, left_in, shut):
            parts.append(f"none of the {word} reviews")
    undated = sum(1 for r in ranked if not r.facts["year"])
    if undated:
        parts.append(f"{plural(undated, 'review')} without a date")
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}. Published reviews are not all reviews."


def _is_wanted(
    trait: str, value: str, asked: Sequence[str], left_in: Sequence[Row], shut: Sequence[Row]
) -> bool:
    """Whether the author asks for such reviews, and her options do not leave all of them out."""
    if asked and value not in asked:
        return False
    return any(r[trait] == value for r in left_in) or all(r[trait] != value for r in shut)


def _how_many(n: int, of: int) -> str:
    """For readers of a handout, who have not seen the list of reviews to choose from."""
    if not n:
        return f"chosen only because they are similar, among {plural(of, 'review')}"
    if n == of:
        return f"all {of} reviews searched say something about this" if n > 1 else _ONLY
    return f"{n} of the {of} reviews searched {'says' if n == 1 else 'say'} something about this"


def held_back(desk: BriefingDesk, reviews: Sequence[str], quotes: Sequence[Quote]) -> str:
    """How many statements of these reviews are not offered, or ranked lower, and why."""
    row = desk.ask(
        "select (select count(*) from documents where status = 'withdrawn') as withdrawn,"
        " (select count(*) from statements where is_held"
        "  and list_contains($reviews::varchar[], review_id)) as held",
        {"reviews": list(reviews)},
    )[0]
    held = int(row["held"])
    ask = " (`reviews review --held` asks you about them)" if held else ""
    uncertain = sum(1 for quote in quotes if quote.is_doubted)
    return (
        f"Held back: {plural(int(row['withdrawn']), 'withdrawn document')};"
        f" {plural(held, 'statement')} of these reviews that may identify somebody{ask};"
        f" ranked lower: {plural(uncertain, 'statement')} with a theme that is uncertain"
    )
