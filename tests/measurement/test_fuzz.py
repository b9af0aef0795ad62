"""Mutated files, and the process that reads them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors import extract, read
from extractors.reading.containers import parts_of
from measurement.fuzz import ReadingChild, cases, is_find, main, mutated


def seed_file(folder: Path) -> Path:
    canvas = Canvas(str(folder / "seed.pdf"), invariant=1)
    canvas.drawString(72, 700, "Recommendation 1: The invented board should listen.")
    canvas.save()
    return folder / "seed.pdf"


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    word = tmp_path / "seed.rtf"
    word.write_bytes(b"{\\rtf1 The invented board met.}")
    seeds = [seed_file(tmp_path), word]
    first = list(cases(seeds, 40, 10, seed=3))
    assert first == list(cases(seeds, 40, 10, seed=3))
    assert first != list(cases(seeds, 40, 10, seed=4))
    assert [suffix for suffix, _ in first].count(".rtf") == 10


def test_a_child_that_is_waited_for_too_long_makes_way_for_another() -> None:
    reader = ReadingChild(wait=0.0)
    assert reader.outcome(b"no document") == "took too long"
    patient = ReadingChild()
    assert patient.outcome(b"no document") == "not_pdf"
    assert patient.child is not None
    patient.child.kill()
    patient.child.join()
    assert patient.outcome(b"no document") == "ended"
    assert patient.outcome(b"no document") == "not_pdf"
    patient.close()


def test_what_ends_raises_or_hangs_is_a_find() -> None:
    assert all(map(is_find, ("ended", "raised ValueError", "took too long")))
    assert not any(map(is_find, ("ok", "unreadable", "encrypted")))


@pytest.mark.parametrize("number", range(60))
def test_mutated_files_end_in_a_status(number: int, tmp_path: Path) -> None:
    """A few of what `make fuzz` reads by the thousand."""
    data = mutated(seed_file(tmp_path).read_bytes(), random.Random(number))
    reading = read(data, "0" * 64)
    assert reading.status
    extract(reading)
    parts_of(data)


def test_the_command_prints_its_seed_and_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed_file(tmp_path)
    keep = tmp_path / "finds"
    given = ["--count", "3", "--seed", "5", "--from", str(tmp_path), "--keep", str(keep)]
    assert main(given) == 0
    assert "seed 5: " in capsys.readouterr().out
    assert not keep.exists()
