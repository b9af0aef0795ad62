"""The README's commands are run, and what they print is what it shows.

`REVIEWS_WRITE_README=1 make test` writes the present output into the README; look at the change.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.local import SAMPLE_FOLDER

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
PROGRAM = [sys.executable, str(ROOT / "cli.py")]
# `make run` is `reviews run` once the environment is there, which it is where tests run.
ALIASES = {"make run": [*PROGRAM, "run"]}

needs_sample = pytest.mark.skipif(
    not any(SAMPLE_FOLDER.glob("*.pdf")), reason="needs the bundled sample"
)


def run(command: str, folder: Path) -> str:
    words = ALIASES.get(command) or [*PROGRAM, *shlex.split(command)[1:]]
    environment = {k: v for k, v in os.environ.items() if k not in {"REVIEWS_DATA", "COLUMNS"}}
    ours = Path(sys.executable).with_name("reviews")
    searched = environment["PATH"].split(os.pathsep)  # a reader's shell knows no environment
    environment["PATH"] = os.pathsep.join(part for part in searched if Path(part) != ours.parent)
    done = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    text = done.stdout.replace(str(ours), ".venv/bin/reviews")  # a reader's is in .venv
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def masked(text: str) -> str:
    """Without what differs between machines and runs: times and durations."""
    text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?", "TIME", text)
    return re.sub(r"\b\d+(\.\d+)? s\b", "N s", text)


@needs_sample
def test_the_readme_shows_what_its_commands_print(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert blocks[0]["command"] == "make run"
    assert any("reviews sql" in block["command"] for block in blocks)
    printed = {block["command"]: run(block["command"], tmp_path) for block in blocks}
    if os.environ.get("REVIEWS_WRITE_README") == "1":
        new = BLOCK.sub(lambda b: f"```console\n$ {b['command']}\n{printed[b['command']]}```", text)
        README.write_text(new, encoding="utf-8")
        pytest.skip("the README was written anew")
    for block in blocks:
        assert masked(printed[block["command"]]) == masked(block["output"]), block["command"]


def test_the_first_screen_answers_what_how_and_what_comes_out() -> None:
    first = README.read_text(encoding="utf-8").split("\n## ")[0]
    for word in ("safeguarding reviews", "$ make run", "make test", "reviews sql"):
        assert word in first


def test_every_command_in_the_readme_exists() -> None:
    text = README.read_text(encoding="utf-8")
    quoted = re.findall(
        r"`(?:\.venv/bin/)?reviews ([a-z]+)[ `]|^\.venv/bin/reviews ([a-z]+)", text, re.MULTILINE
    )
    commands = {one or other for one, other in quoted}
    helped = subprocess.run([*PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
    assert commands
    assert {c for c in commands if not re.search(rf"\b{c}\b", helped)} == set()
