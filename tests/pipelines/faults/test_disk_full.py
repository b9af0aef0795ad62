"""A disk that is full at ten levels: told each time, nothing lost, healed by the next run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import TREES, write_review, write_reviews
from test_kills import reviews, run

from archive.runs import FAILED, Runs

pytestmark = pytest.mark.faults
SIZE = 96 * 2**20
LEVELS = [0, 8_192, 65_536, 200_000, 500_000, 1_000_000, 2_000_000, 3_000_000, 4_500_000, 6_000_000]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system in memory; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("a small disk needs the right to mount one")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """A file that takes all room but `leave` bytes."""
    found = os.statvfs(disk)
    filler = disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, found.f_bavail * found.f_frsize - leave))
    return filler


def test_ten_levels(disk: Path, tmp_path: Path) -> None:
    data, folder = disk / "data", tmp_path / "in"
    write_reviews(folder, 6)
    assert run(data, folder).returncode == 0
    n_full = 0
    for number, leave in enumerate(LEVELS):
        published = reviews(data)
        write_review(folder / f"{number}.pdf", TREES[6 + number % 6], words=f"File {number}.")
        filler = fill(disk, leave)
        full = run(data, folder)
        filler.unlink()
        assert reviews(data) == published, leave
        if full.returncode:
            n_full += 1
            assert full.returncode == FAILED, full.stderr
            assert "disk is full" in full.stderr + full.stdout, full.stderr
            record = Runs(data).load()[-1]
            assert {issue.code for issue in record.issues} >= {"disk_full"}, leave
        healed = run(data, folder)
        assert healed.returncode == 0, healed.stdout + healed.stderr
        assert reviews(data) == min(7 + number, 12)
    assert n_full == len(LEVELS)
