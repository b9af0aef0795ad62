"""Hyphens at line ends: which split a word, and which belong to it.

PDFium marks every hyphen at a line's end. The document's own words decide: a joined form found
elsewhere wins, then a hyphenated one. If neither is found, the hyphen stays, since word processors
rarely split words by themselves, unless the second half is not a word but an ending, or the
document's other line ends show that it was set with words split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from models.records import Line, LineRole, Page
from vocabulary.hyphens import is_suspended

SOFT_HYPHEN = "\u00ad"
_TYPESET = re.compile(r"(?<=[^\W\d_])‐$")
_SCANNED = re.compile(r"(?<=[^\W\d_])[-‐]$")
_SIGNS = ("-", "‐")  # few lines end in one: the others are decided without a pattern
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_FIRST = re.compile(r"^[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*(?=\u00ad$)")
# First parts that are written with a hyphen as a rule.
_PREFIXES = frozenset(
    "all anti co cross day decision end ex face five follow four full half high ill inter long "
    "low mid multi non on one over part pre post self semi short single three two under "
    "well".split()
)
# Second halves that are endings of words and no words.
_ENDING = re.compile(
    r"^(?:[cst]?ion|[mt]?ent|[mt]?ment|ness|i?ty|ing|[aei]nce|ally|ly|ed|ers?|[ai]ble|t?ive|ous|"
    r"tal|nal|als?|(?:[cmtv]?a)?tions?|ised|ising|ances|ences|ments|ities|ated|ating|ates)$"
)
_FEWEST_SPLIT = 2  # words that are seen to be split before a document counts as set so


def settle_hyphens(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The same pages: soft hyphens where a word goes on in the next line, "-" elsewhere."""
    pages = [_marked(page) for page in pages]
    if not any(line.text.endswith(SOFT_HYPHEN) for page in pages for line in page.lines):
        return tuple(pages)
    words = _vocabulary(pages)
    splits = _splits_words(pages, words)
    out = []
    for page in pages:
        lines = list(page.lines)
        for i, line in enumerate(lines):
            if line.text.endswith(SOFT_HYPHEN):
                following = _following(lines, i)
                text = _settled(line.text, following, words, splits=splits)
                lines[i] = msgspec.structs.replace(line, text=text)
        out.append(msgspec.structs.replace(page, lines=tuple(lines)))
    return tuple(out)


def _marked(page: Page) -> Page:
    """The page with hyphens at line ends marked as PDFium marks them.

    It marks none that is typeset as such (U+2010), and a page that OCR has read has no marks.
    """
    hyphen = _TYPESET if page.ocr_confidence is None else _SCANNED
    ending = [line.text for line in page.lines if line.text.endswith(_SIGNS)]
    if not any(map(hyphen.search, ending)):
        return page
    lines = tuple(
        msgspec.structs.replace(line, text=line.text[:-1] + SOFT_HYPHEN)
        if hyphen.search(line.text)
        else line
        for line in page.lines
    )
    return msgspec.structs.replace(page, lines=lines)


def _vocabulary(pages: Sequence[Page]) -> set[str]:
    """The whole words of the document: halves at line ends are no words of it."""
    words: set[str] = set()
    goes_on = False
    for line in (line for page in pages for line in page.lines if line.text):
        whole = _WORD.findall(line.text)[int(goes_on) :]
        goes_on = line.text.endswith(SOFT_HYPHEN)
        words.update(whole[:-1] if goes_on else whole)
    return {word.lower().replace("‑", "-").replace("‐", "-") for word in words}


def _following(lines: Sequence[Line], i: int) -> str:
    for line in lines[i + 1 : i + 4]:
        if line.role in (LineRole.BODY, LineRole.TABLE, LineRole.FOOTNOTE) and line.text:
            return line.text
    return ""


def _halves(text: str, following: str) -> tuple[str, str] | None:
    """What is on both sides of a line's last hyphen, where that may split a word."""
    last, first = _LAST.search(text), _FIRST.match(following)
    if not last or not first or following[:1].isupper():
        return None
    return last.group().lower(), first.group().lower()


def _splits_words(pages: Sequence[Page], words: set[str]) -> bool:
    """Whether line ends split words that are elsewhere, and more of them than compounds."""
    split = compound = 0
    for page in pages:
        for i, line in enumerate(page.lines):
            if not line.text.endswith(SOFT_HYPHEN):
                continue
            if halves := _halves(line.text, _following(page.lines, i)):
                split += "".join(halves) in words
                compound += "-".join(halves) in words
    return split >= _FEWEST_SPLIT and split > compound


def _settled(text: str, following: str, words: set[str], *, splits: bool) -> str:
    halves = _halves(text, following)
    if halves is None:
        return text[:-1] + "-"
    left, right = halves
    if left + right in words:
        return text
    if is_suspended(following):
        return text[:-1] + "-"
    if f"{left}-{right}" in words or left.split("-")[-1] in _PREFIXES:
        return text[:-1] + "-"
    both_words = left in words and right in words and len(left) > 2 and len(right) > 1
    is_split = (splits and not both_words) or _ENDING.match(right)
    return text if is_split else text[:-1] + "-"
