"""Learns the linear model, the shared regression and the thresholds. Needs scikit-learn.

Nothing here is imported at run time. Every number is learnt on folds of whole documents, so that
no statement is judged by a model that has seen its own document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from models.themes.combine import (
    Combiner,
    Record,
    Regression,
    choose,
    pair_features,
    with_context,
)
from models.themes.context import Documents
from models.themes.corpus import Text
from models.themes.features import Features, features_of, joined
from models.themes.hits import Array, Counts, Read, count_hits, hit_vector, stacked
from models.themes.letters import N_PLACES, LetterModel, letters_of
from models.themes.linear import LinearModel, Vocabulary
from models.themes.terms import Places, Single, Terms, weighted
from models.themes.weights import Weights

MIN_TEXTS = 2  # a word must be in two texts,
MIN_DOCUMENTS = 3  # and in three documents, or in our own words, so that none quotes a report
OWN_WORDS_WEIGHT = 0.7
CORRECTION_WEIGHT = 3.0
OTHER_KIND = 0.3  # letters are heard so far where reviews are judged, and the other way round
MARGIN_STRENGTH = 0.3
MARGIN_SCALE = 2.0  # brings a margin to about the size of log odds
LETTER_STRENGTH = 0.3
LETTER_SCALE = 2.0  # how loud the letters are beside words and cues
MIN_LETTER_TEXTS = 3
# This project labelled what the model of the day was unsure of, which is no fair draw: the shared
# regressions, whose scores are to be calibrated, hear these labels at this weight.
PROJECT_WEIGHT = 0.4
INNER_FOLDS = 4
BASE_THRESHOLD = 0.38
NARRATIVE_THRESHOLD = 0.30
_SHRINK = 1000.0  # thresholds lean on the common one as if it stood on so many statements


class Example(NamedTuple):
    """A labelled text as the models see it."""

    source: Text
    features: Features
    names: tuple[str, ...]  # what each feature is written as
    letters: Places
    counts: Counts
    cues: Array
    target: npt.NDArray[np.bool_]
    judged: npt.NDArray[np.bool_]  # the themes of which it is known whether it has them
    heading: Example | None = None  # what it stands under


def prepare(nlp: Any, texts: list[Text], themes: tuple[str, ...]) -> list[Example]:
    """Tokenise, find cues, count; of the headings too."""
    over = {t.heading: t._replace(text=t.heading, heading="") for t in texts if t.heading}
    headings = (
        dict(zip(over, prepare(nlp, list(over.values()), themes), strict=True)) if over else {}
    )
    place = {theme: i for i, theme in enumerate(themes)}
    examples: list[Example] = []
    for text, doc in zip(texts, nlp.pipe(t.text for t in texts), strict=True):
        features = features_of([doc])
        stems = [token.norm_ for token in doc]
        pairs = zip(features.first, features.last, strict=True)
        names = tuple(stems[a] if a == b else f"{stems[a]} {stems[b]}" for a, b in pairs)
        read = Read(len(text.text), len(doc), doc._.theme_hits, doc._.theme_denied)
        counts = count_hits(len(themes), [read])
        target = np.zeros(len(themes), dtype=bool)
        target[[place[theme] for theme in text.themes]] = True
        judged = np.full(len(themes), not text.is_partial)
        judged[[place[theme] for theme in (*text.themes, *text.refused)]] = True
        letters, _ = letters_of([text.text])
        cues = hit_vector(counts)[0]
        heading = headings.get(text.heading)
        examples.append(
            Example(text, features, names, letters, counts, cues, target, judged, heading)
        )
    return examples


def folds(examples: list[Example], count: int) -> npt.NDArray[np.int64]:
    """The fold of each example: whole documents, about equal in size, always the same."""
    sizes = Counter(example.source.group for example in examples)
    load = [0] * count
    chosen: dict[str, int] = {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        lightest = load.index(min(load))
        chosen[group] = lightest
        load[lightest] += sizes[group]
    return np.array([chosen[example.source.group] for example in examples])


def learn_linear(examples: list[Example], strength: float = 4.0, seed: int = 0) -> LinearModel:
    """Per theme the mean of an L2 logistic regression and a linear SVM over tf-idf and cues, and
    beside it a linear SVM over runs of letters.

    All are linear, so their sum is one model that can be told word by word.
    """
    vocabulary = learn_vocabulary(examples)
    inputs = design(vocabulary, examples)
    targets = np.stack([example.target for example in examples])
    weight = np.array([_weight(e) for e in examples])[:, None]
    weights = weight * np.stack([e.judged for e in examples])
    coefficients = np.zeros((inputs.shape[1], targets.shape[1]), dtype=np.float32)
    bias = np.full(targets.shape[1], -6.0, dtype=np.float32)
    counts, idf = letter_design(examples)
    letters = np.zeros((N_PLACES, targets.shape[1]), dtype=np.float32)
    for theme in range(targets.shape[1]):
        if targets[:, theme].sum() < 2:
            continue
        spelt = LinearSVC(C=LETTER_STRENGTH, random_state=seed)
        spelt.fit(counts, targets[:, theme], sample_weight=weights[:, theme])
        letters[:, theme] = spelt.coef_[0] * LETTER_SCALE
        odds = LogisticRegression(C=strength, solver="liblinear", random_state=seed)
        margin = LinearSVC(C=MARGIN_STRENGTH, random_state=seed)
        for model in (odds, margin):
            model.fit(inputs, targets[:, theme], sample_weight=weights[:, theme])
        coefficients[:, theme] = odds.coef_[0] / 2 + margin.coef_[0] * (MARGIN_SCALE / 2)
        bias[theme] = odds.intercept_[0] / 2 + margin.intercept_[0] * (MARGIN_SCALE / 2)
        bias[theme] += spelt.intercept_[0] * LETTER_SCALE
    size = len(vocabulary.names)
    spelling = LetterModel(idf, letters)
    return LinearModel(vocabulary, coefficients[:size], coefficients[size:], bias, spelling)


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
    """The linear model's input as a sparse matrix: one row an example."""
    terms = terms_of(vocabulary, examples)
    shape = (len(examples), len(vocabulary.names))
    words = csr_matrix((terms.values, (terms.text, terms.rows)), shape=shape)
    return hstack([words, csr_matrix(np.stack([e.cues for e in examples]))]).tocsr()


def logits_of(model: LinearModel, examples: list[Example]) -> Array:
    """Examples x themes."""
    texts = [e.source.text for e in examples]
    cues = np.stack([e.cues for e in examples])
    return model.logits(joined([e.features for e in examples]), texts, cues)


def above_of(model: LinearModel, examples: list[Example]) -> Array:
    """The logits of the heading over each example; NaN where there is none."""
    above = np.full((len(examples), len(model.bias)), np.nan)
    headed = [(row, e.heading) for row, e in enumerate(examples) if e.heading]
    if headed:
        above[[row for row, _ in headed]] = logits_of(model, [heading for _, heading in headed])
    return above


def counts_of(examples: list[Example]) -> Counts:
    """The cues of examples as one batch."""
    return stacked([e.counts for e in examples])


def learn(
    reports: list[Example], own: list[Example], themes: tuple[str, ...], seed: int = 0
) -> Weights:
    """All weights. `reports` are measured on and learnt from, `own` are just learnt from."""
    inner = folds(reports, min(INNER_FOLDS, len({e.source.group for e in reports})))
    logits, above = (np.zeros((len(reports), len(themes))) for _ in range(2))
    for fold in range(int(inner.max()) + 1):
        away = [e for e, f in zip(reports, inner, strict=True) if f != fold]
        held = np.flatnonzero(inner == fold)
        unseen = [reports[i] for i in held]
        model = learn_linear(away + of_others(own, unseen), seed=seed)
        logits[held], above[held] = logits_of(model, unseen), above_of(model, unseen)
    named, told = (learn_combiner(reports, logits, above, narrative=kind) for kind in (False, True))
    return Weights(themes, learn_linear(reports + own, seed=seed), named, told)


def is_told(examples: list[Example]) -> npt.NDArray[np.bool_]:
    """Which examples are of documents that tell a story."""
    return np.array([e.source.is_narrative for e in examples])


def judge(weights: Weights, examples: list[Example]) -> tuple[npt.NDArray[np.bool_], Array]:
    """What the weights say of statements and their calibrated scores: both examples x themes."""
    logits, told = logits_of(weights.linear, examples), is_told(examples)
    counts, documents = counts_of(examples), documents_of(examples)
    above = above_of(weights.linear, examples)
    said = np.zeros(logits.shape, dtype=bool)
    scores = np.zeros(logits.shape)
    for kind in (False, True):
        combiner = weights.combiner(narrative=kind)
        rows = np.flatnonzero(told == kind)
        if not len(rows):
            continue
        part = Counts(*(column[rows] for column in counts))
        scores[rows] = combiner.probabilities(logits[rows], part, above[rows], documents[rows])
        for row in rows:
            said[row, list(choose(scores[row], combiner.thresholds).labels)] = True
    return said, scores


def of_others(own: list[Example], held: list[Example]) -> list[Example]:
    """Without corrections of the held-out documents: these would tell of what is to be judged."""
    judged = {example.source.group for example in held}
    return [example for example in own if example.source.group not in judged]


def documents_of(examples: list[Example]) -> Documents:
    """The number of each example's document."""
    groups = [e.source.document or e.source.group for e in examples]
    return np.asarray(np.unique(groups, return_inverse=True)[1], dtype=np.int64)


def learn_combiner(
    reports: list[Example], logits: Array, above: Array, *, narrative: bool
) -> Combiner:
    """The shared regressions on out-of-fold logits, then thresholds on their probabilities.

    They are those of one kind of document; the other kind is heard at a lower weight.
    """
    target = np.stack([e.target for e in reports])
    fair = np.array([1.0 if e.source.reader == "annotator" else PROJECT_WEIGHT for e in reports])
    mine = is_told(reports) == narrative
    fair *= np.where(mine, 1.0, OTHER_KIND)
    record = learn_record(reports, target, logits)
    table = pair_features(logits, counts_of(reports), above, record)
    alone = learn_regression(table, target, fair)
    table = with_context(table, alone.chances(table), record, documents_of(reports))
    placed = learn_regression(table, target, fair)
    chances = placed.chances(table)
    base = NARRATIVE_THRESHOLD if narrative else BASE_THRESHOLD
    return Combiner(alone, placed, record, learn_thresholds(chances[mine], target[mine], base))


def learn_regression(table: Array, target: npt.NDArray[np.bool_], weight: Array) -> Regression:
    """One regression over all pairs of text and theme; `weight` is that of each text."""
    pairs = table.reshape(-1, table.shape[-1])
    mean, spread = pairs.mean(0), pairs.std(0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=500)
    each = np.repeat(weight, target.shape[1])
    model.fit((pairs - mean) / spread, target.ravel(), sample_weight=each)
    weights = model.coef_[0] / spread
    return Regression(weights, float(model.intercept_[0] - mean @ weights))


def learn_record(reports: list[Example], target: npt.NDArray[np.bool_], logits: Array) -> Record:
    """What the shared regression should know of each theme; rates lean on the average."""
    named = counts_of(reports).strong > 0
    right, seen = (named & target).sum(0), named.sum(0)
    average = np.clip(right.sum() / max(1, seen.sum()), 0.05, 0.95)
    with_cue = (right + 4 * average) / (seen + 4)
    without = ((~named & target).sum(0) + 0.3) / ((~named).sum(0) + 50)
    return Record(
        np.log(with_cue / (1 - with_cue)),
        np.log(without / (1 - without)),
        logits.mean(0),
        logits.std(0) + 0.15,
        np.log1p(target.sum(0)) / 3,
    )


def learn_thresholds(
    chances: Array, target: npt.NDArray[np.bool_], common: float = BASE_THRESHOLD
) -> Array:
    """For each theme the threshold of best F1, leaning on the common one where data are few."""
    limits = np.full(target.shape[1], common)
    for theme in np.flatnonzero(target.sum(0) >= 8):
        truth, chance = target[:, theme], chances[:, theme]

        def score(limit: float, t: Any = truth, c: Any = chance) -> tuple[float, float]:
            said = c >= limit
            return 2 * (said & t).sum() / (said.sum() + t.sum()), -abs(limit - common)

        best = max(np.arange(0.20, 0.58, 0.02), key=score)
        support = float(truth.sum())
        limits[theme] = (support * best + _SHRINK * common) / (support + _SHRINK)
    return limits
