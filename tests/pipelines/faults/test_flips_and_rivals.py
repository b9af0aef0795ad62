"""Bits that flip on the disk, and two runs at once: noticed, told, and healed by a run."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from invented import TREES, write_review, write_reviews
from test_kills import DRIVER, HARMLESS, reviews, run

from pipelines.doctor import Health, examine

pytestmark = pytest.mark.faults
START, FLIPS = 6, 24


def places(data: Path) -> list[list[Path]]:
    """Originals, results of stages and the warehouse: each kind is struck as often."""
    kinds = [sorted((data / name).rglob("*")) for name in ("originals", "artefacts")]
    return [
        [path for path in kind if path.is_file()] for kind in [*kinds, [data / "warehouse.duckdb"]]
    ]


def flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    mode, times = path.stat().st_mode, path.stat()
    path.chmod(0o644)
    path.write_bytes(content)
    path.chmod(mode)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # as a bad sector: nobody wrote


def test_a_flipped_bit_is_noticed_by_doctor_and_run_and_healed(
    tmp_path: Path,
) -> None:
    data, folder = tmp_path / "data", tmp_path / "in"
    write_reviews(folder, START)
    assert run(data, folder).returncode == 0
    for number in range(FLIPS):
        chance = random.Random(number)
        struck = chance.choice(places(data)[number % 3])
        flip(struck, chance)
        if number % 2:
            told = {f.about for f in examine(data) if f.health is not Health.OK}
            assert told & {"originals", "artefacts", "warehouse"}, struck
        healed = run(data, folder)
        assert healed.returncode in {0, 2}, (struck, healed.stderr)
        if number % 2 == 0:  # nobody has told the run
            assert "damaged" in healed.stdout + healed.stderr, struck
        assert reviews(data) == START, struck
        wrong = [f for f in examine(data) if f.health is not Health.OK]
        assert {finding.about for finding in wrong} <= HARMLESS, (struck, wrong)


@pytest.mark.parametrize(("wait", "allowed"), [("0", {(0, 0), (0, 1)}), ("5", {(0, 0)})])
def test_two_runs_at_once_take_turns(
    tmp_path: Path, wait: str, allowed: set[tuple[int, int]]
) -> None:
    data = tmp_path / "data"
    folders = [tmp_path / "one", tmp_path / "two"]
    command = [sys.executable, str(DRIVER), "0", "run"]
    for number, folder in enumerate(folders):
        folder.mkdir()
        for tree in TREES[number::2]:
            write_review(folder / f"{tree}.pdf", tree)
    for _ in range(3):
        both = [
            subprocess.Popen(
                [*command, "--from", str(folder), "--data", str(data), "--wait", wait],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for folder in folders
        ]
        told = [one.communicate(timeout=240) for one in both]
        codes = sorted(one.returncode for one in both)
        assert tuple(codes) in allowed, told
        assert all(
            "Another run" in err for one, (_, err) in zip(both, told, strict=True) if one.returncode
        )
    if wait != "0":
        assert reviews(data) == len(TREES)
