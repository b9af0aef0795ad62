"""What somebody who counts has to know of a statement or a review, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]


def of_statement(statement: Row, document: Row, review: Row | None) -> Iterator[str]:
    """Why it is in no count, or in which one; nothing of one that counts as any other does.

    `document` and `review` are rows of the views of these names.
    """
    if review is None:
        yield (
            f"No count of reviews includes it: its document ({document['document_type']}) is not a"
            " review and does not belong to one."
        )
    if statement["is_repeat"]:
        yield f"It counts once, as {statement['repeats_statement_id']}, which it repeats."
    if statement["is_action"]:
        yield "It is an action of an agency's plan: in the view actions, not in recommendations."
    if review is not None:
        yield from of_review(review, name="Its review")
    elif statement["is_fictional"]:
        yield "It is invented."


def of_review(review: Row, name: str = "The review") -> Iterator[str]:
    """Whether it is invented, and why it is in no count."""
    if review["is_fictional"] and review["is_counted"]:
        yield f"{name} is invented. It counts only because there are no real reviews."
    elif review["is_fictional"]:
        yield (
            f"{name} is invented: it is left out of counts, searches and briefings while there are"
            " real reviews."
        )
    if not review["has_statements"]:
        yield f"{name} is left out of shares and their denominators: no statement was found in it."
    if review["is_summary_only"]:
        yield f"{name} is known only from its summary, briefing, plan or response."
    if review["year"] is None:
        yield f"{name} has no date, so it is not counted in any year."
    elif review["published_basis"] == "copyright":
        yield f"The year {review['year']} comes from a copyright line, not from a printed date."
