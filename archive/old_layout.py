"""Artefacts of data folders from before 2027 stood at artefacts/STAGE/AB/KEY: they are moved, once.

What was read with OCR took hours. Nothing that a purge must find may stay where it does not look.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

import msgspec

from archive.places import Places
from archive.stages import STAGES

_HEAD = 36  # magic word and digest


class _Of(msgspec.Struct):
    document_id: str


def move_old_artefacts(data: Path) -> int:
    """Move what is in the old places and return how many files were moved.

    The caller holds the lock of the data folder. A file that names no document, such as a failure
    without a reading, is deleted: it is made again.
    """
    moved = 0
    for stage in STAGES:
        folder = Places(data).artefacts / stage.name
        for path in sorted(folder.glob("??/*")):  # a reading comes before the facts beside it
            if path.suffix == "" and path.exists():
                moved += _move(path, stage.name, Places(data).artefacts)
            path.unlink(missing_ok=True)
        for empty in (*folder.glob("??"), folder):
            with suppress(OSError):
                empty.rmdir()
    return moved


def _move(path: Path, stage: str, artefacts: Path) -> int:
    try:
        plain = zlib.decompress(path.read_bytes()[_HEAD:])
        name = msgspec.msgpack.decode(plain, type=_Of).document_id
    except (OSError, zlib.error, msgspec.MsgspecError):
        return 0
    target = artefacts / name[:2] / name
    target.mkdir(parents=True, exist_ok=True)
    beside = list(path.parent.glob(f"{path.name}.*"))
    for one in (path, *beside):
        one.replace(target / f"{stage}-{one.name}")
    return 1 + len(beside)
