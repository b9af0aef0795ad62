"""What single rows of the public views say: days, agencies, pages, nations, titles."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from small import document, documents, entry, sha

import warehouse
from models.corrections import DocumentCorrection, correct_document
from models.records import SourceInfo, Stated


def one(path: Path, sql: str) -> tuple[object, ...]:
    return warehouse.query(path, sql).rows[0]


def test_the_type_says_the_sector_that_its_source_does_not(small: Path) -> None:
    sql = "select distinct sector from reviews where review_type = 'sar'"
    assert one(small, sql) == ("adult",)


def test_days_of_advice_say_how_much_of_them_is_printed(small: Path) -> None:
    sql = (
        "select first_on::varchar, first_precision, last_on::varchar, last_precision "
        "from repeat_recommendations where is_representative and n_reviews = 2"
    )
    assert one(small, sql) == ("2019-02-01", "month", "2024-11-14", "day")


def test_agencies_are_a_code_table_of_what_recommendations_name(small: Path) -> None:
    unknown = (
        "select count(*) from (select unnest(agencies) as agency from statements) s "
        "anti join agencies using (agency)"
    )
    assert one(small, unknown) == (0,)
    police = "select label, n_recommendations, n_reviews from agencies where agency = 'police'"
    assert one(small, police) == ("Police", 1, 1)


def test_changes_say_what_is_new_and_gone_since_a_day(small: Path) -> None:
    sql = (
        "select change, count(*) from changes where changed_at >= '2026-05-01' "
        "group by all order by all"
    )
    assert warehouse.query(small, sql).rows == [("gone", 2), ("new", 7)]


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


def test_a_title_holds_no_commands_for_a_terminal(tmp_path: Path) -> None:
    title = "Serious\x1b[31m Case\x07 Review"
    made = document("escape", title, [], published="2020-01-01")
    warehouse.build(entry([made]), tmp_path / "w.duckdb")
    found = one(tmp_path / "w.duckdb", "select title from documents where title like 'Serious%'")
    assert found == ("Serious [31m Case  Review",)


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory, keep_open: Callable[[Path], Path]) -> Path:
    """The small corpus after a person has put the title and the date of a review right."""
    said = [
        DocumentCorrection(sha("rowan"), field, value, "a reader", "read it")
        for field, value in (
            ("title", "The review of Rowan"), ("date", "2023-02"),
            ("publisher", "Strathlorn Child Protection Committee"),
        )
    ]  # fmt: skip
    target = tmp_path_factory.mktemp("corrected") / "warehouse.duckdb"
    given = [correct_document(document, said) for document in documents()]
    assert warehouse.build(entry(given), target).exit_code == 0
    return keep_open(target)


@pytest.mark.parametrize(
    "shown",
    [
        "reviews",
        "documents",
        "review_themes",
        "repeat_recommendations",
        "changes",
        "review_places",
        "review_publishers",
        "search('assessment supervision parents fathers', match := 'any')",
        "new_since('2000-01-01')",
        "similar_reviews((select review_id from reviews where title like '%Heron%'))",
    ],
)
def test_what_is_a_persons_word_is_marked_where_it_is_shown(corrected: Path, shown: str) -> None:
    rows = warehouse.query(
        corrected,
        f"select distinct r.title, v.corrected from {shown} v join reviews r using (review_id)",
    ).rows
    marked = {title: sorted(fields) for title, fields in rows if fields}
    assert marked == {"The review of Rowan": ["date", "publisher", "title"]}
    assert len(rows) > 1


def test_registers_count_what_is_a_persons_word(corrected: Path) -> None:
    told = "select publisher, n_corrected from publishers where n_corrected > 0"
    assert warehouse.query(corrected, told).rows == [("Strathlorn Child Protection Committee", 1)]
    assert one(corrected, "select sum(n_corrected) from places") == (0,)


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        (None, ("2023-01-01", "year", "copyright")),
        ("2024-01-30", ("2024-01-30", "day", "listed")),
    ],
)
def test_a_copyright_year_gives_way_to_any_other_date(
    tmp_path: Path, listed: str | None, shown: tuple[str, str, str]
) -> None:
    made = document("letter", "Inspection letter", [], published="2023")
    assert made.extraction
    year = Stated("2023", 0.3, 1, "© Crown copyright 2023", "date:copyright")
    facts = msgspec.structs.replace(made.extraction.metadata, published_on=year)
    extraction = msgspec.structs.replace(made.extraction, metadata=facts)
    given = entry([msgspec.structs.replace(made, extraction=extraction)])
    given.sightings = [msgspec.structs.replace(s, listed_date=listed) for s in given.sightings]
    warehouse.build(given, tmp_path / "w.duckdb")
    sql = "select published_on::varchar, published_precision, published_basis from documents"
    assert one(tmp_path / "w.duckdb", f"{sql} where document_id = '{made.document_id}'") == shown
