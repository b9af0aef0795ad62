"""What to try when a search finds nothing, or was not understood as meant."""

from __future__ import annotations

from collections.abc import Iterator


def search_hints(words: str, n_found: int, *, match_any: bool, narrowed: bool) -> Iterator[str]:
    """Hints for what was typed; `narrowed` says that --nation and the like were given."""
    if words.count('"') % 2:
        yield "A quotation mark is not closed, so the words were looked for one by one."
    if n_found:
        return
    if words.count('"') > 1:
        yield "Nothing found. Take the quotation marks away to look for the words one by one."
    elif len(words.split()) > 1 and not match_any:
        yield "Nothing found. Try fewer words, or --any to match any of them."
    elif narrowed:
        yield "Nothing found. Try it without one of the limits, such as --nation or --since."
    elif words:
        yield 'Nothing found. Check the spelling, or look for a theme: `reviews sql "FROM themes"`.'
    else:
        yield "Nothing found. Try it for another statement."
