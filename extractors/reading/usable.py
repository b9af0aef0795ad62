"""Whether a page's text layer can be used, or its glyphs map to nonsense ("glyph soup")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.words import Word

_LEAST_CHARACTERS = 60  # fewer say nothing about how letters map
_VOWELS = frozenset("aeiouwyâêîôûŵŷáéíóúàèìòùäëïöü")  # w and y are vowels in Welsh
# At least some of these stand in any 40 words of English or Welsh prose.
_COMMON = frozenset(
    "the of and to in a is that for was with on as be by at are it from not or this "
    "y yr yn i o a ac ar am at ei eu bod mae oedd gan wedi un".split()
)

PICTURE = "The page is a picture."
NO_LANGUAGE = (
    "What was read from the picture of the page is neither English nor Welsh. Look at the page: "
    "it may be too poor a copy, or in another language."
)
SOUP = "The letters of the page cannot be told from its glyphs."
_FEWEST_READ = 60  # words; fewer are a cover or a drawing
_LEAST_COMMON = 0.04
_LARGE = 0.4  # share of the page that a picture of its text covers


def lacks_text(page: Any, words: Sequence[Word]) -> str | None:
    """Why a page must be read from its picture; None where its words can be used or it is blank."""
    text = "".join([word.text for word in words])
    if is_soup(words, text):
        return SOUP
    # A scan's own text layer is used; a page number stamped on a scan is none.
    if len(text) >= _LEAST_CHARACTERS:
        return None
    return PICTURE if _is_picture(page) else None


def _is_picture(page: Any) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > _LARGE * width * height)


def is_soup(words: Sequence[Word], text: str) -> bool:
    """Whether the words of a page are glyphs without a right mapping to letters.

    `text` is the words joined without spaces.

    Tables of names and numbers must pass: it takes many unprintable characters, or long text
    with hardly a vowel or with none of the common words.
    """
    if len(text) < _LEAST_CHARACTERS:
        return False
    # A page has two thousand characters, but only some eighty different ones.
    counts = Counter(text)
    odd = sum(n for c, n in counts.items() if _is_odd(c))
    if odd > 0.3 * len(text):
        return True
    letters = Counter[str]()
    for c, n in counts.items():
        if c.isalpha():
            letters[c.lower()] += n
    count = sum(letters.values())
    if count < 0.35 * len(text):
        return len(words) > 80 and count < 0.1 * len(text) and not _has_numbers(text)
    vowels = sum(n for c, n in letters.items() if c in _VOWELS)
    if vowels < 0.15 * count:
        return True
    if len(words) <= 150 or vowels >= 0.28 * count:
        return False
    common = sum(word.text.lower().strip(".,;:") in _COMMON for word in words)
    return common < 0.01 * len(words)


def is_no_language(words: Sequence[Word]) -> bool:
    """Whether what OCR read as words is none: prose has a third of common words, lists a tenth."""
    read = [word for word in (w.text.lower().strip(".,;:()") for w in words) if word.isalpha()]
    common = sum(word in _COMMON for word in read)
    return len(read) >= _FEWEST_READ and common < _LEAST_COMMON * len(read)


def _is_odd(character: str) -> bool:
    """Neither printable nor the soft hyphen that ends a split word."""
    return character == "\ufffd" or not (character.isprintable() or character == "\u00ad")


def _has_numbers(text: str) -> bool:
    return sum(c.isdigit() for c in text) > 0.3 * len(text)
