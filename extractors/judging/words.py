"""The words of a paragraph as features: single words, pairs, how it begins and how it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_TOKEN = re.compile(r"[A-Za-zÀ-ÿŵŷŴŶ]+(?:['’][a-z]+)?|\d+|[.?!:;“‘\"]")
_ENDINGS = '.?!:;,”’")'
_READ = 120
_SHORT_WORDS = 3


def tokens(text: str) -> list[str]:
    """Words in lower case; numbers as #, capitalised words inside a sentence as a name."""
    out: list[str] = []
    opens = True
    for token in _TOKEN.findall(text)[:_READ]:
        if token.islower():  # most are, and need no further look
            out.append(token)
            opens = False
            continue
        first = token[0]
        if first == ".":
            opens = True
            continue
        if first.isdigit():
            out.append("#")
        elif not opens and first.isupper() and len(token) > 1:
            out.append(_NAMED.get(token, "Name"))
        else:
            out.append(token.lower())
        opens = first in '“‘"?!:'
    return out


# Names that say which role is meant, and not which person.
_TELLING = """
Act Adult Adults Agencies Agency Author Authority Board Bwrdd Care Children Commissioners Committee
Council Department Finding GP GPs Government Group Guidance Health Hospital Inspectorate Learning
Local National Panel Partners Partnership Police Policy Procedures Protocol Recommendation Review
Reviewer Reviewers Safeguarding School Schools Section Service Services Social Strategy Team Trust
"""
_NAMED = {word: word.lower() for word in _TELLING.split()}


def word_features(text: str) -> Iterator[str]:
    """Features of the words of a paragraph, each once or more."""
    found = tokens(text)
    yield from {f"w {word}" for word in found}
    for n in range(1, _SHORT_WORDS + 1):
        yield f"open {' '.join(found[:n])}"
    stripped = text.rstrip()
    yield f"end {stripped[-1] if stripped and stripped[-1] in _ENDINGS else 'a'}"
    yield f"start {_shape(stripped)}"


def _shape(text: str) -> str:
    if not text:
        return "-"
    first = text[0]
    if first.isalpha():
        return "A" if first.isupper() else "a"
    return "0" if first.isdigit() else first


@lru_cache(maxsize=500)  # each section below a heading asks for it
def heading_features(heading: str, prefix: str) -> tuple[str, ...]:
    """Features of the words of a heading."""
    found = [word for word in tokens(heading.lower())[:14] if word != "#"]
    return (
        *{f"{prefix} {word}" for word in found},
        *{f"{prefix} {a} {b}" for a, b in pairwise(found)},
    )
