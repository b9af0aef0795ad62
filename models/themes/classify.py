"""Labels statements with themes. spaCy objects never leave this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.records import Extraction, Labelled, Origin, Statement, ThemeLabel
from models.themes.checks import check_taxonomy
from models.themes.components import carrying_span
from models.themes.language import blank, build_pipeline
from models.themes.rules import Hit, fires
from models.themes.schema import Taxonomy
from models.themes.sentences import sentence_around
from models.themes.stance import stance

MODEL_SAYS = 0.5  # odds of the linear model from which its own voice counts beside a cue
MAX_CHARACTERS = 20_000  # the rest of a longer text adds nothing to what it is centrally about


class Classifier:
    """The theme pipeline with its taxonomy; build it once per process with `load`."""

    def __init__(self, nlp: Any, taxonomy: Taxonomy) -> None:
        self._nlp = nlp
        self._model = nlp.get_pipe("theme_model")
        self.taxonomy = taxonomy
        self.model_version: str = self._model.weights.version

    @classmethod
    def load(cls) -> Classifier:
        """The shipped pipeline.

        Raises TaxonomyError where a taxonomy file is wrong, ModelError where the trained model
        is absent or knows other themes.
        """
        try:
            nlp = build_pipeline()
        except (ValueError, TypeError):
            check_taxonomy(blank())  # names file and line where a cue is at fault
            raise
        return cls(nlp, check_taxonomy(nlp, rules=nlp.get_pipe("theme_rules")))

    def label(self, extraction: Extraction) -> Labelled:
        """The themes of every statement of one document."""
        return next(self.label_many([extraction]))

    def label_many(self, extractions: Iterable[Extraction]) -> Iterator[Labelled]:
        """The themes of many documents, in their order, one at a time."""
        for extraction in extractions:
            labels: list[ThemeLabel] = []
            abstained: list[ThemeLabel] = []
            with self._nlp.memory_zone():
                texts = (s.text[:MAX_CHARACTERS] for s in extraction.statements)
                for statement, doc in zip(
                    extraction.statements, self._nlp.pipe(texts), strict=True
                ):
                    choice = doc._.theme_choice
                    labels += [self._label(statement, doc, theme) for theme in choice.labels]
                    abstained += [self._label(statement, doc, t) for t in choice.abstained]
            yield Labelled(
                extraction.document_id,
                tuple(label for label in labels if label.evidence),
                tuple(label for label in abstained if label.evidence),
            )

    def _label(self, statement: Statement, doc: Any, theme: int) -> ThemeLabel:
        """One label with the words that show it: the best cue, else what carried the model."""
        hits = [hit for hit in doc._.theme_hits if hit.theme == theme]
        named = fires(hits)
        modelled = float(doc._.theme_logits[theme]) > -MODEL_SAYS
        start, end = _best(hits) if named else carrying_span(doc, self._model, theme)
        left, right = sentence_around(doc._.theme_sentences, len(statement.text), start, end)
        origin = Origin.MODEL if not named else Origin.BOTH if modelled else Origin.RULE
        return ThemeLabel(
            statement_id=statement.statement_id,
            theme_id=self.taxonomy.entries[theme].id,
            score=round(float(doc._.theme_scores[theme]), 4),
            origin=origin,
            evidence=statement.text[start:end],
            evidence_start=start,
            evidence_end=end,
            stance=stance(statement.kind, statement.text[left:right]),
            taxonomy_digest=self.taxonomy.digest,
            model_version=self.model_version,
        )


def _best(hits: list[Hit]) -> tuple[int, int]:
    """The strongest cue, the longest one where several are equally strong."""
    best = max(hits, key=lambda h: (h.strong, h.end - h.start))
    return best.start, best.end
