"""Rules of what has a form of its own: numbers, addresses, dates of birth and death, schools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from models.privacy.checks import CHECKS
from models.privacy.lexicon import FOLDER, lexicon
from models.privacy.text import sentence_at, sentence_span
from models.records import Hit, HitKind
from vocabulary.kept import compiled
from vocabulary.loading import load
from vocabulary.quick import Quick, look, may_match
from vocabulary.rules import Says, as_one, asked

_NEXT_CLAUSE = asked("privacy_names", "next_clause").plain
_NEAR = 70  # characters before, and half as many behind, in which an office is named
_AROUND = 250  # characters of the sentences around, for rules that look beyond their own
_HERE = "§"  # replaces what was found in what is beside it
_NUMBERED_PART = "{numbered}"
_NUMBERED = compiled(r", \d{1,4}[A-Za-z]? [A-Z]")  # "Laurel Bank, 6 Mount Pleasant"
_YEAR = compiled(r"(?:19|20)\d\d|\d[./-]\d|\d ?(?:st|nd|rd|th|[A-Z-])")  # of what may be a date
_PART = compiled(r"\{([a-z]+)\}")


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str
    kind: HitKind
    pattern: Says
    finds: tuple[str, ...]
    leaves: tuple[str, ...]
    needs: Says = ""
    needs_words: tuple[str, ...] = ()
    needs_dwelling: bool = False
    check: str = ""
    with_: Says = msgspec.field(default="", name="with")
    unless: Says = ""
    near: Says = ""
    unless_near: Says = ""
    despite: Says = ""
    after: str = ""
    is_around: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parts: dict[str, Says]
    rules: tuple[_Rule, ...]


class NamePattern:
    """One rule, compiled."""

    def __init__(self, rule: _Rule, parts: dict[str, str]) -> None:
        self.name, self._kind = rule.rule, rule.kind
        self.quick = Quick(_whole(rule.pattern, parts))
        self.needs_number = rule.needs == _NUMBERED_PART
        self._needs = compiled(_whole(rule.needs, parts)) if rule.needs else None
        self._needs_words = rule.needs_words
        self._check = CHECKS[rule.check] if rule.check else None
        self._with = compiled(_whole(rule.with_, parts)) if rule.with_ else None
        self._unless = compiled(_whole(rule.unless, parts)) if rule.unless else None
        self._near = compiled(_whole(rule.near, parts)) if rule.near else None
        self._unless_near = compiled(_whole(rule.unless_near, parts)) if rule.unless_near else None
        self._despite = compiled(_whole(rule.despite, parts)) if rule.despite else None
        self.after, self.needs_dwelling = rule.after, rule.needs_dwelling
        self._is_around = rule.is_around
        has_digits = all(re.search(r"\d", text) for text in rule.finds)
        self.needs_digit = r"\d" in self.quick.pattern and has_digits
        self.needs_at = rule.needs_words == ("@",)
        self.needs_date = "{date}" in as_one(rule.pattern)

    def may_find(self, text: str) -> bool:
        """Whether a text holds what the rule needs. Most do not, so the rule is not tried."""
        if self._needs is not None and not self._needs.search(text):
            return False
        if not self._needs_words:
            return True
        lower = look(text).lower
        # A plain loop: a generator costs more than it saves here.
        for word in self._needs_words:  # noqa: SIM110
            if word in lower:
                return True
        return False

    def find(self, text: str) -> Iterator[Hit]:
        """What the rule finds in a text."""
        return self.find_all(text) if self.may_find(text) else iter(())

    def find_all(self, text: str) -> Iterator[Hit]:
        """The same in a text that holds what the rule needs."""
        for match in self.quick.plain.finditer(text):
            if self._stands(text, match):
                yield Hit(self._kind, *match.span("hit"), self.name)

    def find_behind(self, text: str, end: int) -> Iterator[Hit]:
        """What the rule finds directly behind something that was found."""
        match = self.quick.plain.match(text, end)
        if match and self._stands(text, match):
            yield Hit(self._kind, *match.span("hit"), self.name)

    def _stands(self, text: str, match: re.Match[str]) -> bool:
        start, end = match.span("hit")
        if self._check is not None and not self._check(match["hit"]):
            return False
        if self._near is not None or self._unless_near is not None:
            near = _beside(text, start, end)
            if self._near is not None and not self._near.search(near):
                return False
            if self._unless_near is not None and self._unless_near.search(near):
                return self._despite is not None and self._despite.search(near) is not None
        if self._with is None and self._unless is None:
            return True
        sentence = sentence_at(text, start, end)
        told = text[max(0, start - _AROUND) : end + _AROUND] if self._is_around else sentence
        return (self._with is None or self._with.search(told) is not None) and (
            self._unless is None or self._unless.search(sentence) is None
        )


def _beside(text: str, start: int, end: int) -> str:
    """What is close by in the same clause, with a sign for what was found itself."""
    first, last = sentence_span(text, start, end)
    behind = text[end : min(last, end + _NEAR // 2)]
    clause = _NEXT_CLAUSE.search(behind)
    return (
        text[max(first, start - _NEAR) : start]
        + _HERE
        + (behind[: clause.start()] if clause else behind)
    )


def is_of_an_office(text: str, start: int, end: int) -> bool:
    """Whether what is beside an address says that it is that of an office."""
    return _office().search(_beside(text, start, end)) is not None


def find_patterns(text: str, capitals: frozenset[str], *, has_digit: bool) -> Iterator[Hit]:
    """What all rules find that is by itself in a text with these words with a capital."""
    has_dwelling = (
        not capitals.isdisjoint(_dwellings())
        or "-y" in text  # "Glan-yr-Afon"
        or (has_digit and _NUMBERED.search(text) is not None)
    )
    has_date = has_digit and _YEAR.search(text) is not None
    standing = _standing(
        has_digit=has_digit,
        has_date=has_date,
        has_dwelling=has_dwelling,
        has_at="@" in text,
        has_number=has_digit and _numbered().search(text) is not None,
    )
    known = _by_name()
    for name, _ in may_match(standing, text):
        pattern = known[name]
        if pattern.may_find(text):
            yield from pattern.find_all(text)


@cache
def _standing(
    *, has_digit: bool, has_date: bool, has_dwelling: bool, has_at: bool, has_number: bool
) -> tuple[tuple[str, Quick], ...]:
    """The rules that may find something in a text with or without each of these."""
    return tuple(
        (pattern.name, pattern.quick)
        for pattern in patterns()
        if not pattern.after
        and (has_digit or not pattern.needs_digit)
        and (has_number or not pattern.needs_number)
        and (has_at or not pattern.needs_at)
        and (has_date or not pattern.needs_date)
        and (has_dwelling or not pattern.needs_dwelling)
    )


@cache
def _by_name() -> dict[str, NamePattern]:
    return {pattern.name: pattern for pattern in patterns()}


@cache
def _numbered() -> re.Pattern[str]:
    """What numbers of records have: many rules need it, and it is looked for once."""
    return compiled(parts_of_patterns()[_NUMBERED_PART.strip("{}")])


@cache
def _office() -> re.Pattern[str]:
    return compiled(parts_of_patterns()["office"])


@cache
def _dwellings() -> frozenset[str]:
    words = lexicon()
    return frozenset(map(str.capitalize, words.dwellings | words.dwellings_of_wales))


@cache
def patterns_behind() -> tuple[NamePattern, ...]:
    """All rules of what follows a name or an address."""
    return tuple(pattern for pattern in patterns() if pattern.after)


@cache
def patterns() -> tuple[NamePattern, ...]:
    """All rules. Their examples are tried by `faults`: each process would pay for that."""
    parts = parts_of_patterns()
    return tuple(NamePattern(rule, parts) for rule in _file().rules)


def faults() -> Iterator[str]:
    """Each rule that does not do what its examples say, with the example."""
    for rule, pattern in zip(_file().rules, patterns(), strict=True):
        for text in rule.finds:
            if not any(_tried(pattern, text)):
                yield f"patterns.yaml: {rule.rule} finds nothing in {text!r}"
        for text in rule.leaves:
            if any(_tried(pattern, text)):
                yield f"patterns.yaml: {rule.rule} finds something in {text!r}"


@cache
def _file() -> _File:
    return load("patterns.yaml", _File, FOLDER)


@cache
def parts_of_patterns() -> dict[str, str]:
    """The parts that patterns are made of, whole."""
    parts = {name: as_one(value) for name, value in _file().parts.items()}
    return {name: _whole(value, parts) for name, value in parts.items()}


def _tried(pattern: NamePattern, text: str) -> Iterator[Hit]:
    """What a rule finds in one of its examples; in those of `after`, behind any capital."""
    if not pattern.after:
        yield from pattern.find(text)
    for word in re.finditer(r"[A-Z]\w+", text) if pattern.after else ():
        yield from pattern.find_behind(text, word.end())


def _whole(said: Says, parts: dict[str, str]) -> str:
    pattern = as_one(said)
    while (replaced := _PART.sub(lambda m: parts[m[1]], pattern)) != pattern:
        pattern = replaced
    return pattern
