"""Fills `core.repeats` from the recommendations of `core.statements`."""

from __future__ import annotations

import hashlib

import duckdb
import pyarrow as pa

from warehouse.repeats.cluster import cluster
from warehouse.repeats.vectors import alike, vectors


def write_repeats(connection: duckdb.DuckDBPyConnection) -> None:
    """Cluster all recommendations that are not repeats within their own review."""
    found = connection.execute(
        "select statement_id, review_id, text from core.statements "
        "where kind = 'recommendation' and review_id is not null and not is_repeat "
        "and statement_id = first_statement_id order by statement_no"
    ).fetchall()
    if not found:
        return
    names, reviews, texts = zip(*found, strict=True)
    rows = [
        (cluster_id, names[position], round(cosine, 4), position == made.representative)
        for made in cluster(alike(vectors(texts)), reviews)
        for cluster_id in [_name(names[made.representative])]
        for position, cosine in made.members
    ]
    if not rows:
        return
    columns = ("cluster_id", "statement_id", "similarity", "is_representative")
    table = pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
    connection.register("repeats", table)
    connection.execute("insert into core.repeats from repeats order by cluster_id, statement_id")
    connection.unregister("repeats")


def _name(statement_id: str) -> str:
    """Named after the representative, so that it stays while that one speaks for the cluster."""
    return "adv-" + hashlib.sha256(statement_id.encode()).hexdigest()[:10]
