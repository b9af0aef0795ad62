"""What make does on a machine that lacks something, without making an environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "requirements.lock").write_text("")
    return tmp_path


def fake_python(folder: Path, script: str) -> None:
    path = folder / "python3"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def make(folder: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    # Under `make test` these would make it a make within a make, which announces every folder.
    own = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    environment = own | {"PATH": f"{folder}:{own['PATH']}"}
    return subprocess.run(
        ["make", *targets], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@needs_make
@pytest.mark.parametrize(
    ("script", "says"),
    [
        ('case "$*" in *version_info*) exit 1;; -V) echo Python 3.9.2;; esac', "Python 3.9.2 is"),
        ('case "$*" in *ensurepip*) exit 1;; esac', "apt install python3-venv"),
    ],
    ids=["too old", "without venv"],
)
def test_an_unsuitable_python_gets_one_sentence(checkout: Path, script: str, says: str) -> None:
    fake_python(checkout, script)
    done = make(checkout, "run")
    assert done.returncode != 0
    assert says in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1
    assert not (checkout / ".venv").exists()


@needs_make
def test_a_second_call_makes_nothing_again_until_the_lock_changes(checkout: Path) -> None:
    log = checkout / "calls"
    fake_python(
        checkout,
        f'echo "$*" >> {log}\n'
        'case "$*" in "-m venv "*) mkdir -p .venv/bin; cp python3 .venv/bin/python;'
        f" printf '#!/bin/sh\\n' > .venv/bin/reviews; chmod +x .venv/bin/reviews;; esac",
    )
    assert make(checkout, "run").returncode == 0
    made = log.read_text()
    assert "--require-hashes" in made
    assert make(checkout, "run").returncode == 0
    assert log.read_text() == made
    (checkout / "requirements.lock").write_text("# another version")
    assert make(checkout, "run").returncode == 0
    assert log.read_text().count("-m venv") == 2


@needs_make
def test_help_names_every_target(checkout: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    said = make(checkout, "help").stdout
    assert targets == set(re.findall(r"make ([a-z]+)", said))
    assert {"run", "test", "bench", "lint", "types", "clean"} <= targets


def test_the_lock_pins_every_requirement_with_hashes_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+) \\$", lock, re.MULTILINE))
    starts = re.findall(r"^[^#\s].*$", lock, re.MULTILINE)
    assert len(starts) == len(pinned)
    assert "index-url" not in lock
    assert "find-links" not in lock
    assert "://" not in lock
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
        "editables",  # with it the project itself installs without asking an index for anything
    ]
    names = {re.sub(r"[-_.]+", "-", name).lower() for name in pinned}
    for requirement in wanted:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert name is not None
        assert re.sub(r"[-_.]+", "-", name[0]).lower() in names
