"""People hear that all is well again when it is, and of the sources that were away."""

from __future__ import annotations

import pytest

from archive.runs import RunRecord
from models.records import Pass, Run
from pipelines.reporting.notice import notice_of
from pipelines.reporting.recovery import recovery_of
from pipelines.reporting.summary import Ending, Recovery, Summary


def ran(number: int, status: int) -> RunRecord:
    return RunRecord(Run(f"run-{number}", "", "", "run", "1"), status, number=number)


def asked(number: int, source: str, *, gives: bool, found: int = 0) -> Pass:
    outcomes = {"listed": 3} if gives else {}
    return Pass(f"run-{number}", source, "", "", is_complete=gives, found=found, outcomes=outcomes)


def after(passes: list[Pass], *statuses: int) -> Recovery:
    """What the last of these runs has put right."""
    runs = [ran(number, status) for number, status in enumerate(statuses, 1)]
    return recovery_of(runs[:-1], runs[-1], passes)


def test_a_list_that_is_read_again_but_empty_is_no_recovery() -> None:
    away = [asked(1, "fife", gives=False), asked(2, "fife", gives=False)]
    assert after(away, 3, 2) == Recovery(still_away=("fife",))
    assert after([*away, asked(3, "fife", gives=True)], 3, 2, 0) == Recovery(collected=("fife",))


def test_a_run_of_other_sources_says_nothing_of_those_that_were_away() -> None:
    passes = [asked(1, "fife", gives=False), asked(2, "sbni", gives=True)]
    assert after(passes, 3, 0) == Recovery()
    assert after(passes, 3, 0, 0) == Recovery()  # a rebuild has asked nobody
    back = [*passes, asked(3, "fife", gives=True)]
    assert after(back, 3, 0, 2).collected == ("fife",)
    assert after([*back, asked(4, "fife", gives=True)], 3, 0, 2, 0) == Recovery()  # said once


def test_of_a_run_that_could_have_no_file_the_source_that_listed_them_is_awaited() -> None:
    passes = [
        asked(1, "fife", gives=False, found=4),
        Pass("run-1", "sbni", "", "", is_complete=True),  # has none, and says so
        asked(2, "fife", gives=True, found=4),
    ]
    assert after(passes, 3, 0) == Recovery(collected=("fife",))


@pytest.mark.parametrize("between", [(), (143,), (3,), (130, 3)])
def test_what_was_not_published_is_reported_when_it_is(between: tuple[int, ...]) -> None:
    assert after([], 0, 1, *between, 2).published
    assert not after([], 1, 0, *between, 0).published
    assert after([], 1, *between, 1) == Recovery()


def test_the_message_names_who_is_back_and_who_is_not() -> None:
    summary = Summary("run-2", "run", "1", "", "", "", 2, Ending.WARNINGS, documents=1)
    assert notice_of(summary) is None
    back = Summary(
        "run-2", "run", "1", "", "", "", 2, Ending.WARNINGS, documents=1,
        recovery=Recovery(collected=("fife",), still_away=("sbni",)),
    )  # fmt: skip
    told = notice_of(back)
    assert told
    assert told.reasons == ("recovered",)
    assert told.lines[:2] == (
        "Collected again, after a run that could collect nothing: fife.",
        "Still nothing from: sbni.",
    )
