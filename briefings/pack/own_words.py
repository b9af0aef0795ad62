"""The author's own paragraphs and where they go. They are always marked as hers and never cut."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefings.shortlist import OWN_WORDS, Shortlist

MARK = "In the author’s own words"


def own_words(shortlist: Shortlist) -> dict[str, tuple[str, ...]]:
    """Her paragraphs, by part of the briefing or theme."""
    found = {
        part: tuple(line.strip() for line in text.splitlines() if line.strip())
        for part, text in shortlist.own_words.items()
    }
    return {part: paragraphs for part, paragraphs in found.items() if paragraphs}


def misplaced(shortlist: Shortlist, themes: Collection[str]) -> Iterator[str]:
    """A sentence for each paragraph that is not shown, because the briefing has no such part."""
    for part in own_words(shortlist):
        if part not in OWN_WORDS and part not in themes:
            places = ", ".join(OWN_WORDS)
            yield (
                f"your own words on “{part}” are not shown, as it is not a theme under “themes”."
                f" Put them under {places} or a theme of the briefing"
            )
        elif part == "happened" and not shortlist.focus:
            yield "your own words on “happened” are not shown, as there is no review in focus"
