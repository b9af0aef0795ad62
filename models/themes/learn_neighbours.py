"""Keeps the texts that later ones are compared with."""

from __future__ import annotations

import numpy as np

from models.themes.examples import Example
from models.themes.hits import Array
from models.themes.learn_linear import terms_of
from models.themes.linear import Vocabulary
from models.themes.neighbours import Neighbours, keep


def learn_neighbours(vocabulary: Vocabulary, examples: list[Example]) -> Neighbours:
    """Texts of reviews that tell a story, and our own words; not what is known in part."""
    kept = [
        e
        for e in examples
        if (e.source.is_narrative or e.source.is_own_words) and not e.source.is_partial
    ]
    terms = terms_of(vocabulary, kept or examples[:1])
    themes = np.stack([e.target for e in kept or examples[:1]])
    return keep(terms, vocabulary.idf, themes)


def alike_of(neighbours: Neighbours, vocabulary: Vocabulary, examples: list[Example]) -> Array:
    """Examples x themes x N_ALIKE, some hundred examples at a time."""
    parts = [
        neighbours.shares(terms_of(vocabulary, part), vocabulary.idf)
        for start in range(0, len(examples), _AT_A_TIME)
        if (part := examples[start : start + _AT_A_TIME])
    ]
    return np.concatenate(parts)


_AT_A_TIME = 256
