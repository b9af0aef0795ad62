"""Whom a briefing is about, where its title does not say: "Learning from the review about Ada"."""

from __future__ import annotations

import msgspec

from extractors.metadata.front import SENTENCE_BREAK, Front
from extractors.metadata.pseudonyms import pseudonyms_of
from models.records import Stated

_MOST = 12  # lines of the first page: below them the text mentions other reviews as well
_LONGEST = 160  # characters of a subtitle, over two lines


def names_below(front: Front, title: Stated | None) -> tuple[str, ...]:
    """Pseudonyms in a line below the title that names the review and ends with them."""
    if title is None:
        return ()
    lines = [p for p in front.naming[:_MOST] if p.text.strip() and p.text not in title.value]
    blocks: dict[int, list[str]] = {}
    for printed in lines:
        blocks.setdefault(printed.line.block, []).append(printed.text.strip())
    for texts in blocks.values():
        text = SENTENCE_BREAK.split(" ".join(texts))[0].rstrip(".")
        if len(text) > _LONGEST:
            continue
        if names := pseudonyms_of(msgspec.structs.replace(title, value=text)):
            return names
    return ()
