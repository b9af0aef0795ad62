"""Letters that fonts set as one sign ("fi") and that have no code in the file: found by the word.

If that is not possible, a gap stays (U+FFFD), and the page says so: a quote with a gap is not
verbatim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import msgspec

from extractors.reading.private_signs import GAP, with_gaps
from models.records import Line, Page
from vocabulary.loading import load, mistake

_FILE, _FOLDER = "ligatures.yaml", Path(__file__).parent
_SIGNS = ("fi", "fl", "ff", "ffi", "ffl")
_MOST_GAPS = 3  # of one word
_ENDINGS = ("s", "es", "d", "ed", "ies", "ing", "ly", "er", "ers", "y", "’s", "'s")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_GAPPED = re.compile(rf"[^\W\d_]*(?:{GAP}[^\W\d_]+|[^\W\d_]+{GAP})(?:{GAP}|[^\W\d_])*")
_SHORTEST = 4  # letters that are left of a word without its last: "fle" is not "flee"
_FEWEST = 3  # words found in the list before the rest of a document follows them
UNTOLD = (
    "Some letters of the page have no code in the file and could not be identified, so its words "
    "have gaps. "
    "Compare quotes with the page, or ask the publisher for another copy."
)


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list of words; each example is mended by it when it is loaded."""

    english: str
    welsh: str
    examples: dict[str, str]


@cache
def _known() -> frozenset[str]:
    words = load(_FILE, _Words, _FOLDER)
    known = frozenset(words.english.split()) | frozenset(words.welsh.split())
    for gapped, whole in words.examples.items():
        if _told(gapped, known) != whole:
            raise mistake(_FILE, whole, f"its example {whole} is not mended", _FOLDER)
    return known


def with_ligatures(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with gaps in known words filled; other gaps are reported as a problem."""
    pages = with_gaps(
        pages, lambda word: _is_known(word, _known()), lambda word: _told(word, _known())
    )
    gapped = [page for page in pages if any(GAP in line.text for line in page.lines)]
    if not gapped:
        return tuple(pages)
    known = _known() | set(_whole_words(pages))
    usual = _usual(gapped, known)
    numbers = {page.number for page in gapped}
    return tuple(_mended(p, known, usual) if p.number in numbers else p for p in pages)


def _whole_words(pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        for line in page.lines:
            if GAP not in line.text:
                yield from (word.lower() for word in _WORD.findall(line.text) if len(word) > 3)


def _usual(pages: Iterable[Page], known: frozenset[str]) -> str | None:
    """The one sign that all filled gaps of a document mean: then its other gaps do as well."""
    seen: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            for gapped in _GAPPED.findall(line.text):
                if gapped.count(GAP) == 1 and (signs := _signs(gapped, known)):
                    seen[signs[0]] += 1
    return next(iter(seen)) if len(seen) == 1 and seen.total() >= _FEWEST else None


def _mended(page: Page, known: frozenset[str], usual: str | None) -> Page:
    def filled(match: re.Match[str]) -> str:
        told = _told(match.group(), known)
        return told or (match.group().replace(GAP, usual) if usual else match.group())

    lines = [
        msgspec.structs.replace(line, text=_GAPPED.sub(filled, line.text))
        if _has_gap(line)
        else line
        for line in page.lines
    ]
    left = any(_GAPPED.search(line.text) for line in lines)
    problem = page.problem or (UNTOLD if left else None)
    return msgspec.structs.replace(page, lines=tuple(lines), problem=problem)


def _has_gap(line: Line) -> bool:
    return GAP in line.text


def _told(gapped: str, known: frozenset[str]) -> str | None:
    """The word with its gaps filled; None where no known word fits."""
    signs = _signs(gapped, known)
    return _filled(gapped, signs) if signs else None


def _signs(gapped: str, known: frozenset[str]) -> tuple[str, ...] | None:
    count = gapped.count(GAP)
    if count > _MOST_GAPS:
        return None
    fitting = (s for s in product(_SIGNS, repeat=count) if _is_known(_filled(gapped, s), known))
    return next(fitting, None)


def _filled(gapped: str, signs: Sequence[str]) -> str:
    parts = gapped.split(GAP)
    return parts[0] + "".join(sign + part for sign, part in zip(signs, parts[1:], strict=True))


def _is_known(word: str, known: frozenset[str]) -> bool:
    word = word.lower()
    if word in known:
        return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(
        stem in known or (len(stem) >= _SHORTEST and (f"{stem}e" in known or f"{stem}y" in known))
        for stem in stems
    )
