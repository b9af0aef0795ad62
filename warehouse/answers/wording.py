"""How well a recommendation answers a finding by what both are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from warehouse.answers.said import Said
from warehouse.repeats.advice import OBJECT, advice

# A recommendation answers what went wrong: sentences without such a word only praise or describe.
_WRONG = frozenset(
    """not no nor never none nobody too however although though limited unclear few rarely seldom
    without despite miss missed missing unable only gap gaps barely outdated less unaware
    unsuitable drift incomplete ineffective concerns concerning""".split()
)
_WRONG_STEMS = tuple(
    """inconsisten varia lack delay poor weak insufficient challeng difficult fail absen hamper
    adverse inadequate flaw wait complex slow shortage disagree struggl problem overlook
    assum""".split()
)
_WRONG_PHRASES = re.compile(
    r"more work|more to do|needs? to |needed to |could be improved|(?:sh|c)ould have ",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z‘“\"'])")
_OBJECTS = 1.5  # as in `repeats`
_HEAD = 12  # concepts of a recommendation; conditions and details follow
_NEIGHBOUR = 0.9  # for what only two sentences together say
_THEMES = 0.4
_LEAST = 0.01


def is_concern(text: str) -> bool:
    """Whether a finding says that something was wrong or wanting, as far as its words tell."""
    return (
        any(map(_is_wrong, _WORD.findall(text.lower()))) or _WRONG_PHRASES.search(text) is not None
    )


@cache
def _is_wrong(word: str) -> bool:
    return word in _WRONG or word.startswith(_WRONG_STEMS)


class Wording:
    """The concepts of one statement; of a finding also its parts in which something is wrong."""

    def __init__(self, said: Said) -> None:
        self.themes = said.themes
        self.parts: list[tuple[set[str], float]] = []
        if said.kind == "recommendation":
            self.concepts = tuple(advice().concepts(said.text))
            return
        sentences = [(advice().concepts(s), is_concern(s)) for s in _SENTENCE.split(said.text)]
        self.concepts = tuple(dict.fromkeys(c for words, _ in sentences for c in words))
        self.parts += [(set(words), 1.0) for words, wrong in sentences if wrong]
        self.parts += [
            ({*first, *second}, _NEIGHBOUR)
            for (first, a), (second, b) in pairwise(sentences)
            if a or b
        ]


def weights(wordings: Iterable[Wording]) -> dict[str, float]:
    """Inverse document frequency of the concepts of all findings and recommendations."""
    frequency = Counter(c for wording in wordings for c in (*wording.concepts, ""))
    smooth = 1 + 40 + frequency[""]
    return {
        concept: log(smooth / (1 + n)) * (_OBJECTS if concept.startswith(OBJECT) else 1.0)
        for concept, n in frequency.items()
    }


def scores(
    findings: Sequence[Wording], asked: Sequence[Wording], known: Mapping[str, float]
) -> NDArray[np.float64]:
    """Findings by recommendations, 0 to 1: what both are about, against each one's best match.

    Dividing by the best match of the finding and of the recommendation keeps a recommendation
    about everything from being tied to every finding.
    """
    table = _covered(findings, asked, known)
    both = np.outer([bool(f.themes) for f in findings], [bool(r.themes) for r in asked])
    with_themes = (table + _THEMES * _shared(findings, asked)) / (1 + _THEMES)
    # No theme on either side tells little against a link, and a little.
    table = np.where(both, with_themes, table / (1 + _THEMES / 2))
    best_answer = np.maximum(_LEAST, table.max(axis=1, keepdims=True))
    best_finding = np.maximum(_LEAST, table.max(axis=0, keepdims=True))
    found: NDArray[np.float64] = table * (table / best_answer) * (table / best_finding)
    return found


def _covered(
    findings: Sequence[Wording], asked: Sequence[Wording], known: Mapping[str, float]
) -> NDArray[np.float64]:
    """The share of each recommendation's concepts, by weight, that one part of a finding has."""
    heads = [wording.concepts[:_HEAD] for wording in asked]
    places: dict[str, int] = {}
    for concept in chain.from_iterable(heads):
        places.setdefault(concept, len(places))
    heavy = np.zeros((len(places), len(asked)))
    for j, head in enumerate(heads):
        heavy[[places[c] for c in head], j] = [known.get(c, 0.0) ** 2 for c in head]
    heavy /= np.maximum(heavy.sum(axis=0), _LEAST)
    table = np.zeros((len(findings), len(asked)))
    for i, wording in enumerate(findings):
        if wording.parts:
            has = np.zeros((len(wording.parts), len(places)))
            for k, (words, part) in enumerate(wording.parts):
                has[k, [places[c] for c in words if c in places]] = part
            table[i] = (has @ heavy).max(axis=0)
    return table


def _shared(findings: Sequence[Wording], asked: Sequence[Wording]) -> NDArray[np.float64]:
    """Cosine of themes."""
    places: dict[str, int] = {}
    for wording in (*findings, *asked):
        for theme in wording.themes:
            places.setdefault(theme, len(places))
    return _flags(findings, places) @ _flags(asked, places).T


def _flags(wordings: Sequence[Wording], places: Mapping[str, int]) -> NDArray[np.float64]:
    flags = np.zeros((len(wordings), len(places)))
    for i, wording in enumerate(wordings):
        flags[i, [places[theme] for theme in wording.themes]] = 1 / sqrt(len(wording.themes) or 1)
    return flags
