"""The words that pages use for the warehouse's codes."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from briefings.wording import dated, people_in_words
from models.records import HELD
from vocabulary.counting import plural
from vocabulary.kinds import kind_labels
from vocabulary.statuses import status_labels

FAMILIES = {
    "case_review": "Case review",
    "thematic_review": "Thematic review",
    "national_review": "National review",
    "inquiry": "Inquiry",
    "inspection": "Inspection",
    "other": "Other report",
    "unknown": "Kind of report unknown",
}
ORIGINS = {
    "rule": "a rule",
    "model": "the model",
    "both": "a rule and the model",
    "answers": "the model, after people's answers about this document",
}
FACETS = {
    "kind": "Kind of statement",
    "theme": "Theme",
    "nation": "Nation",
    "sector": "Children or adults",
    "family": "Family of report",
    "type": "Type of report",
    "year": "Year",
    "publisher": "Publisher",
    "addressee": "Who is asked to act",
}
_YES_OR_NO = {"true": "Yes", "false": "No"}
_LANGUAGES = {"cy": "Welsh", "en": "English", "ga": "Irish", "gd": "Scottish Gaelic"}
_SAID = (
    "n_findings",
    "n_recommendations",
    "n_good_practice",
    "n_learning_points",
    "n_questions",
    "n_actions",
)
_ID = re.compile(r"\b[0-9a-f]{64}\b")
_OF_AN_ID = 12
_FIELDS = {
    "published_on": "Published",
    "document_type": "Type of report",
    "subjects": "People",
    "n_subjects": "Number of people",
    "fiction": "Invented",
    "incident_on": "Incident",
    "period_from": "Period from",
    "period_to": "Period to",
}


def words(code: Any) -> str:
    """A code as words: "serious_harm" is "Serious harm"."""
    text = str(code or "").replace("_", " ")
    return text[:1].upper() + text[1:]


def titled(title: str | None) -> str:
    """The name of a review, even if it has no title or its title is held."""
    if title == HELD:
        return "Title held: it may identify somebody"
    return title or "Untitled review"


def licence(code: str | None) -> str:
    """A licence in words; empty if it is not known."""
    return "" if code in (None, "unknown") else str(code)


def plain_ids(text: str) -> str:
    """A message with only the beginning of each document's id, which is enough for commands."""
    return _ID.sub(lambda found: found[0][:_OF_AN_ID], text)


def kind(code: str) -> str:
    """The name of a kind of statement."""
    return kind_labels().get(code, words(code))


def field(code: str) -> str:
    """The name of a fact."""
    return _FIELDS.get(code, words(code))


def language(code: str) -> str:
    """The name of a language, or its code if the name is not known."""
    return _LANGUAGES.get(code, code)


def state(code: str) -> str:
    """How far a document was read."""
    return status_labels().get(code, words(code))


def origin(code: str) -> str:
    """Who gave a theme."""
    return ORIGINS.get(code, "a person")


def day(value: Any, precision: str | None = None) -> str:
    """A date only as exact as it is known."""
    if isinstance(value, datetime):
        return f"{value.day} {value:%B %Y, %H:%M} UTC"
    if isinstance(value, date):
        return dated(value, precision) or ""
    return str(value or "")


def people(told: str, sector: str | None = None) -> str:
    """ "4 people: 5-10, under 1" as "4 children, ages stated: under 1 and 5 to 10"."""
    number, _, bands = told.partition(": ")
    n = int(found[0]) if (found := re.match(r"\d+", number)) else None
    return people_in_words(n, bands.split(", ") if bands else [], sector) or told


def stated(value: str) -> str:
    """A value as a document states it; a date or a month in words."""
    if value in _YES_OR_NO:
        return _YES_OR_NO[value]
    found = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", value)
    if not found:
        return value
    year, month, number = found.groups("1")
    try:
        named = date(int(year), int(month), int(number))
    except ValueError:  # a reference of the same form
        return value
    return dated(named, None if found[3] else "month") or value


def share(part: float, of: float) -> str:
    """ "12 of 40 (30 %)", whose share stays on one line."""
    percent = f"{round(100 * part / of)}\N{NO-BREAK SPACE}%" if of else ""
    return f"{part:,} of {of:,} ({percent})" if of else "none known"


def pages(first: int, last: int, label_first: str | None, label_last: str | None) -> str:
    """ "p. 9 (printed 7)" or "pp. 9-10 (printed 7-8)"."""
    several = first != last
    text = f"pp. {first}–{last}" if several else f"p. {first}"
    if not label_first:
        return f"{text} of the file"
    printed = label_first
    if several and label_last and label_last != label_first:
        printed = f"{label_first}–{label_last}"
    return f"{text} of the file, printed {printed}"


def n_said(review: dict[str, Any]) -> int:
    """How many statements a review has. Repeats are not counted."""
    return sum(review[name] for name in _SAID)


def count(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return plural(n, one, many).replace(str(n), f"{n:,}", 1)
