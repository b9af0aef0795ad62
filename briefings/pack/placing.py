"""Write the files of a pack. A file that somebody has changed is never overwritten.

A small file beside the pack remembers what was written. A changed file stays as it is, and the
new one is called x-version-2.pptx. That name cannot clash with the pack of the shortlist
x-2.yaml, which is x-2.pptx.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from archive.files import write_whole
from vocabulary.json_text import record_of


def place(files: dict[str, bytes], folder: Path, stem: str) -> dict[str, Path]:
    """Write each file under a temporary name, then move it into place. Returns their paths."""
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
        return {}  # then every existing file counts as changed and is kept
