"""The names of the columns of a table of statements, as they are printed on a page.

A name may be on two lines, and what is one run of words may name two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.reading.fragments import Fragment, fragment
from extractors.reading.shapes import RuledLine
from extractors.reading.unruled_rows import is_underlined
from extractors.reading.words import Word
from vocabulary.columns import kind_of_column
from vocabulary.statements import statement_words

# What the main column of a table holds: the kinds of statement, and the actions of a plan.
_ADVICE = frozenset({"action", "recommendation"})
STATED = _ADVICE | set(statement_words().kinds) | {"relayed"}
_LONGEST_HEAD = 6  # words
_APART_EM = 0.3  # a gap of so many type sizes parts two words for columns; a space is narrower
_WIDER, _WORD_EM = 1.4, 0.5  # the same for a piece that is itself a name, of three words or two
_FEWEST, _PAIR = 3, 2  # columns; where there are two, the words for them are bold


class Name(NamedTuple):
    """The name of a column, on one line or on two."""

    whole: Fragment
    lines: list[Fragment]


def possible_names(pieces: Sequence[Fragment]) -> list[Name]:
    """Pieces that may name a column, alone and with the piece in bold right below them."""
    out = []
    for piece in pieces:
        if len(piece.words) > _LONGEST_HEAD:
            continue
        out.append(Name(piece, [piece]))
        if not piece.look.bold:
            continue
        rest = next((p for p in pieces if _goes_on_below(piece, p)), None)
        if rest is not None:
            out.append(Name(fragment([*piece.words, *rest.words]), [piece, rest]))
    return out


def _goes_on_below(piece: Fragment, other: Fragment) -> bool:
    is_near = 0 < other.top - piece.top < 1.7 * piece.size
    return is_near and abs(other.x0 - piece.x0) < 1 and other.look == piece.look


def level_names(pieces: Sequence[Fragment], main: Name) -> list[Name]:
    """The names beside a column's name, itself included, from left to right.

    Where it has two lines, so may others: a name that is none without its second line has both.
    """
    if len(main.lines) == 1:
        level = [Name(p, [p]) for p in pieces if is_level(p, main.whole)]
        return sorted(level, key=lambda name: name.whole.x0)
    level = [n for n in possible_names(pieces) if _overlap(n.whole, main.whole)]
    level.sort(key=lambda n: (held(n.whole) is None, -len(n.lines)))
    out: list[Name] = []
    taken: set[int] = set()
    for name in level:
        if not taken & {id(p) for p in name.lines}:
            out.append(name)
            taken |= {id(p) for p in name.lines}
    return sorted(out, key=lambda name: name.whole.x0)


def _overlap(piece: Fragment, other: Fragment) -> bool:
    shared = min(piece.bottom, other.bottom) - max(piece.top, other.top)
    return shared > 0.5 * min(piece.bottom - piece.top, other.bottom - other.top)


def heads_table(head: list[Fragment], drawn: Sequence[RuledLine]) -> bool:
    """Whether the pieces of one level name the columns of one table.

    Two lists set side by side, "Good practice" and "Learning", are no table unless a line is drawn
    below both names: there is one column of statements, or advice beside what it answers.
    """
    found = [held(piece) for piece in head]
    stated = {name for name in found if name in STATED}
    if None in found or not stated:
        return False
    if len(head) >= _FEWEST:
        return True
    if len(head) < _PAIR or not all(piece.look.bold for piece in head):
        return False
    return len(stated) == 1 or bool(stated & _ADVICE) or is_underlined(head, drawn)


def column_words(piece: Fragment) -> list[Fragment]:
    """A piece whose words name columns, parted where one ends: "No  Learning  Recommendation"."""
    if not 1 < len(piece.words) <= _LONGEST_HEAD:
        return [piece]
    least = _APART_EM * piece.size
    if is_column_word(piece):  # a name of several words has spaces of one width
        least = max(least, _WIDER * min(b.x0 - a.x1 for a, b in pairwise(piece.words)))
        least = _WORD_EM * piece.size if len(piece.words) == _PAIR else least
    return _names_in(piece.words, least) or [piece]


def _names_in(words: Sequence[Word], least: float) -> list[Fragment]:
    """The names that words make, each of a column, where gaps part them; else none."""
    for at in range(1, len(words)):
        if words[at].x0 - words[at - 1].x1 <= least:
            continue
        first, rest = fragment(words[:at]), words[at:]
        if is_column_word(first) and (others := _names_in(rest, least)):
            return [first, *others]
    whole = fragment(words)
    return [whole] if is_column_word(whole) else []


def is_column_word(piece: Fragment) -> bool:
    """Whether a piece names a column of an action plan, such as "Lead" or "By when"."""
    return held(piece) is not None


def held(piece: Fragment) -> str | None:
    """What a column with this name holds, or None."""
    return kind_of_column(piece.text) if len(piece.words) <= _LONGEST_HEAD else None


def is_level(piece: Fragment, other: Fragment) -> bool:
    """Whether two pieces are in one line."""
    middles = (piece.top + piece.bottom) / 2 - (other.top + other.bottom) / 2
    return abs(middles) < 0.5 * other.size
