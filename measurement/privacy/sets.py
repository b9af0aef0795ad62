"""The labelled sets in tests/privacy, and statements of invented reviews, which hold nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "privacy"
# An address may have "[at]" in it.
_MARK = re.compile(r"\[([a-z]+)\|((?:[^\]]|(?<=\[at)\])*)\]|\{([^}]*)\}")
# In these sets first names alone are left, as in reports that call people by them.
BY_FIRST_NAME = frozenset({"train", "sealed", "voices", "panels", "margins"})


class Sentence(NamedTuple):
    """One labelled text. `field` is text, title, heading, front, metadata or file.

    `planted` is by characters, `kinds` what each of them is.
    """

    field: str
    text: str
    planted: list[tuple[int, int]]
    kinds: list[str]


def read_set(path: Path) -> Iterator[Sentence]:
    """The sentences of one set: "[kind|words]" is planted, "{words}" only looks so."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        field, rest = line[1:].split(" ", 1) if line.startswith("@") else ("text", line)
        rest = rest.replace("\\n", "\n")
        text, place = "", 0
        spans, kinds = [], []
        for match in _MARK.finditer(rest):
            text += rest[place : match.start()]
            words = match[2] if match[1] else match[3]
            if match[1]:
                spans.append((len(text), len(text) + len(words)))
                kinds.append(match[1])
            text += words
            place = match.end()
        yield Sentence(field, text + rest[place:], spans, kinds)


def sets() -> dict[str, list[Sentence]]:
    """Every labelled set by its name."""
    return {path.stem: list(read_set(path)) for path in sorted(SETS.glob("*.txt"))}


def statements() -> dict[str, list[str]]:
    """Statements of invented reviews and letters by folder: people in them have chosen names."""
    folders = [*sorted((ROOT / "tests").glob("reviews*")), ROOT / "pipelines" / "sample" / "gold"]
    return {
        folder.name: [
            text
            for path in sorted(folder.glob("*.jsonl"))
            for line in path.read_bytes().splitlines()
            if (text := msgspec.json.decode(line).get("text"))
        ]
        for folder in folders
    }


def file_names() -> list[str]:
    """Names of the files of invented reviews, which hold chosen names alone."""
    return [
        msgspec.json.decode(line)["file"]
        for path in sorted((ROOT / "tests").glob("reviews*/meta.jsonl"))
        for line in path.read_bytes().splitlines()
    ]
