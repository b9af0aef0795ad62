"""The shipped model as one compressed file of numbers and words; no pickle, no code."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from models.themes.combine import N_ALL, N_FEATURES, Combiner, Record, Regression
from models.themes.letters import LetterModel
from models.themes.linear import LinearModel, Vocabulary
from models.themes.neighbours import Neighbours, packed, unpacked
from models.themes.terms import Single
from vocabulary.errors import ReviewsError

MODEL = Path(__file__).with_name("model") / "themes.npz"
FORMAT = 7


class Weights(NamedTuple):
    """Everything that training learnt; `themes` are the ids in the order of all arrays."""

    themes: tuple[str, ...]
    linear: LinearModel
    neighbours: Neighbours
    named: Combiner  # for letters and inquiries, which name their themes
    told: Combiner  # for reviews that narrate
    version: str = ""

    def combiner(self, *, narrative: bool) -> Combiner:
        """The one for this kind of document."""
        return self.told if narrative else self.named


class ModelError(ReviewsError, ValueError):
    """The model file cannot be used; the message says what to do."""


def save_weights(weights: Weights, path: Path = MODEL) -> str:
    """Write the model aside and swap it in; returns its version (digest of its content)."""
    linear = weights.linear
    arrays = {
        "format": np.array(FORMAT),
        "themes": np.array(weights.themes),
        "names": np.array("\n".join(linear.vocabulary.names)),
        "idf": linear.vocabulary.idf.astype(np.float16),
        "words": linear.words.astype(np.float16),
        "cues": linear.cues.astype(np.float16),
        "letters_idf": linear.letters.idf.astype(np.float16),
        **_packed("letters", linear.letters.weights),
        **_packed("heading_words", linear.heading_words),
        "heading_cues": linear.heading_cues.astype(np.float16),
        "bias": linear.bias.astype(np.float32),
        **packed(weights.neighbours),
        **_combiner_arrays("named", weights.named),
        **_combiner_arrays("told", weights.told),
    }
    digest = hashlib.sha256()
    for name, array in arrays.items():
        digest.update(name.encode() + array.tobytes())
    version = digest.hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".tmp")
    with aside.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, version=np.array(version), **arrays)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    return version


def load_weights(themes: tuple[str, ...], path: Path = MODEL) -> Weights:
    """Read the model; raises ModelError where it is absent or knows other themes."""
    if not path.exists():
        raise ModelError(f"there is no theme model at {path}; run `reviews train`")
    with np.load(path, allow_pickle=False) as stored:
        if int(stored["format"]) != FORMAT or not _fits(stored):
            raise ModelError(f"{path.name} is of another format; run `reviews train`")
        known = tuple(str(t) for t in stored["themes"])
        if known != themes:
            odd = sorted(set(known) ^ set(themes)) or ["their order"]
            message = f"{path.name} knows other themes ({', '.join(odd[:3])}); run `reviews train`"
            raise ModelError(message)
        vocabulary = Vocabulary(str(stored["names"]).split("\n"), _single(stored["idf"]))
        linear = LinearModel(
            vocabulary,
            _single(stored["words"]),
            _single(stored["cues"]),
            _single(stored["bias"]),
            LetterModel(_single(stored["letters_idf"]), _unpacked("letters", stored)),
            _unpacked("heading_words", stored),
            _single(stored["heading_cues"]),
        )
        named, told = _combiner(stored, "named"), _combiner(stored, "told")
        near = unpacked(stored)
        return Weights(themes, linear, near, named, told, str(stored["version"]))


def _fits(stored: Any) -> bool:
    """Whether the regressions have as many weights as this program gives them numbers."""
    sizes = {"alone": N_FEATURES + 1, "placed": N_ALL + 1}
    return all(
        stored[f"{kind}_{name}"].size == size
        for kind in ("named", "told")
        for name, size in sizes.items()
    )


def _combiner_arrays(kind: str, combiner: Combiner) -> dict[str, Any]:
    return {
        f"{kind}_alone": _row(combiner.alone),
        f"{kind}_placed": _row(combiner.placed),
        f"{kind}_record": np.stack(combiner.record).astype(np.float32),
        f"{kind}_thresholds": combiner.thresholds.astype(np.float32),
    }


def _combiner(stored: Any, kind: str) -> Combiner:
    return Combiner(
        _regression(stored[f"{kind}_alone"]),
        _regression(stored[f"{kind}_placed"]),
        Record(*stored[f"{kind}_record"].astype(np.float64)),
        stored[f"{kind}_thresholds"].astype(np.float64),
    )


def _packed(name: str, weights: Single) -> dict[str, Any]:
    """Weights in steps of a 127th of each theme's largest: a quarter of the size, as good."""
    step = np.maximum(np.abs(weights).max(0), 1e-9) / 127
    return {
        name: np.round(weights / step).astype(np.int8),
        f"{name}_step": step.astype(np.float32),
    }


def _unpacked(name: str, stored: Any) -> Single:
    return _single(stored[name]) * _single(stored[f"{name}_step"])


def _single(array: Any) -> Single:
    return np.asarray(array, dtype=np.float32)


def _row(regression: Regression) -> Single:
    """Weights and bias in one row."""
    return np.append(regression.weights, regression.bias).astype(np.float32)


def _regression(row: Any) -> Regression:
    return Regression(row[:-1].astype(np.float64), float(row[-1]))
