"""What to try when a search finds nothing, or was not understood as meant."""

from __future__ import annotations

from collections.abc import Iterator

NO_ROWS = (
    "No rows. A wrong id or spelling in a condition finds nothing, too. Write it like"
    " review_type = type_named('sar'): then a wrong name is an error. theme_named, agency_named,"
    " family_named, kind_named, nation_named and sector_named do the same."
)


def search_hints(
    words: str,
    n_found: int,
    *,
    match_any: bool,
    narrowed: bool,
    n_in_all: int | None = None,
    n_invented: int = 0,
) -> Iterator[str]:
    """Hints for what was typed; `narrowed` says that --nation and the like were given.

    `n_in_all` counts the statements that fit, shown or not. `n_invented` counts those in invented
    documents, which are left out if there are real ones.
    """
    if n_in_all and n_in_all > n_found:
        yield f"These are the best {n_found:,} of {n_in_all:,}. --limit shows more."
    if n_invented:
        some = "1 statement fits" if n_invented == 1 else f"{n_invented:,} statements fit"
        yield (
            f"{some} in invented documents, which are left out if there are real ones. To see them:"
            " `reviews sql \"FROM search('WORDS', with_invented := true)\"`."
        )
    if words.count('"') % 2:
        yield "A quotation mark is not closed, so each word was searched for on its own."
    if n_found:
        return
    if words.count('"') > 1:
        yield "Nothing found. Remove the quotation marks to search for each word on its own."
    elif len(words.split()) > 1 and not match_any:
        yield "Nothing found. Try fewer words, or --any to match any of them."
    elif narrowed:
        yield "Nothing found. Try it without one of the limits, such as --nation or --since."
    elif words:
        yield 'Nothing found. Check the spelling, or look for a theme: `reviews sql "FROM themes"`.'
    else:
        yield "Nothing found. Try it for another statement."
