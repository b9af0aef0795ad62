"""The trained model: weights of features, and a small network that looks at the surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extractors.judging.places import Answers, ParagraphFeatures
from extractors.judging.surroundings import KINDS, Matrix, softmax, surroundings
from extractors.structure.paragraphs import Paragraph
from models.records import Section

FILE = Path(__file__).parent / "model.npz"
LIMIT = 4.0  # a number further from the mean than this many deviations is cut
# Multiplications of one product of matrices. Beyond some 260,000 numpy's library sets all cores on
# it, and each of them then spins for a while: on two cores that cost a seventh of the extraction.
_AT_ONCE = 200_000


class Net(NamedTuple):
    """One hidden layer."""

    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    out_bias: Matrix

    def scores(self, rows: Matrix) -> Matrix:
        """Scores of each row, a few rows at a time: see `_AT_ONCE`."""
        step = max(1, _AT_ONCE // self.hidden.size)
        parts = [
            np.maximum(rows[i : i + step] @ self.hidden + self.hidden_bias, 0) @ self.out
            for i in range(0, len(rows), step)
        ]
        scores: Matrix = np.concatenate(parts) + self.out_bias
        return scores


class Weighed(NamedTuple):
    """What the model makes of a document's paragraphs."""

    shares: Matrix  # a row for each paragraph, a column for each of KINDS
    features: Sequence[Sequence[str]]
    model: ParagraphModel

    def reasons(self, i: int, kind: str, most: int = 5) -> tuple[str, ...]:
        """The features that spoke most for `kind`, the heaviest first."""
        return self.model.reasons(self.features[i], kind, most)


class ParagraphModel:
    """Features have a weight for each kind; nets see these sums and those of the surroundings."""

    def __init__(
        self,
        names: Sequence[str],
        weights: Matrix,
        bias: Matrix,
        mean: Matrix,
        scale: Matrix,
        nets: Sequence[Net],
    ) -> None:
        self.names = {name: i for i, name in enumerate(names)}
        self.weights, self.bias = weights, bias
        self.mean, self.scale, self.nets = mean, scale, tuple(nets)
        self._means = weights.mean(axis=1)

    def first_look(self, features: Sequence[Sequence[str]]) -> Matrix:
        """Scores of each paragraph by its own features."""
        rows = [self._rows(names) for names in features]
        sums = np.zeros((len(features), len(KINDS)), dtype=np.float32)
        known = [i for i, of in enumerate(rows) if of]
        if known:
            sizes = np.array([len(rows[i]) for i in known])
            weights = self.weights[[row for of in rows for row in of]]
            sums[known] = np.add.reduceat(weights, np.cumsum(sizes) - sizes)
        out: Matrix = sums + self.bias
        return out

    def _rows(self, names: Sequence[str]) -> list[int]:
        """The features that are known, each once."""
        rows = set(map(self.names.get, names))
        rows.discard(None)
        # In order: floating-point sums depend on it, and a set has another in each process.
        return sorted(rows)  # type: ignore[arg-type]

    def second_look(self, rows: Matrix) -> Matrix:
        """Shares of each kind, given the rows of `surroundings`."""
        near = np.clip((rows - self.mean) / self.scale, -LIMIT, LIMIT)
        shares: Matrix = np.mean([softmax(net.scores(near)) for net in self.nets], axis=0)
        return shares

    def weigh(
        self,
        paragraphs: Sequence[Paragraph],
        sections: Sequence[Section],
        answers: Answers,
        report_type: str | None,
    ) -> Weighed:
        """Both looks at every paragraph of a document."""
        features = ParagraphFeatures(paragraphs, sections, answers, report_type).all()
        if not paragraphs:  # a document without text has nothing around anything
            return Weighed(np.empty((0, len(KINDS)), dtype=np.float32), features, self)
        scores = self.first_look(features)
        rows = surroundings(paragraphs, sections, features, answers, scores)
        return Weighed(self.second_look(rows), features, self)

    def reasons(self, names: Sequence[str], kind: str, most: int) -> tuple[str, ...]:
        """The features of `names` that count most towards `kind`, the strongest first."""
        known = [name for name in set(names) if name in self.names]
        rows = [self.names[name] for name in known]
        spoken_by = self.weights[rows, KINDS.index(kind)] - self._means[rows]
        spoken = zip((-spoken_by).tolist(), known, strict=True)
        heaviest = nsmallest(most, (one for one in spoken if one[0] < 0))
        return tuple(f"{name} {-against:+.2f}" for against, name in heaviest)

    def save(self, path: Path) -> None:
        """Keep the model in one compressed file, weights in half precision."""
        parts: dict[str, Matrix] = {
            f"{name}_{i}": part.astype(np.float16)
            for i, net in enumerate(self.nets)
            for name, part in net._asdict().items()
        }
        np.savez_compressed(
            path,
            allow_pickle=False,
            names=np.frombuffer("\n".join(self.names).encode(), dtype=np.uint8),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            mean=self.mean,
            scale=self.scale,
            **parts,
        )


def load(path: Path = FILE) -> ParagraphModel:
    """The model in `path`."""
    with np.load(path, allow_pickle=False) as kept:
        parts = {name: kept[name] for name in kept.files}
    nets: list[Net] = []
    while f"hidden_{len(nets)}" in parts:
        n = len(nets)
        nets.append(Net(*(parts[f"{name}_{n}"].astype(np.float32) for name in Net._fields)))
    return ParagraphModel(
        bytes(parts["names"]).decode().split("\n"),
        parts["weights"].astype(np.float32),
        parts["bias"],
        parts["mean"],
        parts["scale"],
        nets,
    )


@cache
def shipped() -> ParagraphModel:
    """The model that comes with the program."""
    return load()
