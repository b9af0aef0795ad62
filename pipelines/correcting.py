"""People's corrections between the stages and the warehouse: DATA/corrections/*.yaml.

They are applied anew before every build, so that they survive re-runs and re-extraction and win
over rules and model. A correction that no longer finds its statement becomes an issue.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from archive.places import Places
from models.corrections import correct_labels, correct_statements, for_document, read_corrections
from models.records import Extraction, Issue, Labelled, ProcessedDocument
from pipelines.process.tools import taxonomy

Label = Callable[[Extraction], Labelled]


class Corrections:
    """The corrections of a data folder. Raises CorrectionError naming file and line."""

    def __init__(self, places: Places) -> None:
        themes, _ = taxonomy()
        self.all = read_corrections(places.corrections, [theme.theme_id for theme in themes])
        self.documents = {correction.document_id for correction in self.all}
        self._label: Label | None = None

    def apply(self, record: ProcessedDocument) -> tuple[ProcessedDocument, tuple[Issue, ...]]:
        """The document as people want it, and the corrections that found nothing."""
        mine = for_document(self.all, record.document_id)
        if not mine:
            return record, ()
        corrected, issues = correct_statements(record.extraction, mine)
        labelled = record.labelled
        if corrected.statements != record.extraction.statements:
            labelled = self._labels_of(corrected)
        labelled, more = correct_labels(corrected, labelled, mine)
        changed = msgspec.structs.replace(record, extraction=corrected, labelled=labelled)
        return changed, (*issues, *more)

    def _labels_of(self, extraction: Extraction) -> Labelled:
        """Labels of changed statements; the classifier is loaded for the first one alone."""
        if self._label is None:
            from models.themes import Classifier  # noqa: PLC0415 - most runs need none

            self._label = Classifier.load().label
        return self._label(extraction)
