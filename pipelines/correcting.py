"""People's corrections between the stages and the warehouse: DATA/corrections/*.yaml.

They are applied again before every build, so that they survive re-runs and re-extraction and win
over rules and model. A correction that no longer finds its statement becomes an issue.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from archive.errors import UserError
from archive.folder import Archive
from archive.places import Places
from models.corrections import (
    CorrectionError,
    DocumentCorrection,
    Said,
    answers,
    correct_labels,
    correct_statements,
    for_document,
    read_corrections,
    read_documents,
    write_documents,
)
from models.corrections import correct_document as with_metadata
from models.records import Extraction, Issue, Labelled, ProcessedDocument, Sighting
from pipelines.answering import use_of_answers
from pipelines.holding import with_holds
from pipelines.process.tools import Label, labelling, taxonomy


class DataCorrections:
    """The corrections of a data folder. Raises CorrectionError naming file and line."""

    def __init__(self, places: Places) -> None:
        self.themes = tuple(theme.theme_id for theme in taxonomy()[0])
        self.all = read_corrections(places.corrections, self.themes)
        self.metadata = read_documents(places.corrections)
        self.documents = {c.document_id for c in self.all}
        self.documents |= {c.document_id for c in self.metadata}
        used = use_of_answers(places)
        self._answered = frozenset(used.documents if used else ())
        self._label: Label | None = None

    def apply(self, record: ProcessedDocument) -> tuple[ProcessedDocument, tuple[Issue, ...]]:
        """The document as people want it, and the corrections that found nothing."""
        record = with_metadata(record, self.metadata)
        mine = for_document(self.all, record.document_id)
        if not mine:
            return record, ()
        corrected, issues = correct_statements(record.extraction, mine)
        labelled = record.labelled
        said = {}
        if record.document_id in self._answered:
            said = answers(mine, corrected.statements, self.themes)
        if said or corrected.statements != record.extraction.statements:
            labelled = self._labels_of(corrected, said)
        labelled, more = correct_labels(corrected, labelled, mine)
        changed = msgspec.structs.replace(record, extraction=corrected, labelled=labelled)
        return changed, (*issues, *more)

    def held(self, record: ProcessedDocument, row: Sighting | None) -> ProcessedDocument:
        """A corrected document, with the texts that are held back until a person decides."""
        return with_holds(record, row, for_document(self.all, record.document_id))

    def _labels_of(self, extraction: Extraction, said: Mapping[str, Said]) -> Labelled:
        """Labels of statements that changed, or that answers about others of their document help.

        The classifier is loaded for the first of them alone.
        """
        if self._label is None:
            self._label = labelling()
        return self._label(extraction, said)


def corrected_words(places: Places, statement: Mapping[str, Any]) -> str:
    """Who gave a published statement its words, when and why; nothing where nobody did."""
    try:
        corrections = DataCorrections(places).all
    except CorrectionError as error:  # which is no reason to explain nothing
        return f"may be corrected: {error}"
    for one in reversed(for_document(corrections, statement["document_id"])):
        if one.action == "set_text" and one.text == statement["text"]:
            when = f" on {one.when}" if one.when else ""
            return f"corrected by {one.who}{when}: {one.why}"
    return ""


class Written(msgspec.Struct, frozen=True):
    """What was recorded about which document."""

    document_id: str
    fields: tuple[str, ...]
    file: str


def correct_document(data: Path, start: str, said: list[DocumentCorrection]) -> Written:
    """Write what a person says about the document whose id begins with `start`.

    The id of a review is that of its report, of which it holds the first ten digits. Raises
    UserError where no document or several have such an id, and CorrectionError where a value
    cannot be.
    """
    archive = Archive.of_earlier_runs(data)
    digits = start.lower().removeprefix("rev-")
    found = [d for d in archive.documents() if d.startswith(digits)] if digits else []
    if len(found) != 1:
        which = "No document has" if not found else f"{len(found)} documents have"
        raise UserError(
            f'{which} an id that begins with {start!r}. `reviews sql "from documents"` lists them.'
        )
    entries = [msgspec.structs.replace(entry, document_id=found[0]) for entry in said]
    file = write_documents(archive.places.corrections, entries)
    return Written(found[0], tuple(entry.field for entry in said), str(file))
