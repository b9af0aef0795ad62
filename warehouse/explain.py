"""Walks a statement back to its document, page, boxes, section, rule and labels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from models.records import Box, Evidence
from warehouse.access import connect
from warehouse.counting import of_review, of_statement
from warehouse.errors import WarehouseError


class Label(msgspec.Struct, frozen=True):
    """A theme of the statement and what shows it."""

    theme_id: str
    label: str
    score: float
    origin: str
    evidence: str
    stance: str | None  # recommendations and questions have none
    taxonomy_digest: str
    model_version: str


class Explanation(msgspec.Struct, frozen=True):
    """Everything that is behind one statement."""

    statement: dict[str, Any]  # the row of `statements`
    document: dict[str, Any]  # the row of `documents`
    review_title: str | None
    counting: tuple[str, ...]  # why it is in no count, or in which one, and whether it is invented
    reasons: tuple[str, ...]  # the features that weighed most, where a model decided
    evidence: tuple[Evidence, ...]
    labels: tuple[Label, ...]
    abstained: tuple[Label, ...]
    linked: tuple[dict[str, Any], ...]  # findings it answers, or recommendations that answer it
    run: dict[str, Any]


class ReviewExplanation(msgspec.Struct, frozen=True):
    """What a review is made of, and how it counts."""

    review: dict[str, Any]  # the row of `reviews`
    documents: tuple[dict[str, Any], ...]  # its rows of `documents`, the main one first
    counting: tuple[str, ...]  # as for a statement


def explain_review(path: Path, review_id: str) -> ReviewExplanation:
    """Explain a review by its id or the beginning of it.

    Raises WarehouseError where no review, or more than one, has such an id.
    """
    with connect(path) as connection, _of_this_version(path):
        rows = _Rows(connection)
        found = rows("from reviews where starts_with(review_id, $id) limit 3", review_id)
        if len(found) != 1:
            raise WarehouseError(_which(review_id, len(found), "review"))
        parts = "from documents where review_id = $id order by is_primary desc, role, document_id"
        return ReviewExplanation(
            review=found[0],
            documents=tuple(rows(parts, found[0]["review_id"])),
            counting=tuple(of_review(found[0])),
        )


def explain(path: Path, statement_id: str) -> Explanation:
    """Explain a statement by its id or the first digits of it.

    Raises WarehouseError where no statement, or more than one, has such an id.
    """
    with connect(path) as connection, _of_this_version(path):
        rows = _Rows(connection)
        found = rows("from statements where starts_with(statement_id, $id) limit 3", statement_id)
        if len(found) != 1 or not statement_id:
            raise WarehouseError(_which(statement_id, len(found), "statement"))
        statement = found[0]
        name = statement["statement_id"]
        document = rows("from documents where document_id = $id", statement["document_id"])[0]
        review = rows("from reviews where review_id = $id", statement["review_id"])
        boxes = rows("from evidence where statement_id = $id order by line", name)
        return Explanation(
            statement=statement,
            document=document,
            review_title=review[0]["title"] if review else None,
            counting=tuple(of_statement(statement, document, review[0] if review else None)),
            reasons=tuple(
                rows("select reasons from core.statements where statement_id = $id", name)[0][
                    "reasons"
                ]
                or ()
            ),
            evidence=tuple(
                Evidence(b["page"], Box(b["x0"], b["top"], b["x1"], b["bottom"])) for b in boxes
            ),
            labels=rows.labels("labels", name),
            abstained=rows.labels("abstained", name),
            linked=tuple(
                rows(
                    "from finding_recommendations where $id in (finding_id, recommendation_id) "
                    "order by confidence desc",
                    name,
                )
            ),
            run=rows("from runs where run_id = $id", document["run_id"])[0],
        )


@contextmanager
def _of_this_version(path: Path) -> Iterator[None]:
    """A build of an earlier version lacks columns: say so, and what to do."""
    try:
        yield
    except KeyError as missing:
        raise WarehouseError(
            f"{path} was built by another version of the program: it has no column {missing}. "
            "Build it again: `reviews rebuild`."
        ) from missing


class _Rows:
    """Runs a query with one parameter and gives its rows as dicts."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __call__(self, sql: str, value: str | None) -> list[dict[str, Any]]:
        found = self._connection.execute(sql, {"id": value})
        names = [c[0] for c in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def labels(self, table: str, statement_id: str) -> tuple[Label, ...]:
        found = self(
            f"select l.*, t.label from core.{table} l join core.themes t using (theme_id) "
            "where statement_id = $id order by score desc, theme_id",
            statement_id,
        )
        return tuple(msgspec.convert(row, Label) for row in found)


def _which(name: str, n: int, what: str) -> str:
    if n == 0:
        return (
            f"The {what} {name} is not in the collection: it has gone, or the id is misspelt."
            if name
            else f"Give the id of a {what}, or its beginning."
        )
    return f"Several {what}s begin with {name!r}; give more of the id."
