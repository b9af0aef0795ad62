"""The model's spaCy components: scores per theme, then their combination with the cues."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from models.themes.combine import choose
from models.themes.features import features_of
from models.themes.hits import count_hits, hit_vector
from models.themes.weights import Weights

Doc.set_extension("theme_terms", default=None, force=True)
Doc.set_extension("theme_counts", default=None, force=True)
Doc.set_extension("theme_logits", default=None, force=True)
Doc.set_extension("theme_scores", default=None, force=True)
Doc.set_extension("theme_choice", default=None, force=True)


class ThemeModel:
    """Sets the linear model's log odds per theme."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        linear = self.weights.linear
        terms = linear.vocabulary.terms(features_of(doc))
        themes = len(self.weights.themes)
        counts = count_hits(themes, _length(doc), doc._.theme_hits, len(doc))
        doc._.theme_terms = terms
        doc._.theme_counts = counts
        doc._.theme_logits = linear.logits(terms, hit_vector(counts))
        return doc


def _length(doc: Any) -> int:
    """Characters of a text, without joining its tokens."""
    return doc[-1].idx + len(doc[-1]) if len(doc) else 0


class ThemeCombiner:
    """Sets calibrated scores, the themes to publish and those to ask a person about."""

    def __init__(self, weights: Weights) -> None:
        self.combiner = weights.combiner

    def __call__(self, doc: Doc) -> Doc:
        scores = self.combiner.probabilities(doc._.theme_logits, doc._.theme_counts)
        doc._.theme_scores = scores
        doc._.theme_choice = choose(scores, self.combiner.thresholds)
        return doc


def carrying_span(doc: Any, model: ThemeModel, theme: int) -> tuple[int, int]:
    """Characters of the words that carried the model's label: its strongest run of words.

    Features that add to the theme lend their weight to each of their tokens; the best window of
    at most twelve tokens, trimmed to tokens with weight, is the span. (0, 0) for a text without
    any known word.
    """
    terms = doc._.theme_terms
    share = model.weights.linear.carriers(terms, theme)
    weight = [0.0] * len(doc)
    for value, first, last in zip(share, terms.first, terms.last, strict=True):
        if value > 0:
            for token in {int(first), int(last)}:
                weight[token] += float(value)
    if not any(weight):
        return _first_word(doc)
    best = max(range(len(doc)), key=lambda i: sum(weight[i : i + _WINDOW]))
    tokens = [i for i in range(best, min(best + _WINDOW, len(doc))) if weight[i] > 0]
    end = doc[tokens[-1]]
    return doc[tokens[0]].idx, end.idx + len(end)


_WINDOW = 12


def _first_word(doc: Any) -> tuple[int, int]:
    """Where nothing carries the label (its bias alone does), the first word stands for it."""
    for token in doc:
        if not token.is_space:
            return token.idx, token.idx + len(token)
    return 0, 0
