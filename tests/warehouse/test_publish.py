import errno
from pathlib import Path

import duckdb
import msgspec
import pytest
from small import document, documents, entry, sha

import warehouse
from models.records import Kind
from warehouse import storage
from warehouse.access import connect
from warehouse.report import BuildOptions


def test_withdrawn_document_leaves_no_words_but_is_counted(small: Path) -> None:
    sql = "select status, title from documents where document_id = ?"
    assert warehouse.query(small, sql, [sha("gone")]).rows == [("withdrawn", None)]
    with connect(small) as connection:
        for table in ("core.statements", "core.labels", "core.evidence", "core.stated"):
            column = "document_id" if table != "core.evidence" else "statement_id"
            held = connection.execute(f"select {column} from {table}").fetchall()
            assert (sha("gone"),) not in held
    assert warehouse.query(small, "select sum(n_withdrawn) from coverage").rows == [(1,)]
    removed = warehouse.query(small, "select document_id, state from removals order by state").rows
    assert removed == [(sha("national"), "removed"), (sha("gone"), "withdrawn")]


def test_blocked_address_is_counted_and_no_review(small: Path) -> None:
    sql = "select n_documents, n_collected, n_blocked, n_reviews from coverage where source_id = ?"
    assert warehouse.query(small, sql, ["closed"]).rows == [(1, 0, 1, 0)]


def test_denominators_count_reviews_with_statements(small: Path) -> None:
    sql = "select n_reviews, n_reviews_in_part, share from theme_share('family.fathers_men')"
    assert warehouse.query(small, sql).rows == [(2, 8, 0.25)]
    sql = sql.replace("fathers_men'", "fathers_men', likely := false")
    assert warehouse.query(small, sql).rows == [(3, 8, 0.375)]  # one only mentions them


def test_every_count_of_reviews_on_a_theme_is_of_those_about_it(small: Path) -> None:
    """One statement may be a mention: the views say apart how many reviews have one."""
    theme = "theme_id = 'family.fathers_men'"
    about = f"select count(*) filter (is_about), count(*) from review_themes where {theme}"
    assert warehouse.query(small, about).rows == [(2, 3)]
    for view in ("theme_by_year", "theme_counts"):
        sums = f"select sum(n_reviews), sum(n_mentioning) from {view} where {theme}"
        assert warehouse.query(small, sums).rows == [(2, 3)]
    pairs = "select distinct n_a from theme_pairs where theme_a = 'family.fathers_men' and n_a > 0"
    assert warehouse.query(small, pairs).rows == [(2,)]
    alone = "select n_reviews from themes_together(['family.fathers_men']{})"
    asked = [warehouse.query(small, alone.format(a)).rows for a in ("", ", likely := false")]
    assert asked == [[(2,)], [(3,)]]


def test_without_chances_one_statement_is_enough(tmp_path: Path) -> None:
    bare = msgspec.structs.replace(entry(documents()), review_themes=None)
    warehouse.build(bare, tmp_path / "w.duckdb")
    sql = "select bool_and(is_about), bool_and(chance is null) from review_themes"
    assert warehouse.query(tmp_path / "w.duckdb", sql).rows == [(True, True)]


def test_not_stated_is_kept_apart(small: Path) -> None:
    sql = "select sum(n_recommendations) from recommendations_by_addressee where agency = ?"
    assert warehouse.query(small, sql, ["not stated"]).rows[0][0] > 0


def test_the_same_advice_is_found_across_boards(small: Path) -> None:
    sql = (
        "select distinct representative, n_reviews from repeat_recommendations "
        "where representative ilike '%supervision%'"
    )
    rows = warehouse.query(small, sql).rows
    assert len(rows) == 1
    assert rows[0][1] == 3


def test_reader_keeps_its_answers_during_a_swap(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(entry(documents()[:2]), target)
    with duckdb.connect(target, read_only=True) as reader:
        before = reader.execute("select count(*) from documents").fetchone()
        warehouse.build(entry(run_id="run-2", day="2026-10-02"), target)
        assert reader.execute("select count(*) from documents").fetchone() == before == (2,)
    assert warehouse.query(target, "select count(*) from documents").rows == [(15,)]


def test_old_builds_are_kept_as_configured_and_compared(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    options = BuildOptions(keep_builds=2, keep_days=0, builds=tmp_path / "builds")
    for day in (1, 2, 3):
        found = documents()[:day]
        warehouse.build(entry(found, f"run-{day}", f"2026-10-0{day}"), target, options)
    kept = sorted(p.stem for p in (tmp_path / "builds").iterdir())
    assert kept == ["20261002060000-run-2", "20261003060000-run-3"]
    old, new = (warehouse.build_path(tmp_path / "builds", name) for name in kept)
    changes = {c.view: c for c in warehouse.diff(old, new).changes}
    assert [item.key for item in changes["documents"].new] == [sha("rowan-briefing")]
    assert changes["documents"].gone == ()
    (review,) = changes["reviews"].changed
    assert review.key == f"rev-{sha('rowan')[:10]}"
    assert set(review.columns) == {"n_documents"}
    assert all(c.is_none for c in warehouse.diff(new, target).changes)


def test_corrections_of_one_day_do_not_push_out_other_days_or_what_a_person_keeps(
    tmp_path: Path,
) -> None:
    target, builds = tmp_path / "warehouse.duckdb", tmp_path / "builds"
    options = BuildOptions(keep_builds=2, keep_days=2, builds=builds)

    def build(day: int, hour: int) -> str:
        given = entry(documents()[:1], f"run-{hour}", f"2026-10-0{day}")
        given.run = msgspec.structs.replace(
            given.run, started_at=f"2026-10-0{day}T{hour:02}:00:00Z"
        )
        return warehouse.build(given, target, options).build_id

    quoted = build(1, 6)
    assert warehouse.keep_build(builds, why="quoted in the annual report") == quoted
    _, lasting = build(2, 6), build(2, 7)
    corrected = [build(3, hour) for hour in (6, 7, 8)]
    names = [kept.name for kept in warehouse.kept_builds(builds)]
    assert names == [quoted, lasting, *corrected[1:]]
    assert [k.why for k in warehouse.kept_builds(builds) if k.is_kept] == [
        "quoted in the annual report"
    ]
    assert warehouse.keep_build(builds, quoted[:8], drop=True) == quoted
    build(3, 9)
    assert quoted not in [kept.name for kept in warehouse.kept_builds(builds)]


def test_where_nobody_knows_which_builds_are_kept_all_stay(tmp_path: Path) -> None:
    target, builds = tmp_path / "warehouse.duckdb", tmp_path / "builds"
    options = BuildOptions(keep_builds=1, keep_days=0, builds=builds)
    with pytest.raises(warehouse.WarehouseError, match="no build to keep"):
        warehouse.keep_build(builds)
    warehouse.build(entry(documents()[:1], "run-1", "2026-10-01"), target, options)
    (builds / "kept.json").write_text("{")
    warehouse.build(entry(documents()[:1], "run-2", "2026-10-02"), target, options)
    assert len(list(builds.glob("*.duckdb"))) == 2
    with pytest.raises(warehouse.WarehouseError, match="delete it"):
        warehouse.kept_builds(builds)


def test_error_of_a_check_keeps_the_last_good_warehouse(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(entry(), target)
    before = target.read_bytes()
    bad = document("bad", "Bad", [(Kind.FINDING, " ", "", ())])
    report = warehouse.build(entry([bad], "run-2"), target)
    assert (report.exit_code, report.is_published) == (1, False)
    assert "statement_not_empty" in {i.code for i in report.issues}
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_warning_of_a_check_publishes_and_is_listed(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    late = document("late", "Review of Late", [], published="2150-01")
    report = warehouse.build(entry([late]), target)
    assert report.exit_code == 2
    codes = warehouse.query(target, "select code from issues where stage = 'check'").rows
    assert codes == [("published_plausible",)]


def test_full_disk_is_reported_and_leaves_the_published_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(entry(), target)
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage, "swap_in", full)
    with pytest.raises(warehouse.WarehouseError, match="disk is full"):
        warehouse.build(entry(run_id="run-2"), target)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".*building*"))


def test_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / ".warehouse-20200101-old.building"
    left.write_text("half")
    warehouse.build(entry(), tmp_path / "warehouse.duckdb")
    assert not left.exists()


def test_what_has_unread_letters_says_so(tmp_path: Path) -> None:
    """U+FFFD stands for letters that could not be read: such a text is no quote."""
    found = document("fern", "Serious Case Review: Fern", [
        (Kind.FINDING, "Nobody asked for the o\ufffdcer’s notes.", "neglect", ()),
        (Kind.FINDING, "The officer was not asked.", "neglect", ()),
    ], kind="scr")  # fmt: skip
    warehouse.build(entry([found]), tmp_path / "w.duckdb")
    sql = "select text like 'Nobody%', has_unread_letters from {} order by 1"
    for view in ("findings", "statements"):
        rows = warehouse.query(tmp_path / "w.duckdb", sql.format(view)).rows
        assert rows == [(False, False), (True, True)]
