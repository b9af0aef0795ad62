"""`reviews train`: labelled files in; model, metrics and model card out, in one command."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.themes.card import write_card
from models.themes.compare import Row, compare, row_of
from models.themes.corpus import CorpusError, Text, read_examples, read_gold
from models.themes.examples import Example, prepare
from models.themes.gain import gain
from models.themes.language import build_pipeline
from models.themes.learn import Unseen, judge_unseen, learn, say_unseen
from models.themes.learn_reviews import learn_reviews
from models.themes.loading import load_taxonomy
from models.themes.measure import (
    Figures,
    Said,
    calibration_error,
    figures,
    theme_figures,
)
from models.themes.reviews import REVIEWS, family_name
from models.themes.weights import MODEL, Weights, save_weights

CARD = Path(__file__).parents[2] / "docs" / "model-card.md"
CLAIM = "grouped cross-validation over annotated documents"


def train(
    gold_dirs: Sequence[Path],
    out_dir: Path = MODEL.parent,
    seed: int = 0,
    *,
    card: Path | None = CARD,
    compared: bool = True,
    confirmed: Sequence[Text] = (),
) -> dict[str, Any]:
    """Learn from folders of labelled texts, write the model and its figures; returns the figures.

    `out_dir` gets themes.npz, reviews.json and metrics.json, `card` the model card (None: no
    card). `compared` also measures the other kinds of model, which takes some minutes. `confirmed`
    are further texts to learn from: statements that this project labelled
    (`models.themes.labelled`), measured on apart, and people's corrections
    (`models.corrections.confirmed_texts`), whose gain is measured. The same files and seed give
    the same model to the byte. Raises CorpusError where the files hold too little or are wrong.
    """
    taxonomy = load_taxonomy()
    themes = tuple(entry.id for entry in taxonomy.entries)
    texts = [*read_gold(gold_dirs, taxonomy), *read_examples(taxonomy), *confirmed]
    reports, own = _examples(texts, themes)
    unseen = say_unseen(reports, own, themes, seed)
    weights = learn(reports, own, themes, seed, unseen)
    version = save_weights(weights, out_dir / MODEL.name)
    metrics, reviews = _metrics(reports, own, weights, unseen)
    _write(out_dir / REVIEWS.name, json.dumps(reviews, indent=1) + "\n")
    metrics["corrections"] = gain(reports, own, themes, seed)
    metrics |= {"model_version": version, "taxonomy_digest": taxonomy.digest, "seed": seed}
    rows = [*compare(reports, own, themes, seed), _shipped(metrics)] if compared else []
    metrics["compared"] = [row._asdict() for row in rows]
    _write(out_dir / "metrics.json", json.dumps(metrics, indent=1) + "\n")
    if card is not None:
        write_card(card, metrics, taxonomy)
    return metrics


def _examples(texts: list[Text], themes: tuple[str, ...]) -> tuple[list[Example], list[Example]]:
    """Prepared texts: those of reports, and those in own words."""
    if len({text.group for text in texts if text.is_measured}) < 3:
        raise CorpusError("labelled statements of at least three documents are needed to train")
    examples = prepare(build_pipeline(rules_only=True), texts, themes)
    reports = [e for e in examples if e.source.is_measured]
    return reports, [e for e in examples if not e.source.is_measured]


def _metrics(
    reports: list[Example], own: list[Example], weights: Weights, unseen: Unseen
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Figures of held-out documents, overall and per theme; and the table of whole reviews."""
    all_said, all_scores = judge_unseen(reports, unseen)
    gold = np.array([e.source.reader == "annotator" for e in reports])
    all_target = np.stack([e.target for e in reports])
    said, scores, target = all_said[gold], all_scores[gold], all_target[gold]
    rows = []
    limits = weights.told.thresholds
    for theme, row in zip(weights.themes, theme_figures(said, target), strict=True):
        place = weights.themes.index(theme)
        figure = {k: _round(v) for k, v in row._asdict().items()}
        rows.append(
            {"theme_id": theme, **figure, "threshold": _round(limits[place]), "measured_on": CLAIM}
        )
    reviews = learn_reviews(reports, all_said, all_scores, weights.themes)
    return {
        "statements": int(gold.sum()),
        "documents": _documents(reports, "annotator"),
        "labelled_here": int((~gold).sum()),
        "documents_labelled_here": _documents(reports, "project"),
        "own_words": len(own),
        "features": len(weights.linear.vocabulary.names),
        "overall": _overall(said, target),
        "by_kind": _by(reports, _kind, all_said, all_target),
        "by_collection": _by(reports, lambda e: e.source.collection, all_said, all_target),
        "reviews": reviews["quality"],
        "calibration_error": _round(calibration_error(scores, target)),
        "themes": rows,
    }, reviews


def _kind(example: Example) -> str:
    """The kind of text that figures are given by."""
    if example.source.collection == "samples":
        return "sentences of published reviews, adapted"
    if example.source.collection == "written":
        return "local reviews, written to be learnt from"
    name = family_name(narrative=example.source.is_narrative)
    if example.source.is_narrative and example.source.reader == "project":
        return f"{name}, labelled by this project"
    return name


def _by(
    reports: list[Example], name_of: Callable[[Example], str], said: Said, target: Said
) -> dict[str, Any]:
    """Figures of each sort of document, with its numbers of documents and statements."""
    found: dict[str, Any] = {}
    for name in sorted({name_of(e) for e in reports}):
        rows = np.array([name_of(e) == name for e in reports])
        documents = {
            e.source.document or e.source.group
            for e, mine in zip(reports, rows, strict=True)
            if mine
        }
        figure = _overall(said[rows], target[rows])
        found[name] = {"documents": len(documents), "statements": int(rows.sum()), **figure}
    return found


def _documents(reports: list[Example], reader: str) -> int:
    sources = [e.source for e in reports if e.source.reader == reader]
    return len({source.document or source.group for source in sources})


def _overall(said: Said, target: Said) -> dict[str, Any]:
    """Figures of all labels together; empty where there is nothing to measure on."""
    if not len(target):
        return {}
    return {k: _round(v) for k, v in figures(said, target)._asdict().items()}


def _shipped(metrics: dict[str, Any]) -> Row:
    """The line of the comparison for what we ship."""
    figures_by_name = {k: metrics["overall"][k] for k in Figures._fields}
    return row_of(
        "shipped: cues, words, letters, shared regressions, document", Figures(**figures_by_name)
    )


def _round(value: float | None) -> float | int | None:
    if value is None or isinstance(value, int):
        return value
    return round(float(value), 4)


def _write(path: Path, text: str) -> None:
    """Write aside, then swap in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".tmp")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
