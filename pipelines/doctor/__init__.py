"""Everything that a monitor or a person wants to know of an installation, without changing it."""

from __future__ import annotations

from pathlib import Path

from archive.folder import Archive, has_been_run
from pipelines.doctor.contents import of_contents
from pipelines.doctor.machine import before_any_run, of_machine
from pipelines.doctor.result import CheckResult, Health, as_results, look, ok
from pipelines.doctor.standing import of_standing


def examine(data: Path, *, is_quick: bool = False) -> list[CheckResult]:
    """All check results of a data folder and its machine, in the order in which they are shown.

    Where no run has used `data`, those of the machine alone.
    """
    if not has_been_run(data):
        return list(before_any_run(data))
    opened = list(as_results("data folder", lambda: [_opens(data)]))
    if opened[0].health is Health.BAD:
        return opened
    archive = Archive.of_earlier_runs(data)
    contents = list(of_contents(archive, is_quick=is_quick))
    ledger_is_bad = contents[0].health is Health.BAD
    standing = [] if ledger_is_bad else list(of_standing(archive))
    return [*opened, *of_machine(archive), *contents, *standing]


def _opens(data: Path) -> CheckResult:
    """Whether the folder and its store can be used at all: without them nothing else can be
    asked.
    """
    archive = Archive.of_earlier_runs(data)
    _ = archive.originals  # opens the store
    return ok("data folder", f"{archive.data} opens.")


def exit_status(findings: list[CheckResult]) -> int:
    """For a monitor: 0 all well, 1 somebody must act, 2 somebody should look."""
    found = {finding.health for finding in findings}
    if Health.BAD in found:
        return 1
    return 2 if Health.LOOK in found else 0


__all__ = ["CheckResult", "Health", "examine", "exit_status", "look", "ok"]
