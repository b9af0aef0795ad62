"""A source that fails every second run is told once, as that; one that stays away is told again."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.folder import Archive
from archive.runs import RunRecord
from models.records import Issue, Pass, Run, Severity
from pipelines.past import Past
from pipelines.recording import new_warnings
from pipelines.wavering import CODE, Wavering


class Nights:
    """Runs of one source, each with what it met; says what each of them tells anew."""

    def __init__(self, data: Path) -> None:
        self.archive, self.history = Archive(data), list[RunRecord]()

    def night(self, *found: Issue, source: str = "fife") -> list[str]:
        run_id = f"run-{len(self.history) + 1}"
        self.archive.ledger.append(Pass(run_id, source, "", "", is_complete=not found))
        past = Past(self.archive, self.history)
        wavering = Wavering(past, run_id, found)
        issues = [*found, *wavering.issues()]
        fresh = new_warnings(past, wavering, issues)
        status = 2 if fresh else 0
        run = Run(run_id, "", "", "run", "1")
        self.history.append(RunRecord(run, status, tuple(issues), number=len(self.history) + 1))
        return [issue.code for issue in fresh]


def met(code: str, message: str = "x", source: str = "fife") -> Issue:
    return Issue(Severity.WARNING, "collect", code, message, source_id=source)


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path / "data")


AWAY = met("listing_incomplete", "page 1 of 3: status 503")


def test_what_fails_every_second_night_is_reported_twice_and_no_more(nights: Nights) -> None:
    told = [nights.night(*([AWAY] if number % 2 == 0 else [])) for number in range(12)]
    assert told[:3] == [["listing_incomplete"], [], [CODE]]
    assert told[3:] == [[]] * 9
    assert CODE in {issue.code for issue in nights.history[-1].issues}  # and stands in the report
    assert [nights.night() for _ in range(9)] == [[]] * 9
    assert nights.history[-1].issues == ()  # until it no longer holds
    assert nights.night(AWAY) == ["listing_incomplete"]


def test_how_a_list_fails_may_change_meanwhile(nights: Nights) -> None:
    other = met("listing_out_of_reach", "no answer")
    assert [nights.night(*found) for found in ([AWAY], [], [other], [], [AWAY])] == [
        ["listing_incomplete"], [], [CODE], [], [],
    ]  # fmt: skip


def test_a_list_that_is_closed_to_programs_is_reported_beside_bad_nights(nights: Nights) -> None:
    closed = met("listing_closed", "robots.txt disallows this address")
    for found in ([AWAY], [], [AWAY], []):
        nights.night(*found)
    assert [nights.night(closed), nights.night(closed)] == [["listing_closed"], []]


def test_three_failures_in_a_row_are_no_coming_and_going(nights: Nights) -> None:
    for found in ([AWAY], [], [AWAY], []):
        nights.night(*found)
    assert nights.night(AWAY) == []
    assert nights.night(AWAY) == []
    assert nights.night(AWAY) == ["listing_incomplete"]
    assert nights.night(AWAY) == []  # told once


def test_any_files_that_pass_are_one_kind_and_those_that_last_are_their_own(
    nights: Nights,
) -> None:
    slow = met("too_slow", "1 file took too long. https://example.org/a.pdf")
    error = met("error", "2 files could not be fetched. https://example.org/b.pdf")
    gone = met("gone", "1 file is not there (404 or 410). https://example.org/c.pdf")
    other = met("gone", "1 file is not there (404 or 410). https://example.org/d.pdf")
    assert nights.night(slow) == ["too_slow"]
    nights.night()
    assert nights.night(error) == [CODE]
    assert nights.night(gone) == ["gone"]
    nights.night()
    assert nights.night(other) == ["gone"]
    nights.night()
    assert nights.night(gone) == [CODE]  # this link goes and comes back
    assert "files of it: no longer there in some runs" in nights.history[-1].issues[-1].message


def test_nights_of_other_sources_do_not_count(nights: Nights) -> None:
    nights.night(AWAY)
    assert nights.night(met("listing_incomplete", source="sbni"), source="sbni")
    assert nights.night(AWAY) == []  # it has been away all the time
    assert nights.night() == []
    assert nights.night(AWAY) == [CODE]


def test_what_counts_as_gone_is_news_each_time(nights: Nights) -> None:
    gone = met("most_gone", "the listing has lost 5 of 8 documents on two days")
    assert [nights.night(*found) for found in ([gone], [], [gone], [], [gone])] == [
        ["most_gone"], [], ["most_gone"], [], ["most_gone"],
    ]  # fmt: skip
