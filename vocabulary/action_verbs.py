"""Verbs of action, and the pattern of their present tense."""

from __future__ import annotations

from functools import cache

import msgspec

from vocabulary.loading import load


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: str


@cache
def present_tense() -> str:
    """A pattern that matches any of the verbs as "approve" and "approves"."""
    return "|".join(
        _forms(verb) for verb in sorted(set(load("action_verbs.yaml", _File).verbs.split()))
    )


def _forms(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}(?:y|ies)"
    if verb == "have":
        return "ha(?:ve|s)"
    return f"{verb}(?:e?s)?"
