"""A build that would lose too much is held until a person accepts it or it heals."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
import yaml
from invented import TREES, write_review
from kept import FirstRun
from rich.console import Console

import warehouse
from archive.accepted import load_accepted, load_held, waiting_held
from archive.errors import UserError
from archive.folder import Archive
from archive.places import Places
from archive.runs import Runs
from models.records import DocumentFigures
from pipelines import publishing
from pipelines.accepting import accept
from pipelines.advice import what_to_do
from pipelines.doctor import Health, examine
from pipelines.guarding import LossGuard
from pipelines.losses import losses, measure
from pipelines.reporting.gather import summarise
from pipelines.reporting.keep import last_summary
from pipelines.reporting.metrics import metrics
from pipelines.request import RunRequest, under_way
from pipelines.run import RunReport, ingest
from pipelines.status import data_status, with_last_run

QUIET = Console(quiet=True)


def figures(source: str, count: int, statements: int = 10, **changed: str) -> list[DocumentFigures]:
    """`count` documents of a source, each a review; `changed` gives some another status."""
    return [
        DocumentFigures(
            f"{source}{n}", source, f"{n}.pdf", changed.get(f"n{n}", "ok"),
            None if f"n{n}" in changed else f"rev-{source}{n}",
            0 if f"n{n}" in changed else statements,
        )
        for n in range(count)
    ]  # fmt: skip


def lost(before: list[DocumentFigures], now: list[DocumentFigures]) -> list[str | None]:
    return [loss.source_id for loss in losses(before, now, lambda *_: "gone")]


def test_more_than_a_tenth_is_a_loss_and_a_tenth_is_none() -> None:
    assert lost(figures("a", 20), figures("a", 18)) == []
    assert lost(figures("a", 20), figures("a", 17)) == [None, "a"]
    assert lost(figures("a", 20, 10), figures("a", 20, 9)) == []
    assert lost(figures("a", 20, 10), figures("a", 20, 8)) == [None, "a"]


def test_a_source_is_measured_for_itself_and_a_small_one_with_all() -> None:
    rest = figures("a", 100)
    assert lost(rest + figures("b", 5), rest + figures("b", 4)) == ["b"]
    assert lost(rest + figures("b", 4), rest + figures("b", 2)) == []
    assert lost(figures("b", 4), figures("b", 3)) == [None]


def test_a_small_source_that_loses_most_or_all_is_held_for_itself() -> None:
    rest = figures("a", 100)
    for before, left in ((4, 1), (4, 0), (3, 1), (2, 0), (1, 0)):
        assert lost(rest + figures("b", before), rest + figures("b", left)) == ["b"], (before, left)
    assert lost(rest + figures("b", 2), rest + figures("b", 1)) == []
    assert lost(rest + figures("b", 2, 10), rest + figures("b", 2, 4)) == ["b"]


def test_a_publisher_may_withdraw_two_of_a_few_but_not_most_of_them_unseen() -> None:
    rest = figures("a", 100)
    before = rest + figures("b", 4)
    two = rest + figures("b", 4, n0="withdrawn", n1="withdrawn")
    assert lost(before, two) == []
    assert lost(rest + figures("b", 1), rest + figures("b", 1, n0="withdrawn")) == []
    most = {f"n{n}": "withdrawn" for n in range(3)}
    assert lost(before, rest + figures("b", 4, **most)) == ["b"]


def test_news_of_one_source_hide_no_loss_of_another() -> None:
    before, now = figures("a", 10) + figures("b", 10), figures("a", 30) + figures("b", 5)
    assert lost(before, now) == ["b"]


def test_the_same_document_at_another_source_is_no_loss() -> None:
    moved = [DocumentFigures(r.document_id, "b", *list(vars_of(r))[2:]) for r in figures("a", 10)]
    assert lost(figures("a", 10), moved) == []


def vars_of(row: DocumentFigures) -> list[object]:
    return [getattr(row, name) for name in row.__struct_fields__]


def test_withdrawn_is_no_loss_unless_it_is_most_of_a_source() -> None:
    some = figures("a", 10, n1="withdrawn", n2="withdrawn")
    assert lost(figures("a", 10), some) == []
    most = figures("a", 10, **{f"n{n}": "withdrawn" for n in range(8)})
    assert lost(figures("a", 10), most) == [None, "a"]


def test_a_little_every_night_is_a_loss_in_the_end() -> None:
    """Measured against the accepted build, not against the one of the night before."""
    accepted: tuple[DocumentFigures, ...] = tuple(figures("a", 50))
    nights = []
    for left in (48, 46, 44):
        now = figures("a", left)
        nights.append(lost(list(accepted), now))
        if not nights[-1]:
            accepted = measure(accepted, now)
    assert nights == [[], [], [None, "a"]]
    assert len(measure(figures("a", 50), figures("a", 60))) == 60


def test_a_night_that_loses_one_and_gains_one_is_no_loss_of_the_next() -> None:
    """A source of eight whose reviews were exchanged: it never had nine."""
    before, now = figures("a", 8), [*figures("a", 7), *figures("new", 1, 9)]
    now[-1] = msgspec.structs.replace(now[-1], source_id="a")
    assert lost(before, now) == []
    assert lost(list(measure(before, now)), now) == []
    assert lost(list(measure(before, now)), now[:-2]) == [None, "a"]


pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def folder(first_run: FirstRun) -> Path:
    return first_run(8) / "in"


def go(folder: Path, **asked: object) -> RunReport:
    return ingest(RunRequest(folder.parent / "data", path=folder, **asked), QUIET)


def reviews_published(folder: Path) -> int:
    rows = warehouse.query(folder.parent / "data" / "warehouse.duckdb", "from reviews").rows
    return len(rows)


def spoil(folder: Path, count: int = 3) -> dict[Path, bytes]:
    """Some reviews lose half of their recommendations; gives the good files."""
    good = {}
    for tree in TREES[:count]:
        path = folder / f"{tree.lower()}.pdf"
        good[path] = path.read_bytes()
        write_review(path, tree, 2)
    return good


def test_a_held_build_stays_held_every_night_until_the_loss_is_healed(folder: Path) -> None:
    data = folder.parent / "data"
    published = (data / "warehouse.duckdb").read_bytes()
    good = spoil(folder)
    nights = [go(folder) for _ in range(3)]
    assert [night.exit_status for night in nights] == [1, 1, 1]
    assert (data / "warehouse.duckdb").read_bytes() == published
    named = {gone.file_name for gone in nights[2].losses[0].gone}
    assert named == {path.name for path in good}
    assert all(gone.why for gone in nights[2].losses[0].gone)
    errors = [issue for issue in nights[2].issues if issue.code == "loss_held"]
    assert f"The build {nights[2].held_build} is held" in errors[0].message
    assert f"reviews accept {nights[2].held_build}" in what_to_do(errors[0], nights[2].held_build)
    assert Runs(data).load()[-1].held_build == nights[2].held_build
    assert nights[1].build is None  # the same is not built twice
    for path, content in good.items():
        path.write_bytes(content)
    assert go(folder).exit_status == 0
    assert load_held(Places(data)) is None
    assert not list(Places(data).held.glob("*"))


def test_an_accepted_build_is_published_and_becomes_the_measure(folder: Path) -> None:
    data = folder.parent / "data"
    spoil(folder)
    held = go(folder).held_build
    assert held
    with pytest.raises(UserError, match=held):
        accept(RunRequest(data), "another", QUIET)
    report = accept(RunRequest(data, command="accept"), held[:12], QUIET)
    assert report.exit_status == 0
    assert Runs(data).load()[-1].accepted_build == held
    assert with_last_run(data_status(data), data).held_build is None
    assert go(folder).exit_status == 0
    with pytest.raises(UserError, match="nothing to accept"):
        accept(RunRequest(data), held, QUIET)


@pytest.mark.parametrize("after_the_swap", [False, True])
def test_what_was_accepted_before_a_kill_is_published_by_the_next_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, after_the_swap: bool
) -> None:
    """The person has said it once; nights of exit 1 would say that nobody has."""
    data = folder.parent / "data"
    spoil(folder)
    held = go(folder).held_build
    assert held

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr(publishing, "note" if after_the_swap else "build_warehouse", die)
        with pytest.raises(SystemExit):
            accept(RunRequest(data, command="accept"), held, QUIET)
    found = with_last_run(data_status(data), data)
    assert (found.held_build, waiting_held(Places(data))) == (None, None)
    night = go(folder)
    assert (night.exit_status, night.held_build) == (0, None)
    published = warehouse.query(Places(data).warehouse, "from statements").rows
    assert len(published) == night.losses[0].statements_now
    record = Runs(data).load()[-1]
    assert (record.accepted_build, record.losses) == (held, night.losses)
    assert load_held(Places(data)) is None


def test_a_build_that_waits_is_reported_whatever_later_runs_do(folder: Path) -> None:
    """A run that is stopped or fails knows nothing of it; the figures and doctor must."""
    data = folder.parent / "data"
    spoil(folder)
    held = go(folder).held_build
    archive = Archive(data)
    with pytest.raises(KeyboardInterrupt), under_way(archive, RunRequest(data)):
        raise KeyboardInterrupt
    assert with_last_run(data_status(data), data).held_build == held
    found = metrics(archive, last_summary(data))
    assert (found.loss_held, found.exit_status) == (1, 1)
    record = archive.runs.load()[-1]
    found = metrics(archive, summarise(archive, record))
    assert (found.loss_held, found.exit_status) == (1, 130)
    assert [source.statements_lost for source in found.sources] == [6]
    told = {one.about: one for one in examine(data, is_quick=True)}
    assert (told["runs"].health, told["held build"].health) == (Health.OK, Health.BAD)


def test_accept_loss_takes_it_in_the_run_itself(folder: Path) -> None:
    spoil(folder)
    report = go(folder, accepts_loss=True)
    assert report.exit_status == 0
    accepted = load_accepted(Places(folder.parent / "data"))
    assert accepted
    assert sum(row.statements for row in accepted.figures) == report.build.counts["statements"]


def test_without_a_note_the_published_warehouse_is_the_measure(folder: Path) -> None:
    Places(folder.parent / "data").accepted.unlink()
    spoil(folder)
    assert go(folder).exit_status == 1
    Places(folder.parent / "data").accepted.write_text("not a note")
    assert go(folder, is_rebuild=True).exit_status == 1
    assert reviews_published(folder) == 8


def test_what_a_person_puts_together_or_drops_is_no_loss(folder: Path) -> None:
    """Two reviews joined of eight, one that is none, and most statements of a third dropped."""
    places = Places(folder.parent / "data")
    question = "select document_id, statement_id, text from statements order by all"
    told = warehouse.query(places.warehouse, question).rows
    ids = sorted({row[0] for row in told})
    places.corrections.mkdir()
    places.families.write_text(yaml.safe_dump({"join": [[ids[0], ids[1]]]}))
    by = {"who": "x", "why": "y"}
    none = {"document_id": ids[2], "field": "review", "value": False, **by}
    (places.corrections / "documents.yaml").write_text(yaml.safe_dump([none]))
    dropped = [
        {"document_id": d, "statement_id": s, "quote": text, "action": "drop", **by}
        for d, s, text in told
        if d in ids[3:5]
    ]
    (places.corrections / "a.yaml").write_text(yaml.safe_dump(dropped))
    report = go(folder)
    assert (report.exit_status, report.losses) == (0, ())
    assert reviews_published(folder) == 6
    go(folder, is_rebuild=True)
    spoil(folder, 8)  # what is lost besides still counts
    assert go(folder).exit_status == 1


def test_why_a_document_is_lost_is_said_without_codes() -> None:
    before = DocumentFigures("a", "fife", "a.pdf", "ok", "rev-1", 4)
    now = msgspec.structs.replace(before, status="no_text", statements=0)
    told = LossGuard._why(SimpleNamespace(), before, now)
    assert told == "it was read, and is now not read: no page has text"
