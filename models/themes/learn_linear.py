"""Learns the linear model: words, cues and runs of letters, theme by theme. Needs scikit-learn.

Nothing here is imported at run time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from models.themes.examples import Example
from models.themes.features import joined
from models.themes.hits import Array
from models.themes.letters import N_PLACES, LetterModel
from models.themes.linear import LinearModel, Vocabulary
from models.themes.terms import Single, Terms, weighted

MIN_TEXTS = 2  # a word must be in two texts,
MIN_DOCUMENTS = 3  # and in three documents, or in our own words, so that none quotes a report
OWN_WORDS_WEIGHT = 0.7
CORRECTION_WEIGHT = 3.0
MARGIN_STRENGTH = 0.3
MARGIN_SCALE = 2.0  # brings a margin to about the size of log odds
HEADING_LOUDNESS = 0.5  # weight of the heading's words and cues beside those of the text
LETTER_STRENGTH = 0.3
LETTER_SCALE = 2.0  # weight of the letters beside words and cues
MIN_LETTER_TEXTS = 3


def learn_linear(examples: list[Example], strength: float = 4.0, seed: int = 0) -> LinearModel:
    """Per theme the mean of an L2 logistic regression and a linear SVM over tf-idf and cues, and
    beside it a linear SVM over runs of letters. Words and cues are scaled by how
    much they distinguish the theme.

    All are linear, so their sum is one model that can be explained word by word.
    """
    vocabulary = learn_vocabulary(examples)
    inputs = design(vocabulary, examples)
    targets = np.stack([example.target for example in examples])
    weight = np.array([_weight(e) for e in examples])[:, None]
    weights = weight * np.stack([e.judged for e in examples])
    coefficients = np.zeros((inputs.shape[1], targets.shape[1]), dtype=np.float32)
    bias = np.full(targets.shape[1], -6.0, dtype=np.float32)
    present = (inputs > 0).astype(np.float64)
    counts, idf = letter_design(examples)
    letters = np.zeros((N_PLACES, targets.shape[1]), dtype=np.float32)
    for theme in range(targets.shape[1]):
        if targets[:, theme].sum() < 2:
            continue
        spelt = LinearSVC(C=LETTER_STRENGTH, random_state=seed)
        spelt.fit(counts, targets[:, theme], sample_weight=weights[:, theme])
        letters[:, theme] = spelt.coef_[0] * LETTER_SCALE
        tells = telling(present, targets[:, theme])
        loud = inputs @ diags(tells)
        # The dual finds the same weights in a twentieth of the time.
        odds = LogisticRegression(C=strength, solver="liblinear", dual=True, random_state=seed)
        margin = LinearSVC(C=MARGIN_STRENGTH, random_state=seed)
        for model in (odds, margin):
            model.fit(loud, targets[:, theme], sample_weight=weights[:, theme])
        mean = odds.coef_[0] / 2 + margin.coef_[0] * (MARGIN_SCALE / 2)
        coefficients[:, theme] = mean * tells
        bias[theme] = odds.intercept_[0] / 2 + margin.intercept_[0] * (MARGIN_SCALE / 2)
        bias[theme] += spelt.intercept_[0] * LETTER_SCALE
    size = len(vocabulary.names)
    half = inputs.shape[1] // 2  # the other half is the heading's
    coefficients[half:] *= HEADING_LOUDNESS
    words, cues, over, over_cues = np.split(coefficients, [size, half, half + size])
    return LinearModel(vocabulary, words, cues, bias, LetterModel(idf, letters), over, over_cues)


def telling(present: Any, target: npt.NDArray[np.bool_]) -> Array:
    """The scale of each input for a theme: larger, the more its rate differs with and without it.

    `present` is texts x inputs, 1 where a text has the input. A word that is as usual in other
    texts is heard at a quarter, so that few examples are not spent on separating it from noise.
    """
    having, lacking = target.sum(), (~target).sum()
    with_theme = (present[target].sum(0) + 1) / (having + 2)
    without = (present[~target].sum(0) + 1) / (lacking + 2)
    return np.asarray(np.abs(np.log(with_theme / without)) / 2 + 0.25).ravel()


def _weight(example: Example) -> float:
    """How much a text counts: a person's word on the user's own documents most."""
    if example.source.is_partial:
        return CORRECTION_WEIGHT
    return 1.0 if example.source.is_measured else OWN_WORDS_WEIGHT


def letter_design(examples: list[Example]) -> tuple[Any, Single]:
    """The letters' input as a sparse matrix, and how much each place counts: not at all where
    fewer than MIN_LETTER_TEXTS texts have it.
    """
    texts = np.repeat(np.arange(len(examples)), [len(e.letters) for e in examples])
    places = np.concatenate([e.letters for e in examples])
    seen = np.bincount(np.unique(texts * N_PLACES + places) % N_PLACES, minlength=N_PLACES)
    idf = np.where(
        seen >= MIN_LETTER_TEXTS, np.log((1 + len(examples)) / (1 + seen)) + 1, 0.0
    ).astype(np.float32)
    terms = weighted(texts, places, idf, len(examples))
    known = terms.values > 0
    where = (terms.text[known], terms.rows[known])
    return csr_matrix((terms.values[known], where), shape=(len(examples), N_PLACES)), idf


def learn_vocabulary(examples: list[Example]) -> Vocabulary:
    """Words that no single report could be known by: in three documents, or in our own words."""
    groups: dict[str, set[str]] = defaultdict(set)
    own: set[str] = set()
    count: Counter[str] = Counter()
    for example in examples:
        for name in set(example.names):
            count[name] += 1
            groups[name].add(example.source.group)
            if example.source.is_own_words:
                own.add(name)
    names = sorted(
        name
        for name, seen in count.items()
        if seen >= MIN_TEXTS and (name in own or len(groups[name]) >= MIN_DOCUMENTS)
    )
    idf = [np.log((1 + len(examples)) / (1 + count[name])) + 1 for name in names]
    return Vocabulary(names, np.array(idf, dtype=np.float32))


def terms_of(vocabulary: Vocabulary, examples: list[Example]) -> Terms:
    """The tf-idf of examples."""
    return vocabulary.terms(joined([e.features for e in examples]), len(examples))


def design(vocabulary: Vocabulary, examples: list[Example]) -> Any:
    """The linear model's input as a sparse matrix: one row an example.

    The words and cues of the text, then those of its heading, which are empty where it has none.
    """
    texts = _block(vocabulary, examples)
    over = [e.heading for e in examples if e.heading]
    if not over:
        return hstack([texts, csr_matrix(texts.shape)]).tocsr()
    headed = [row for row, e in enumerate(examples) if e.heading]
    loud = (np.full(len(over), HEADING_LOUDNESS), (headed, np.arange(len(over))))
    place = csr_matrix(loud, shape=(len(examples), len(over)))
    return hstack([texts, place @ _block(vocabulary, over)]).tocsr()


def _block(vocabulary: Vocabulary, examples: list[Example]) -> Any:
    """The words and cues of texts."""
    terms = terms_of(vocabulary, examples)
    shape = (len(examples), len(vocabulary.names))
    words = csr_matrix((terms.values, (terms.text, terms.rows)), shape=shape)
    return hstack([words, csr_matrix(np.stack([e.cues for e in examples]))])


def logits_of(model: LinearModel, examples: list[Example]) -> Array:
    """Examples x themes."""
    texts = [e.source.text for e in examples]
    cues = np.stack([e.cues for e in examples])
    logits = model.logits(terms_of(model.vocabulary, examples), texts, cues)
    headed = [row for row, e in enumerate(examples) if e.heading]
    if headed:
        over = [e.heading for e in examples if e.heading]
        terms = model.vocabulary.terms(joined([e.features for e in over]), len(over))
        logits[headed] += model.below(terms, np.stack([e.cues for e in over]))
    return logits


def above_of(model: LinearModel, examples: list[Example]) -> Array:
    """The logits of the heading over each example; NaN where there is none."""
    above = np.full((len(examples), len(model.bias)), np.nan)
    headed = [(row, e.heading) for row, e in enumerate(examples) if e.heading]
    if headed:
        above[[row for row, _ in headed]] = logits_of(model, [heading for _, heading in headed])
    return above
