"""What is missing is said: no date, nobody addressed, a year of a copyright line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from small import F, R, document, documents, entry

import warehouse
from models.records import Stated


def one(path: Path, sql: str) -> tuple[object, ...]:
    return warehouse.query(path, sql).rows[0]


def test_reviews_without_a_date_are_a_row_of_no_year(tmp_path: Path) -> None:
    undated = document("fern", "Serious Case Review: Fern", [
        (F, "Neglect was seen and not measured.", "neglect", ()),
        (R, "Schools should measure neglect.", "neglect", ()),
    ], kind="scr")  # fmt: skip
    warehouse.build(entry([*documents(), undated]), tmp_path / "w.duckdb")
    years = "where theme_id = 'harm.neglect' and report_family = 'case_review'"
    sums = f"select sum(n_reviews), sum(n_reviews_in_year) from theme_by_year {years}"
    none = f"select n_reviews, n_reviews_in_year from theme_by_year {years} and year is null"
    assert one(tmp_path / "w.duckdb", sums) == (2, 8)
    assert one(tmp_path / "w.duckdb", none) == (1, 1)
    trend = "from theme_trend('harm.neglect', of_families := ['case_review'])"
    sums = f"select sum(n_reviews), sum(n_reviews_in_part) {trend}"
    assert one(tmp_path / "w.duckdb", sums) == (2, 8)
    last = f"select n_reviews, n_reviews_in_part {trend} where year is null"
    assert one(tmp_path / "w.duckdb", last) == (1, 1)


def test_an_agency_that_nobody_addresses_is_a_zero(small: Path) -> None:
    asked = "select sum(n_recommendations), count(*) from recommendations_by_addressee where agency"
    cells = "(select count(*) from (select distinct year, nation, review_type, sector from"
    cells = f"select * from {cells} recommendations_by_addressee))"
    assert one(small, f"{asked} = 'fire_rescue'") == (0, one(small, cells)[0])
    kinds = "select count(distinct agency) from recommendations_by_addressee"
    assert one(small, kinds) == one(small, "select count(*) from agencies")


def test_the_year_of_a_copyright_line_is_marked_in_reviews(tmp_path: Path) -> None:
    found = document("fern", "Focused visit: Fern", [
        (F, "Neglect was seen and not measured.", "neglect", ()),
    ], kind="focused_visit")  # fmt: skip
    meta = found.extraction.metadata
    line = Stated("2011", 0.4, 1, "Crown copyright 2011", "date:copyright")
    meta = msgspec.structs.replace(meta, published_on=line)
    found = msgspec.structs.replace(
        found, extraction=msgspec.structs.replace(found.extraction, metadata=meta)
    )
    warehouse.build(entry([*documents(), found]), tmp_path / "w.duckdb")
    sql = "select published_basis, count(*), min(year) from reviews group by all order by all"
    rows = warehouse.query(tmp_path / "w.duckdb", sql).rows
    assert rows == [("copyright", 1, 2011), ("stated", 8, 2016)]
    review = "select review_id from reviews where published_basis = 'copyright'"
    (name,) = one(tmp_path / "w.duckdb", review)
    said = warehouse.explain_review(tmp_path / "w.duckdb", name).counting
    assert said == ("The year 2011 comes from a copyright line, not from a printed date.",)


@pytest.mark.parametrize("basis", ["copyright", "updated"])
def test_a_year_that_may_not_be_that_of_publication_can_be_left_out(
    tmp_path: Path, basis: str
) -> None:
    found = document("fern", "Serious Case Review: Fern", [
        (F, "Neglect was seen and not measured.", "neglect", ()),
        (F, "Nobody spoke of neglect in the core group.", "neglect", ()),
    ], kind="scr")  # fmt: skip
    line = Stated("2024", 0.4, 1, "2024", f"date:{basis}")
    meta = msgspec.structs.replace(found.extraction.metadata, published_on=line)
    found = msgspec.structs.replace(
        found, extraction=msgspec.structs.replace(found.extraction, metadata=meta)
    )
    path = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), found]), path)
    assert one(path, f"select count(*) from reviews where published_basis = '{basis}'") == (1,)
    theme = "where theme_id = 'harm.neglect' and year = 2024"
    years = f"from theme_by_year {theme} and report_family = 'case_review'"
    assert one(path, f"select n_unstated, n_unstated_in_year {years}") == (1, 1)
    counts = f"select sum(n_unstated), sum(n_unstated_in_cell) from theme_counts {theme}"
    assert one(path, counts) == (1, 1)
    share = "select n_reviews from theme_share('harm.neglect', of_year := 2024, stated_years := {})"
    with_it, without = (one(path, share.format(only)) for only in ("false", "true"))
    assert with_it[0] - without[0] == 1
    trend = "select sum(n_reviews), sum(n_reviews_in_part) from theme_trend('harm.neglect'{})"
    assert one(path, trend.format("")) == one(path, trend.format(", stated_years := true"))
    last = (
        "select n_reviews from theme_trend('harm.neglect', stated_years := true) where year is null"
    )
    assert one(path, last) == (1,)
