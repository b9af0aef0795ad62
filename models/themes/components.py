"""The model's spaCy components: scores per theme, then their combination with the cues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc

from models.themes.answered import answers_of
from models.themes.combine import choose
from models.themes.features import Features, features_of
from models.themes.hits import Array, Counts, Read, count_hits, hit_vector, stacked
from models.themes.letters import letters_by_word
from models.themes.neighbours import rarer
from models.themes.senses import words_heard
from models.themes.terms import Places, joined_terms
from models.themes.weights import Weights

Doc.set_extension("theme_counts", default=None, force=True)
Doc.set_extension("theme_logits", default=None, force=True)
Doc.set_extension("theme_scores", default=None, force=True)
Doc.set_extension("theme_above", default=None, force=True)  # logits of the heading over it
Doc.set_extension("theme_below", default=None, force=True)  # what that adds to the text's own
Doc.set_extension("theme_alike", default=None, force=True)  # themes of the texts most like it
Doc.set_extension("theme_known", default=None, force=True)  # features of its batch, its number
Doc.set_extension("theme_words", default=None, force=True)  # by which it is compared
Doc.set_extension("theme_choice", default=None, force=True)
Doc.set_extension("theme_document", default=None, force=True)  # whose statements are context
Doc.set_extension("theme_said", default=None, force=True)  # what people said: theme to whether
Doc.set_extension("theme_narrative", default=False, force=True)  # whether that narrates


class Known(NamedTuple):
    """The features of a batch of texts, and the row of each."""

    features: Features
    rows: Places


class ThemeModel:
    """Sets the linear model's log odds per theme, for a batch of texts at a time."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """The same for many texts: one matrix product a batch."""
        linear = self.weights.linear
        for docs in batched(stream, batch_size):
            counts = self._counts(docs)
            texts = [words_heard(doc, text_of(doc)) for doc in docs]
            features = features_of(docs)
            known = Known(features, linear.vocabulary.rows_of(features))
            terms = linear.vocabulary.terms_of(*known, len(docs))
            words = rarer(terms, linear.vocabulary.idf)
            logits = linear.logits(terms, texts, hit_vector(counts))
            alike = self.weights.neighbours.shares(words)
            for number, (doc, own) in enumerate(zip(docs, words.each(), strict=True)):
                left = doc._  # made anew whenever it is asked for
                left.theme_known = known, number
                left.theme_alike = alike[number]
                left.theme_words = own
                left.theme_counts = counts.one(number)
                below = left.theme_below
                left.theme_logits = logits[number] if below is None else logits[number] + below
            yield from docs

    def of_headings(self, headings: Sequence[Doc]) -> tuple[Array, Array]:
        """The log odds of headings whose cues are found, and what they add to texts below them."""
        linear = self.weights.linear
        terms = linear.vocabulary.terms(features_of(headings), len(headings))
        cues = hit_vector(self._counts(headings))
        texts = [words_heard(doc, text_of(doc)) for doc in headings]
        return linear.logits(terms, texts, cues), linear.below(terms, cues)

    def _counts(self, docs: Iterable[Doc]) -> Counts:
        read = [Read(_length(d), len(d), d._.theme_hits, d._.theme_denied) for d in docs]
        return count_hits(len(self.weights.themes), read)


def text_of(doc: Any) -> str:
    """The text of a doc, without joining its tokens where the caller left it."""
    text = doc._.theme_text
    return doc.text if text is None else str(text)


def batched(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Lists of at most `size`."""
    source = iter(stream)
    while docs := list(islice(source, size)):
        yield docs


def _length(doc: Any) -> int:
    """Characters of a text, without joining its tokens."""
    return doc[-1].idx + len(doc[-1]) if len(doc) else 0


class ThemeCombiner:
    """Sets calibrated scores, the themes to publish and those to ask a person about."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:  # noqa: ARG002
        """The same for many texts: those of one document after another are judged together.

        A text of no document is judged alone.
        """
        for _, group in groupby(stream, key=lambda doc: doc._.theme_document or id(doc)):
            docs = list(group)
            logits = np.stack([doc._.theme_logits for doc in docs])
            counts = stacked([doc._.theme_counts for doc in docs])
            nothing = np.full(logits.shape[1], np.nan)
            headed = (doc._.theme_above for doc in docs)
            above = np.stack([nothing if own is None else own for own in headed])
            alike = np.stack([doc._.theme_alike for doc in docs])
            words = joined_terms([doc._.theme_words for doc in docs])
            place = np.zeros(len(docs), dtype=np.int64)
            combiner = self.weights.combiner(narrative=docs[0]._.theme_narrative)
            answers = answers_of([doc._.theme_said for doc in docs], logits.shape[1])
            scored = combiner.probabilities(logits, counts, above, alike, place, words, answers)
            for doc, scores in zip(docs, scored, strict=True):
                left = doc._
                left.theme_scores = scores
                left.theme_choice = choose(scores, combiner.thresholds)
            yield from docs


def carrying_spans(doc: Any, model: ThemeModel, themes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """For each theme the characters of the words that carried the model's label.

    Features that add to the theme lend their weight to each of their tokens; the best window of
    at most twelve tokens, trimmed to tokens with weight, is the span. (0, 0) for a text without
    any known word.
    """
    linear = model.weights.linear
    known, number = doc._.theme_known
    own = np.flatnonzero(known.features.text == number)
    rows = known.rows[own]
    text = words_heard(doc, text_of(doc))
    # Sliced from the text: a Token for each word takes longer than all that is done with it.
    words = [text[at : at + size].lower() for at, size in doc.to_array([IDX, LENGTH]).tolist()]
    letters = letters_by_word(words)
    firsts, lasts = known.features.first[own].tolist(), known.features.last[own].tolist()
    ends = [*zip(firsts, lasts, strict=True)]
    for theme in themes:
        weight = (np.maximum(linear.letters.carriers(letters, theme), 0) * _LETTERS).tolist()
        for value, (first, last) in zip(linear.carriers(rows, theme).tolist(), ends, strict=True):
            if value > 0:
                weight[first] += value
                if last != first:
                    weight[last] += value
        yield _strongest(doc, weight) if any(weight) else _first_word(doc)


_WINDOW = 12
_LETTERS = 0.25  # a text has about sixteen times as many runs of letters as known words and pairs


def _strongest(doc: Any, weight: Sequence[float]) -> tuple[int, int]:
    """Characters of the window of tokens that weighs most, cut to tokens with weight."""
    single = np.array(weight)
    sums = single.copy()
    for step in range(1, min(_WINDOW, len(weight))):
        sums[:-step] += single[step:]
    best = int(sums.argmax())
    tokens = [i for i in range(best, min(best + _WINDOW, len(doc))) if weight[i] > 0]
    end = doc[tokens[-1]]
    return doc[tokens[0]].idx, end.idx + len(end)


def _first_word(doc: Any) -> tuple[int, int]:
    """Where nothing carries the label (its bias alone does), the first word is used for it."""
    for token in doc:
        if not token.is_space:
            return token.idx, token.idx + len(token)
    return 0, 0
