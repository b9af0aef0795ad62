"""Which words of a text the model is asked about, and what it sees of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from models.privacy.learnt.words import (
    NOTHING,
    lists_of,
    may_be_named,
    of_itself,
    seen,
    shape_of,
)
from vocabulary.months import month_numbers

# What is owned is separated from whose it is: "Maksymilian", "'s", "plan".
_WORDS = re.compile(r"[^\W\d_]+(?:(?!['’]s\b)['’-][^\W\d_]+)*|['’]s\b|\d+|[^\w\s]|_|\w")
_WORDS_OF_FILE = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+|[^\w\s]|_|\w")
_ENDS = frozenset(".!?:;•")  # behind these a sentence begins
_QUOTES = frozenset("\"“‘'")
_NEAR, _FAR = 3, 4  # words away that are looked at each in its place, and all together
_BESIDE = 120  # characters that the words beside one take, at least
_RUN = 4  # words of a run of capitals; a longer one counts as this long


class Where(StrEnum):
    """Where a text is."""

    TEXT = "text"
    TITLE = "title"
    FILE = "file"


class TextWord(NamedTuple):
    """One word or sign of a text, by characters."""

    start: int
    end: int
    text: str


class Told(NamedTuple):
    """What the model sees of one word; most of it depends on one word, and is kept."""

    word: TextWord
    alone: tuple[tuple[str, ...], ...]
    together: tuple[str, ...]


def told(text: str, where: Where, first: int = 0, last: int | None = None) -> Iterator[Told]:
    """Every word of a text that may be part of a name, a home or a school.

    With `first` and `last`, characters, only words between them: what is seen of each is the same.
    """
    pattern = _WORDS_OF_FILE if where is Where.FILE else _WORDS
    last = len(text) if last is None else last
    start = max(text.rfind(" ", 0, max(0, first - _BESIDE)) + 1, 0)
    words = list(pattern.finditer(text, start, min(len(text), last + _BESIDE)))
    texts = [NOTHING] * _FAR + [word[0] for word in words] + [NOTHING] * _FAR
    runs: dict[int, tuple[int, int]] | None = None
    for i, word in enumerate(words, _FAR):
        if not first <= word.start() < last or not _is_asked(texts, i, where):
            continue
        runs = runs or dict(_runs(words))
        begins, ends = runs[i]
        yield Told(
            TextWord(word.start(), word.end(), word[0]),
            _alone(texts, i, begins, ends),
            (*_together(texts, i, where), *_in_run(texts, i, begins, ends)),
        )


def _is_asked(texts: Sequence[str], i: int, where: Where) -> bool:
    word = texts[i]
    if not word[0].isalpha():
        return False
    # In small letters a file's name is made of places and boards as often.
    if not word[0].isupper():
        return False
    lists = lists_of(word)
    if "title" in lists or "staff title" in lists:
        return False
    is_dated = texts[i - 1].isdigit() or texts[i + 1].isdigit()
    if is_dated and word.lower() in month_numbers():
        return False
    return where is Where.FILE or not _is_first(texts, i) or may_be_named(word)


def _is_first(texts: Sequence[str], i: int) -> bool:
    return texts[i - 1] in _ENDS or texts[i - 1] == NOTHING


def _runs(words: Sequence[re.Match[str]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """For each word with a capital where its run of such words begins and ends."""
    run: list[int] = []
    end = 0
    for i, word in enumerate(words, _FAR):
        if not word[0][0].isupper():
            continue
        if run and (run[-1] != i - 1 or word.start() - end > 1):
            yield from ((place, (run[0], run[-1])) for place in run)
            run = []
        run.append(i)
        end = word.end()
    yield from ((place, (run[0], run[-1])) for place in run)


def _alone(texts: Sequence[str], i: int, first: int, last: int) -> tuple[tuple[str, ...], ...]:
    return (
        of_itself(texts[i]),
        *(_beside(texts[i + d], d) for d in range(-_FAR, _FAR + 1) if d),
        *(_of_run(texts[k]) for k in range(first, last + 1) if k != i),
    )


@lru_cache(maxsize=32768)
def _beside(word: str, away: int) -> tuple[str, ...]:
    side, what = "behind" if away > 0 else "before", seen(word)
    return (
        *((f"{away} {what}",) if abs(away) <= _NEAR else ()),
        *((f"{side} {what}",) if abs(away) > 1 else ()),
        *((f"{away} shape {shape_of(word)}",) if abs(away) == 1 else ()),
        *(f"{away} list {name}" for name in lists_of(word) if abs(away) == 1),
    )


@lru_cache(maxsize=16384)
def _of_run(word: str) -> tuple[str, ...]:
    return tuple(f"run has {name}" for name in lists_of(word))


def _together(texts: Sequence[str], i: int, where: Where) -> tuple[str, ...]:
    lists = "|".join(lists_of(texts[i]))
    near = [seen(texts[i + d]) for d in (-2, -1, 1, 2)]
    pairs = (f"{one} + {two}" for one, two in pairwise(near))
    is_first = _is_first(texts, i)
    return (
        f"in {where}",
        *(
            f"{name} {pair}"
            for name, pair in zip(("before", "around", "behind"), pairs, strict=True)
        ),
        f"{near[1]} < {lists}",
        f"{lists} > {near[2]}",
        f"first {is_first}",
        f"first {is_first} {lists}",
        *(("quoted",) if texts[i - 1] in _QUOTES else ()),
    )


def _in_run(texts: Sequence[str], i: int, first: int, last: int) -> tuple[str, ...]:
    before, behind = seen(texts[first - 1]), seen(texts[last + 1])
    length, place = min(last - first, _RUN), min(i - first, _NEAR)
    return (
        f"run {length} {place} {'|'.join(lists_of(texts[i]))}",
        f"run ends {'here' if i == last else seen(texts[last])}",
        f"run begins {'here' if i == first else seen(texts[first])}",
        f"run before {before}",
        f"run behind {behind}",
        f"run around {before} + {behind}",
    )
