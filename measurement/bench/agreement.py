"""Where our words differ from pdfplumber's, and why.

Compared with pdfplumber's plain words: asked for fonts as well, it splits "child's" where the
apostrophe comes from another font, as it does in most reports.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from extractors.reading.words import SOFT_HYPHEN, Word

TURNED, PRINTED_TWICE, GLYPHS = "turned text", "printed twice (fake bold)", "glyphs without letters"
HYPHEN, MARKER, SPACING = "line-end hyphen", "footnote marker", "space seen by one alone"
DEFECTS = frozenset({TURNED, PRINTED_TWICE, GLYPHS})


class PageWords(msgspec.Struct, frozen=True):
    """Words of a page (the larger of both counts), those that are equal, and why others are not."""

    words: int = 0
    equal: int = 0
    classes: Counter[str] = Counter()

    @property
    def has_defects(self) -> bool:
        """Whether the page itself is at fault: the two cannot be expected to agree there."""
        return bool(DEFECTS & self.classes.keys())

    def plus(self, other: PageWords) -> PageWords:
        """Both together."""
        return PageWords(
            self.words + other.words, self.equal + other.equal, self.classes + other.classes
        )


def compared(ours: Sequence[Word], page: Any) -> PageWords:
    """Our words of a page against those of the same pdfplumber page."""
    theirs = page.extract_words(extra_attrs=["upright"])
    mine = Counter(_plain(word.text) for word in ours)
    other = Counter(_plain(word["text"]) for word in theirs)
    turned = {_plain(word.text) for word in ours if not word.look.upright}
    turned |= {_plain(word["text"]) for word in theirs if not word["upright"]}
    only_mine, only_theirs = mine - other, other - mine
    classes: Counter[str] = Counter()
    for text, count in [*only_mine.items(), *only_theirs.items()]:
        against = only_theirs if text in only_mine else only_mine
        classes[_class(text, against, mine | other, turned)] += count
    words = max(mine.total(), other.total())
    return PageWords(words, (mine & other).total(), classes)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace(SOFT_HYPHEN, "-"))


def _class(text: str, against: Counter[str], all_words: Counter[str], turned: set[str]) -> str:
    """Why a word that one of the two has is not among the other's."""
    if text in turned:
        return TURNED
    if "(cid:" in text or any(_is_private(c) for c in text):
        return GLYPHS
    if _is_doubled(text) or (all_words[text] > 1 and not against):
        return PRINTED_TWICE
    if text.endswith("-") or any(other.endswith("-") for other in against if text in other):
        return HYPHEN
    if text.rstrip("0123456789") in against or (text.isdigit() and len(text) < 3):
        return MARKER
    if any(text in other or other in text for other in against):
        return SPACING
    return "other"


def _is_private(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in {"Co", "Cc"}


def _is_doubled(text: str) -> bool:
    return len(text) > 3 and len(text) % 2 == 0 and text[::2] == text[1::2]
