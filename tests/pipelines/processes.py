"""Children of a process, and whether a process still runs, as /proc says it."""

from __future__ import annotations

from pathlib import Path


def below(pid: int) -> set[int]:
    """A process's children and theirs."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return set()
    found = {int(word) for word in told.split()}
    return found.union(*map(below, found))


def is_there(pid: int) -> bool:
    """Whether a process still runs; one that only waits to be collected does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
