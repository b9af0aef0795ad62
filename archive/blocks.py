"""Digests of a large file, block by block: flipped bits are found without reading all of it."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

BLOCK = 2**20
_LETTERS = 16  # of each digest
SAMPLE = 64  # blocks: a file of 64 MB is checked whole at each run


def digests(path: Path) -> str:
    """The digests of all blocks, one after the other."""
    out = []
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            out.append(_digest(block))
    return "".join(out)


def is_whole(path: Path, known: str, seed: str | None = None) -> bool:
    """Whether the file's blocks are still those of `known`: some, by `seed`, or all of them."""
    numbers = range(len(known) // _LETTERS)
    chosen = list(numbers)
    if seed is not None and len(chosen) > SAMPLE:
        chosen = sorted(random.Random(seed).sample(chosen, SAMPLE))  # noqa: S311
    try:
        with path.open("rb") as file:
            for number in chosen:
                file.seek(number * BLOCK)
                if _digest(file.read(BLOCK)) != known[number * _LETTERS :][:_LETTERS]:
                    return False
    except FileNotFoundError:
        return False
    return True


def _digest(block: bytes) -> str:
    return hashlib.sha256(block).hexdigest()[:_LETTERS]
