"""Signs of a private area within words: letters that a font gave codes of its own ("of?cers").

Which letters they are is decided by the words of the whole document. A sign that never is within
a word is a bullet or a picture and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from models.records import Page

GAP = "\ufffd"  # letters that are still unknown
_SIGN = "[\ue000-\uf8ff]"
_HAS_SIGN = re.compile(_SIGN)
_WORD = re.compile(rf"(?:[^\W\d_]|{_SIGN})+")
_WITHIN = re.compile(rf"(?<=[^\W\d_]){_SIGN}(?=[^\W\d_])")
# Where older programs for the Mac put the two: believed unless the words say otherwise.
_OF_MAC = {"\uf001": "fi", "\uf002": "fl"}
# Fonts of symbols have the signs of ASCII here.
_OF_SYMBOLS = {chr(0xF000 + code): chr(code) for code in b"!'(),-./:;?"}


def is_private(sign: str) -> bool:
    """Whether a sign has no meaning but that which its font gives it."""
    return "\ue000" <= sign <= "\uf8ff"


def with_gaps(
    pages: Sequence[Page], is_word: Callable[[str], bool], told: Callable[[str], str | None]
) -> Sequence[Page]:
    """The pages with a gap for each private sign that means letters, and without the others.

    `is_word` says whether letters are a known word, `told` fills the gaps of one.
    """
    words = [word for word in _words(pages) if _HAS_SIGN.search(word)]
    if not words:
        return pages
    within = {sign for word in words for sign in _WITHIN.findall(word)}
    meant = _OF_SYMBOLS | dict.fromkeys(within - _OF_SYMBOLS.keys(), GAP)
    for sign, letters in _OF_MAC.items():
        having = [word for word in words if sign in word]
        others = [word for word in having if not is_word(word.replace(sign, letters))]
        if having:
            is_otherwise = any(told(word.replace(sign, GAP)) for word in others)
            meant[sign] = GAP if is_otherwise else letters

    def settled(match: re.Match[str]) -> str:
        word = match.group()
        if not any(sign.isalpha() for sign in word):
            return ""
        known = _HAS_SIGN.sub(lambda sign: meant.get(sign.group(), GAP), word)
        is_edge = GAP in known and not any(meant.get(sign) for sign in _HAS_SIGN.findall(word))
        return known if not is_edge or told(known) else _HAS_SIGN.sub("", word)

    return [_settled(page, settled) for page in pages]


def _words(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for line in page.lines:
            if not line.text.isascii() and _HAS_SIGN.search(line.text):
                yield from _WORD.findall(line.text)


def _settled(page: Page, settled: Callable[[re.Match[str]], str]) -> Page:
    lines = tuple(
        msgspec.structs.replace(line, text=_WORD.sub(settled, line.text))
        if not line.text.isascii() and _HAS_SIGN.search(line.text)
        else line
        for line in page.lines
    )
    return msgspec.structs.replace(page, lines=lines)
