"""Cues that spaCy refuses and examples that fail are found before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.matcher import Matcher

from models.themes.cues import expand, has_gap, token_patterns
from models.themes.loading import CROSSWALK, TAXONOMY_DIR, load_taxonomy
from models.themes.rules import ThemeRules, fires
from models.themes.schema import Entry, Taxonomy
from vocabulary.located import Place, VocabularyError, read_located


def check_taxonomy(
    nlp: Any, directory: Path = TAXONOMY_DIR, rules: ThemeRules | None = None
) -> Taxonomy:
    """Load a taxonomy and try its cues and examples; raises VocabularyError naming file and line.

    `rules` may be the component already built from the same directory with the same vocabulary.
    """
    taxonomy = load_taxonomy(directory)
    for entry in taxonomy.entries:
        _check_cues(nlp, entry, directory)
    rules = rules or ThemeRules(nlp, taxonomy.entries)
    for number, entry in enumerate(taxonomy.entries):
        _check_examples(nlp, rules, number, entry, directory)
    return taxonomy


def _wrong(directory: Path, entry: Entry, place: Place, message: str) -> VocabularyError:
    """The error with file and line; files are read again only here, when something is wrong."""
    for path in sorted(directory.glob("*.yaml")):
        if path.name == CROSSWALK:
            continue
        located = read_located(path)
        for number, theme in enumerate(located.value["themes"]):
            if theme["id"] == entry.id:
                return located.error(("themes", number, *place), message)
    return VocabularyError(message)


def _check_cues(nlp: Any, entry: Entry, directory: Path) -> None:
    """Every cue can be read, and spaCy takes every pattern."""
    lists: dict[Place, tuple[str, ...]] = {
        ("cues", "strong"): entry.cues.strong,
        ("cues", "weak"): entry.cues.weak,
        ("excludes",): entry.excludes,
    }
    for place, cues in lists.items():
        for index, cue in enumerate(cues):
            try:
                if has_gap(cue):
                    token_patterns(nlp, cue)
                else:
                    expand(cue)
            except ValueError as error:
                message = f"cue {cue!r}: {error}"
                raise _wrong(directory, entry, (*place, index), message) from error
    for index, pattern in enumerate(entry.cues.patterns):
        try:
            Matcher(nlp.vocab, validate=True).add("pattern", [pattern.tokens])
        except (ValueError, TypeError) as error:
            message = f"spaCy refuses this pattern: {str(error).splitlines()[0]}"
            raise _wrong(directory, entry, ("cues", "patterns", index), message) from error


def _check_examples(nlp: Any, rules: ThemeRules, theme: int, entry: Entry, directory: Path) -> None:
    """The theme finds its own examples and leaves the others alone."""
    for role, wanted in (("yes", True), ("no", False)):
        for index, text in enumerate(getattr(entry.examples, role)):
            doc = rules(nlp.make_doc(text))
            hits = [hit for hit in doc._.theme_hits if hit.theme == theme]
            if fires(hits) != wanted:
                verb = "does not find" if wanted else "should leave alone"
                message = f"{entry.id} {verb} its example {text!r}"
                raise _wrong(directory, entry, ("examples", role, index), message)
