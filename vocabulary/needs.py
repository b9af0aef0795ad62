"""What a pattern needs of a text, taken from the pattern itself.

Read by the standard library's own reader of patterns, so that there is nothing to keep in step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

# The standard library's own reader of patterns. It has no public name; where a later Python has
# another, nothing is found to be needed and every pattern is asked as before.
try:
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _compiler = _parser = None


FEWEST, MOST = 2, 6  # letters of a beginning: shorter ones stand in nearly every text
_ASCII = 127
_MOST_INSIDE = 90  # with more of them the pattern itself is as quick
# Places and signs behind which a letter is the first of its word.
_EDGES = frozenset({"AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING"})
_BETWEEN = frozenset({"CATEGORY_SPACE", "CATEGORY_NOT_WORD"})
_CASELESS = frozenset({"AT", "CATEGORY", "NEGATE", "ANY"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Needs(NamedTuple):
    """Strings of which each match of a pattern contains at least one, in lower case; may be empty.

    `starts` are beginnings of words, two to six letters long; `inside` may stand anywhere. Letters
    whose lower case is written otherwise (the Kelvin sign) are taken for what they are.
    """

    starts: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()

    def worth(self) -> tuple[int, bool, int]:
        """Long ones tell more than short ones, beginnings are quicker, and few are."""
        shortest = min(map(len, (*self.starts, *self.inside)), default=0)
        return min(MOST, shortest), not self.inside, -len(self.starts) - len(self.inside)


NOTHING = Needs()


class _Part(NamedTuple):
    """What a part of a pattern needs; `is_edge`: a letter behind it is the first of its word."""

    needs: Needs
    is_edge: bool


def needs_of(pattern: str, flags: int) -> Needs:
    """What each match of a pattern holds; nothing where that cannot be known."""
    if _parser is None:
        return NOTHING
    found = _sequence(list(_parser.parse(pattern, flags)), is_edge=False).needs
    return found if len(found.inside) <= _MOST_INSIDE else NOTHING


def _sequence(parts: list[Any], *, is_edge: bool, before: str = "") -> _Part:
    """The most distinctive of what consecutive parts need.

    `before` are the letters of a word right before the first part.
    """
    best, starts_word = NOTHING, is_edge or bool(before)
    run = before  # letters of a word, from its first one on where `starts_word`
    for name, argument in parts:
        kind = str(name)
        if kind == "LITERAL" and _is_letter(argument):
            starts_word = starts_word if run else is_edge
            run += chr(argument).lower()
            is_edge = False
            continue
        # The branches of a word go on with it: "learn" and "lesson" share their "le".
        goes_on = run if starts_word and kind in {"BRANCH", "SUBPATTERN"} else ""
        found = _single(kind, argument, is_edge=is_edge, before=goes_on)
        best = max(best, _letters(run, starts_word=starts_word), found.needs, key=Needs.worth)
        run, is_edge = "", found.is_edge
    best = max(best, _letters(run, starts_word=starts_word), key=Needs.worth)
    return _Part(best, is_edge)


def _letters(run: str, *, starts_word: bool) -> Needs:
    if len(run) < FEWEST:
        return NOTHING
    return Needs(frozenset({run[:MOST]})) if starts_word else Needs(inside=frozenset({run}))


def _single(name: str, argument: Any, *, is_edge: bool, before: str) -> _Part:
    """What a part needs if it is not a letter."""
    if name in {"ASSERT", "ASSERT_NOT"}:
        return _Part(NOTHING, is_edge)  # they take no room
    if name == "AT":
        return _Part(NOTHING, is_edge or str(argument) in _EDGES)
    if name == "SUBPATTERN":
        return _sequence(list(argument[-1]), is_edge=is_edge, before=before)
    if name == "ATOMIC_GROUP":
        return _sequence(list(argument), is_edge=is_edge)
    if name in _REPEATS:
        inner = _sequence(list(argument[2]), is_edge=is_edge)
        # What may be left out is not needed, and leaves the place as it was.
        return inner if argument[0] else _Part(NOTHING, is_edge and inner.is_edge)
    if name == "BRANCH":
        return _branch(
            [_sequence(list(part), is_edge=is_edge, before=before) for part in argument[1]]
        )
    if name == "IN":
        return _Part(NOTHING, all(_is_between(str(kind), sign) for kind, sign in argument))
    is_rare = name == "LITERAL" and argument > _ASCII  # as ©, which few texts hold
    needs = Needs(inside=frozenset({chr(argument)})) if is_rare else NOTHING
    return _Part(needs, _is_between(name, argument))


def _branch(parts: Sequence[_Part]) -> _Part:
    """One of several parts: what all of them need together."""
    needs = Needs(
        frozenset[str]().union(*(part.needs.starts for part in parts)),
        frozenset[str]().union(*(part.needs.inside for part in parts)),
    )
    every = all(part.needs != NOTHING for part in parts)
    return _Part(needs if every else NOTHING, all(part.is_edge for part in parts))


def _is_letter(code: int) -> bool:
    return chr(code).isalnum() or code == ord("_")


def _is_between(name: str, argument: Any) -> bool:
    """Whether a sign is certainly none of a word."""
    if name == "LITERAL":
        return not _is_letter(argument)
    return name == "CATEGORY" and str(argument) in _BETWEEN


Search = Callable[..., "re.Match[str] | None"]


class Halves(NamedTuple):
    """Two searches that together find where a pattern begins, or one of them and None.

    `re` sees at once where no match begins in a text in lower case, asked of a pattern that minds
    case; a pattern that ignores case it tries at every character. `lower` is for the text in lower
    case, `cased` for the text itself: the alternatives that mind case, as abbreviations do.
    """

    lower: Search
    cased: Search | None


def halves_of(pattern: str, flags: int) -> Halves | None:
    """The pattern in halves; None where no part of it may be asked of a text in lower case."""
    if _compiler is None:
        return None
    tree = _parser.parse(pattern, flags)
    if not tree.getwidth()[0]:
        return None  # what finds nothing as well as something is left alone
    if flags & re.IGNORECASE:
        if not _in_lower_case(tree):
            return None
        tree.state.flags &= ~re.IGNORECASE
        return Halves(_any_of([tree], tree, flags & ~re.IGNORECASE), None)
    lower: list[Any] = []
    cased: list[Any] = []
    for part in _alternatives(tree):
        inner = _ignoring_case(part)
        if inner is not None and _in_lower_case(inner):
            lower.append(inner)
        else:
            cased.append(part)
    if not lower:
        return None
    return Halves(_any_of(lower, tree, flags), _any_of(cased, tree, flags) if cased else None)


def _alternatives(tree: Any) -> list[Any]:
    if len(tree) == 1 and str(tree[0][0]) == "BRANCH":
        return list(tree[0][1][1])
    return [tree]


def _ignoring_case(part: Any) -> Any:
    """What stands in `(?i:...)`, where that is all of a part; else None."""
    if len(part) != 1 or str(part[0][0]) != "SUBPATTERN":
        return None
    group, added, removed, inner = part[0][1]
    return inner if group is None and added == re.IGNORECASE and not removed else None


def _any_of(parts: list[Any], tree: Any, flags: int) -> Search:
    """A pattern that finds where one of the parts begins; it tells nothing of where that ends."""
    whole = _parser.SubPattern(tree.state, [(_parser.BRANCH, (None, parts))])
    if not flags & re.MULTILINE and all(_opens_at(part, "AT_BEGINNING") for part in parts):
        # `re` would ask at every other place as well whether the text begins there.
        begins: re.Pattern[str] = _compiler.compile(whole, flags)
        return begins.match
    at_words = all(_opens_at(part, "AT_BOUNDARY") for part in parts)
    if at_words and (firsts := _firsts(parts)):
        # `re` runs to the next of these letters at once; asked for an edge of a word first, it
        # tries every place. So the letter is asked first, then whether a word begins with it, then
        # whether what begins there is meant: words in two thirds of the time, names in a fifth.
        letter = (_parser.IN, sorted(firsts, key=str))
        in_word = (_parser.IN, [(_parser.CATEGORY, _parser.CATEGORY_WORD)])
        behind = _parser.SubPattern(tree.state, [in_word, letter])
        here = _parser.SubPattern(tree.state, [(_parser.ASSERT, (1, whole)), letter])
        steps = [letter, (_parser.ASSERT_NOT, (-1, behind)), (_parser.ASSERT, (-1, here))]
        whole = _parser.SubPattern(tree.state, steps)
    made: re.Pattern[str] = _compiler.compile(whole, flags)
    return made.search


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
        if kind in _REPEATS:
            inner = list(argument[2])
            return _first_of(inner) if argument[0] else _firsts([[*inner, *rest], rest])
        break
    return frozenset()


def _is_of_word(sign: tuple[Any, Any]) -> bool:
    """Whether what a sign of a set stands for are letters or figures, and few of them."""
    kind, argument = str(sign[0]), sign[1]
    if kind == "RANGE":
        return all(_is_letter(code) for code in range(argument[0], argument[1] + 1))
    return _is_letter(argument) if kind == "LITERAL" else str(argument) == "CATEGORY_DIGIT"


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
        elif name in {"ASSERT", "ASSERT_NOT", "SUBPATTERN"} or name in _REPEATS:
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
