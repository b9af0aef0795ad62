"""Files of a pack in their folder: a file that somebody changed since is never written over.

What was written is remembered in a small file beside it. A changed file stays as it is, and the
new one gets a number. `select` numbers shortlists as x-2.yaml, whose pack is x-2.pptx: a second
version of x.pptx has another name.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from archive.files import write_whole
from vocabulary.json_text import record_of


def place(files: dict[str, bytes], folder: Path, stem: str) -> dict[str, Path]:
    """Write each file, aside and then in place at once; where each of them is."""
    folder.mkdir(parents=True, exist_ok=True)
    memory = folder / f".{stem}.written.json"
    written = _remembered(memory)
    placed: dict[str, Path] = {}
    for name, content in files.items():
        target = _free(folder / name, content, written)
        if not target.exists() or target.read_bytes() != content:
            write_whole(target, content)
        written[target.name] = _digest(content)
        placed[name] = target
    write_whole(memory, msgspec.json.format(msgspec.json.encode(dict(sorted(written.items())))))
    return placed


def _free(target: Path, content: bytes, written: dict[str, str]) -> Path:
    """The file's own place, or the next one that nobody has changed."""
    number = 1
    place = target
    while place.exists():
        now = place.read_bytes()
        if now == content or written.get(place.name) == _digest(now):
            return place
        number += 1
        place = target.with_name(f"{target.stem}-version-{number}{target.suffix}")
    return place


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _remembered(memory: Path) -> dict[str, str]:
    try:
        return record_of(memory.read_bytes(), dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}  # then every file that is there counts as changed, and stays
