"""Sentence starts in the prose of reviews, where "para. 4.2" and "1. " end nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

ABBREVIATIONS = frozenset(
    """para paras no nos p pp vol ch s ss fig figs art reg regs sch cl dr mr mrs ms prof st rev sgt
    det insp supt cllr hon jr sr e.g i.e eg ie etc cf ca approx viz ibid op cit ltd inc dept mon
    tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec rec recs
    app appx ref refs ed eds v vs""".split()
)
# A mark that may end a sentence, closing quotes and brackets after it, and white space.
_END = re.compile(r"(?P<mark>[.!?…])[\"'”’)\]»]*\s+")
_LAST_WORD = re.compile(r"[\w.]*$")
_OPENERS = "\"'“‘([«•-–▪● "
_LOOK_BACK = 24

Doc.set_extension("theme_sentences", default=(), force=True)
Doc.set_extension("theme_text", default=None, force=True)


def sentence_starts(text: str) -> tuple[int, ...]:
    """The first character of each sentence; none for a text of white space."""
    first = len(text) - len(text.lstrip())
    if first == len(text):
        return ()
    ends = _END.finditer(text)
    real = (e for e in ends if _begins_sentence(text, e.end()) and not _keeps_open(text, e))
    return (first, *(end.end() for end in real))


def _begins_sentence(text: str, place: int) -> bool:
    """Whether what follows looks like a beginning: not a small letter, behind any quote marks."""
    rest = text[place : place + 4].lstrip(_OPENERS)
    return bool(rest) and not rest[0].islower()


def _keeps_open(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a list number."""
    if end["mark"] != ".":
        return False
    place = end.start("mark")
    match = _LAST_WORD.search(text, max(0, place - _LOOK_BACK), place)
    word = match[0].lower() if match else ""
    if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return True
    before = text[max(0, place - len(word) - 2) : place - len(word)].strip()
    return word.replace(".", "").isdigit() and before[-1:] in {"", ".", ";", ":", "(", "•", "-"}


def split_sentences(doc: Doc) -> Doc:
    """The component: sets `doc._.theme_sentences`, the first character of each sentence.

    `doc._.theme_text` saves putting the text together again from its tokens, where it is set.
    """
    text = doc._.theme_text
    doc._.theme_sentences = sentence_starts(doc.text if text is None else text)
    return doc


def sentence_around(starts: tuple[int, ...], length: int, start: int, end: int) -> tuple[int, int]:
    """The characters of the sentences that hold `start` to `end`, in a text of this length."""
    first = bisect_right(starts, start) - 1
    last = bisect_left(starts, end)
    return starts[first] if first >= 0 else 0, starts[last] if last < len(starts) else length
