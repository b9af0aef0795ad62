"""What a pipe, a mail of cron and a telephone get: lines that can be read, in words that tell."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import msgspec
import pytest
from invented import write_review
from kept import FirstRun
from rich.console import Console
from typer.testing import CliRunner, Result

import warehouse
from archive.folder import Archive
from archive.places import Places
from cli import app
from models.records import Issue, Severity, Sighting
from pipelines.collect import SourceStatus
from pipelines.reporting import last_summary
from terminal.screen.status import show_out_of_reach, show_sources_status

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def data(first_run: FirstRun) -> Path:
    return first_run(6) / "data"


def typed(data: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(data)])


def run(data: Path) -> Result:
    return typed(data, "run", "--from", str(data.parent / "in"), "--quiet")


def lose_three(data: Path) -> None:
    for tree in ("ash", "birch", "cedar"):
        write_review(data.parent / "in" / f"{tree}.pdf", tree.title(), n=2)


def test_a_quiet_run_says_what_went_wrong_in_one_line(data: Path) -> None:
    good = run(data)
    assert (good.exit_code, good.output) == (0, "")
    (data.parent / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    warned = run(data)
    assert warned.exit_code == 2
    assert "local · broken.pdf: " in warned.output
    lose_three(data)
    held = run(data)
    assert held.exit_code == 1
    assert "6 of 24 statements of all sources would go" in held.output
    store = Archive(data).originals
    store.path(next(store.ids())).unlink()
    (data.parent / "in").rename(data.parent / "away")
    (data.parent / "in").mkdir()
    write_review(data.parent / "in" / "oak.pdf", "Oak")
    failed = run(data)
    assert failed.exit_code == 1
    assert "Not published" in failed.output
    assert last_summary(data).troubles[0].message.split(".")[0] in failed.output
    assert {one.output.count("\n") for one in (warned, held, failed)} == {1}


def test_diff_shows_what_accepting_a_held_build_would_change(data: Path) -> None:
    lose_three(data)
    assert run(data).exit_code == 1
    held = last_summary(data).held_build
    assert held
    alone = typed(data, "diff", held)
    assert alone.exit_code == 0, alone.exception
    both = typed(data, "diff", held, held)
    assert "Ash" in alone.output
    assert "Ash" not in both.output
    published, waiting = Places(data).warehouse, Places(data).held_build(held)
    told = json.loads(typed(data, "diff", held, "--json").output)
    assert told == json.loads(msgspec.json.encode(warehouse.diff(published, waiting), enc_hook=str))
    error = typed(data, "diff", "yesterday").exception
    assert f"{held} (held)" in str(error)


def test_a_purge_is_no_first_publication(data: Path) -> None:
    assert last_summary(data).is_first_build
    victim = Archive(data).documents()[0]
    assert typed(data, "purge", victim, "--why", "asked for").exit_code == 0
    summary = last_summary(data)
    assert (summary.is_first_build, summary.news) == (False, ())


def test_sources_in_a_pipe_are_no_wider_than_their_columns() -> None:
    """A long message would make every row of the table as wide."""
    screen = io.StringIO()
    console = Console(file=screen, width=100_000)
    long = "the listing could not be read in full: " + "words " * 150
    rows = [
        SourceStatus("camden_scp", last_run="2031-05-01T05:00:00Z", found=3, message=long),
        SourceStatus("croydon_scp", message="never run"),
    ]
    show_sources_status(rows, console)
    show_out_of_reach(
        [
            Sighting(
                source_id="camden_scp",
                url=f"https://example.org/{'a' * 300}.pdf",
                seen_at="2031",
                run_id="run-1",
                outcome="forbidden",
                page_url="https://example.org/reviews",
            )
        ],
        console,
    )
    printed = screen.getvalue()
    *table, told, never, reach, file = printed.splitlines()
    assert max(map(len, table)) < 130
    assert told.strip() == f"camden_scp: {long}".strip()
    assert never.startswith("1 source has never been collected")
    assert reach.startswith("Runs cannot fetch these")
    assert file.startswith("camden_scp: login needed: https://example.org/aaa")
    assert file.endswith("(listed on https://example.org/reviews)")


def test_the_table_of_sources_can_be_read_on_eighty_columns() -> None:
    row = SourceStatus(
        "kensington_chelsea_westminster_scp",
        last_good_run="2031-05-01T05:00:00Z",
        last_run="2031-05-01T05:00:00Z",
        found=1200, new=0, changed=31, gone=12, blocked=100, errors=11, days_since_new=1,
    )  # fmt: skip
    screen = io.StringIO()
    show_sources_status([row], Console(file=screen, width=80))
    printed = screen.getvalue()
    assert max(map(len, printed.splitlines())) <= 80
    assert "kensington_chelsea_westminster_scp  2031-05-01" in printed
    told = " ".join(" ".join(line[50:] for line in printed.splitlines()[2:]).split())
    assert told == (
        "1200 found, 31 changed, 12 gone, 100 blocked, 11 errors, nothing new for 1 day"
    )


def test_no_code_of_the_program_is_on_the_screen(data: Path) -> None:
    (data.parent / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    (data.parent / "in" / "page.pdf").write_text("<html>An invented notice</html>")
    shown = typed(data, "run", "--from", str(data.parent / "in")).stdout
    record = Archive(data).runs.load()[-1]
    away = [
        Issue(Severity.WARNING, "collect", "listing_out_of_reach", "no answer", source_id=source)
        for source in ("fife", "sbni")
    ]
    issues = (*record.issues, *away)
    Archive(data).runs.save(msgspec.structs.replace(record, issues=issues))
    shown += typed(data, "status").stdout
    assert "server of a list did not answer (2 times): the first: no answer" in shown
    assert "Not read: neither PDF nor Word" in shown
    # Names of sources in `reviews sql` and the question below a run are code of the person's own.
    told = [line for line in shown.splitlines() if "SELECT" not in line and str(data) not in line]
    assert not [line for line in told if re.search(r"[a-z]_[a-z]", line)]
