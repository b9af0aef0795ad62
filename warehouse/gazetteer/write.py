"""Fills `core.places`, `core.publishers` and their links from what the reviews print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from vocabulary.bodies import bodies_of
from vocabulary.places import CouncilArea, place_of

_TABLES = """
create table core.places (
    place_id varchar, name varchar, nation varchar, ons_code varchar, replaced_on date,
    followed_by varchar[]
);
create table core.publishers (
    publisher_id varchar, name varchar, kind varchar, place varchar, ons_code varchar
);
create table core.review_places (review_id varchar, place_id varchar, spelling varchar);
create table core.review_publishers (review_id varchar, publisher_id varchar, spelling varchar);
"""


def write_gazetteer(connection: duckdb.DuckDBPyConnection) -> None:
    """One row a place and a body, whatever their spellings; joint publishers are several bodies.

    A body has the name that its latest review prints in full.
    """
    connection.execute(_TABLES)
    found = connection.execute(
        "select review_id, area, publisher, nation from core.reviews"
        " order by published_on nulls first, review_id"
    ).fetchall()
    places: dict[str, tuple[Any, ...]] = {}
    bodies: dict[str, tuple[Any, ...]] = {}
    at: list[tuple[str, str, str]] = []
    by: list[tuple[str, str, str]] = []
    printed: dict[str, str] = {}  # the latest name in full: one put together may never have been
    for review_id, area, publisher, nation in found:
        for one in area.split("; ") if area else ():  # of boards that publish together
            row = _place(one, nation)
            places.setdefault(row[0], row)
            at.append((review_id, row[0], one))
        for body in bodies_of(publisher or ""):
            row = (body.body_id, body.name, body.kind, body.place, body.place_code)
            bodies.setdefault(body.body_id, row)
            if body.printed:
                printed[body.body_id] = body.printed
            by.append((review_id, body.body_id, publisher))
    _fill(connection, "places", places.values())
    named = ((row[0], printed.get(row[0], row[1]), *row[2:]) for row in bodies.values())
    _fill(connection, "publishers", sorted(named))
    _fill(connection, "review_places", sorted(at))
    _fill(connection, "review_publishers", sorted(by))


def _place(area: str, nation: str | None) -> tuple[Any, ...]:
    place: CouncilArea | None = place_of(area)
    if place is None or (nation and nation != place.nation):
        name = " ".join(area.split()).removesuffix(" Regional")  # the end of a board's name
        return (f"name:{name.lower()}", name, nation, None, None, [])
    followed = list(place.followed_by)
    until = date.fromisoformat(place.until) if place.until else None
    return (f"ons:{place.code}", place.name, place.nation, place.code, until, followed)


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[object]]
) -> None:
    held = list(rows)
    if not held:
        return
    schema = connection.sql(f"from core.{table} limit 0").to_arrow_table().schema
    columns = zip(*held, strict=True)
    arrays = [pa.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
    connection.register("rows", pa.Table.from_arrays(arrays, schema=schema))
    connection.execute(f"insert into core.{table} select * from rows")
    connection.unregister("rows")
