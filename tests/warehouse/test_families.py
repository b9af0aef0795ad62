import shutil
from pathlib import Path

import msgspec
import pytest
from rich.console import Console
from small import document, documents, entry, sha

import warehouse
from archive.places import Places
from models.corrections import DocumentCorrection, correct_document
from models.records import Kind
from pipelines.request import RunRequest
from pipelines.run import ingest
from warehouse import BuildOptions
from warehouse.families.corrections import read_corrections


def families(path: Path) -> dict[str, str | None]:
    rows = warehouse.query(path, "select document_id, review_id from documents").rows
    return dict(rows)


def test_every_paper_of_a_review_joins_its_report(small: Path) -> None:
    found = families(small)
    rowan = found[sha("rowan")]
    assert rowan == f"rev-{sha('rowan')[:10]}"
    for paper in ("rowan-summary", "rowan-briefing", "rowan-response"):
        assert found[sha(paper)] == rowan


def test_language_twins_with_one_reference_are_one_review(small: Path) -> None:
    found = families(small)
    assert found[sha("susr")] == found[sha("susr-cy")] is not None


def test_same_pseudonym_years_apart_is_another_review(small: Path) -> None:
    found = families(small)
    assert found[sha("rowan-2019")] != found[sha("rowan")]


def test_guidance_and_unreadable_files_are_no_reviews(small: Path) -> None:
    found = families(small)
    assert found[sha("guidance")] is None
    assert found[sha("broken")] is None


def test_reason_is_shown_for_every_document(small: Path) -> None:
    sql = "select count(*) from documents where grouped_by is null or grouped_confidence is null"
    assert warehouse.query(small, sql).rows == [(0,)]


def test_words_said_twice_in_a_review_count_once(small: Path) -> None:
    name = f"rev-{sha('rowan')[:10]}"
    sql = "select n_documents, n_recommendations from reviews where review_id = ?"
    assert warehouse.query(small, sql, [name]).rows == [(4, 3)]
    sql = "select count(*), sum(n_repeats) from recommendations where review_id = ?"
    assert warehouse.query(small, sql, [name]).rows == [(3, 3)]
    sql = "select count(*) from statements where review_id = ? and is_repeat"
    assert warehouse.query(small, sql, [name]).rows == [(3,)]


def test_copy_with_a_cover_sheet_joins_although_nothing_else_is_stated(tmp_path: Path) -> None:
    said = [(s.kind, s.text, "", ()) for s in documents()[0].extraction.statements]
    copy = document("copy", "Some other cover", said, publisher="Another Board")
    target = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), copy]), target)
    found = families(target)
    assert found[sha("copy")] == found[sha("rowan")]


@pytest.mark.parametrize("told", [{"names": ("Heron",)}, {"reference": "KESTREL/7"}])
def test_reviews_of_others_by_one_author_stay_apart_though_worded_alike(
    tmp_path: Path, told: dict[str, object]
) -> None:
    said = [(s.kind, s.text, "", ()) for s in documents()[0].extraction.statements]
    own = {"names": ("Wren",)} if "names" in told else {"reference": "CALDER/3"}
    pair = [
        document("first", "Practice Review", said, publisher="Hollin Partnership", **own),  # type: ignore[arg-type]
        document("second", "Practice Review", said, publisher="Kestrel Board", **told),  # type: ignore[arg-type]
    ]
    warehouse.build(entry(pair), tmp_path / "w.duckdb")
    found = families(tmp_path / "w.duckdb")
    assert None not in found.values()
    assert found[sha("first")] != found[sha("second")]


def test_two_reviews_of_one_board_stay_two(tmp_path: Path) -> None:
    board = "Calderbrook Safeguarding Children Partnership"
    extra = document("otter", "Local Child Safeguarding Practice Review: Otter", [],
                     publisher=board, published="2024-06", names=("Otter",))  # fmt: skip
    target = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), extra]), target)
    found = families(target)
    assert found[sha("otter")] not in {None, found[sha("rowan")]}


def test_one_letter_of_one_board_in_another_year_is_another_review(tmp_path: Path) -> None:
    extra = document("adult-k-2023", "Safeguarding Adults Review: Adult K", [], kind="sar",
                     publisher="Fellmoor Safeguarding Adults Board", published="2023",
                     names=("K",))  # fmt: skip
    target = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), extra]), target)
    found = families(target)
    assert found[sha("adult-k-2023")] != found[sha("adult-k")]


def test_correction_file_joins_and_parts(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    folder = tmp_path / "corrections"
    folder.mkdir()
    (folder / "families.yaml").write_text(
        f"join:\n- ['{sha('lark')}', '{sha('heron')[:12]}']\n"
        f"apart:\n- ['{sha('rowan')}', '{sha('rowan-briefing')}']\n"
    )
    options = BuildOptions(corrections=folder / "families.yaml")
    assert warehouse.build(entry(), target, options).exit_code == 0
    found = families(target)
    assert found[sha("lark")] == found[sha("heron")]
    assert found[sha("rowan")] != found[sha("rowan-briefing")]


def test_correction_file_counts_where_the_main_job_is_run_again(
    tmp_path: Path, sample_data: Path
) -> None:
    """From the file beside the data, through a whole run, to what an analyst reads; and back."""
    request = RunRequest(shutil.copytree(sample_data, tmp_path / "data"))
    sample = ingest(request, Console(quiet=True))
    target = Places(request.data).warehouse
    before = families(target)
    reviews = sorted({review for review in before.values() if review})
    first, second = (next(d for d, r in before.items() if r == name) for name in reviews[:2])
    file = request.data / "corrections" / "families.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"join:\n- ['{first}', '{second[:12]}']\n")
    # One review less: a person who joins two says so.
    agreed = msgspec.structs.replace(request, accepts_loss=True)
    assert ingest(agreed, Console(quiet=True)).exit_status == sample.exit_status
    after = families(target)
    assert after[first] == after[second]
    assert len({r for r in after.values() if r}) == len(reviews) - 1
    sql = "select grouped_by from documents where document_id = ?"
    assert warehouse.query(target, sql, [second]).rows == [("grouped by the correction file",)]
    file.unlink()
    ingest(request, Console(quiet=True))
    assert families(target) == before


def test_correction_of_an_unknown_document_warns(tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    folder.mkdir()
    (folder / "families.yaml").write_text("join:\n- ['ffffffffffff', 'eeeeeeeeeeee']\n")
    options = BuildOptions(corrections=folder / "families.yaml")
    report = warehouse.build(entry(), tmp_path / "warehouse.duckdb", options)
    assert report.exit_code == 2
    assert {i.code for i in report.issues} == {"unknown_correction"}


@pytest.mark.parametrize("text", ["join: [1]", "joined: []", "join: ["])
def test_bad_correction_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "families.yaml"
    path.write_text(text)
    with pytest.raises(warehouse.WarehouseError):
        read_corrections(path, set())


def test_order_of_documents_changes_nothing(tmp_path: Path) -> None:
    for name, found in (("a", documents()), ("b", documents()[::-1])):
        warehouse.build(entry(found), tmp_path / name / "w.duckdb")
    assert families(tmp_path / "a" / "w.duckdb") == families(tmp_path / "b" / "w.duckdb")


def test_a_family_without_its_report_is_a_review_and_marked(tmp_path: Path) -> None:
    board = {"publisher": "Fellmoor Safeguarding Adults Board", "published": "2024-05"}
    said = [(Kind.LEARNING_POINT, "Ask who else lives in the home.", "whole_family", ())]
    alone = document("marl", "7 minute briefing: Safeguarding Adults Review: Marl", said,
                     kind="briefing", role="briefing", names=("Marl",), **board)  # fmt: skip
    plan = document("marl-plan", "Action plan: Safeguarding Adults Review: Marl", [],
                    kind="action_plan", role="action_plan", names=("Marl",), **board)  # fmt: skip
    bulletin = document("bulletin", "7 minute briefing: bruises", said[:0],
                        kind="briefing", role="briefing", **board)  # fmt: skip
    target = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), alone, plan, bulletin]), target)
    found = families(target)
    assert found[sha("marl")] == found[sha("marl-plan")] is not None
    assert found[sha("bulletin")] is None
    sql = (
        "select review_type, report_family, sector, n_documents, is_summary_only, is_counted "
        "from reviews where review_id = ?"
    )
    rows = warehouse.query(target, sql, [found[sha("marl")]]).rows
    assert rows == [("sar", "case_review", "adult", 2, True, True)]


def test_papers_of_others_about_an_inquiry_are_no_second_review(tmp_path: Path) -> None:
    report = document("larch", "The Larch Bridge Inquiry: final report", [], kind="public_inquiry",
                      publisher="The Larch Bridge Inquiry", published="2024-05")  # fmt: skip
    paper = document("library", "The Larch Bridge Inquiry", [], kind="briefing", role="briefing",
                     publisher="House of Commons Library", published="2024-09")  # fmt: skip
    other = document("other", "The Ash Quay Inquiry", [], kind="briefing", role="briefing",
                     publisher="House of Commons Library", published="2024-09")  # fmt: skip
    target = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), report, paper, other]), target)
    found = families(target)
    assert found[sha("library")] == found[sha("larch")] is not None
    assert found[sha("other")] != found[sha("larch")]


def test_what_a_person_calls_no_review_is_none(tmp_path: Path) -> None:
    board = {"publisher": "Fellmoor Safeguarding Adults Board", "published": "2024-05"}
    alone = document("marl", "7 minute briefing: Safeguarding Adults Review: Marl", [],
                     kind="briefing", role="briefing", names=("Marl",), **board)  # fmt: skip
    said = [
        DocumentCorrection(sha(name), "review", False, "a reader", "read it")
        for name in ("marl", "heron")
    ]
    target = tmp_path / "w.duckdb"
    given = [correct_document(d, said) for d in [*documents(), alone]]
    warehouse.build(entry(given), target)
    found = families(target)
    assert found[sha("marl")] is found[sha("heron")] is None
    sql = "select corrected from documents where document_id = ?"
    assert warehouse.query(target, sql, [sha("heron")]).rows == [(["review"],)]


def test_a_paper_that_has_the_childs_name_in_its_title_belongs_to_the_review(
    tmp_path: Path,
) -> None:
    board = {"publisher": "Calderbrook Safeguarding Children Partnership", "kind": "briefing",
             "role": "briefing", "published": "2025-02"}  # fmt: skip
    report = document("otter", "Going back: a practice review about Otter", [], names=("Otter",),
                      publisher=board["publisher"], published="2024-11")  # fmt: skip
    paper = document("two-pages", "Otter: two pages for people who do the work", [], **board)
    of_others = document("elm", "Elm: two pages for people who do the work", [], **board)
    elsewhere = document("elsewhere", "Otter: two pages for people who do the work", [],
                         **board | {"publisher": "Harrowmere Safeguarding Board"})  # fmt: skip
    target = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), report, paper, of_others, elsewhere]), target)
    found = families(target)
    assert found[sha("two-pages")] == found[sha("otter")]
    assert found[sha("elm")] is found[sha("elsewhere")] is None


@pytest.mark.parametrize("names", [("Rowan",), ()])
def test_views_of_kinds_exceed_the_reviews_by_papers_of_none_alone(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    briefing = document(
        "note", "7-minute briefing: one child, one plan",
        [(Kind.FINDING, "Nobody asked who lived in the home of the child.", "", ())],
        publisher="Calderbrook Safeguarding Children Partnership", kind="briefing",
        role="briefing", published="2025-02", names=names,
    )  # fmt: skip
    target = tmp_path / "w.duckdb"
    warehouse.build(entry([*documents(), briefing]), target)
    assert (families(target)[sha("note")] == families(target)[sha("rowan")]) is bool(names)
    held = warehouse.holdings(target)
    kinds = "n_recommendations + n_findings + n_good_practice + n_learning_points + n_questions"
    ((of_reviews,),) = warehouse.query(target, f"select sum({kinds}) from reviews").rows
    assert sum(held.by_kind.values()) - of_reviews == held.of_no_review
    ((alone,),) = warehouse.query(
        target, "select count(*) from findings where review_id is null"
    ).rows
    assert alone == (0 if names else 1)
