"""The spaCy pipeline: from `spacy.blank("en")`, by the configuration kept beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import load_model_from_config, registry

from models.themes.loading import TAXONOMY_DIR, load_taxonomy
from models.themes.rules import ThemeRules
from models.themes.sentences import split_sentences
from models.themes.stems import use_stems

CONFIG = Path(__file__).with_name("config.cfg")


def stems_callback() -> Any:
    """What the configuration calls on a new pipeline, before components are made."""
    return use_stems


def rules_factory(nlp: Any, name: str, taxonomy: str) -> ThemeRules:  # noqa: ARG001 (spaCy's call)
    """The rule component over a taxonomy's folder."""
    return ThemeRules(nlp, load_taxonomy(Path(taxonomy)).entries)


registry.callbacks.register("safeguarding.use_stems", func=stems_callback)
Language.component("safeguarding_sentences", func=split_sentences)
Language.factory(
    "safeguarding_theme_rules", default_config={"taxonomy": str(TAXONOMY_DIR)}, func=rules_factory
)


def blank() -> Any:
    """A tokenizer whose lexemes know their stems, and nothing else."""
    return use_stems(spacy.blank("en"))


def build_pipeline() -> Any:
    """The pipeline of config.cfg. It needs no file outside this package and no network."""
    config = spacy.util.load_config(CONFIG)
    return load_model_from_config(config, auto_fill=True, validate=True)
