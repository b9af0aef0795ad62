"""Labels statements with themes. spaCy objects never leave this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, NamedTuple

import msgspec

from models.records import Extraction, Labelled, Origin, Statement, ThemeLabel
from models.themes.checks import check_taxonomy
from models.themes.components import carrying_spans
from models.themes.families import is_narrative
from models.themes.language import blank, build_pipeline
from models.themes.loading import load_taxonomy
from models.themes.quality import learnt_taxonomy
from models.themes.rules import Hit, fires
from models.themes.schema import Taxonomy
from models.themes.sentences import sentence_around
from models.themes.stance import stance

MODEL_SAYS = 0.5  # odds of the linear model from which its own voice counts beside a cue
WARM_STATEMENTS = 5000  # their words stay known
ZONE_STATEMENTS = 5000  # after so many more, spaCy's memory of words is given back
MAX_CHARACTERS = 20_000  # the rest of a longer text adds nothing to what it is centrally about

_Said = Mapping[str, Mapping[str, bool]]  # by statement and theme, whether people say it has it
_NOTHING: _Said = {}


class Classifier:
    """The theme pipeline with its taxonomy; build it once per process with `load`."""

    def __init__(self, nlp: Any, taxonomy: Taxonomy) -> None:
        self._nlp = nlp
        self._zone = ExitStack()
        self._zone_ends = WARM_STATEMENTS
        self._seen = 0
        self._model = nlp.get_pipe("theme_model")
        self._places = taxonomy.index()
        self.taxonomy = taxonomy
        self.model_version: str = self._model.weights.version

    @classmethod
    def load(cls) -> Classifier:
        """The shipped pipeline.

        Raises VocabularyError where a taxonomy file is wrong, ModelError where the trained model
        is absent or knows other themes.
        """
        try:
            nlp = build_pipeline()
        except (ValueError, TypeError):
            check_taxonomy(blank())  # names file and line where a cue is at fault
            raise
        taxonomy = load_taxonomy()
        if taxonomy.digest != learnt_taxonomy():  # a person is at work on it
            check_taxonomy(nlp, rules=nlp.get_pipe("theme_rules"))
        return cls(nlp, taxonomy)

    def label(self, extraction: Extraction) -> Labelled:
        """The themes of every statement of one document."""
        return next(self.label_many([extraction]))

    def label_answered(self, extraction: Extraction, said: _Said) -> Labelled:
        """The themes of one document, some of whose statements people have answered.

        Labels that are there only because of the answers have an origin that says so. What people
        said of a statement itself is not put in its place here (`models.corrections`).
        """
        before = {(x.statement_id, x.theme_id) for x in self.label(extraction).labels}
        after = next(self.label_many([extraction], said))
        labels = tuple(
            label
            if (label.statement_id, label.theme_id) in before
            else msgspec.structs.replace(label, origin=Origin.ANSWERS)
            for label in after.labels
        )
        return msgspec.structs.replace(after, labels=labels)

    def label_many(
        self, extractions: Iterable[Extraction], said: _Said = _NOTHING
    ) -> Iterator[Labelled]:
        """The themes of many documents, in their order, one at a time; `said` by statement."""
        for extraction in extractions:
            labels: list[ThemeLabel] = []
            abstained: list[ThemeLabel] = []
            self._renew_zone(len(extraction.statements))
            name = extraction.document_id
            told = is_narrative(extraction.metadata)
            above = self._headings(extraction.statements)
            docs = (
                self._doc(s, name, told, above, self._answered(said.get(s.statement_id, {})))
                for s in extraction.statements
            )
            for statement, doc in zip(extraction.statements, self._nlp.pipe(docs), strict=True):
                choice = doc._.theme_choice
                if choice.labels or choice.abstained:
                    read = self._read(doc)
                    labels += [self._label(statement, read, t) for t in choice.labels]
                    abstained += [self._label(statement, read, t) for t in choice.abstained]
            yield Labelled(
                extraction.document_id,
                tuple(label for label in labels if label.evidence),
                tuple(label for label in abstained if label.evidence),
            )

    def _headings(self, statements: Iterable[Statement]) -> dict[str, tuple[Any, Any]]:
        """What the linear model makes of each heading, and what it adds to statements below it."""
        headings = list(dict.fromkeys(s.heading for s in statements if s.heading))
        if not headings:
            return {}
        with self._nlp.select_pipes(enable=["theme_rules"]):
            docs = list(self._nlp.pipe(headings))
        own, below = self._model.of_headings(docs)
        return dict(zip(headings, zip(own, below, strict=True), strict=True))

    def _answered(self, said: Mapping[str, bool]) -> dict[int, bool]:
        return {self._places[theme]: has for theme, has in said.items()}

    def _doc(
        self,
        statement: Statement,
        document: str,
        told: bool,
        above: dict[str, tuple[Any, Any]],
        said: Mapping[int, bool],
    ) -> Any:
        text = statement.text[:MAX_CHARACTERS]
        doc = self._nlp.make_doc(text)
        left = doc._
        left.theme_above, left.theme_below = above.get(statement.heading or "", (None, None))
        left.theme_text = text
        left.theme_document = document
        left.theme_narrative = told
        left.theme_said = said
        return doc

    def _renew_zone(self, coming: int) -> None:
        """Bound the memory that spaCy spends on words.

        The words of the first WARM statements are kept, so that common ones are split once and
        for all; what later statements add is given back every so often. No Doc outlives its
        document, so a zone may end between two.
        """
        if self._seen >= self._zone_ends:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._zone_ends = self._seen + ZONE_STATEMENTS
        self._seen += coming

    def _read(self, doc: Any) -> _Read:
        hits: dict[int, list[Hit]] = {}
        left = doc._
        for hit in left.theme_hits:
            hits.setdefault(hit.theme, []).append(hit)
        choice = left.theme_choice
        unnamed = [t for t in (*choice.labels, *choice.abstained) if not fires(hits.get(t, []))]
        spans = carrying_spans(doc, self._model, unnamed) if unnamed else ()
        return _Read(
            hits,
            left.theme_logits.tolist(),
            left.theme_scores.tolist(),
            left.theme_sentences,
            dict(zip(unnamed, spans, strict=True)),
        )

    def _label(self, statement: Statement, read: _Read, theme: int) -> ThemeLabel:
        """One label with the words that show it: the best cue, else what carried the model."""
        hits = read.hits.get(theme, [])
        named = fires(hits)
        modelled = read.logits[theme] > -MODEL_SAYS
        start, end = _best(hits) if named else read.carried[theme]
        left, right = sentence_around(read.sentences, len(statement.text), start, end)
        origin = Origin.MODEL if not named else Origin.BOTH if modelled else Origin.RULE
        return ThemeLabel(
            statement_id=statement.statement_id,
            theme_id=self.taxonomy.entries[theme].id,
            score=round(read.scores[theme], 4),
            origin=origin,
            evidence=statement.text[start:end],
            evidence_start=start,
            evidence_end=end,
            stance=stance(statement.kind, statement.text[left:right], statement.text),
            taxonomy_digest=self.taxonomy.digest,
            model_version=self.model_version,
        )


class _Read(NamedTuple):
    """What the pipeline left on a doc, taken off once for all its labels."""

    hits: dict[int, list[Hit]]
    logits: list[float]
    scores: list[float]
    sentences: tuple[int, ...]
    carried: dict[int, tuple[int, int]]  # themes that no cue names: the characters that carry them


def _best(hits: list[Hit]) -> tuple[int, int]:
    """The strongest cue, the longest one where several are equally strong."""
    best = max(hits, key=lambda h: (h.strong, h.end - h.start))
    return best.start, best.end
