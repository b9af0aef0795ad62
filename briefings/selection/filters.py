"""An author's own filters. What they leave out does not count as a gap in the collection."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.selection.desk import Row
from briefings.selection.pool import FAMILY, Pool
from briefings.shortlist import TakeOptions
from briefings.shortlist.records import DEFAULT_FAMILIES
from vocabulary.counting import plural


def shut_out(pool: Pool, take: TakeOptions) -> list[Row]:
    """The facts of the reviews that the author's options leave out, defaults not included."""
    by_default = {FAMILY} if take.families == DEFAULT_FAMILIES else set()
    return [pool.facts[review] for review, options in pool.options.items() if options - by_default]


def nothing_chosen(pool: Pool, take: TakeOptions) -> str | None:
    """If the options leave no review about the lens: which options, and what to do."""
    if not pool.barred:
        return None
    given = list(_given(pool, take))
    options = " and ".join(", ".join(given).rsplit(", ", 1))
    leave = "leave" if len(given) > 1 else "leaves"
    n, of = len(pool.eligible), plural(len(pool.eligible) + len(pool.barred), "review")
    found = (
        f"{options} {leave} {n} of {of}, and none of these is about this."
        if n
        else f"{options} {leave} none of {of} to choose from."
    )
    return f"Nothing was written: {found} Widen an option, here or under `take` in the file."


def _given(pool: Pool, take: TakeOptions) -> Iterator[str]:
    """The options that leave a review out, as they are given."""
    if any(FAMILY in options for options in pool.options.values()):
        by_default = " (by default)" if take.families == DEFAULT_FAMILIES else ""
        yield f"--family {' '.join(take.families)}{by_default}"
    for option, values in (
        ("--nation", take.nations),
        ("--type", take.types),
        ("--sector", take.sectors),
        ("--since", (take.since,) if take.since else ()),
        ("--until", (take.until,) if take.until else ()),
        ("--leave-out", take.leave_out_places),
    ):
        if values:
            yield f"{option} {' '.join(map(str, values))}"
