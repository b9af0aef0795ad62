"""The sentence around a match: the words beside it show what it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import chain

# Letters of every language that is written in Latin ones: "Żaneta Ščepánková" is a name too.
_LATIN = [chr(code) for code in chain(range(0x41, 0x250), range(0x1E00, 0x1F00))]
UPPER = "".join(letter for letter in _LATIN if letter.isupper())
VOWELS = "AEIOUY" + UPPER[26:]
LOWER = "".join(letter for letter in _LATIN if letter.islower())

# A full stop before a capital ends a sentence, unless it ends a title, an initial or "No.".
_END = re.compile(
    r"[.;!?](?=\s+[A-Z(\"“‘'•])(?<!\b(?:Dr|Mr|Ms|St|[Nn]o|Jr|Fr|Sr|Lt|Ch).)"
    r"(?<!\b(?:Mrs|Det|Con|Sgt|Col|Maj|Cpl|Rev|Cdr|Reg|reg|Ref|ref).)"
    r"(?<!\b(?:Prof|Supt|Insp|Capt|Cllr|Revd).)(?<!\b[A-Z].)"
)


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around some characters of a text."""
    first, last = sentence_span(text, start, end)
    return text[first:last]


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where that sentence begins and ends."""
    ends = _ends(text)
    before = bisect_right(ends, (start, start))
    after = bisect_left(ends, (end, end))
    first = ends[before - 1][1] if before else 0
    return first, ends[after][0] if after < len(ends) else len(text)


def list_start(text: str, first: int) -> int:
    """Where the sentence begins of which a part between semicolons begins at `first`."""
    while first and text[first - 1] == ";":
        first = sentence_span(text, first - 1, first - 1)[0]
    return first


@lru_cache(maxsize=32)  # one text is asked about many words
def _ends(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _END.finditer(text)]
