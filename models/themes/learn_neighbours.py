"""Keeps the texts that later ones are compared with."""

from __future__ import annotations

import numpy as np

from models.themes.examples import Example
from models.themes.hits import Array
from models.themes.learn_linear import terms_of
from models.themes.linear import Vocabulary
from models.themes.neighbours import Neighbours, keep, rarer
from models.themes.terms import Terms


def learn_neighbours(vocabulary: Vocabulary, examples: list[Example]) -> Neighbours:
    """Texts of reviews that narrate, and our own words; not what is known in part."""
    kept = [
        e
        for e in examples
        if (e.source.is_narrative or e.source.is_own_words) and not e.source.is_partial
    ]
    terms = words_of(vocabulary, kept or examples[:1])
    themes = np.stack([e.target for e in kept or examples[:1]])
    return keep(terms, vocabulary.idf, themes)


def words_of(vocabulary: Vocabulary, examples: list[Example]) -> Terms:
    """The words by which texts are compared."""
    return rarer(terms_of(vocabulary, examples), vocabulary.idf)


def alike_of(neighbours: Neighbours, words: Terms) -> Array:
    """Texts x themes x N_ALIKE, some hundred texts at a time."""
    numbers = np.arange(words.size)
    parts = [
        neighbours.shares(words.of(numbers[start : start + _AT_A_TIME]))
        for start in range(0, words.size, _AT_A_TIME)
    ]
    return np.concatenate(parts)


_AT_A_TIME = 256
