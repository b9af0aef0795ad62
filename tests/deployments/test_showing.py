"""What Prefect's server shows of a run."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from prefect.context import FlowRunContext
from prefect.logging.handlers import APILogHandler

from deployments import showing
from pipelines.reporting import Ending, Summary
from pipelines.reporting.summary import SourceLine

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
