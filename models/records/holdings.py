"""What a published warehouse holds, in numbers."""

from __future__ import annotations

import msgspec


class TypeCount(msgspec.Struct, frozen=True):
    """Documents of one type; only those that are reviews count as reviews."""

    document_type: str
    is_review: bool
    documents: int
    pages: int
    statements: int


class Holdings(msgspec.Struct, frozen=True):
    """What is in a warehouse.

    Statements are counted once each, however often they are printed (`repeats` says how often they
    are printed again); `by_theme` counts those of reviews. Where real documents are there, invented
    ones are among the documents alone.
    """

    by_status: dict[str, int]
    by_type: tuple[TypeCount, ...]
    by_kind: dict[str, int]
    by_theme: dict[str, int]
    reviews: int  # as the view `reviews` has them, however many documents each has
    invented: int  # documents that are made up, as the sample's are
    held: int  # texts that are shown as [held] until a person decides
    repeats: int = 0
    of_no_review: int = 0  # of `by_kind`: in papers that belong to no known review
    actions: int = 0  # of agencies' plans, beside the recommendations that a review lists
