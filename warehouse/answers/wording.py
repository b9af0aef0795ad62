"""Findings and recommendations as sparse vectors of what they are about."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from warehouse.answers.common import telling
from warehouse.answers.concern import concerns
from warehouse.repeats.advice import OBJECT, advised
from warehouse.terms import Terms, distinct, words_of

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z‘“\"'])")
_OBJECTS = 1.5  # as in `repeats`
_HEAD = 12  # concepts of a recommendation; conditions and details follow
# In words of usual weight: of a recommendation of three words one in common is chance.
_FEW_WORDS = 0.75
_NEIGHBOUR = 0.9  # for what only two sentences together say
LEAST = 0.01


class Wording(NamedTuple):
    """Concepts of findings and recommendations.

    A recommendation's row holds the squared weights of its concepts, of sum one at most. A finding
    has a row of ones (or 0.9) for each of its `parts` in which something is wrong.
    """

    asked: sparse.csr_matrix  # recommendations by concepts
    parts: sparse.csr_matrix  # parts by concepts
    finding_of: NDArray[np.int64]  # of each part; findings are in order
    is_concern: NDArray[np.bool_]  # of each finding


def wording(findings: list[str], asked: list[str], review: NDArray[np.int64]) -> Wording:
    """What all findings and recommendations are about; `review` is that of each recommendation."""
    cut = [_SENTENCE.split(text) for text in findings]
    sentences = [sentence for some in cut for sentence in some]
    words = words_of(pa.array([*asked, *sentences], pa.string()))
    concepts = advised(words)
    heads, said = concepts.part(0, len(asked)), concepts.part(len(asked), len(concepts))
    finding_of = np.repeat(np.arange(len(findings)), [len(some) for some in cut])
    wrong = concerns(sentences, words.part(len(asked), len(words)))
    weight = _weights(heads, said, finding_of)
    parts, sentence_of = _parts(_flags(said), finding_of, wrong)
    is_concern = np.zeros(len(findings), dtype=bool)
    is_concern[finding_of[wrong]] = True
    return Wording(
        _heads(heads, weight[heads.ids] * telling(heads, review)),
        parts,
        finding_of[sentence_of],
        is_concern,
    )


def _weights(asked: Terms, sentences: Terms, finding_of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Inverse document frequency of the concepts of all findings and recommendations."""
    n_names, n_findings = len(asked.names), int(finding_of[-1]) + 1 if len(finding_of) else 0
    said = distinct(finding_of[sentences.text_of] * n_names + sentences.ids) % max(1, n_names)
    frequency = np.bincount(np.concatenate([asked.ids, said]), minlength=n_names)
    heavier = np.array([_OBJECTS if n.startswith(OBJECT) else 1.0 for n in asked.names])
    found: NDArray[np.float64] = (
        np.log((1 + 40 + len(asked) + n_findings) / (1 + frequency)) * heavier
    )
    return found


def _heads(asked: Terms, weight: NDArray[np.float64]) -> sparse.csr_matrix:
    place = np.arange(len(asked.ids)) - np.repeat(asked.starts[:-1], asked.counts)
    squared = np.where(place < _HEAD, weight**2, 0.0)
    shape = (len(asked), max(1, len(asked.names)))
    rows = sparse.csr_matrix((squared, asked.ids, asked.starts), shape=shape)
    typical = squared[squared > 0].mean() if squared.any() else LEAST
    total = np.asarray(rows.sum(axis=1)).ravel() + _FEW_WORDS * typical
    rows.data /= np.repeat(total, asked.counts)
    rows.eliminate_zeros()
    return rows


def _flags(said: Terms) -> sparse.csr_matrix:
    ones = np.ones(len(said.ids))
    return sparse.csr_matrix((ones, said.ids, said.starts), shape=(len(said), len(said.names) or 1))


def _parts(
    sentences: sparse.csr_matrix, finding_of: NDArray[np.int64], wrong: NDArray[np.bool_]
) -> tuple[sparse.csr_matrix, NDArray[np.int64]]:
    """Wrong sentences, and pairs of neighbours of which one is wrong; each with a sentence."""
    single = np.flatnonzero(wrong)
    follows = finding_of[1:] == finding_of[:-1]
    first = np.flatnonzero(follows & (wrong[1:] | wrong[:-1]))
    both = sparse.csr_matrix(sentences[first] + sentences[first + 1])
    both.data[:] = _NEIGHBOUR
    parts = sparse.vstack([sentences[single], both]).tocsr()
    sentence_of = np.concatenate([single, first])
    order = np.argsort(sentence_of, kind="stable")
    return parts[order], sentence_of[order]
