"""What is in the speaker notes: whole citations, context, and the author's own notes."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.pack.content import Cited
from briefings.pack.facts import ReviewFacts, SharedAdvice


def quote_notes(cited: Cited) -> tuple[str, ...]:
    """Everything about one quote, for the presenter only."""
    return tuple(_quote(cited))


def _quote(cited: Cited) -> Iterator[str]:
    if cited.note:
        yield f"My note: {cited.note}"
    yield f"Source: {cited.full}"
    facts = cited.facts
    if facts is None:
        return
    if facts.page_link:
        yield f"Open the page: {facts.page_link}"
    yield f"Licence: {facts.review.licence_stated}."
    if cited.quote.is_cut_before or cited.quote.is_cut_after:
        yield f"In full: “{facts.text}”"
    if facts.addressee:
        yield f"Addressed to: {facts.addressee}."
    if facts.before:
        yield f"What the report says before it: “{facts.before}”"
    if facts.after:
        yield f"What it says after it: “{facts.after}”"
    if cited.used:
        yield f"Used before: {'; '.join(cited.used)}."
    yield ""


def review_notes(review: ReviewFacts) -> tuple[str, ...]:
    """Where a review can be found and how its words may be used."""
    invented = " (invented)" if review.is_fictional else ""
    parts = [
        review.publisher or "Publisher not stated",
        f"{review.title}{invented}",
        review.published or "date not stated",
    ]
    lines = [f"{', '.join(parts)}. Licence: {review.licence_stated}."]
    if review.link:
        lines.append(f"Read it: {review.link}")
    if review.is_summary_only:
        lines.append("Only a summary or briefing of this review is published.")
    return tuple(lines)


def evidence_notes(review: ReviewFacts) -> tuple[str, ...]:
    """Where the report states each fact that is shown about it."""
    lines = [f"{fact}: {where}." for fact, where in review.evidence]
    if review.asked:
        lines.append(f"Recommendations: {review.asked.pages}.")
    counted = "The program counted how many of each there are, from what it found."
    return ("Where it is stated:", *lines, counted)


def advice_notes(advice: SharedAdvice) -> tuple[str, ...]:
    """Each recommendation of a cluster in its own words."""
    return tuple(
        f"{asked.when}, {asked.publisher} ({asked.nation}), PDF p. {asked.page}: “{asked.text}”"
        for asked in advice.asked
    )
