"""The second look: what a paragraph is, given what its neighbours and its section seem to be.

A paragraph of analysis may narrate or judge. If nine around it judge, it probably does too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from extractors.structure.paragraphs import Paragraph
from models.records import Kind, Section, SectionRole

Matrix = npt.NDArray[np.float32]
KINDS = ("none", *(str(kind) for kind in Kind), "quoted")
STATED = slice(1, 1 + len(Kind))  # the columns of kinds of statements
_ROLES = tuple(str(role) for role in SectionRole)
_CUES = (
    "should", "should-have", "past", "present", "negative", "praise", "good-practice", "finds",
    "learning", "learning-is", "day", "month", "told", "family", "law", "research", "method",
    "progress", "relayed", "recommend", "question", "announces", "quote", "day early",
    "month early", "reason", "system", "cause",
)  # fmt: skip
_FORMS = ("bullet", "section", "plain", "letter", "word", "short", "text", "heading")
_FLAGS = (
    *(f"role {role}" for role in _ROLES),
    *(f"own {role}" for role in _ROLES),
    *(f"cue {cue}" for cue in _CUES),
    *(f"form {form}" for form in _FORMS),
    "look table", "panel", "look bold", "place 0", "place last", "end :", "end ?", "end a",
    "heading numbered",
)  # fmt: skip
_FLAG = {name: i for i, name in enumerate(_FLAGS)}
_STEPS = (-1, 1, -2, 2)


def softmax(scores: Matrix) -> Matrix:
    """Scores to shares of one, row by row."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Matrix = grown / grown.sum(axis=1, keepdims=True)
    return shares


def surroundings(
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    features: Sequence[Sequence[str]],
    answers: Mapping[int, tuple[str, str, bool]],
    scores: Matrix,
) -> Matrix:
    """A row of numbers for each paragraph; `scores` are those of the first look."""
    n = len(paragraphs)
    shares = softmax(scores)
    is_text = np.array([not p.level for p in paragraphs])
    at = np.array([p.section for p in paragraphs]) + 1  # 0: before the first heading
    above = np.array([0] + [-1 if s.parent is None else s.parent + 1 for s in sections]) + 1
    counted = np.where(is_text[:, None], shares, 0)
    per_section, sizes = _sums(at, counted, is_text, len(sections) + 1)
    per_parent, families = _sums(above, per_section, sizes, len(sections) + 2)
    rest = sizes[at] - is_text
    beside = families[above[at]] - sizes[at]
    columns = [
        scores - scores.mean(axis=1, keepdims=True),
        shares,
        *(_moved(shares, at, is_text, step) for step in _STEPS),
        _shared(per_section[at] - counted, rest),
        np.stack([np.minimum(rest, 8) / 8, rest == 0, np.minimum(beside, 30) / 30], axis=1),
        _shared(per_parent[above[at]] - per_section[at], beside),
        np.broadcast_to(counted.sum(axis=0) / max(int(is_text.sum()), 1), shares.shape),
        _flags(features),
        _answers(n, answers),
        np.array([[len(p.full) / 400] for p in paragraphs]),
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)


def _sums(
    at: npt.NDArray[np.int_], values: Matrix, sizes: npt.NDArray[np.int_ | np.bool_], n: int
) -> tuple[Matrix, npt.NDArray[np.int_]]:
    total = np.zeros((n, values.shape[1]), dtype=np.float32)
    number = np.zeros(n, dtype=np.int_)
    np.add.at(total, at, values)
    np.add.at(number, at, sizes)
    return total, number


def _shared(total: Matrix, number: npt.NDArray[np.int_]) -> Matrix:
    shared: Matrix = np.where(number[:, None] > 0, total / np.maximum(number, 1)[:, None], 0)
    return shared


def _moved(
    shares: Matrix, at: npt.NDArray[np.int_], is_text: npt.NDArray[np.bool_], step: int
) -> Matrix:
    """What the paragraph `step` further on in the same section seems to be; else nothing."""
    out = np.zeros_like(shares)
    for i in range(max(0, -step), len(shares) - max(0, step)):
        if at[i + step] == at[i] and is_text[i + step]:
            out[i] = shares[i + step]
    return out


def _flags(features: Sequence[Sequence[str]]) -> Matrix:
    out = np.zeros((len(features), len(_FLAGS)), dtype=np.float32)
    for i, names in enumerate(features):
        out[i, [_FLAG[name] for name in _FLAG.keys() & names]] = 1
    return out


def _answers(n: int, answers: Mapping[int, tuple[str, str, bool]]) -> Matrix:
    out = np.zeros((n, len(KINDS)), dtype=np.float32)
    for i in range(n):
        if i not in answers:
            out[i, 0] = 1
        elif answers[i][2]:
            out[i, KINDS.index(answers[i][0])] = 1
        else:
            out[i, -1] = 1  # goes on
    return out
