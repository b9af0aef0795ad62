"""A pattern as its alternatives, each with what it needs and a quick search for its beginning.

Taken apart by the standard library's own reader of patterns, so that there is nothing to keep in
step. The patterns made here tell where a match begins and not where it ends: the pattern as it was
written says that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from vocabulary import needs
from vocabulary.kept import code_of, compiled_from, digest_of, is_known, kept
from vocabulary.needs import REPEATS, Needs, is_letter, needs_of

# The reader has no public name; where a later Python has another, a pattern has no alternatives and
# is asked as it was written.
try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

Search = Callable[..., "re.Match[str] | None"]
_MADE_BY = digest_of(__file__, needs.__file__)
_TAKES_NO_ROOM = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


class Alternative:
    """One of the alternatives of a pattern, by its place among them, with what it needs.

    It is made when it is first asked for: most never are.
    """

    def __init__(self, pattern: str, flags: int, place: int, needs: Needs) -> None:
        self.needs = needs
        self._pattern, self._flags, self._place = pattern, flags, place

    @cached_property
    def search(self) -> tuple[Search, bool]:
        """What finds where it begins, and whether it is asked of the text in lower case.

        `re` sees at once where no match begins in a text in lower case, asked of a pattern that
        minds case; a pattern that ignores case it tries at every character.
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
    """The alternatives of a pattern, none where it has to be asked as it was written.

    Raises re.error where it is no pattern.
    """
    if not is_known():
        return ()
    made_from = _MADE_BY, pattern, int(flags)
    found = kept(lambda: _needs_of_each(pattern, flags), "needs", *made_from)
    return tuple(Alternative(pattern, flags, i, Needs(*one)) for i, one in enumerate(found))


def _needs_of_each(pattern: str, flags: int) -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(tuple(needs_of(part)) for part in _parts_of(pattern, flags)[0])


@lru_cache(maxsize=4)  # several alternatives of one pattern are asked in a row
def _parts_of(pattern: str, flags: int) -> tuple[Sequence[Any], int]:
    """The alternatives as the reader takes them apart, and the flags that hold for them."""
    tree = _parser.parse(pattern, flags)
    if not tree.getwidth()[0]:
        return (), flags  # what finds nothing as well as something is left alone
    flags |= tree.state.flags
    tree.state.flags &= ~re.IGNORECASE  # each alternative has its own flags
    ahead, last = list(tree[:-1]), list(tree[-1:])
    if last and str(last[0][0]) == "BRANCH" and all(str(n) in _TAKES_NO_ROOM for n, _ in ahead):
        # What they all begin with, as an edge of a word, the reader has put before them.
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
    """What finds where parts begin, and whether that is at the beginning of the text alone."""
    if not flags & re.MULTILINE and _opens_at(parts, "AT_BEGINNING"):
        # `re` would ask at every other place as well whether the text begins there.
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
    """Whether a part asks for a place, as an edge of a word, before anything else."""
    if not len(part):
        return False
    name, argument = str(part[0][0]), part[0][1]
    if name == "SUBPATTERN":
        return not argument[1] and not argument[2] and _opens_at(argument[-1], place)
    if name == "BRANCH":
        return all(_opens_at(one, place) for one in argument[1])
    return name == "AT" and str(argument) == place


def _firsts(parts: Iterable[Any]) -> frozenset[Any]:
    """The letters and figures with which what the parts find begins; empty where not known."""
    found = [_first_of(list(part)) for part in parts]
    return frozenset[Any]().union(*found) if all(found) else frozenset()


def _first_of(part: list[Any]) -> frozenset[Any]:
    """Those of one part. Behind what may be left out is what else may come first."""
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
    """Whether what a sign of a set stands for are letters or figures, and few of them."""
    kind, argument = str(sign[0]), sign[1]
    if kind == "RANGE":
        return all(is_letter(code) for code in range(argument[0], argument[1] + 1))
    return is_letter(argument) if kind == "LITERAL" else str(argument) == "CATEGORY_DIGIT"


def _in_lower_case(parts: Any) -> bool:
    """Put the letters of a part of a pattern into lower case; False where that cannot be done."""
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
    """Whether a range of signs holds none but those of ASCII that are no capitals."""
    return all(sign < 128 and not chr(sign).isupper() for sign in range(signs[0], signs[1] + 1))
