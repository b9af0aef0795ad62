"""What is beside a name that is alone: the rules of lone.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from models.privacy.candidates import candidates
from models.privacy.lexicon import FOLDER, any_of, lexicon
from models.privacy.text import sentence_span
from vocabulary.kept import compiled
from vocabulary.loading import load
from vocabulary.rules import Says, as_one, asked

LONE = "lone_name"  # what the rule of every hit begins with
_NAMES = ("before", "after", "sentence", "then")
_PART = compiled(r"\{([a-z]+)\}")
_LABELLED = asked("privacy_names", "labelled").plain
_NEVER = "(?!)"
_BEFORE, _AFTER, _THEN = 90, 110, 60  # characters beside a name, and of the next sentence


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...]
    before: Says = ""
    after: Says = ""
    sentence: Says = ""
    then: Says = ""
    is_sure: bool = False
    is_strong: bool = False
    is_of_firsts: bool = False
    is_chosen: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parts: dict[str, Says]
    hides: tuple[_Rule, ...]
    shows: tuple[_Rule, ...]


class Beside(NamedTuple):
    """What is beside a name: parts of its sentence, the sentence, and how the next begins."""

    before: str
    after: str
    sentence: str
    then: str


def beside(text: str, start: int, end: int) -> Beside:
    """What is beside the name at these characters."""
    first, last = sentence_span(text, start, end)
    before = text[max(first, start - _BEFORE) : start].lstrip()
    after = text[end : min(last, end + _AFTER)]
    sentence = _LABELLED.sub("", text[first:last])
    return Beside(before, after, sentence, text[last : last + _THEN])


class NameSide:
    """One rule, compiled: what is beside a name."""

    def __init__(self, rule: _Rule, parts: dict[str, str]) -> None:
        self.name, self.is_sure = rule.rule, rule.is_sure
        self.is_strong = rule.is_strong or rule.is_sure
        self.is_of_firsts = rule.is_of_firsts
        self._before, self._after, self._sentence, self._then = (
            compiled(_whole(p, parts)) if p else None
            for p in (rule.before, rule.after, rule.sentence, rule.then)
        )

    def stands(self, near: Beside) -> bool:
        """Whether all that the rule asks for is before and after a name."""
        return (
            (self._before is None or self._before.search(near.before) is not None)
            and (self._after is None or self._after.match(near.after) is not None)
            and (self._sentence is None or self._sentence.search(near.sentence) is not None)
            and (self._then is None or self._then.match(near.then) is not None)
        )


class Sides:
    """Many rules of which any may hold: those of one part alone are asked as one pattern."""

    def __init__(self, rules: tuple[_Rule, ...], parts: dict[str, str]) -> None:
        alone = {name: [r for r in rules if _parts_of(r) == (name,)] for name in _NAMES}
        self._before, self._after, self._sentence, self._then = (
            compiled(
                "|".join(f"(?:{_whole(getattr(r, name), parts)})" for r in alone[name]) or _NEVER
            )
            for name in _NAMES
        )
        self._others = tuple(NameSide(r, parts) for r in rules if len(_parts_of(r)) > 1)
        self._of_sentence = lru_cache(maxsize=64)(self._sentence.search)

    def stands(self, near: Beside) -> bool:
        """Whether any of the rules holds beside a name."""
        return (
            self._after.match(near.after) is not None
            or self._of_sentence(near.sentence) is not None
            or self._before.search(near.before) is not None
            or self._then.match(near.then) is not None
            or any(side.stands(near) for side in self._others)
        )


def _parts_of(rule: _Rule) -> tuple[str, ...]:
    return tuple(name for name in _NAMES if getattr(rule, name))


class AllSides(NamedTuple):
    """What hides a name, there or in its whole text, what surely shows and what shows one."""

    hides: Sides
    chooses: Sides
    sure: tuple[NameSide, ...]
    shows: tuple[NameSide, ...]


@cache
def sides() -> AllSides:
    """The rules of lone.yaml."""
    file, parts = _file_and_parts()
    shows = tuple(NameSide(rule, parts) for rule in file.shows)
    return AllSides(
        Sides(file.hides, parts),
        Sides(tuple(rule for rule in file.hides if rule.is_chosen), parts),
        tuple(side for side in shows if side.is_sure),
        tuple(side for side in shows if not side.is_sure),
    )


def faults() -> Iterator[str]:
    """Each rule that does not do what its examples say, with the example."""
    file, parts = _file_and_parts()
    for rule in (*file.hides, *file.shows):
        side = NameSide(rule, parts)
        for text, wanted in (*((t, True) for t in rule.finds), *((t, False) for t in rule.leaves)):
            if _stands_somewhere(side, text) is not wanted:
                does = "finds nothing" if wanted else "finds something"
                yield f"lone.yaml: {rule.rule} {does} in {text!r}"


def _file_and_parts() -> tuple[_File, dict[str, str]]:
    file, words = load("lone.yaml", _File, FOLDER), lexicon()
    parts = {
        "person": f"(?i:{any_of((*words.kin, *words.staff, *words.people))})",
        "persons": f"(?i:{any_of(_several((*words.kin, *words.staff, *words.people)))})",
        "kin": any_of(words.kin),
        "does": any_of(words.does),
        "owns": any_of(words.owns),
        **{name: as_one(value) for name, value in file.parts.items()},
    }
    return file, parts


def _several(persons: tuple[str, ...]) -> tuple[str, ...]:
    """One and several of each: "son", "sons"."""
    return (*persons, *(f"{person}s" for person in persons))


def _stands_somewhere(side: NameSide, text: str) -> bool:
    return any(side.stands(beside(text, start, end)) for start, end, _ in candidates(text))


def _whole(said: Says, parts: dict[str, str]) -> str:
    pattern = as_one(said)
    while (replaced := _PART.sub(lambda m: parts.get(m[1], m[0]), pattern)) != pattern:
        pattern = replaced
    return pattern
