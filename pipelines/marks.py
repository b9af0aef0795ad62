"""What distinguishes one warning from another, so that nobody hears the same twice."""

from __future__ import annotations

import re

from models.records import Issue

OF_LISTS = frozenset(
    {
        "collect_broke", "listing_closed", "listing_empty", "listing_incomplete",
        "listing_out_of_reach",
        "listing_refused", "listing_shrunk", "too_few_documents", "too_many_documents",
    }
)  # fmt: skip
CHECK = "check"  # the stage of what a check of the warehouse finds
_COLLECT = "collect"  # the stage of what a source met
_FIGURE = re.compile(r"\b\d+\b")
Mark = tuple[str, str | None, str | None, str]


def mark_of(issue: Issue) -> Mark:
    """Code, document, source and words; of a document, its words may have changed.

    Of a check and a source, its figures may: 8 of 9 is 9 of 10 as soon as the source publishes one
    more. Of a list that is not as expected, how it fails may.
    """
    words = issue.message if issue.document_id is None else ""
    if issue.stage == CHECK or is_of_source(issue):
        words = _FIGURE.sub("", words)
    if issue.code in OF_LISTS:
        words = issue.code
    return issue.code, issue.document_id, issue.source_id if words else None, words


def is_of_source(issue: Issue) -> bool:
    """Whether it is about a source and of no single document."""
    return issue.stage == _COLLECT and issue.source_id is not None and issue.document_id is None
