"""Reads a WarehouseInput once, staging its rows and gathering what families need."""

from __future__ import annotations

from collections import defaultdict

from models.privacy import masked
from models.records import DocumentState, ProcessedDocument, Sighting, Status, WarehouseInput
from vocabulary.agencies import NAMED, NOT_STATED, OWN, agency_types
from warehouse import rows
from warehouse.families import Facts, facts_of
from warehouse.loader import Loader

_Seen = dict[str, list[Sighting]]


def stage(entry: WarehouseInput, loader: Loader) -> list[Facts]:
    """Stage everything; returns the facts of every document, in the order of the input."""
    _stage_small(entry, loader)
    seen, withdrawn = _stage_sightings(entry, loader)
    facts = []
    for document in entry.documents:
        is_withdrawn = document.document_id in withdrawn or document.status is Status.WITHDRAWN
        facts.append(facts_of(document, seen[document.document_id], is_withdrawn=is_withdrawn))
        # Families are decided by all that is known; nobody sees of it what is held.
        _stage_document(document, masked(document), loader, is_withdrawn=is_withdrawn)
    loader.flush()
    return facts


def _stage_small(entry: WarehouseInput, loader: Loader) -> None:
    earlier = {r.run_id: r for r in entry.history if r.run_id != entry.run.run_id}
    loader.extend("runs", (rows.run(r, is_current=False) for r in earlier.values()))
    loader.add("runs", rows.run(entry.run, is_current=True))
    loader.extend("sources", (rows.source(s) for s in entry.sources))
    loader.extend("themes", (rows.theme(i, t) for i, t in enumerate(entry.themes)))
    crosswalk = {(t.theme_id, *pair) for t in entry.themes for pair in t.maps_to}
    loader.extend("theme_crosswalk", sorted(crosswalk))
    loader.extend("report_types", (rows.report_kind(k) for k in entry.report_types))
    kinds = (*(a for a in agency_types() if not a.code.startswith(OWN)), NAMED, NOT_STATED)
    loader.extend("agencies", ((a.code, a.label, i) for i, a in enumerate(kinds)))
    loader.extend("theme_quality", (rows.quality(q) for q in entry.theme_quality))
    loader.extend("issues", (rows.issue(i) for i in entry.issues))
    loader.extend("issues", (rows.issue(i, run_id) for run_id, i in entry.failures))


def _stage_sightings(entry: WarehouseInput, loader: Loader) -> tuple[_Seen, set[str]]:
    """Also says which documents are withdrawn, by the latest word of each place."""
    seen: _Seen = defaultdict(list)
    latest: dict[tuple[str, str], Sighting] = {}
    for sighting in entry.sightings:
        seen_as = entry.veil(sighting) if entry.veil else sighting
        loader.add("sightings", rows.sighting(seen_as))
        latest[(sighting.source_id, sighting.url)] = sighting  # oldest first, whatever the clock
        if sighting.document_id is not None:
            seen[sighting.document_id].append(sighting)
    withdrawn = {
        s.document_id
        for s in latest.values()
        if s.state is DocumentState.WITHDRAWN and s.document_id is not None
    }
    return seen, withdrawn


def _stage_document(
    whole: ProcessedDocument, document: ProcessedDocument, loader: Loader, *, is_withdrawn: bool
) -> None:
    document_id, meta = document.document_id, document.extraction.metadata
    loader.add("documents", rows.document(document, is_withdrawn=is_withdrawn))
    if is_withdrawn:
        return
    loader.extend("stated", rows.stated(document_id, meta))
    sizes = enumerate(document.page_sizes, start=1)
    loader.extend("pages", ((document_id, n, w, h) for n, (w, h) in sizes))
    loader.extend("sections", rows.sections(document))
    held = {h.statement_id: h for h in document.held if h.field == "statement"}
    pairs = zip(document.extraction.statements, whole.extraction.statements, strict=True)
    for statement, original in pairs:
        loader.add("statements", rows.statement(statement, original, held))
        loader.extend("evidence", rows.evidence(statement))
    loader.extend("responses", (rows.response(r) for r in document.extraction.responses))
    loader.extend("issues", rows.unsure(document.extraction))
    loader.extend("labels", rows.labels(document.labelled))
