"""What stands beside a name that stands alone: the rules of lone.yaml."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from models.privacy.candidates import candidates
from models.privacy.lexicon import FOLDER, any_of, lexicon
from vocabulary.loading import VocabularyError, load

LONE = "lone_name"  # what the rule of every hit begins with
_PART = re.compile(r"\{([a-z]+)\}")


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...]
    before: str = ""
    after: str = ""
    sentence: str = ""
    is_sure: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parts: dict[str, str]
    hides: tuple[_Rule, ...]
    shows: tuple[_Rule, ...]


class Side:
    """One rule, compiled: what stands beside a name."""

    def __init__(self, rule: _Rule, parts: dict[str, str]) -> None:
        self.name, self.is_sure = rule.rule, rule.is_sure
        self._before, self._after, self._sentence = (
            re.compile(_whole(p, parts)) if p else None
            for p in (rule.before, rule.after, rule.sentence)
        )

    def stands(self, before: str, after: str, sentence: str) -> bool:
        """Whether all that the rule asks for stands before and behind a name."""
        return (
            (self._before is None or self._before.search(before) is not None)
            and (self._after is None or self._after.match(after) is not None)
            and (self._sentence is None or self._sentence.search(sentence) is not None)
        )


@cache
def sides() -> tuple[tuple[Side, ...], ...]:
    """What hides, what surely shows and what shows a name.

    Raises VocabularyError where a rule does not do what its examples say.
    """
    file = load("lone.yaml", _File, FOLDER)
    words = lexicon()
    parts = {
        "person": f"(?i:{any_of((*words.kin, *words.staff, *words.people))})",
        "kin": any_of(words.kin),
        "does": any_of(words.does),
        "owns": any_of(words.owns),
        **file.parts,
    }
    hides, shows = (tuple(Side(r, parts) for r in rules) for rules in (file.hides, file.shows))
    for side, rule in zip((*hides, *shows), (*file.hides, *file.shows), strict=True):
        for text, wanted in (*((t, True) for t in rule.finds), *((t, False) for t in rule.leaves)):
            if _stands_somewhere(side, text) is not wanted:
                does = "finds nothing" if wanted else "finds something"
                raise VocabularyError(f"lone.yaml: {rule.rule} {does} in {text!r}")
    sure = tuple(side for side in shows if side.is_sure)
    return hides, sure, tuple(side for side in shows if not side.is_sure)


def _stands_somewhere(side: Side, text: str) -> bool:
    return any(side.stands(text[:start], text[end:], text) for start, end, _ in candidates(text))


def _whole(pattern: str, parts: dict[str, str]) -> str:
    while (replaced := _PART.sub(lambda m: parts.get(m[1], m[0]), pattern)) != pattern:
        pattern = replaced
    return pattern
