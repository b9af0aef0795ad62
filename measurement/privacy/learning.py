"""Teaches the screen's model, and asks it about sets that it has not learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

from measurement.privacy.sets import BY_FIRST_NAME, Sentence
from models.privacy.learnt.features import Told, Where, told
from models.privacy.learnt.figures import told_of_figures
from models.privacy.learnt.model import PLACES, NameModel, places_of
from models.privacy.learnt.words import lists_of
from models.privacy.lexicon import lexicon
from models.privacy.misread import as_read

_PENALTY = 1.0  # the regression's C
_WHERE = {
    "title": Where.TITLE,
    "heading": Where.TITLE,
    "front": Where.TITLE,
    "file": Where.FILE,
}


# The model is asked about neither.
NOT_ASKED = frozenset({"email", "handle"})


class WordLesson(NamedTuple):
    """One word, day or number: what the model sees of it, and whether it is planted."""

    told: Told
    is_planted: bool


def lessons_of_set(name: str, sentences: Iterable[Sentence]) -> Iterator[WordLesson]:
    """The words of a labelled set. What its labels leave open teaches nothing."""
    for sentence in sentences:
        for one in _told(sentence):
            word = one.word
            planted = any(s < word.end and word.start < e for s, e in sentence.planted)
            if planted or name not in BY_FIRST_NAME or "first" not in lists_of(word.text):
                yield WordLesson(one, planted)


def _told(sentence: Sentence) -> Iterator[Told]:
    """Words, days and numbers; those of file names are their publishers'."""
    where = _WHERE.get(sentence.field, Where.TEXT)
    yield from told(sentence.text, where)
    if where is not Where.FILE:
        yield from told_of_figures(as_read(sentence.text), where)


def lessons_of_statements(texts: Iterable[str]) -> Iterator[WordLesson]:
    """What statements say that hold nothing; first names and who has a title are chosen there."""
    for text in texts:
        for one in told(text, Where.TEXT):
            is_name = not {"first", "ordinary first"}.isdisjoint(lists_of(one.word.text))
            before = text[: one.word.start].split()[-1:]
            has_title = bool(before) and before[0].rstrip(".").lower() in lexicon().titles
            if not (is_name or has_title):
                yield WordLesson(one, is_planted=False)
        for one in told_of_figures(as_read(text), Where.TEXT):
            yield WordLesson(one, is_planted=False)


def lessons_of_file_names(names: Iterable[str]) -> Iterator[WordLesson]:
    """Words of file names that hold nothing."""
    for name in names:
        for one in told(name.rpartition(".")[0], Where.FILE):
            yield WordLesson(one, is_planted=False)


def teach(lessons: Sequence[WordLesson]) -> NameModel:
    """A model of all the lessons: logistic regression over numbered features."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - developers alone have it

    rows = [list(places_of(lesson.told)) for lesson in lessons]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((place for row in rows for place in row), dtype=np.int32)
    values = np.ones(len(columns), dtype=np.float64)
    x = sp.csr_matrix((values, columns, ends), shape=(len(rows), PLACES))
    x.sum_duplicates()
    y = np.array([lesson.is_planted for lesson in lessons])
    fitted = LogisticRegression(C=_PENALTY, max_iter=2000, tol=1e-6).fit(x, y)
    return NameModel(fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0]))


class Share(NamedTuple):
    """Of texts that the model had not learnt from: what it found alone, by score.

    A text is held rightly if anything at all is planted in it.
    """

    name: str
    likely: float
    found: int
    planted: int
    held: int
    held_rightly: int


def left_out(
    sets: Mapping[str, list[Sentence]], lessons: Mapping[str, list[WordLesson]], likely: float
) -> Iterator[Share]:
    """Every set as a model finds it that has learnt from all others, without any rule."""
    for name, sentences in sets.items():
        model = teach([lesson for key, some in lessons.items() if key != name for lesson in some])
        found = planted = held = rightly = 0
        for sentence in sentences:
            words = [one.word for one in _told(sentence) if model.score(one) >= likely]
            asked = [
                span
                for span, kind in zip(sentence.planted, sentence.kinds, strict=True)
                if kind not in NOT_ASKED
            ]
            found += sum(any(w.start < e and s < w.end for w in words) for s, e in asked)
            planted += len(asked)
            held += bool(words)
            rightly += bool(words) and bool(sentence.planted)
        yield Share(name, likely, found, planted, held, rightly)
