"""Whether a page's text layer can be used, or its glyphs map to nonsense ("glyph soup")."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.reading.words import Word
from models.records import Line

_LEAST_CHARACTERS = 60  # fewer say nothing about how letters map
_VOWELS = frozenset("aeiouwyâêîôûŵŷáéíóúàèìòùäëïöü")  # w and y are vowels in Welsh
# At least some of these are in any 40 words of English or Welsh prose.
_COMMON = frozenset(
    "the of and to in a is that for was with on as be by at are it from not or this "
    "y yr yn i o a ac ar am at ei eu bod mae oedd gan wedi un".split()
)

PICTURE = "The page is a picture."
NO_LANGUAGE = (
    "What was read from the picture of the page is neither English nor Welsh. Look at the page: "
    "it may be too poor a copy, or in another language."
)
OTHER_SCRIPT = (
    "The page is written in {} letters. Its text is kept; statements are only read in English and "
    "Welsh."
)
_BEYOND_LATIN = "\u0370"  # from here on come Greek, Cyrillic and the scripts of Asia
_ONE_SCRIPT = 0.9  # share of the letters of a text that belong to its script
SOUP = "The letters on the page cannot be worked out from its font."
PART_SOUP = "Some of the letters on the page cannot be worked out from their font."
SCATTERED = "Letters on the page stand in the file one by one, in no order."
# Letters that are no words by themselves, in English or in Welsh.
_ALONE = re.compile(r"(?<!\S)[b-df-hj-np-tv](?!\S)")
_FEWEST_ALONE = 20  # of a page; 2,584 pages of reports have two at most
_FEWEST_ODD = 20  # of them; fewer are bullets and ligatures
_ODD_WORD = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_FEWEST_READ = 60  # words; fewer are a cover or a drawing
_LEAST_COMMON = 0.04
_LARGE = 0.4  # share of the page that a picture of its text covers


def lacks_text(page: Any, words: Sequence[Word]) -> str | None:
    """Why a page must be read from its picture; None where its words can be used or it is blank."""
    text = "".join([word.text for word in words])
    if is_soup(words, text):
        return SOUP
    if _has_odd_words(words, text):
        return PART_SOUP
    # A scan's own text layer is used; a page number stamped on a scan is none.
    if len(text) >= _LEAST_CHARACTERS:
        return None
    return PICTURE if _is_picture(page) else None


def are_scattered(lines: Iterable[Line]) -> bool:
    """Whether many letters of a page were not put together into words."""
    return sum(len(_ALONE.findall(line.text)) for line in lines) >= _FEWEST_ALONE


def _has_odd_words(words: Sequence[Word], text: str) -> bool:
    """Whether a line or more of a page has signs without a code where letters should be."""
    if text.isprintable() and "\ufffd" not in text:
        return False
    found = ((len(_ODD_WORD.findall(word.text)), word.text) for word in words)
    return sum(n for n, word in found if n > 1 and 2 * n > len(word)) >= _FEWEST_ODD


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
    # Beside English there may be a passage in one other script: it is no soup.
    foreign = {c: n for c, n in letters.items() if c >= _BEYOND_LATIN}
    if script_of(foreign):
        letters = Counter({c: n for c, n in letters.items() if c not in foreign})
        count = letters.total()
        if count < _LEAST_CHARACTERS:
            return False
    vowels = sum(n for c, n in letters.items() if c in _VOWELS)
    if vowels < 0.15 * count:
        return True
    if len(words) <= 150 or vowels >= 0.28 * count:
        return False
    common = sum(word.text.lower().strip(".,;:") in _COMMON for word in words)
    return common < 0.01 * len(words)


def script_of(letters: Mapping[str, int]) -> str | None:
    """The script of nearly all letters ("Arabic", "Cyrillic") where it is not Latin.

    Glyphs with a wrong mapping fall into several scripts; a text keeps to its own.
    """
    if sum(n for c, n in letters.items() if c.isascii()) > 0.5 * sum(letters.values()):
        return None
    scripts = Counter[str]()
    for c, n in letters.items():
        scripts[unicodedata.name(c, "?").partition(" ")[0]] += n
    if not scripts:
        return None
    script, count = scripts.most_common(1)[0]
    is_sound = script not in ("LATIN", "?") and count >= _ONE_SCRIPT * scripts.total()
    return script.capitalize() if is_sound else None


def other_script(words: Sequence[Word]) -> str | None:
    """What to say of a page in a script that is not read; None for every other page."""
    text = "".join([word.text for word in words])
    # Decided by the length first: this is asked of every page.
    if len(text) < _LEAST_CHARACTERS or len(text.encode("ascii", "ignore")) > 0.5 * len(text):
        return None
    script = script_of(Counter(c for c in text if c.isalpha()))
    return None if script is None else OTHER_SCRIPT.format(script)


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
