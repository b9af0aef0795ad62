"""Fills `core.repeats` from the recommendations of `core.statements`."""

from __future__ import annotations

import hashlib

import duckdb
import pyarrow as pa

from warehouse.repeats.advice import advised, without_asked
from warehouse.repeats.apart import apart
from warehouse.repeats.cluster import cluster
from warehouse.slim_scipy import load_sparse
from warehouse.terms import terms_of, words_of


def write_repeats(connection: duckdb.DuckDBPyConnection) -> None:
    """Cluster all recommendations that are not repeats within their own review."""
    found = connection.sql(
        "with subjects as (select statement_id, list(theme_id order by theme_id) as themes "
        "from core.labels group by statement_id) "
        "select s.statement_id, s.review_id, s.text, l.themes, s.agencies, s.addressee, "
        "r.report_family = 'inspection' as of_inspection "
        "from core.statements s join core.reviews r using (review_id) "
        "left join subjects l using (statement_id) "
        "where s.kind = 'recommendation' and not s.is_repeat "
        "and not s.is_action and s.is_shown and not s.is_held "
        "order by s.statement_no"
    ).to_arrow_table()
    names, reviews = found["statement_id"].to_pylist(), found["review_id"].to_pylist()
    if len(set(reviews)) < 2:
        return
    load_sparse()  # who has one review does not wait for it
    from warehouse.repeats.likeness import Likeness
    from warehouse.repeats.pairs import alike

    texts = without_asked(found["text"].to_pylist(), found["addressee"].to_pylist())
    words = words_of(pa.array(texts, pa.string()))
    concepts = advised(words)
    are_apart = apart(concepts, found["agencies"].to_pylist())
    themes, of_inspections = terms_of(found["themes"]), found["of_inspection"].to_pylist()
    near = alike(Likeness(concepts, words, themes, of_inspections))
    same = ((i, j, chance) for i, j, chance in near if not are_apart(i, j))
    rows = [
        (cluster_id, names[position], round(chance, 4), position == made.representative)
        for made in cluster(same, reviews)
        for cluster_id in [_name(names[made.representative])]
        for position, chance in made.members
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
