"""The data folder: whether all that was stored is there and is what it was."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import UserError
from archive.folder import Archive
from archive.tombstones import tombstones
from pipelines.advice import what_to_do
from pipelines.doctor.result import FIRST_RUN, CheckResult, Health, as_results, bad, look, ok
from pipelines.notes import damaged_notes
from pipelines.originals import missing_originals, set_aside_damaged
from pipelines.published import is_another, is_damaged
from pipelines.traces import check_corrections
from vocabulary.counting import in_number, plural

_SHOWN = 5
_FROM_BACKUP = "Restore from the backup what is damaged, and check the disk."


def of_contents(archive: Archive, *, is_quick: bool) -> Iterator[CheckResult]:
    """All checks of the data folder; a quick one reads no file to its end."""
    (ledger,) = as_results("ledger", lambda: [_ledger(archive)])
    yield ledger
    if not is_quick:
        yield from as_results("originals", lambda: _damaged(archive))
        yield from as_results("artefacts", lambda: [_artefacts(archive)])
    if ledger.health is Health.OK:
        yield from as_results("missing originals", lambda: _missing(archive))
        yield _purged(archive)
    yield from as_results("warehouse", lambda: [_warehouse(archive, is_quick=is_quick)])
    yield from as_results("kept builds", lambda: _kept_builds(archive))
    yield _notes(archive)
    yield from as_results("resaved files", lambda: _resaved(archive))
    yield from as_results("corrections", lambda: _corrections(archive))


def _ledger(archive: Archive) -> CheckResult:
    if not (wrong := archive.ledger.problems()):
        return ok("ledger", "The whole file is sound.")
    do = "Restore ledger.sqlite from the backup; the next run then collects what is missing."
    return bad("ledger", f"It is damaged: {wrong[0][:200]}", do)


def _notes(archive: Archive) -> CheckResult:
    wrong = [
        f"{path.name} cannot be read. {meaning}" for path, meaning in damaged_notes(archive.places)
    ]
    if not wrong:
        return ok("notes", "What was decided and published can be read.")
    return look("notes", " ".join(wrong), _FROM_BACKUP)


def _resaved(archive: Archive) -> Iterator[CheckResult]:
    """Whether it is known which files say again what another says."""
    if archive.places.resaved.exists():
        archive.resaved.check()
        yield ok("resaved files", "Each is known by the document that it was saved again from.")


def _kept_builds(archive: Archive) -> Iterator[CheckResult]:
    """Whether the builds that somebody keeps for good are there and open: nobody can make them
    again.
    """
    from warehouse import WarehouseError, document_figures, marked  # noqa: PLC0415 - loads DuckDB

    builds = archive.places.builds
    wrong = []
    for name in (names := marked(builds)):
        try:
            document_figures(builds / f"{name}.duckdb")
        except WarehouseError:
            wrong.append(name)
    if wrong:
        says = in_number("{n} [is|are] missing or damaged", len(wrong))
        yield look("kept builds", f"{says}: {', '.join(wrong[:_SHOWN])}.", _FROM_BACKUP)
    elif names:
        yield ok(
            "kept builds", in_number("{n} [is|are] kept for good and [opens|open].", len(names))
        )


def _corrections(archive: Archive) -> Iterator[CheckResult]:
    """Whether people's corrections can be read: without them nothing is published."""
    if archive.places.corrections.exists():
        check_corrections(archive)
        yield ok("corrections", "They can be read.")


def _damaged(archive: Archive) -> Iterator[CheckResult]:
    ids = list(archive.originals.ids())
    wrong = [name for name in ids if not archive.originals.is_sound(name)]
    if not wrong:
        yield ok("originals", f"All {len(ids)} are unchanged since they were stored.")
        return
    try:
        with archive.lock():
            for name in wrong:
                set_aside_damaged(archive, name)
        done = "[It was|They were] put aside"
    except UserError:
        done = "A run is under way, so [it was|they were] left in place"
    names = ", ".join(name[:12] for name in wrong[:_SHOWN])
    do = "Offer the same files again, collect their sources again, or restore them. Check the disk."
    says = in_number(f"{{n}} of {len(ids)} [is|are] damaged ({names}). {done}.", len(wrong))
    yield bad("originals", says, do)


def _missing(archive: Archive) -> Iterator[CheckResult]:
    found = missing_originals(archive)
    if not found:
        yield ok("missing originals", "None: every document in the ledger is there.")
    for issue in found[:_SHOWN]:
        do = f"{what_to_do(issue)} Nothing is published until then."
        yield bad("missing originals", issue.message, do)
    if len(found) > _SHOWN:
        more = in_number("{n} more [is|are] missing.", len(found) - _SHOWN)
        yield bad("missing originals", more, "Restore them from the backup.")


def _purged(archive: Archive) -> CheckResult:
    left = {n for n in archive.originals.ids() if archive.ledger.is_purged("", "", n)}
    left |= _half_purged(archive)
    if not left:
        return ok("purged documents", "Nothing is left of them.")
    do = "Finish it: " + "; ".join(
        f"reviews purge {name} --why REASON" for name in sorted(left)[:_SHOWN]
    )
    says = in_number("{n} [is|are] still here in part: the purge was not finished.", len(left))
    return bad("purged documents", says, do)


def _half_purged(archive: Archive) -> set[str]:
    """Documents whose purge was begun and not finished."""
    try:
        begun = {stone.document_id for stone in tombstones(archive.places)}
    except UserError:  # the check of notes says so
        return set()
    return {name for name in begun if archive.ledger.of_document(name)}


def _artefacts(archive: Archive) -> CheckResult:
    total, wrong = archive.artefacts.check()
    if not wrong:
        return ok("artefacts", f"All {total} stored results are sound.")
    try:
        with archive.lock():
            for key in wrong:
                archive.artefacts.drop(key)
        done = "[It was|They were] deleted and will be made again when needed"
    except UserError:
        done = "A run is under way, or the folder is not yours, so [it was|they were] left in place"
    says = f"{{n}} of {total} stored results [is|are] damaged. {done}."
    return look("artefacts", in_number(says, len(wrong)), "Check the disk.")


def _warehouse(archive: Archive, *, is_quick: bool) -> CheckResult:
    from warehouse import WarehouseError, query  # noqa: PLC0415 - DuckDB takes a second to load

    path = archive.places.warehouse
    if not path.exists():
        do = "reviews rebuild" if archive.documents() else FIRST_RUN
        return look("warehouse", "Nothing is published yet.", do)
    if not is_quick and is_damaged(archive.places):
        return bad("warehouse", "Its bytes have changed since it was built.", "reviews rebuild")
    if not is_quick and is_another(archive.places):
        says = "It is not the file that was published: something else has written or replaced it."
        return look("warehouse", says, "reviews rebuild")
    try:
        count = query(path, "select count(*) from reviews").rows[0][0]
    except WarehouseError as error:
        return bad("warehouse", str(error), "reviews rebuild")
    return ok("warehouse", f"It opens, with {plural(count, 'review')}.")
