"""Headings that say something themselves, as findings are printed: sentences and clauses."""

from __future__ import annotations

import re

from vocabulary.rules import asked

QUOTES = ("“", "‘", '"', "'")
_SHORTEST, _LONGEST = 40, 320  # characters; shorter ones are names and dates
# "Services saw a carer and a cared-for person but did not see a family": it says, in the past and
# without a full stop, what fell short; "How services responded" and "Was the plan followed" ask.
_ASKING, _SAYING = asked("heading_forms", "asking"), asked("heading_forms", "saying")
_SHORT_OF, _RELATIVE = asked("heading_forms", "short_of"), asked("heading_forms", "relative")
_PAST, _TOPIC = asked("heading_forms", "past"), asked("heading_forms", "topic")
_LEAST_SAYING = 6  # words
_THEME_NUMBER = re.compile(
    r"[A-Z][A-Za-z ]{2,40} \d{1,2}[:.] "
)  # "Practice theme 3: " says nothing yet
_GERUND = re.compile(r"[A-Z]\w+ing\b")  # "Being missed, being missing" is a topic


def is_sentence(text: str) -> bool:
    """Whether a heading is one whole sentence, as findings are printed."""
    if text.startswith(QUOTES):
        return False  # somebody's words above a theme
    return _SHORTEST <= len(text) <= _LONGEST and text.endswith(".") and ". " not in text


def is_saying(text: str) -> bool:
    """Whether a heading says what fell short, as a whole sentence without its full stop."""
    text = _THEME_NUMBER.sub("", text)
    if text.endswith(("?", ":", ".")) or len(text.split()) < _LEAST_SAYING or _ASKING.find(text):
        return False
    verbs = len(_SAYING.plain.findall(text)) - len(_RELATIVE.plain.findall(text))
    return verbs > 0 and bool(_SHORT_OF.find(text))


def is_clause(text: str) -> bool:
    """Whether a heading may say, as a clause in the past, what happened or was so.

    "Poverty was in every entry and in none of the plans"; a single one proves nothing, since
    "Extended families" looks the same: see `Habits`.
    """
    text = _THEME_NUMBER.sub("", text)
    if text.endswith(("?", ":")) or len(text.split()) < _LEAST_SAYING or _TOPIC.find(text):
        return False
    if _GERUND.match(text) and not _SAYING.find(text):
        return False
    is_quoted = text.startswith(QUOTES)
    return not is_quoted and len(_PAST.plain.findall(text)) > len(_RELATIVE.plain.findall(text))
