"""The spaCy pipeline: from `spacy.blank("en")`, by the configuration kept beside this file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import load_model_from_config, registry

from models.themes.components import ThemeCombiner, ThemeModel
from models.themes.loading import TAXONOMY_DIR, load_taxonomy
from models.themes.rules import ThemeRules
from models.themes.sentences import split_sentences
from models.themes.stems import use_stems
from models.themes.weights import MODEL, Weights, load_weights

CONFIG = Path(__file__).with_name("config.cfg")


def stems_callback() -> Any:
    """What the configuration calls on a new pipeline, before components are made."""
    return use_stems


def rules_factory(nlp: Any, name: str, taxonomy: str) -> ThemeRules:  # noqa: ARG001 (spaCy's call)
    """The rule component over a taxonomy's folder."""
    return ThemeRules(nlp, load_taxonomy(Path(taxonomy)).entries)


@lru_cache(maxsize=2)
def shipped_weights(path: Path = MODEL) -> Weights:
    """The trained weights, read once per process; raises ModelError."""
    ids = tuple(entry.id for entry in load_taxonomy().entries)
    return load_weights(ids, path)


def model_factory(nlp: Any, name: str, model: str) -> ThemeModel:  # noqa: ARG001 (spaCy's call)
    """The linear model's component."""
    return ThemeModel(shipped_weights(Path(model)))


def combiner_factory(nlp: Any, name: str, model: str) -> ThemeCombiner:  # noqa: ARG001
    """The component that joins cues and model."""
    return ThemeCombiner(shipped_weights(Path(model)))


registry.callbacks.register("safeguarding.use_stems", func=stems_callback)
Language.component("safeguarding_sentences", func=split_sentences)
Language.factory(
    "safeguarding_theme_rules", default_config={"taxonomy": str(TAXONOMY_DIR)}, func=rules_factory
)
Language.factory(
    "safeguarding_theme_model", default_config={"model": str(MODEL)}, func=model_factory
)
Language.factory(
    "safeguarding_theme_combiner", default_config={"model": str(MODEL)}, func=combiner_factory
)


def blank() -> Any:
    """A tokenizer whose lexemes know their stems, and nothing else."""
    return use_stems(spacy.blank("en"))


def build_pipeline(*, rules_only: bool = False) -> Any:
    """The pipeline of config.cfg; training asks for the rules alone.

    It needs no file outside this package and no network.
    """
    config = spacy.util.load_config(CONFIG)
    if rules_only:
        config["nlp"]["pipeline"] = ["theme_rules"]
        config["components"] = {"theme_rules": config["components"]["theme_rules"]}
    return load_model_from_config(config, auto_fill=True, validate=True)
