"""A pattern as its alternatives, each with what it needs and a quick search for its beginning.

The standard library's own parser splits the pattern, so that nothing has to be kept in step by
hand. The patterns made here find where a match begins but not where it ends: the original pattern
does that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from vocabulary import needs
from vocabulary.kept import code_of, compiled_from, digest_of, is_known, kept
from vocabulary.needs import REPEATS, Needs, is_letter, needs_of

# The parser has no public name. If a later Python renames it, patterns have no alternatives and are
# used as they were written.
try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

Search = Callable[..., "re.Match[str] | None"]
_MADE_BY = digest_of(__file__, needs.__file__)
_TAKES_NO_ROOM = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


class Alternative:
    """One of the alternatives of a pattern, by its place among them, with what it needs.

    It is compiled at its first use, because most are never used.
    """

    def __init__(self, pattern: str, flags: int, place: int, needs: Needs) -> None:
        self.needs = needs
        self._pattern, self._flags, self._place = pattern, flags, place

    @cached_property
    def search(self) -> tuple[Search, bool]:
        """The pattern that finds where it begins, and whether it needs the text in lower case.

        In a text in lower case, `re` can use a case-sensitive pattern and skip quickly to where it
        can begin. It tries a pattern that ignores case at every character.
        """
        made_from = _MADE_BY, self._place, self._pattern, int(self._flags)
        found, is_fixed, is_lower = kept(self._made, "beginning", *made_from)
        made = compiled_from(found)
        return made.match if is_fixed else made.search, is_lower

    def _made(self) -> tuple[tuple[Any, ...], bool, bool]:
        found, flags = _parts_of(self._pattern, self._flags)
        parts = found[self._place]
        inner = parts if flags & re.IGNORECASE else _ignoring_case(parts)
        is_lower = inner is not None and _in_lower_case(inner)
        if is_lower:
            parts, flags = inner, flags & ~re.IGNORECASE
        return (*_beginning(parts, flags), is_lower)


def alternatives_of(pattern: str, flags: int) -> Sequence[Alternative]:
    """The alternatives of a pattern; none if it must be used as it was written.

    Raises re.error if it is not a pattern.
    """
    if not is_known():
        return ()
    made_from = _MADE_BY, pattern, int(flags)
    found = kept(lambda: _needs_of_each(pattern, flags), "needs", *made_from)
    return tuple(Alternative(pattern, flags, i, Needs(*one)) for i, one in enumerate(found))


def _needs_of_each(pattern: str, flags: int) -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(tuple(needs_of(part)) for part in _parts_of(pattern, flags)[0])


@lru_cache(maxsize=4)  # several alternatives of one pattern are compiled in a row
def _parts_of(pattern: str, flags: int) -> tuple[Sequence[Any], int]:
    """The alternatives as the parser splits them, and the flags that apply to them."""
    tree = _parser.parse(pattern, flags)
    if not tree.getwidth()[0]:
        return (), flags  # a pattern that also matches an empty string is not split
    flags |= tree.state.flags
    tree.state.flags &= ~re.IGNORECASE  # each alternative has its own flags
    ahead, last = list(tree[:-1]), list(tree[-1:])
    if last and str(last[0][0]) == "BRANCH" and all(str(n) in _TAKES_NO_ROOM for n, _ in ahead):
        # The parser has moved a beginning that all share, such as a word boundary, before them.
        each = last[0][1][1]
        parts = [_parser.SubPattern(tree.state, [*ahead, *one]) for one in each]
    else:
        parts = [tree]
    return parts, flags


def _ignoring_case(parts: Any) -> Any:
    """What stands in `(?i:...)`, where that is all of it; else None."""
    if len(parts) != 1 or str(parts[0][0]) != "SUBPATTERN":
        return None
    group, added, removed, inner = parts[0][1]
    return inner if group is None and added == re.IGNORECASE and not removed else None


def _beginning(parts: Any, flags: int) -> tuple[tuple[Any, ...], bool]:
    """The pattern for where parts begin, and whether that is only at the beginning of the text."""
    if not flags & re.MULTILINE and _opens_at(parts, "AT_BEGINNING"):
        # `re` would also test at every other place whether the text begins there.
        return code_of(parts, flags), True
    if _opens_at(parts, "AT_BOUNDARY") and (firsts := _first_of(list(parts))):
        # `re` runs to the next of these letters at once; asked for an edge of a word first, it
        # tries every place. So the letter is asked first, then whether a word begins with it, then
        # whether what begins there is meant: words in two thirds of the time, names in a fifth.
        letter = (_parser.IN, sorted(firsts, key=str))
        in_word = (_parser.IN, [(_parser.CATEGORY, _parser.CATEGORY_WORD)])
        behind = _parser.SubPattern(parts.state, [in_word, letter])
        here = _parser.SubPattern(parts.state, [(_parser.ASSERT, (1, parts)), letter])
        steps = [letter, (_parser.ASSERT_NOT, (-1, behind)), (_parser.ASSERT, (-1, here))]
        parts = _parser.SubPattern(parts.state, steps)
    return code_of(parts, flags), False


def _opens_at(part: Any, place: str) -> bool:
    """Whether a part requires a position, such as a word boundary, before anything else."""
    if not len(part):
        return False
    name, argument = str(part[0][0]), part[0][1]
    if name == "SUBPATTERN":
        return not argument[1] and not argument[2] and _opens_at(argument[-1], place)
    if name == "BRANCH":
        return all(_opens_at(one, place) for one in argument[1])
    return name == "AT" and str(argument) == place


def _firsts(parts: Iterable[Any]) -> frozenset[Any]:
    """The letters and digits with which matches of the parts begin; empty if not known."""
    found = [_first_of(list(part)) for part in parts]
    return frozenset[Any]().union(*found) if all(found) else frozenset()


def _first_of(part: list[Any]) -> frozenset[Any]:
    """The same for one part. If it is optional, what comes after it may also come first."""
    for at, (name, argument) in enumerate(part):
        kind = str(name)
        if kind in {"ASSERT", "ASSERT_NOT"} or (kind == "AT" and str(argument) == "AT_BOUNDARY"):
            continue
        rest = part[at + 1 :]
        if kind in {"LITERAL", "IN"}:
            signs = argument if kind == "IN" else [(name, argument)]
            return frozenset(signs) if all(map(_is_of_word, signs)) else frozenset()
        if kind == "SUBPATTERN" and not argument[1] and not argument[2]:
            return _first_of([*argument[-1], *rest])
        if kind == "BRANCH":
            return _firsts([*one, *rest] for one in argument[1])
        if kind in REPEATS:
            inner = list(argument[2])
            return _first_of(inner) if argument[0] else _firsts([[*inner, *rest], rest])
        break
    return frozenset()


def _is_of_word(sign: tuple[Any, Any]) -> bool:
    """Whether an entry of a character set means letters or digits, and few of them."""
    kind, argument = str(sign[0]), sign[1]
    if kind == "RANGE":
        return all(is_letter(code) for code in range(argument[0], argument[1] + 1))
    return is_letter(argument) if kind == "LITERAL" else str(argument) == "CATEGORY_DIGIT"


def _in_lower_case(parts: Any) -> bool:
    """Put the letters of a part of a pattern into lower case; False if that is not possible."""
    for i, (kind, argument) in enumerate(parts):
        name = str(kind)
        inner: list[Any] = []
        if name in {"LITERAL", "NOT_LITERAL"}:
            parts[i] = kind, ord(chr(argument).lower())
        elif name == "IN":
            inner = [argument]
        elif name == "BRANCH":
            inner = argument[1]
        elif name == "SUBPATTERN" and (argument[1] or argument[2]):
            return False  # a group with flags of its own
        elif name in {"ASSERT", "ASSERT_NOT", "SUBPATTERN"} or name in REPEATS:
            inner = [argument[-1]]
        elif (name == "RANGE" and not _is_plain(argument)) or name not in {
            "AT",
            "CATEGORY",
            "NEGATE",
            "ANY",
            "RANGE",
        }:
            return False
        if not all(_in_lower_case(part) for part in inner):
            return False
    return True


def _is_plain(signs: tuple[int, int]) -> bool:
    """Whether a range has only ASCII characters that are not capitals."""
    return all(sign < 128 and not chr(sign).isupper() for sign in range(signs[0], signs[1] + 1))
