"""What Prefect's server shows of a run."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from prefect.context import FlowRunContext
from prefect.exceptions import FailedRun
from prefect.logging.handlers import APILogHandler

from archive.errors import UserError
from deployments import showing
from models.records import Severity
from pipelines.reporting import Ending, Summary
from pipelines.reporting.summary import ReportedIssue, SourceLine

SUMMARY = Summary("run-1", "rebuild", "1", "box", "2026", "2026", 0, Ending.PUBLISHED)


@pytest.fixture
def ours() -> Iterator[logging.Logger]:
    """The logger of the pipeline, which is as it was afterwards."""
    logger = logging.getLogger("pipelines")
    handlers, level = list(logger.handlers), logger.level
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)


def test_a_run_that_collects_nothing_leaves_the_table_of_sources_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: list[str] = []
    for name in ("create_markdown_artifact", "create_table_artifact"):
        monkeypatch.setattr(showing, name, lambda *, key, **_: kept.append(key))
    showing.show(SUMMARY)
    assert kept == ["run-report"]
    collected = Summary(
        "run-2", "flow", "1", "box", "2026", "2026", 0, Ending.PUBLISHED,
        sources=(SourceLine("camden_scp", "Camden"),),
    )  # fmt: skip
    showing.show(collected)
    assert kept == ["run-report", "run-report", "sources"]


def test_the_log_of_a_run_holds_what_the_pipeline_says(
    monkeypatch: pytest.MonkeyPatch, ours: logging.Logger
) -> None:
    told: list[str] = []
    monkeypatch.setattr(APILogHandler, "emit", lambda _, record: told.append(record.getMessage()))
    ours.handlers.clear()
    showing.set_up_logs()
    log = logging.getLogger("pipelines.waiting")
    log.info("nobody runs anything")
    with FlowRunContext.model_construct():
        log.info("This one waits.")
    assert told == ["This one waits."]


@pytest.mark.parametrize("name", ["prefect.flow_runs", "prefect.task_runs"])
@pytest.mark.usefixtures("ours")
def test_what_is_said_in_words_for_people_has_no_traceback_below_it(name: str) -> None:
    showing.set_up_logs()
    log = logging.getLogger(name)

    def is_kept(error: Exception) -> bool:
        told = (type(error), error, None)
        return bool(log.filter(log.makeRecord(name, logging.ERROR, "", 0, "broke", (), told)))

    assert not is_kept(FailedRun("x"))
    assert not is_kept(UserError("There is no source x."))
    assert is_kept(RuntimeError("x"))  # of this program: it is to be reported


def test_a_state_says_what_matters_most() -> None:
    why = ReportedIssue(Severity.ERROR, "loss_held", "12 of 24 statements would go.", "x", "fife")
    held = Summary(
        "r", "flow", "1", "", "", "", 1, Ending.LOSS_HELD, documents=1, troubles=(why,),
        last_good_run="2031",
    )  # fmt: skip
    state = showing.state_of(held)
    assert state.name == "LossHeld"
    assert "fife: 12 of 24 statements would go. What was published" in (state.message or "")


@pytest.mark.parametrize(
    ("given", "when", "zone", "name"),
    [
        ({"sources": ["daily"]}, "2026-06-01 04:00", "", "ingest daily 2026-06-01 05:00 BST"),
        ({"sources": ["daily"]}, "2026-12-01 05:00", "", "ingest daily 2026-12-01 05:00 GMT"),
        ({"sources": []}, "2026-06-01 04:00", "UTC", "ingest all 2026-06-01 04:00 UTC"),
        (
            {"sources": (), "path": "/srv/in"},
            "2026-06-01 22:30",
            "",
            "ingest in 2026-06-01 23:30 BST",
        ),
    ],
)
def test_the_name_of_a_run_says_what_it_collects_and_the_time_of_its_schedule(
    given: dict[str, object], when: str, zone: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prefect tells a run its time in UTC: in summer the name was an hour early."""
    monkeypatch.setenv(showing.TIMEZONE, zone)
    moment = datetime.fromisoformat(f"{when}+00:00")
    run = SimpleNamespace(parameters=given, scheduled_start_time=moment, flow_name="ingest")
    monkeypatch.setattr(showing, "flow_run", run)
    assert showing.run_name() == name


def test_a_lost_server_does_not_change_how_a_run_ended(monkeypatch, caplog):
    def gone(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(showing, "create_markdown_artifact", gone)
    monkeypatch.setattr(showing, "as_markdown", lambda _: "")
    showing.show(SimpleNamespace(headline=""))
    assert "under reports" in caplog.text
