"""A list that loses one document at a time is told; reports taken down after a year are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from archive.folder import Archive
from models.records import DocumentState, Issue, Pass, Severity, Sighting
from pipelines.past import Past
from pipelines.slow_losses import slow_losses

START = datetime(2031, 1, 6, 5, tzinfo=UTC)


class Publisher:
    """Its list, week by week; every document is of an invented day."""

    def __init__(self, data: Path) -> None:
        self.archive, self.week = Archive(data), 0
        self.listed: dict[str, Sighting] = {}
        self.off: dict[str, Sighting] = {}

    @property
    def now(self) -> datetime:
        return START + timedelta(weeks=self.week)

    def put(self, name: str, dated: date | None = None, title: str = "") -> None:
        self.listed[name] = Sighting(
            source_id="fife", url=f"https://example.org/{name}", seen_at="", run_id="",
            outcome="fetched", document_id=name.encode().hex().ljust(64, "0"),
            file_name=name, listed_title=title or name, key=name,
            listed_date=dated.isoformat() if dated else None,
        )  # fmt: skip

    def take_down(self, *names: str) -> None:
        self.off |= {name: self.listed.pop(name) for name in names}

    def run(self) -> list[Issue]:
        """A pass over the list, and what is said of it."""
        run_id, moment = f"run-{self.week}", self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        seen = {"run_id": run_id, "seen_at": moment}
        for rows, state in (
            (self.listed, DocumentState.UNCHANGED),
            (self.off, DocumentState.DELISTED),
        ):
            for row in rows.values():
                self.archive.ledger.append(_with(row, state=state, **seen))
        self.archive.ledger.append(Pass(run_id, "fife", moment, moment, is_complete=True))
        self.week += 1
        return list(slow_losses(self.archive, Past(self.archive, []), run_id))


def _with(row: Sighting, **changes: object) -> Sighting:
    return msgspec.structs.replace(row, **changes)


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "data")


def days_before(days: int) -> date:
    return START.date() - timedelta(days=days)


def fill(publisher: Publisher, count: int, age: Callable[[int], int]) -> list[str]:
    names = [f"{number:02}.pdf" for number in range(count)]
    for number, name in enumerate(names):
        publisher.put(name, days_before(age(number)))
    assert publisher.run() == []
    return names


def warnings(issues: list[Issue]) -> list[str]:
    return [issue.message for issue in issues if issue.severity == Severity.WARNING]


def test_one_young_document_a_week_is_reported_at_a_tenth_and_at_a_third(
    publisher: Publisher,
) -> None:
    names = fill(publisher, 30, lambda number: 10 + number)
    told = []
    for name in names[:12]:
        publisher.take_down(name)
        told.append(warnings(publisher.run()))
    assert told[:2] == [[], []]
    assert all(len(one) == 1 for one in told[2:])
    assert "lost a tenth or more of its documents in six months: 3 of 30" in told[2][0]
    assert "a tenth" in told[8][0]
    assert "a third or more of its documents in six months: 10 of 30" in told[9][0]


def test_a_publisher_that_takes_each_report_down_after_a_year_is_never_reported(
    publisher: Publisher,
) -> None:
    fill(publisher, 26, lambda number: 7 * 2 * number)  # one a fortnight, the oldest a year old
    for week in range(1, 80):
        old = [
            name
            for name, row in publisher.listed.items()
            if (publisher.now.date() - date.fromisoformat(row.listed_date or "")).days > 365
        ]
        publisher.take_down(*old)
        if week % 2 == 0:
            publisher.put(f"new-{week}.pdf", publisher.now.date())
        assert publisher.run() == [], week
    assert len(publisher.off) > 30


def test_a_yearly_clearing_of_the_oldest_is_no_loss(publisher: Publisher) -> None:
    """A part of the list, though not most of it: that is told at once, elsewhere."""
    names = fill(publisher, 30, lambda number: 20 * number)
    publisher.take_down(*names[18:])
    assert publisher.run() == []


def test_old_documents_that_go_while_older_ones_stay_are_a_loss(publisher: Publisher) -> None:
    names = fill(publisher, 30, lambda number: 600 + 30 * number)
    publisher.take_down(*names[:4])
    assert len(warnings(publisher.run())) == 1


def test_what_comes_back_under_another_address_is_not_lost(publisher: Publisher) -> None:
    names = fill(publisher, 12, lambda number: 10 + number)
    for name in names[:5]:
        publisher.take_down(name)
        publisher.put(f"new-{name}", days_before(0), title=name)
        assert publisher.run() == []
    publisher.take_down(*names[5:8])
    assert len(warnings(publisher.run())) == 1


def test_what_nobody_can_date_and_what_went_at_once_is_left_to_others(
    publisher: Publisher, tmp_path: Path
) -> None:
    for number in range(12):
        publisher.put(f"{number}.pdf")
    publisher.run()
    publisher.take_down("0.pdf", "1.pdf", "2.pdf", "3.pdf")
    assert publisher.run() == []
    other = Publisher(tmp_path / "other")
    names = fill(other, 12, lambda number: 10 + number)
    other.take_down(*names[:8])  # `most_gone` names them
    assert other.run() == []


def test_it_ends_half_a_year_after_the_last_loss(publisher: Publisher) -> None:
    names = fill(publisher, 20, lambda number: 10 + number)
    publisher.take_down(*names[:4])
    assert publisher.run()
    publisher.week += 25
    assert publisher.run()
    publisher.week += 2
    assert publisher.run() == []
