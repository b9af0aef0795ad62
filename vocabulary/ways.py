"""Why a paragraph counts as a statement, by its `rule`."""

from __future__ import annotations

from functools import cache

import msgspec

from vocabulary.loading import load
from vocabulary.rules import asked, rule_file


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ways: dict[str, str]


@cache
def ways() -> dict[str, str]:
    """The beginning of a rule, and why that makes a paragraph a statement."""
    return load("ways.yaml", _File).ways


def named(way: str, phrase: str | None) -> str:
    """The `rule` of a statement: how it was found, and which words decided."""
    return f"{way}/{phrase}" if phrase else way


def why_of(rule: str) -> str | None:
    """Why this rule makes a paragraph a statement; None if the rule is no longer known."""
    way, _, phrase = rule.partition("/")
    known = max((name for name in ways() if _is(way, name)), key=len, default=None)
    told = [ways()[known]] if known else []
    return " ".join([*told, *_words_of(phrase)]) or None


def _is(way: str, name: str) -> bool:
    return way == name or way.startswith(f"{name}:")


def _words_of(phrase: str) -> list[str]:
    """The `why` of the rule of words."""
    file, _, rest = phrase.partition(".")
    question, _, id_ = rest.partition(".")
    try:
        rules = (
            asked(file, question).question.rules if question in rule_file(file).questions else ()
        )
    except FileNotFoundError:
        rules = ()
    return [rule.why for rule in rules if rule.id == id_]
