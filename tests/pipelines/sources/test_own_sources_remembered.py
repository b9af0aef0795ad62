"""Whoever runs with sources of their own says so once: every later command on the folder knows."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from invented import write_review, write_reviews
from kept import Kept
from typer.testing import CliRunner, Result

import warehouse
from archive.errors import UserError
from archive.folder import Archive
from archive.places import Places
from cli import app
from deployments.plan import Plan, check
from pipelines.doctor import Health, examine
from pipelines.environment import OWN_SOURCES
from pipelines.reporting import last_summary
from pipelines.sources.loader import SHIPPED

pytestmark = pytest.mark.usefixtures("in_this_process")
TITLE = "An invented title of our own"


def write_own(folder: Path) -> None:
    """Their own `local` and a source that the program does not ship."""
    folder.mkdir()
    local = (SHIPPED / "local.yaml").read_text(encoding="utf-8")
    ours = local.replace("Files of this machine", TITLE)
    (folder / "local.yaml").write_text(ours)
    (folder / "ours_scp.yaml").write_text(ours)


@pytest.fixture
def data(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of six reviews, one of which replaced another, and a file that cannot be read."""
    monkeypatch.setenv(OWN_SOURCES, "")  # so that it is as before when this test is over

    def make(folder: Path) -> None:
        data, documents = folder / "data", folder / "documents"
        write_own(folder / "own")
        write_reviews(documents, 6)
        (documents / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
        run = ("run", "--from", str(documents), "--sources-dir", str(folder / "own"))
        assert typed(data, *run).exit_code == 2
        write_review(documents / "ash.pdf", "Pine")
        assert typed(data, *run).exit_code == 2
        os.environ[OWN_SOURCES] = ""

    return kept.once("own_sources", make) / "data"


@pytest.fixture
def own(data: Path) -> Path:
    return data.parent / "own"


def typed(data: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data)])


def title(data: Path) -> str:
    asked = "select title from core.sources where source_id = 'local'"
    return str(warehouse.query(Places(data).warehouse, asked).rows[0][0])


def test_every_command_that_publishes_knows_them(data: Path) -> None:
    archive = Archive(data)
    (pair,) = archive.replaced.of("beside")
    some = next(name for name in archive.documents() if name not in {pair.now, pair.before})
    for words in (
        ("rebuild",),
        ("retry",),
        ("accept", pair.now),
        ("correct", some, "--why", "asked", "--date", "2024-11"),
        ("purge", some, "--why", "asked for"),
        ("run", "--from", str(data.parent / "documents"), "--rebuild"),
    ):
        Places(data).published.unlink(missing_ok=True)
        done = typed(data, *words)
        assert done.exit_code in {0, 2}, (words, done.output)
        assert title(data) == TITLE, words


def test_every_command_that_mentions_sources_knows_them(data: Path) -> None:
    for words in (("sources",), ("status", "--sources"), ("sources", "--json")):
        assert "ours_scp" in typed(data, *words).output, words
    (found,) = (one for one in examine(data, is_quick=True) if one.about == "source files")
    assert (found.health, str(data.parent / "own") in found.says) == (Health.OK, True)
    check(Plan(data=data, contact="reviews@example.org", sources=("ours_scp",)))


def test_a_folder_that_has_gone_is_reported_with_what_to_do(data: Path, own: Path) -> None:
    shutil.move(own, own.with_name("elsewhere"))
    for words in (("rebuild",), ("retry",), ("status", "--sources"), ("sources",)):
        error = typed(data, *words).exception
        assert isinstance(error, UserError), words
        for part in (str(own), "--sources-dir", str(Places(data).sources_dir)):
            assert part in str(error)
    assert str(own) in last_summary(data).troubles[0].message  # the run that was refused
    (found,) = (one for one in examine(data, is_quick=True) if one.about == "source files")
    assert (found.health, str(own) in found.says) == (Health.BAD, True)
    assert typed(data, "metrics").exit_code == 0
    # Another one takes its place for good; without the note, the shipped ones are left.
    moved = str(own.with_name("elsewhere"))
    assert typed(data, "rebuild", "--sources-dir", moved).exit_code == 0
    os.environ[OWN_SOURCES] = ""
    assert typed(data, "rebuild").exit_code == 0
    assert title(data) == TITLE
    Places(data).sources_dir.unlink()
    assert typed(data, "rebuild").exit_code == 0
    assert title(data) != TITLE


def test_what_a_call_is_given_goes_before_what_is_kept(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert "ours_scp" not in typed(data, "sources", "--sources-dir", str(other)).output
    os.environ[OWN_SOURCES] = ""
    assert "ours_scp" in typed(data, "sources").output  # only a run changes what is kept
