"""Rules of what has a form of its own: numbers, addresses, dates of birth and death, schools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from models.privacy.checks import CHECKS
from models.privacy.lexicon import FOLDER
from models.privacy.text import sentence_at
from models.records import Hit, HitKind
from vocabulary.loading import VocabularyError, load
from vocabulary.quick import Quick

_PART = re.compile(r"\{([a-z]+)\}")


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str
    kind: HitKind
    pattern: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...]
    check: str = ""
    with_: str = msgspec.field(default="", name="with")
    unless: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parts: dict[str, str]
    rules: tuple[_Rule, ...]


class Pattern:
    """One rule, compiled."""

    def __init__(self, rule: _Rule, parts: dict[str, str]) -> None:
        self.name, self._kind = rule.rule, rule.kind
        self._pattern = Quick(_whole(rule.pattern, parts))
        self._check = CHECKS[rule.check] if rule.check else None
        self._with = re.compile(_whole(rule.with_, parts)) if rule.with_ else None
        self._unless = re.compile(_whole(rule.unless, parts)) if rule.unless else None
        self._needs_digit = r"\d" in self._pattern.pattern and not rule.with_

    def find(self, text: str, *, has_digit: bool) -> Iterator[Hit]:
        """What the rule finds in a text."""
        if self._needs_digit and not has_digit:
            return
        for match in self._pattern.finditer(text):
            start, end = match.span("hit")
            if self._check is not None and not self._check(match["hit"]):
                continue
            sentence = sentence_at(text, start, end) if self._with or self._unless else ""
            if self._with is not None and not self._with.search(sentence):
                continue
            if self._unless is not None and self._unless.search(sentence):
                continue
            yield Hit(self._kind, start, end, self.name)


@cache
def patterns() -> tuple[Pattern, ...]:
    """All rules. Raises VocabularyError where one does not do what its examples say."""
    file = load("patterns.yaml", _File, FOLDER)
    parts = {name: _whole(value, file.parts) for name, value in file.parts.items()}
    made = []
    for rule in file.rules:
        pattern = Pattern(rule, parts)
        for text in rule.finds:
            if not any(pattern.find(text, has_digit=True)):
                raise VocabularyError(f"patterns.yaml: {rule.rule} finds nothing in {text!r}")
        for text in rule.leaves:
            if any(pattern.find(text, has_digit=True)):
                raise VocabularyError(f"patterns.yaml: {rule.rule} finds something in {text!r}")
        made.append(pattern)
    return tuple(made)


def _whole(pattern: str, parts: dict[str, str]) -> str:
    while (replaced := _PART.sub(lambda m: parts[m[1]], pattern)) != pattern:
        pattern = replaced
    return pattern
