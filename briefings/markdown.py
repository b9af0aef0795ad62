"""A briefing as Markdown: what an author pastes into her own document, with every page linked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from briefings.content import Briefing, ChosenReview, Extract
from briefings.wording import plural

_KINDS = {
    "recommendation": "Recommendation",
    "finding": "Finding",
    "good_practice": "Good practice",
    "learning_point": "Learning point",
    "question": "Question",
}
NOTICE = (
    "> **Before you read on.** This briefing quotes reviews of the death or serious harm of"
    " children and adults. Take care of yourself, and speak with somebody you trust if it stays"
    " with you. Reviews are about learning: they do not apportion blame. Please do not use AI"
    " note-takers when this is presented."
)


def as_markdown(briefing: Briefing) -> str:
    """The whole text."""
    return "\n".join(_lines(briefing)).rstrip() + "\n"


def write_markdown(briefing: Briefing, target: Path) -> None:
    """Write the text aside and put it in place at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(target.name + ".part")
    aside.write_text(as_markdown(briefing), encoding="utf-8")
    os.replace(aside, target)  # noqa: PTH105 - one call that cannot be seen half done


def _lines(briefing: Briefing) -> Iterator[str]:
    yield f"# Briefing: {briefing.subject}"
    yield ""
    yield NOTICE
    yield ""
    if briefing.seed:
        yield "## The review"
        yield ""
        yield from _review(briefing.seed, level=3)
    yield "## Themes"
    yield ""
    yield "| Theme | Reviews | What it means | Measured (precision / recall) |"
    yield "|---|---|---|---|"
    for theme in briefing.themes:
        quality = _quality(theme.precision, theme.recall)
        count = f"{theme.n_reviews} of {theme.n_of}"
        yield f"| {theme.label} | {count} | {theme.definition} | {quality} |"
    yield ""
    yield "## Other reviews"
    yield ""
    if not briefing.reviews:
        yield "No other review in this warehouse shares these themes."
        yield ""
    for review in briefing.reviews:
        yield from _review(review, level=3)
    if briefing.implications:
        yield "## Implications for practice"
        yield ""
        yield "In the words of the reviews; who is asked to act stands first."
        yield ""
        for extract in briefing.implications:
            who = f"**{extract.addressee}:** " if extract.addressee else ""
            yield f"- {who}“{_quote(extract)}” {_page(extract)}"
        yield ""
    yield from _about(briefing)


def _review(review: ChosenReview, level: int) -> Iterator[str]:
    new = " (new)" if review.is_new else ""
    yield f"{'#' * level} {review.title}{new}"
    yield ""
    facts = [review.publisher, review.nation, review.published]
    yield ", ".join(fact for fact in facts if fact) + f". `{review.review_id}`"
    yield ""
    yield f"*{review.why}*"
    yield ""
    for extract in review.extracts:
        number = f" {extract.number}" if extract.number else ""
        yield f"- **{_KINDS[extract.kind]}{number}**, {_page(extract)}: “{_quote(extract)}”"
        yield f"  <br><sub>{extract.why} · `reviews explain {extract.statement_id}`</sub>"
    yield ""


def _quote(extract: Extract) -> str:
    return extract.text + (" […]" if extract.is_cut else "")


def _page(extract: Extract) -> str:
    page = f"p. {extract.page}"
    return f"[{page}](<{extract.link}>)" if extract.link else page


def _quality(precision: float | None, recall: float | None) -> str:
    if precision is None or recall is None:
        return "not measured"
    return f"{precision:.2f} / {recall:.2f}"


def _families(briefing: Briefing) -> str:
    return ", ".join(family.replace("_", " ") for family in briefing.families) or "none"


def _about(briefing: Briefing) -> Iterator[str]:
    yield "## How this was made"
    yield ""
    yield (
        f"Chosen from {plural(briefing.n_reviews, 'review')} with statements, in a warehouse built"
        f" at {briefing.built_at}. Kinds of report counted: {_families(briefing)}."
        " Published reviews are not all reviews: what is unpublished is"
        " not counted. Everything was computed on this machine by rules and a small model whose"
        ' error rates stand above; no text left it. Quotes are verbatim; "[…]" marks sentences'
        " left out at the end. Copyright of the quoted words stays with the publishers."
    )
    if briefing.since:
        new = sum(review.is_new for review in briefing.reviews)
        yield ""
        shown = plural(len(briefing.reviews), "review")
        yield f"New since {briefing.since}: {new} of these {shown}."
