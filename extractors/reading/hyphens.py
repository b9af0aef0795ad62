"""Hyphens at line ends: which split a word, and which belong to it.

PDFium marks every hyphen at a line's end. Word processors rarely hyphenate by themselves, so that
the document's own words decide: a joined form that stands elsewhere wins, then a hyphenated one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from models.records import Line, LineRole, Page

SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_FIRST = re.compile(r"^[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*(?=\u00ad$)")
# First parts that are written with a hyphen as a rule.
_PREFIXES = frozenset(
    "all anti co cross day decision end ex face five follow four full half high ill inter long "
    "low mid multi non on one over part pre post self semi short single three two under "
    "well".split()
)


def settle_hyphens(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The same pages: soft hyphens where a word goes on in the next line, "-" elsewhere."""
    words = _vocabulary(pages)
    out = []
    for page in pages:
        lines = list(page.lines)
        for i, line in enumerate(lines):
            if line.text.endswith(SOFT_HYPHEN):
                following = _following(lines, i)
                lines[i] = msgspec.structs.replace(line, text=_settled(line.text, following, words))
        out.append(msgspec.structs.replace(page, lines=tuple(lines)))
    return tuple(out)


def _vocabulary(pages: Sequence[Page]) -> set[str]:
    return {
        word.lower().replace("‑", "-").replace("‐", "-")
        for page in pages
        for line in page.lines
        for word in _WORD.findall(line.text.removesuffix(SOFT_HYPHEN))
    }


def _following(lines: list[Line], i: int) -> str:
    for line in lines[i + 1 : i + 4]:
        if line.role in (LineRole.BODY, LineRole.TABLE, LineRole.FOOTNOTE) and line.text:
            return line.text
    return ""


def _settled(text: str, following: str, words: set[str]) -> str:
    last, first = _LAST.search(text), _FIRST.match(following)
    if not last or not first or following[:1].isupper():
        return text[:-1] + "-"
    left, right = last.group().lower(), first.group().lower()
    if left + right in words:
        return text
    if f"{left}-{right}" in words or left.split("-")[-1] in _PREFIXES:
        return text[:-1] + "-"
    both_words = left in words and right in words and len(left) > 2 and len(right) > 1
    return text[:-1] + "-" if both_words else text
