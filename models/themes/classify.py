"""Labels statements with themes. spaCy objects never leave this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.records import Extraction, Labelled, Origin, Statement, ThemeLabel
from models.themes.checks import check_taxonomy
from models.themes.language import build_pipeline
from models.themes.rules import Hit, fires
from models.themes.schema import Taxonomy
from models.themes.stance import stance

MAX_LABELS = 4  # the annotators' guide: none to four themes, the most central first


class Classifier:
    """The theme pipeline with its taxonomy; build it once per process with `load`."""

    def __init__(self, nlp: Any, taxonomy: Taxonomy) -> None:
        self._nlp = nlp
        self.taxonomy = taxonomy

    @classmethod
    def load(cls) -> Classifier:
        """The shipped pipeline; raises TaxonomyError where a taxonomy file is wrong."""
        nlp = build_pipeline()
        return cls(nlp, check_taxonomy(nlp, rules=nlp.get_pipe("theme_rules")))

    def label(self, extraction: Extraction) -> Labelled:
        """The themes of every statement of one document."""
        return next(self.label_many([extraction]))

    def label_many(self, extractions: Iterable[Extraction]) -> Iterator[Labelled]:
        """The themes of many documents, in their order, one at a time."""
        for extraction in extractions:
            labels: list[ThemeLabel] = []
            with self._nlp.memory_zone():
                docs = self._nlp.pipe(s.text for s in extraction.statements)
                for statement, doc in zip(extraction.statements, docs, strict=True):
                    labels += self._labels(statement, doc)
            yield Labelled(extraction.document_id, tuple(labels))

    def _labels(self, statement: Statement, doc: Any) -> list[ThemeLabel]:
        """The rules' labels, the themes with most cues first."""
        by_theme: dict[int, list[Hit]] = {}
        for hit in doc._.theme_hits:
            by_theme.setdefault(hit.theme, []).append(hit)
        fired = [(t, hits) for t, hits in by_theme.items() if fires(hits, statement.text)]
        fired.sort(key=lambda item: (-sum(h.strong for h in item[1]), item[1][0].start))
        return [self._label(statement, theme, hits) for theme, hits in fired[:MAX_LABELS]]

    def _label(self, statement: Statement, theme: int, hits: list[Hit]) -> ThemeLabel:
        best = max(hits, key=lambda h: (h.strong, h.end - h.start))
        strong = sum(h.strong for h in hits)
        return ThemeLabel(
            statement_id=statement.statement_id,
            theme_id=self.taxonomy.entries[theme].id,
            score=min(0.95, 0.6 + 0.1 * strong),
            origin=Origin.RULE,
            evidence=statement.text[best.start : best.end],
            evidence_start=best.start,
            evidence_end=best.end,
            stance=stance(statement.kind, statement.text, best.start, best.end),
            taxonomy_digest=self.taxonomy.digest,
            model_version="rules",
        )
