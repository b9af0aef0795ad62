"""What the published warehouse was built from, so that the same is not built again.

DATA/published.json holds one digest over everything that a build reads: what each document
became, what the ledger says of it, corrections, issues, sources, taxonomy, and the code of the
build itself. Left out is what every run changes and nobody waits for: the row of the run, and
when an unchanged file was last looked at. So that these never lag far, a build is good for a week.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import dropwhile
from pathlib import Path

import msgspec

from archive.blocks import digests, is_whole
from archive.files import write_whole
from archive.folder import Archive
from archive.places import Places
from archive.stages import PUBLISH, stage_version, stage_versions
from archive.store import together
from models.records import Holdings, Issue, Run, Sighting
from pipelines.process import fingerprint
from pipelines.request import project_version
from vocabulary.json_text import record_of

GOOD_FOR = timedelta(days=7)
_PASSING = (
    "seen_at",
    "run_id",
    "outcome",
    "state",
    "message",
)  # of a sighting that repeats another


class Published(msgspec.Struct, frozen=True):
    """One build that was published.

    `issues` are its own. Of those that compare with the build before it, whether they last is not
    known until the same input has been built twice: until then it is not `is_settled`.
    """

    digest: str
    run_id: str
    built_at: str  # UTC, ISO 8601
    issues: tuple[Issue, ...]
    is_settled: bool
    bytes: int
    changed_ns: int
    blocks: str = ""  # digests of the file's blocks; "": of a build by an older version
    holdings: Holdings | None = None  # so that reading what is published opens no database


def input_digest(archive: Archive, issues: Iterable[Issue]) -> str:
    """Sixty-four hex digits over all that a build would read."""
    digest = hashlib.sha256(msgspec.json.encode((project_version(), stage_versions())))
    digest.update(stage_version(PUBLISH).encode())
    ledger, corrections = archive.ledger, archive.places.corrections
    names, artefacts = archive.documents(), archive.artefacts
    all_made = together(artefacts.store, lambda name: fingerprint(artefacts, name), names)
    for document_id, made in zip(names, all_made, strict=True):
        digest.update(msgspec.json.encode((document_id, made)))
    for row in ledger.news():
        digest.update(msgspec.json.encode(row))
    for row in ledger.latest().values():
        digest.update(msgspec.json.encode(_lasting(row)))
    for issue in issues:
        digest.update(msgspec.json.encode(issue))
    for path in sorted(corrections.rglob("*")):
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(corrections).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def _lasting(row: Sighting) -> dict[str, object]:
    """What a sighting says but for when and how it was made; `news` holds every change of that."""
    return {k: v for k, v in msgspec.structs.asdict(row).items() if k not in _PASSING}


def still_stands(places: Places, digest: str, now: str) -> Published | None:
    """The published build, where it was made of the same and its file is as it was left."""
    found = _load(places)
    if found is None or not found.is_settled or found.digest != digest:
        return None
    if (found.bytes, found.changed_ns) != _file(places.warehouse):
        return None
    age = datetime.fromisoformat(now) - datetime.fromisoformat(found.built_at)
    return found if timedelta(0) <= age < GOOD_FOR else None


def note(places: Places, digest: str, run: Run, issues: tuple[Issue, ...], held: Holdings) -> None:
    """Note what the file that has just been published was made of."""
    from warehouse import comparing_checks  # noqa: PLC0415 - loads DuckDB, as the build has

    before, passing = _load(places), comparing_checks()
    is_settled = not any(issue.code in passing for issue in issues)
    is_settled = is_settled or (before is not None and before.digest == digest)
    made = _file(places.warehouse)
    row = Published(
        digest,
        run.run_id,
        run.finished_at,
        issues,
        is_settled,
        *made,
        digests(places.warehouse),
        held,
    )
    write_whole(places.published, msgspec.json.encode(row))


def what_is_held(places: Places) -> Holdings:
    """What the published file holds, as noted when it was published; counted where it was not, or
    where somebody else has written the file since. Raises WarehouseError.
    """
    found = _load(places)
    if found and found.holdings and (found.bytes, found.changed_ns) == _file(places.warehouse):
        return found.holdings
    from warehouse import holdings  # noqa: PLC0415 - loads DuckDB

    return holdings(places.warehouse)


def is_damaged(places: Places, seed: str | None = None) -> bool:
    """Whether bytes of the published file have changed: of some blocks, by `seed`, or of all.

    A file that somebody else has written again is not damaged, but not ours either.
    """
    found = _load(places)
    if not found or not found.blocks or (found.bytes, found.changed_ns) != _file(places.warehouse):
        return False
    return not is_whole(places.warehouse, found.blocks, seed)


def is_rewritten(archive: Archive) -> bool:
    """Whether another program has written the published file; a copy of it is no other.

    A run that ended early since may have been killed between the file and the note of it.
    """
    places = archive.places
    found = _load(places)
    if not found or (found.bytes, found.changed_ns) == _file(places.warehouse):
        return False
    records = archive.runs.load()
    since = list(dropwhile(lambda record: record.run.run_id != found.run_id, records))
    if not since or not all(record.is_published for record in since):
        return False
    return is_another(places)


def is_another(places: Places) -> bool:
    """Whether the published file is not what was published, whoever has written it."""
    found = _load(places)
    if not found or not found.blocks:
        return False
    return not is_whole(places.warehouse, found.blocks)


def _load(places: Places) -> Published | None:
    try:
        return record_of(places.published.read_bytes(), Published)
    except (OSError, msgspec.MsgspecError):
        return None


def _file(target: Path) -> tuple[int, int]:
    try:
        found = target.stat()
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns
