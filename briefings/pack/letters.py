"""How many lines words take, calculated from the widths of Arial's letters.

Office files are laid out by the program that opens them, so what fits must be calculated first.
"""

from __future__ import annotations

from collections.abc import Iterable

# Widths in thousandths of the font size.
_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'", 222: "ijl‘’", 278: " !,./:;I[\\]ft", 260: "|", 333: "()-`r“”", 350: "•",
        355: '"', 334: "{}", 389: "*", 469: "^", 500: "Jckvsxyz",
        556: "#$0123456789?L_abdeghnopqu–",
        584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm",
        889: "%", 944: "W", 1000: "—…", 1015: "@",
    }.items()
    for letter in letters
}  # fmt: skip
_OTHER = 667  # a letter whose width is not known


def lines_of(runs: Iterable[tuple[str, float]], width: float) -> int:
    """Lines that words of these sizes take, broken between words; sizes and width in points."""
    found, at = 1, 0.0
    for words, size in runs:
        space = _width(" ", size)
        for word in words.split():
            wide = _width(word, size)
            if at and at + wide > width:
                found, at = found + 1, 0.0
            at += wide + space
            while at - space > width:  # longer than a line
                found, at = found + 1, at - width
    return found


def _width(word: str, size: float) -> float:
    return sum(_WIDTHS.get(letter, _OTHER) for letter in word) * size / 1000
