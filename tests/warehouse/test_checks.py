"""Every data check, against a good warehouse that was spoilt so that this check alone finds it."""

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
import typer
from small import documents, entry, sha

import warehouse
from cli import app
from models.records import Issue, Severity, SourceInfo
from warehouse.checks import all_checks, run_checks
from warehouse.invented import corpus

_ONE = "statement_id = (select min(statement_id) from core.statements)"
_BROKEN = f"document_id = '{sha('broken')}'"
_TERN = f"document_id = '{sha('tern')}'"

SPOILT = {
    "advice_has_one_representative": "update core.repeats set is_representative = true",
    "advice_refers_to_statement": "update core.repeats set statement_id = 'x' "
    "where not is_representative",
    "current_run_known": "update core.runs set is_current = false",
    "document_id_is_sha256": f"update core.documents set document_id = 'x' where {_BROKEN}",
    "document_review_known": "delete from core.reviews where review_id = "
    f"(select review_id from core.documents where {_TERN})",
    "document_unique": f"insert into core.documents from core.documents where {_BROKEN}",
    "evidence_inside_page": f"update core.evidence set x1 = 9999 where {_ONE}",
    "evidence_present": f"delete from core.evidence where {_ONE}",
    "held_for_a_person": "update core.statements set is_held = true where ordinal = 0",
    "label_span_in_text": "update core.labels set evidence_end = evidence_end - 1",
    "label_statement_known": "insert into core.labels select * replace ('x' as statement_id) "
    "from core.labels limit 1",
    "label_theme_known": "update core.labels set theme_id = 'x' where theme_id = 'harm.neglect'",
    "label_unique": "insert into core.labels from core.labels limit 1",
    "link_refers_to_statements": "update core.finding_recommendations set recommendation_id = "
    "finding_id",
    "nation_known": f"update core.documents set nation = 'Narnia' where {_BROKEN}",
    "review_type_known": "update core.reviews set review_type = 'x' where review_type = 'sar'",
    "theme_exceeds_review": "update core.review_themes set n_findings = 99 "
    "where theme_id = 'harm.neglect'",
    "page_in_document": f"update core.statements set page_last = 999 where {_ONE}",
    "published_plausible": f"update core.documents set published_on = '1900-01-01' where {_TERN}",
    "repeat_refers_to_statement": "update core.statements set first_statement_id = 'x' "
    f"where {_ONE}",
    "required_present": f"update core.documents set role = null where {_BROKEN}",
    "review_has_one_primary": f"update core.documents set is_primary = false where {_TERN}",
    "score_in_range": "update core.labels set score = 1.5 where theme_id = 'harm.neglect'",
    "source_gives_other_kinds": "update core.sources set kinds = ['cpr', 'scr', 'sar', 'lcspr'] "
    "where source_id = 'closed'; update core.sources set kinds = ['cpr'] "
    "where source_id = 'library'",
    "source_gives_other_nation": "update core.sources set nation = 'Wales'",
    "source_gives_too_little": "update core.sources set expects_min = 16",
    "source_gives_too_much": "update core.sources set expects_max = 12",
    "source_known": "delete from core.sources where source_id = 'closed'",
    "statement_document_known": "update core.statements set document_id = 'x' "
    "where kind = 'question'",
    "statement_kind_known": f"update core.statements set kind = 'opinion' where {_ONE}",
    "statement_not_empty": "update core.statements set text = ' ' where kind = 'question'; "
    "update core.labels set evidence = ''",
    "statement_unique": f"insert into core.statements from core.statements where {_ONE}",
    "status_known": f"update core.documents set status = 'odd' where {_BROKEN}",
    "withdrawn_left_no_words": f"update core.documents set status = 'withdrawn' where {_TERN}",
}

# Against the last good build, which must be larger than the small corpus.
SHRUNK = {
    "invented_counted_otherwise": "update core.reviews set is_fictional = true, is_counted = "
    "review_id = (select min(review_id) from core.reviews)",
    "fewer_labels_than_before": "delete from core.labels where hash(statement_id) % 2 = 0",
    "fewer_reviews_than_before": "update core.documents set review_id = null where review_id in "
    "(select review_id from core.reviews limit 2); delete from core.reviews where review_id "
    "not in (select review_id from core.documents where review_id is not null)",
    "fewer_statements_than_before": "delete from core.labels where document_id in (select "
    "document_id from core.documents limit 4); delete from core.repeats; delete from "
    "core.finding_recommendations; delete from core.statements where document_id in "
    "(select document_id from core.documents limit 4)",
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("large") / "warehouse.duckdb"
    assert warehouse.build(corpus(12), target).exit_code == 0
    return target


@cache
def unkeyed(good: Path) -> bytes:
    """The good warehouse as it is when it is checked: its tables have no keys yet."""
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        copy = Path(shutil.copy(good, folder))
        connection.execute(f"attach '{copy}' as warehouse; use warehouse")
        keyed = connection.execute(
            "select table_name from duckdb_constraints() where schema_name = 'core' and "
            "constraint_type in ('FOREIGN KEY', 'PRIMARY KEY') group by table_name "
            # What refers to others first.
            "order by count(*) filter (constraint_type = 'FOREIGN KEY') = 0, "
            "table_name in ('documents', 'reviews'), table_name = 'documents'"
        ).fetchall()
        for (table,) in keyed:
            connection.execute(f"create or replace table core.{table} as from core.{table}")
        connection.execute("use memory; detach warehouse")
        return copy.read_bytes()


def found(good: Path, spoil: str, tmp_path: Path) -> list[Issue]:
    """What all checks find in a copy of a good warehouse after `spoil`, the good one being last."""
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(unkeyed(good))
    with duckdb.connect() as connection:
        connection.execute(f"attach '{copy}' as warehouse; create schema memory.stage")
        connection.execute("use warehouse")
        connection.execute(spoil)
        return run_checks(connection, good)


def test_every_check_is_tried() -> None:
    names = {check.code for check in all_checks()}
    assert names == SPOILT.keys() | SHRUNK.keys() | {"no_reviews_at_all"}
    assert len({check.reason for check in all_checks()}) == len(names)


def test_every_check_says_what_to_do_next_with_commands_that_there_are() -> None:
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for check in all_checks():
        named = re.findall(r"`reviews (\S+?)[ `]", check.next_step)
        assert check.next_step.endswith(".")
        assert set(named) <= known, check.code


def test_a_good_warehouse_has_nothing_to_report(small: Path, large: Path, tmp_path: Path) -> None:
    assert found(small, "select 1", tmp_path) == []
    assert found(large, "select 1", tmp_path) == []


@pytest.fixture(scope="module")
def words(small: Path) -> list[str]:
    """What the reports of the good warehouse say."""
    return [row[0] for row in warehouse.query(small, "select text from statements").rows]


@pytest.mark.parametrize("code", SPOILT)
def test_a_check_finds_what_it_is_for_in_no_word_of_a_report_and_no_other_does(
    small: Path, tmp_path: Path, code: str, words: list[str]
) -> None:
    issues = found(small, SPOILT[code], tmp_path)
    assert not [text for issue in issues for text in words if text in issue.message]
    assert [issue.code for issue in issues] == [code]
    check = next(c for c in all_checks() if c.code == code)
    assert (issues[0].severity, issues[0].stage) == (check.severity, "check")
    assert issues[0].message.startswith(check.reason)
    assert issues[0].message.endswith(check.next_step)


@pytest.mark.parametrize("code", ["published_plausible", "page_in_document"])
def test_what_a_check_finds_is_named_by_its_file(small: Path, tmp_path: Path, code: str) -> None:
    (issue,) = found(small, SPOILT[code], tmp_path)
    assert re.search(r"found: [\w-]+\.pdf(?:, page \d+)? \([0-9a-z]{16}\)", issue.message)


def test_the_same_build_names_the_same_examples(small: Path, tmp_path: Path) -> None:
    (issue,) = found(small, SPOILT["label_span_in_text"], tmp_path)
    named = re.findall(r"\(([0-9a-z]{16})\)", issue.message)
    assert len(named) == 5
    assert named == sorted(named)


def test_a_held_field_is_named_by_its_file(small: Path, tmp_path: Path) -> None:
    spoil = f"update core.documents set held_fields = ['published_on'] where {_TERN}"
    (issue,) = found(small, spoil, tmp_path)
    assert re.search(r"1 found: tern\.pdf \([0-9a-f]{16}\) published on\.", issue.message)


@pytest.mark.parametrize("code", SHRUNK)
def test_a_build_that_lost_much_is_reported(large: Path, tmp_path: Path, code: str) -> None:
    assert [issue.code for issue in found(large, SHRUNK[code], tmp_path)] == [code]


def test_a_build_without_reviews_is_an_error_where_there_were_some(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(entry(), target)
    report = warehouse.build(entry([], "run-2"), target)
    errors = {i.code for i in report.issues if i.severity is Severity.ERROR}
    assert (report.exit_code, errors) == (1, {"no_reviews_at_all"})


def test_expectations_come_from_the_sources(tmp_path: Path) -> None:
    given = entry()
    expected = SourceInfo("library", "Imaginary Library", kinds=("cpr",), expects_min=40)
    given.sources = (expected, given.sources[1])
    report = warehouse.build(given, tmp_path / "warehouse.duckdb")
    assert (report.exit_code, [i.code for i in report.issues]) == (2, ["source_gives_too_little"])
    sql = "select severity, run_id from issues where code = 'source_gives_too_little'"
    assert warehouse.query(tmp_path / "warehouse.duckdb", sql).rows == [("warning", "run-1")]


def test_errors_of_a_run_that_published_nothing_are_in_the_next_build(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(entry(), target)
    spoilt = [d for d in documents() if d.file_name == "tern.pdf"] * 2
    failed = warehouse.build(entry(spoilt, "run-2"), target)
    assert failed.exit_code == 1
    errors = tuple(("run-2", i) for i in failed.issues if i.severity is Severity.ERROR)
    given = entry(run_id="run-3", day="2026-10-03")
    given.failures = errors
    assert warehouse.build(given, target).exit_code == 0
    sql = "select code, run_id from issues where severity = 'error' order by code"
    assert warehouse.query(target, sql).rows == sorted((i.code, run) for run, i in errors)
