"""What docs/operating.md tells an operator to do, done."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from cli import app

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
SAMPLE = ROOT / "pipelines" / "sample" / "pdf" / "briefing-aspen-2025.pdf"


def block(name: str) -> str:
    (found,) = (text for text in BLOCKS if text.startswith(f"# {name}\n"))
    return found


def test_what_is_backed_up_can_be_restored_and_others_see_nothing(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    reviews = programs / "reviews"
    reviews.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cli "$@"\n')
    reviews.chmod(0o755)
    data, backup, drill = (tmp_path / name for name in ("data", "backup", "drill"))
    environment = os.environ | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "REVIEWS_DATA": str(data),
        "BACKUP": str(backup),
        "DRILL": str(drill),
    }

    def sh(script: str) -> str:
        done = subprocess.run(
            ["sh", "-c", script],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    sh(f"umask 027; reviews run --from {shlex.quote(str(SAMPLE))} --quiet")
    sh("umask 027; reviews keep --why 'quoted in a paper'")
    sh(block("backup"))
    sh(block("backup"))  # every night
    assert not [path for path in backup.iterdir() if path.suffix in {".part", ".list", ".new"}]
    kept = (backup / "ledger.sqlite").read_bytes()
    unmounted = tmp_path / "unmounted"
    unmounted.mkdir()
    refused = subprocess.run(
        ["sh", "-c", block("backup")],
        env=environment | {"REVIEWS_DATA": str(unmounted)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (refused.returncode, "nothing was backed up" in refused.stderr) == (1, True)
    assert (backup / "ledger.sqlite").read_bytes() == kept
    counts = re.findall(r"^\d+$", sh(block("restore")), re.MULTILINE)
    assert len(counts) == 2
    assert counts[0] == counts[1] != "0"
    assert "yes: quoted in a paper" in sh('reviews keep --list --data "$DRILL"')
    for folder in (data, backup, drill):
        for path in (folder, *folder.rglob("*")):
            assert path.stat().st_mode & 0o007 == 0, path


def test_the_cron_lines_run_in_the_bare_environment_of_cron(tmp_path: Path) -> None:
    """Each as cron starts it: `sh -c`, five variables, no terminal. A good night prints nothing."""
    programs, data = tmp_path / "bin", tmp_path / "with spaces"
    programs.mkdir()
    reviews = programs / "reviews"
    # What a publisher lists is not this test's matter: a document stands for each group.
    reviews.write_text(
        f'#!/bin/sh\nshift 2\nexec "{sys.executable}" "{ROOT / "cli.py"}" run'
        f' --from "{SAMPLE}" "$@"\n'
    )
    reviews.chmod(0o755)
    settings = tmp_path / "reviews.env"
    settings.write_text(f'REVIEWS_DATA="{data}"\nREVIEWS_CONTACT=reviews@example.org\n')
    lines = [row for text in BLOCKS if text.startswith("MAILTO") for row in text.splitlines()[1:]]
    assert len(lines) == 3
    for line in lines:
        *when, user, command = line.split(maxsplit=6)
        assert (len(when), user) == (5, "reviews")
        command = command.replace("/opt/reviews/.venv/bin/reviews", shlex.quote(str(reviews)))
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace("/etc/reviews.env", shlex.quote(str(settings)))],
            env={
                "HOME": str(tmp_path), "LOGNAME": user, "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin",
                "MAILTO": "lead@example.org",
            },
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (data / "warehouse.duckdb").stat().st_mode & 0o777 == 0o640
    assert len(list((data / "reports").glob("*.json"))) == 3


def test_a_shell_takes_the_settings_as_they_are_written(tmp_path: Path) -> None:
    """An address with signs that a shell has its own use for; systemd takes single quotes too."""
    written = block("/etc/reviews.env")
    expected = dict(re.findall(r"^(\w+)='(.*)'$", written, re.MULTILINE))
    assert "&" in expected["REVIEWS_NOTIFY"]
    (tmp_path / "reviews.env").write_text(written)
    done = subprocess.run(
        ["/bin/sh", "-c", "set -a; . ./reviews.env; env"],
        env={}, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found = dict(row.partition("=")[::2] for row in done.stdout.splitlines())
    assert expected.items() <= found.items()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_the_units_are_what_systemd_takes(tmp_path: Path) -> None:
    """All three timers, as the text says to write them; the program is another one that is here."""
    service, timer = (text for text in BLOCKS if text.startswith("[Unit]"))
    (tmp_path / "reviews@.service").write_text(
        service.replace("/opt/reviews/.venv/bin/reviews", sys.executable)
    )
    others = re.search(r"\(`(Sat [^`]+)`, `([^`]+)`\)", TEXT)
    assert others
    daily = "*-*-* 05:00 Europe/London"
    for name, when in (("daily", daily), ("weekly", others[1]), ("monthly", others[2])):
        unit = timer.replace(daily, when).replace("daily", name)
        (tmp_path / f"reviews-{name}.timer").write_text(unit)
    units = sorted(path.name for path in tmp_path.glob("*.timer"))
    command = ["systemd-analyze", "verify", "--man=no", "./reviews@daily.service", *units]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def lines() -> list[list[str]]:
    """Every call of `reviews` in the blocks."""
    found = []
    for text in BLOCKS:
        for row in text.replace("\\\n", " ").splitlines():
            if call := re.search(r"(?:^|/|\s)reviews (run|serve|rebuild|sql|report)\b.*", row):
                words = shlex.split(call[0].strip().removesuffix("&"))
                found.append(["daily" if word == "%i" else word for word in words[1:]])
    return found


@pytest.mark.parametrize("call", lines(), ids=" ".join)
def test_every_command_in_the_handbook_is_one(call: list[str]) -> None:
    """Its options exist; it is not run."""
    command = typer.main.get_command(app)
    name, *rest = call
    with typer.Context(command) as context:
        found = command.get_command(context, name)
    assert found is not None
    options = {word for option in found.params for word in option.opts}
    assert {word for word in rest if word.startswith("--")} <= options


def test_the_handbook_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"`reviews ([a-z]+)", TEXT))
    listed = CliRunner().invoke(app, ["--help"]).output
    assert {name for name in named if not re.search(rf"\b{name}\b", listed)} == set()
