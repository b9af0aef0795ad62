"""What the last accepted build held of each document: the measure of every loss."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from archive.files import write_whole
from archive.places import Places
from models.records import DocumentFigures, Issue, Loss
from vocabulary.json_text import record_of

Record = TypeVar("Record")


class AcceptedBuild(msgspec.Struct, frozen=True):
    """The figures that a new build is measured against, and the build that set them last."""

    build_id: str
    figures: tuple[DocumentFigures, ...]


class Held(msgspec.Struct, frozen=True):
    """A build that was not published, since it would lose too much; `digest` is of its input."""

    build_id: str
    run_id: str
    digest: str
    losses: tuple[Loss, ...]
    issues: tuple[Issue, ...]


def load_accepted(places: Places) -> AcceptedBuild | None:
    """The accepted figures; None where there are none or none that can be read."""
    return _load(places.accepted, AcceptedBuild)


def save_accepted(places: Places, accepted: AcceptedBuild) -> None:
    """Make these figures the measure."""
    write_whole(places.accepted, msgspec.json.encode(accepted))


def load_held(places: Places) -> Held | None:
    """The build that was not published last; None where there is none."""
    return _load(places.held_figures, Held)


def accepted_held(places: Places) -> Held | None:
    """The held build that a person has accepted, by a call that was killed before it published it.

    The next run publishes it: nobody has to accept it again.
    """
    held, accepted = load_held(places), load_accepted(places)
    return held if held and accepted and held.build_id == accepted.build_id else None


def waiting_held(places: Places) -> Held | None:
    """The build that waits for a person; None where none does."""
    return None if accepted_held(places) else load_held(places)


def save_held(places: Places, held: Held) -> None:
    """Note the build that waits; its file lies beside the note."""
    for other in places.held.glob("*.duckdb"):
        if other.stem != held.build_id:
            other.unlink(missing_ok=True)
    write_whole(places.held_figures, msgspec.json.encode(held))


def drop_held(places: Places) -> None:
    """Nothing is held any more."""
    for path in sorted(places.held.glob("*"), reverse=True):  # the note goes first
        path.unlink(missing_ok=True)


def _load(path: Path, kind: type[Record]) -> Record | None:
    try:
        return record_of(path.read_bytes(), kind)
    except (OSError, msgspec.MsgspecError):
        return None
