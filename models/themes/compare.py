"""Other kinds of model, measured on the same folds, so that the choice can be checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import spacy
from spacy.training import Example as SpacyExample
from spacy.util import fix_random_seed

from models.themes.combine import MAX_LABELS
from models.themes.hits import Array
from models.themes.learn import Example, counts_of, learn_linear, logits_of
from models.themes.measure import Figures, Predictor, Said, cross_validate, figures

PASSES = 5
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
    target = np.stack([e.target for e in reports])
    candidates: list[tuple[str, Predictor]] = [
        ("phrases and patterns alone", _phrases),
        ("TF-IDF words, linear", _linear(cues=False)),
        ("TF-IDF words and cues, linear", _linear(cues=True)),
        ("spaCy TextCatBOW", _textcat("spacy.TextCatBOW.v3", themes, seed)),
        ("spaCy TextCatReduce", _textcat("spacy.TextCatReduce.v1", themes, seed)),
    ]
    rows = []
    for name, predictor in candidates:
        said, scores = cross_validate(reports, own, predictor)
        if not said.any():
            said = _best_cut(scores, target)
        rows.append(row_of(name, figures(said, target)))
    return rows


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


def _textcat(architecture: str, themes: tuple[str, ...], seed: int) -> Predictor:
    """spaCy's own text classifiers, trained for PASSES passes."""

    def predict(
        known: list[Example], own: list[Example], held: list[Example]
    ) -> tuple[Said, Array]:
        fix_random_seed(seed)
        nlp = spacy.blank("en")
        nlp.add_pipe("textcat_multilabel", config={"model": _ARCHITECTURES[architecture]()})
        texts = [
            SpacyExample.from_dict(
                nlp.make_doc(e.source.text),
                {"cats": {t: float(t in e.source.themes) for t in themes}},
            )
            for e in known + own
        ]
        nlp.initialize(lambda: texts)
        optimizer = nlp.resume_training()
        shuffle = np.random.default_rng(seed)
        for _ in range(PASSES):
            order = shuffle.permutation(len(texts))
            for start in range(0, len(order), 64):
                batch = [texts[i] for i in order[start : start + 64]]
                nlp.update(batch, sgd=optimizer)
        docs = nlp.pipe(e.source.text for e in held)
        scores = np.array([[doc.cats[t] for t in themes] for doc in docs])
        return np.zeros(scores.shape, dtype=bool), scores

    return predict


_ARCHITECTURES: dict[str, Callable[[], dict[str, object]]] = {
    "spacy.TextCatBOW.v3": lambda: {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": False,
        "ngram_size": 2,
        "no_output_layer": False,
        "length": 65536,
    },
    "spacy.TextCatReduce.v1": lambda: {
        "@architectures": "spacy.TextCatReduce.v1",
        "exclusive_classes": False,
        "use_reduce_first": False,
        "use_reduce_last": False,
        "use_reduce_max": True,
        "use_reduce_mean": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "width": 48,
            "depth": 1,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
            "pretrained_vectors": None,
        },
    },
}
