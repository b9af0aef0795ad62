"""What is gone, by name: from publishers' pages in a run, and from what a build holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.folder import Archive
from models.records import DocumentState, Gone, Issue, Loss, Severity, Sighting
from pipelines.advice import what_to_do
from pipelines.correcting import DataCorrections
from pipelines.holding import Veil
from pipelines.reporting.summary import GoneLine, LostLine

_KEPT = 2  # the published build lies there too, and the one before it
GONE = frozenset({DocumentState.DELISTED, DocumentState.REMOVED, DocumentState.WITHDRAWN})
_QUESTION = "select document_id, title from documents where document_id in ({})"


def gone_in(archive: Archive, run_id: str) -> Iterator[GoneLine]:
    """Documents that left a publisher's page, or were removed or withdrawn, in this run."""
    rows = [
        row
        for row in archive.ledger.latest().values()
        if row.run_id == run_id and row.document_id and row.state in GONE
    ]
    fresh = [row for row in rows if _before(archive, row) not in {row.state, None}]
    if not fresh:
        return
    veil = Veil(DataCorrections(archive.places).all)
    titles = _titles(archive, [row.document_id or "" for row in fresh])
    for row in sorted(fresh, key=lambda row: (row.source_id, row.state, row.url)):
        shown = veil(row)
        issue = Issue(
            Severity.INFO, "collect", row.state, "", row.document_id, source_id=row.source_id
        )
        yield GoneLine(
            row.document_id or "",
            titles.get(row.document_id or "") or shown.listed_title or shown.file_name,
            row.source_id,
            shown.url,
            row.state,
            row.seen_at,
            what_to_do(issue),
        )


def lost_in(archive: Archive, losses: Iterable[Loss]) -> Iterator[LostLine]:
    """Documents that a build lacks, or of which it lacks statements, each once."""
    # A document counts to its source and to all.
    gone = {one.document_id: one for loss in losses for one in loss.gone}
    if not gone:
        return
    veil = Veil(DataCorrections(archive.places).all)
    titles = _titles(archive, gone)
    for one in gone.values():
        rows = archive.ledger.of_document(one.document_id)
        shown = veil(rows[-1]) if rows else None
        yield _lost(one, shown, titles.get(one.document_id) or "")


def _lost(one: Gone, row: Sighting | None, title: str) -> LostLine:
    return LostLine(
        one.document_id,
        title or (row.listed_title if row else "") or one.file_name or one.document_id[:12],
        row.source_id if row else "",
        row.url if row else "",
        one.statements_before,
        one.statements_now,
        one.why,
    )


def _before(archive: Archive, row: Sighting) -> DocumentState | None:
    """The state at this address before this run; None where it was not known."""
    earlier = [r for r in archive.ledger.history(row.source_id, row.key) if r.run_id != row.run_id]
    return earlier[-1].state if earlier else None


def _titles(archive: Archive, ids: Iterable[str]) -> dict[str, str]:
    """Titles as published now, or else in the build before."""
    import warehouse  # noqa: PLC0415 - DuckDB takes a second to load

    found: dict[str, str] = {}
    wanted = ", ".join(f"'{name}'" for name in ids)
    for path in (
        *sorted(archive.places.builds.glob("*.duckdb"))[-_KEPT:],
        archive.places.warehouse,
    ):
        try:
            rows = warehouse.query(path, _QUESTION.format(wanted)).rows
        except warehouse.WarehouseError:
            continue  # gone or damaged: the list's own title does
        found |= {name: title for name, title in rows if title}
    return found
