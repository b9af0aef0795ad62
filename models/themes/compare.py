"""Other kinds of model, measured on the same folds, so that the choice can be checked."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.themes.combine import MAX_LABELS
from models.themes.examples import Example, counts_of, prepare
from models.themes.hits import Array
from models.themes.language import build_pipeline
from models.themes.learn_linear import learn_linear, logits_of
from models.themes.measure import Figures, Predictor, Said, cross_validate, figures
from models.themes.textcats import textcat

_GRID = np.arange(0.1, 0.62, 0.04)


class Row(NamedTuple):
    """One model of the comparison."""

    name: str
    precision: float
    recall: float
    f1: float
    macro_f1: float


def compare(
    reports: list[Example], own: list[Example], themes: tuple[str, ...], seed: int
) -> list[Row]:
    """Every model that was not chosen, on the same held-out documents.

    Those that score themes get the one threshold that serves them best on the held-out
    documents themselves: that flatters them, so beating them is not an accident of thresholds.
    """
    gold = np.array([e.source.reader == "annotator" for e in reports])
    target = np.stack([e.target for e in reports])[gold]
    candidates: list[tuple[str, Predictor]] = [
        ("phrases and patterns alone", _phrases),
        ("TF-IDF words, linear", _linear(cues=False)),
        ("TF-IDF words and cues, linear", _linear(cues=True)),
        ("spaCy TextCatBOW", textcat("spacy.TextCatBOW.v3", themes, seed)),
        ("spaCy TextCatReduce", textcat("spacy.TextCatReduce.v1", themes, seed)),
    ]
    headed = under_headings(reports, themes)
    rows = []
    for name, predictor in candidates:
        for told, inputs in ((name, reports), (f"{name}; headings before the text", headed)):
            said, scores = (all_[gold] for all_ in cross_validate(inputs, own, predictor))
            if not said.any():
                said = _best_cut(scores, target)
            rows.append(row_of(told, figures(said, target)))
    return rows


def under_headings(reports: list[Example], themes: tuple[str, ...]) -> list[Example]:
    """The same statements, each with the headings that it is under as its first sentence."""
    texts = [
        e.source._replace(text=f"{e.source.heading}. {e.source.text}".lstrip(". ")) for e in reports
    ]
    return prepare(build_pipeline(rules_only=True), texts, themes)


def row_of(name: str, f: Figures) -> Row:
    """A line of the table."""
    return Row(name, *(round(v, 3) for v in (f.precision, f.recall, f.f1, f.macro_f1)))


def _best_cut(scores: Array, target: Said) -> Said:
    """The best single threshold, four labels at most."""
    rank = (-scores).argsort(1, kind="stable").argsort(1, kind="stable")
    cuts: list[Said] = [(scores >= limit) & (rank < MAX_LABELS) for limit in _GRID]
    return max(cuts, key=lambda said: figures(said, target).f1)


def _phrases(known: list[Example], own: list[Example], held: list[Example]) -> tuple[Said, Array]:
    """The baseline: a strong cue or two weak ones; the four themes with most cues."""
    del known, own
    counts = counts_of(held)
    scores = counts.strong + 0.01 * counts.earliness
    named = (counts.strong > 0) | (counts.weak_kinds > 1)
    rank = (-scores).argsort(1, kind="stable").argsort(1, kind="stable")
    return named & (rank < MAX_LABELS), scores


def _linear(*, cues: bool) -> Predictor:
    def predict(
        known: list[Example], own: list[Example], held: list[Example]
    ) -> tuple[Said, Array]:
        if not cues:
            known, own, held = (_without_cues(part) for part in (known, own, held))
        logits = logits_of(learn_linear(known + own), held)
        return np.zeros(logits.shape, dtype=bool), np.asarray(1 / (1 + np.exp(-logits)))

    return predict


def _without_cues(examples: list[Example]) -> list[Example]:
    return [e._replace(cues=np.zeros_like(e.cues)) for e in examples]
