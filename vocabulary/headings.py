"""The role of a section by a word in its heading: `headings.yaml`, checked by its examples."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from vocabulary.kept import compiled
from vocabulary.loading import VocabularyError, load, mistake
from vocabulary.rules import asked

_FILE = "headings.yaml"
_ANY_REVIEW = asked("names_of_reviews", "any_kind")
# "(SCR)" after the words it stands for; the numbers of the paragraphs that a chapter holds.
_ABBREVIATED = compiled(r"\s*\([a-z]{2,6}s?\)|\s+\d+-\d+\s*[-–]\s*\d+-\d+$")


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    role: str
    why: str
    has: tuple[str, ...]
    takes: tuple[str, ...]
    leaves: tuple[str, ...]
    unless: tuple[str, ...] = ()
    first: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[_Rule, ...]


class HeadingRule(NamedTuple):
    """One rule: the role of a section whose heading has `has` and not `without`."""

    id: str
    role: str
    has: re.Pattern[str]
    without: re.Pattern[str] | None
    is_first: bool

    def takes(self, words: str) -> bool:
        """Whether a heading, in lower case and without its number, fits this rule."""
        if not self.has.search(words):
            return False
        return self.without is None or not self.without.search(words)


@cache
def heading_rules() -> tuple[HeadingRule, ...]:
    """All rules in their order. Raises VocabularyError if one fails its own examples."""
    return tuple(_checked(rule) for rule in load(_FILE, _File).rules)


def role_by_words(words: str, *, is_first: bool) -> str | None:
    """The role that the first fitting rule gives, or None, among the `first` rules or the rest.

    `words` are in lower case and without the heading's number.
    """
    said = _ANY_REVIEW.plain.sub("review", _ABBREVIATED.sub("", words)).strip()
    rules = (rule for rule in heading_rules() if rule.is_first is is_first)
    return next((rule.role for rule in rules if rule.takes(said)), None)


def _checked(rule: _Rule) -> HeadingRule:
    try:
        made = HeadingRule(
            rule.id,
            rule.role,
            compiled("|".join(rule.has)),
            compiled("|".join(rule.unless)) if rule.unless else None,
            rule.first,
        )
    except re.error as error:
        raise _mistake(rule, str(error)) from error
    wrong = [text for text in rule.takes if not made.takes(text)]
    wrong += [text for text in rule.leaves if made.takes(text)]
    if wrong:
        raise _mistake(rule, f"fails its example {wrong[0]!r}.")
    return made


def _mistake(rule: _Rule, why: str) -> VocabularyError:
    return mistake(_FILE, f"id: {rule.id}", f"rule {rule.id}: {why}")
