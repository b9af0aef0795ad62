"""What a build would lose against the accepted one: counted by source and over all. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from models.records import DocumentFigures, Gone, Issue, Loss, Severity, Status
from vocabulary.counting import plural

LEAST_REVIEWS = 5  # a source with fewer reviews says nothing by losing one, but by losing most
_FEW_WITHDRAWN = 2  # of a source that has hardly more: that much a publisher does on one day
_SHOWN = 5  # documents named in a message; the record of the run names all
Figures = Sequence[DocumentFigures]
Why = Callable[[DocumentFigures, DocumentFigures | None], str]


def losses(before: Figures, now: Figures, why: Why) -> tuple[Loss, ...]:
    """Losses of more than a tenth, over all first; of a small source, of more than half.

    A document counts for the source that it had, so that a second address elsewhere is no loss.
    What its publisher has withdrawn is not a loss either, unless that is most of a source at once.
    """
    found = {row.document_id: row for row in now}
    wanted = [row for row in before if not _is_excused(row, before, found)]
    home = {row.document_id: row.source_id for row in wanted}
    placed = [
        msgspec.structs.replace(r, source_id=home.get(r.document_id, r.source_id)) for r in now
    ]
    out: list[Loss] = []
    for source_id in [None, *sorted({row.source_id for row in wanted})]:
        loss = _loss(source_id, _of(wanted, source_id), _of(placed, source_id), why)
        if loss is None:
            continue
        if source_id is None or loss.reviews_before >= LEAST_REVIEWS or _is_most(loss):
            out.append(loss)
    return tuple(out)


def measure(before: Figures, now: Figures) -> tuple[DocumentFigures, ...]:
    """The figures that the next build is measured against, after `now` has been published.

    A source that has lost nothing is measured by what it has now. One that has lost a little is
    measured by what it had, until a person accepts that: a tenth every night would be all of it.
    What it has gained besides is then no part of the measure: nothing ever held both.
    """
    found = {row.document_id: row for row in now}
    known = {row.document_id for row in before}
    kept: dict[str, DocumentFigures] = dict(found)
    for source_id in {row.source_id for row in before}:
        had = [row for row in _of(before, source_id) if not _is_excused(row, before, found)]
        ids = {row.document_id for row in had}
        has = [row for row in now if row.document_id in ids or row.source_id == source_id]
        if _reviews(has) < _reviews(had) or _statements(has) < _statements(had):
            gained = {row.document_id for row in has} - known
            kept = {name: row for name, row in kept.items() if name not in gained}
            kept |= {row.document_id: row for row in had}
    return tuple(kept[name] for name in sorted(kept))


def in_words(loss: Loss) -> str:
    """ "fife: reviews 10 to 8, statements 40 to 31"."""
    return (
        f"{loss.source_id or 'All sources'}: reviews {loss.reviews_before} to {loss.reviews_now}, "
        f"statements {loss.statements_before} to {loss.statements_now}"
    )


def issues_of(found: Iterable[Loss], build_id: str) -> tuple[Issue, ...]:
    """One error for each loss: what would go, and why."""
    return tuple(
        Issue(Severity.ERROR, "check", "loss_held", _message(loss, build_id), None, loss.source_id)
        for loss in found
    )


def _message(loss: Loss, build_id: str) -> str:
    where = f"of {loss.source_id}" if loss.source_id else "of all sources"
    parts = []
    if lost := loss.reviews_before - loss.reviews_now:
        parts.append(f"{max(lost, 0)} of {loss.reviews_before} reviews")
    if (lost := loss.statements_before - loss.statements_now) > 0:
        parts.append(f"{lost} of {loss.statements_before} statements")
    named = "; ".join(
        f"{one.file_name or one.document_id[:12]}: {one.why}"
        f" ({plural(one.statements_before, 'statement')} before, {one.statements_now} now)"
        for one in loss.gone[:_SHOWN]
    )
    more = f"; and {len(loss.gone) - _SHOWN} more" if len(loss.gone) > _SHOWN else ""
    return (
        f"{' and '.join(parts)} {where} would go: {named}{more}. The build {build_id} is held and"
        " the published one stays."
    )


def _loss(source_id: str | None, before: Figures, now: Figures, why: Why) -> Loss | None:
    reviews, statements = _reviews(before), _statements(before)
    reviews_now, statements_now = _reviews(now), _statements(now)
    if reviews_now * 10 >= reviews * 9 and statements_now * 10 >= statements * 9:
        return None
    found = {row.document_id: row for row in now}
    gone = [
        Gone(
            row.document_id, row.file_name, row.statements, there.statements if there else 0,
            why(row, there),
        )
        for row in before
        if _has_lost(row, there := found.get(row.document_id))
    ]  # fmt: skip
    gone.sort(key=lambda one: (one.statements_now - one.statements_before, one.file_name))
    return Loss(source_id, reviews, reviews_now, statements, statements_now, tuple(gone))


def _is_most(loss: Loss) -> bool:
    return (
        loss.reviews_now * 2 < loss.reviews_before
        or loss.statements_now * 2 < loss.statements_before
    )


def _has_lost(before: DocumentFigures, now: DocumentFigures | None) -> bool:
    if now is None or now.statements < before.statements:
        return True
    return before.review_id is not None and now.review_id is None


def _is_excused(row: DocumentFigures, before: Figures, found: dict[str, DocumentFigures]) -> bool:
    if not _is_withdrawn(found.get(row.document_id)):
        return False
    mates = [mate for mate in before if mate.source_id == row.source_id]
    withdrawn = sum(_is_withdrawn(found.get(mate.document_id)) for mate in mates)
    return withdrawn * 2 <= len(mates) or withdrawn <= _FEW_WITHDRAWN


def _is_withdrawn(row: DocumentFigures | None) -> bool:
    return row is not None and row.status == Status.WITHDRAWN


def _of(rows: Figures, source_id: str | None) -> list[DocumentFigures]:
    return [row for row in rows if source_id is None or row.source_id == source_id]


def _reviews(rows: Figures) -> int:
    return len({row.review_id for row in rows if row.review_id})


def _statements(rows: Figures) -> int:
    return sum(row.statements for row in rows)
