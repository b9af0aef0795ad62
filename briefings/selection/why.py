"""Reasons and citations in the words that a practitioner would use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefings.selection.desk import Row
from briefings.selection.quotes import Quote
from briefings.selection.request import NewBy
from briefings.wording import dated, document_in_words
from vocabulary.kinds import kind_labels

_SECTORS = {"child": "a child", "adult": "an adult", "domestic_abuse": "domestic abuse"}
_THEMES = 3
_BY_WORDS = "It uses the words of the question."
# The forms of reasons in this version and in earlier ones: "12 of its 45 statements are
# on A; 5 on B; it also says what worked". The group matches the themes, A and B.
_FORMS = (
    re.compile(r"It speaks of: (.+?)\.(?: It also says what worked\.)?"),
    re.compile(
        r"\d+ of its \d+ statements (?:is|are|speaks?) (?:on|of) (.+?)"
        r"(?:; it (?:also says|tells) what worked(?:, too)?)?"
    ),
)
_COUNT = re.compile(r"\d+ (?:on|of) ")


def why_review(counts: Sequence[Row], labels: Mapping[str, str]) -> str:
    """Why a review is here, in words for the audience: its themes."""
    names = [labels[str(row["theme_id"])] for row in counts[:_THEMES]]
    if not names:
        return _BY_WORDS
    spoken = "; ".join(name[:1].lower() + name[1:] for name in names)
    worked = any(int(row["n_good_practice"]) for row in counts)
    return f"It speaks of: {spoken}.{' It also says what worked.' if worked else ''}"


def is_by_program(words: str, labels: Iterable[str]) -> bool:
    """Whether a reason is exactly as this version or an earlier one wrote it."""
    known = {label.lower() for label in labels}
    if words.rstrip(".").lower() == _BY_WORDS.rstrip(".").lower():
        return True
    found = next((match for form in _FORMS if (match := form.fullmatch(words))), None)
    named = found[1].split("; ") if found else []
    return bool(named) and all(_COUNT.sub("", name, count=1).lower() in known for name in named)


def how_much(counts: Sequence[Row], n_statements: int, labels: Mapping[str, str]) -> str | None:
    """The same as numbers, for the author: "12 of its 45 statements are on ...; 5 on ..."."""
    shown: list[str] = []
    for row in counts[:_THEMES]:
        label = labels[str(row["theme_id"])]
        n = int(row["n_statements"])
        verb = "is" if n == 1 else "are"
        on = f"on {label}" if shown else f"of its {n_statements} statements {verb} on {label}"
        shown.append(f"{n} {on}")
    return "; ".join(shown) or None


def about_review(facts: Row) -> str:
    """A review in one line: title, nation, date, and what an author must know about it."""
    parts = [str(facts["title"] or "Untitled review"), facts["publisher"], facts["nation"]]
    parts.append(dated(facts["published_on"], facts["published_precision"]) or "date not stated")
    if facts["is_summary_only"]:
        parts.append("known only from its summary or briefing")
    return "; ".join(str(part) for part in parts if part)


def about_quote(quote: Quote, labels: Mapping[str, str]) -> str:
    """Where a quote is and what it is about."""
    row = {
        "kind": quote.kind, "number": quote.number,
        "page_first": quote.page, "page_label_first": quote.page_label,
        "is_primary": quote.beside is None, "role": quote.beside,
    }  # fmt: skip
    theme = f", {labels[quote.theme_id].lower()}" if quote.theme_id else ""
    return where(row) + theme


def where(row: Row) -> str:
    """The kind of statement, its document, and its page as printed and in the PDF."""
    number = f" {row['number']}" if row["number"] else ""
    printed, page = row["page_label_first"], row["page_first"]
    beside = "" if row["is_primary"] else f"{document_in_words(row['role'])}, "
    said = f"{kind_labels()[row['kind']]}{number}, {beside}p. {printed or page}"
    return said if printed in (None, str(page)) else f"{said} (PDF p. {page})"


def newness(facts: Row, since: date, new_by: NewBy) -> str | None:
    """For a review that is new since a day, when it was published and first collected."""
    said = []
    published, seen = facts["published_on"], facts["first_seen"]
    day = published if new_by == "published" else seen
    if not day or day < since:
        return None
    if published and published >= since:
        said.append(f"published {dated(published, facts['published_precision'])}")
    if seen and seen >= since:
        said.append(f"first collected {dated(seen, 'day')}")
    return "NEW: " + ", ".join(said)
