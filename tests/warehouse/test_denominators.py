"""Whether every sum over a view has the denominator that it is shown with."""

from pathlib import Path

import pytest
from small import documents, entry

import warehouse
from models.records import SourceInfo


def one(path: Path, sql: str) -> tuple[object, ...]:
    return warehouse.query(path, sql).rows[0]


@pytest.mark.parametrize("by", ["nation", "review_type", "year", "1", "nation, year"])
def test_themes_add_up_over_any_cells(small: Path, by: str) -> None:
    counted = warehouse.query(
        small,
        f"select {by}, theme_id, sum(n_reviews), sum(n_reviews_in_cell) from theme_counts "
        "group by all order by all",
    ).rows
    sql = f"""
        with r as (select {by} as cell, review_id from reviews where has_statements)
        select c.cell, t.theme_id, count(v.review_id), count(*)
        from r c cross join themes t
        left join review_themes v on v.review_id = c.review_id and v.theme_id = t.theme_id
        group by all
    """
    told = warehouse.query(small, sql.replace("nation, year as cell", "(nation, year) as cell"))
    wanted = sorted((n, d) for _, _, n, d in told.rows)
    assert sorted(row[-2:] for row in counted) == wanted


@pytest.mark.parametrize("by", ["nation", "review_type", "year"])
def test_addressees_add_up_over_any_cells(small: Path, by: str) -> None:
    sums = warehouse.query(
        small,
        f"select {by}, sum(n_recommendations), sum(n_recommendations_in_cell), "
        "sum(n_reviews_in_cell) from recommendations_by_addressee where agency = 'police' "
        "group by all order by all",
    ).rows
    wanted = warehouse.query(
        small,
        f"select {by}, count(*) filter (list_contains(agencies, 'police')), count(*), "
        "count(distinct review_id) from recommendations join reviews using (review_id) "
        "where not is_repeat group by all order by all",
    ).rows
    assert sums == wanted
    assert sum(row[1] for row in sums) == 1


def test_a_repeat_and_a_second_document_count_once(small: Path) -> None:
    """The summary of one review prints three of its recommendations again."""
    sql = "select count(*), count(*) filter (not is_repeat) from recommendations"
    printed, said = one(small, sql)
    assert (printed, said) == (15, 12)
    sql = "select sum(n_recommendations) from reviews"
    assert one(small, sql) == (said,)
    assert one(small, "select count(distinct review_id), count(*) from reviews") == (8, 8)


def test_themes_together_against_a_plain_count(small: Path) -> None:
    names = "['family.parental_learning_disability', 'family.whole_family']"
    sql = f"select n_reviews, n_reviews_in_part, n_expected, lift from themes_together({names})"
    both = (
        "select n_both, n_reviews, n_expected, lift from theme_pairs where "
        "theme_a = 'family.parental_learning_disability' and theme_b = 'family.whole_family'"
    )
    assert one(small, sql) == one(small, both)
    nowhere = f"select n_reviews, share from themes_together({names}, of_nation := 'Nowhere')"
    assert one(small, nowhere) == (0, None)


@pytest.mark.parametrize("call", ["theme_share('harm.x')", "themes_together(['harm.x'])"])
def test_an_unknown_theme_is_no_zero(small: Path, call: str) -> None:
    with pytest.raises(warehouse.QueryError, match=r"no theme harm\.x"):
        warehouse.query(small, f"from {call}")


def test_every_statement_leads_to_a_page_of_its_own_document(small: Path) -> None:
    sql = """
        select count(*) from statements s join documents d using (document_id)
        where s.page_url is distinct from d.url || '#page=' || s.page_first
            or s.page_first not between 1 and d.n_pages
    """
    assert one(small, sql) == (0,)
    for view in ("recommendations", "findings", "finding_answers", "repeat_recommendations"):
        assert one(small, f"select count(*) from {view} where page_url is null") == (0,)


def test_a_source_over_nations_does_not_say_of_which_a_review_is(tmp_path: Path) -> None:
    given = entry([d for d in documents() if d.file_name == "broken.pdf"])
    given.sources = (SourceInfo("library", "Imaginary Library", nation="UK"),)
    warehouse.build(given, tmp_path / "warehouse.duckdb")
    found = warehouse.query(tmp_path / "warehouse.duckdb", "select nation from documents").rows
    assert found == [(None,)]
