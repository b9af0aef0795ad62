"""Labelled texts to learn from: annotated reports, own-words examples, people's corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from models.themes.located import read_located
from models.themes.schema import Taxonomy

EXAMPLES_DIR = Path(__file__).with_name("examples")
OWN_WORDS = "own words"


class Text(NamedTuple):
    """One labelled statement; `group` is its document, so that folds never share a document.

    `is_measured` is false for texts that are learnt from and never judged: own words, and
    statements of which people have only said some themes. `reader` tells who labelled: the
    annotators of the gold, by whom the headline figures are measured, or this project.
    `collection` is the folder that the text came from, `heading` what the text stands under: it
    is learnt from in the comparison alone.
    """

    text: str
    themes: tuple[str, ...]
    group: str
    is_own_words: bool = False
    is_measured: bool = True
    reader: Literal["annotator", "project"] = "annotator"
    collection: str = ""
    heading: str = ""


class CorpusError(ValueError):
    """Labelled texts cannot be read; the message names file and line."""


def read_gold(directories: Iterable[Path], taxonomy: Taxonomy) -> list[Text]:
    """Annotated statements from folders (or files) of JSON lines; `meta*` files are left out.

    A line has `text`, `themes` and, for a report, `doc` or `file`; kind `quoted` is left out, and
    so is a repeat of an earlier statement (it would count twice). Lines with neither `doc` nor
    `file` are own-words texts: learnt from, never measured on.
    """
    known = taxonomy.index()
    texts: list[Text] = []
    for path in _files(directories):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                themes = tuple(row["themes"])
                text = str(row["text"])
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(f"{path.name}:{number}: not a labelled text: {error}") from error
            unknown = [theme for theme in themes if theme not in known]
            if unknown:
                raise CorpusError(f"{path.name}:{number}: unknown theme {unknown[0]!r}")
            if row.get("kind") == "quoted" or row.get("repeat_of"):
                continue
            group = row.get("doc") or row.get("file")
            texts.append(
                Text(
                    text,
                    themes,
                    str(group or OWN_WORDS),
                    is_own_words=not group,
                    is_measured=bool(group),
                    collection=path.parent.name,
                    heading=str(row.get("heading") or ""),
                )
            )
    return texts


def _files(directories: Iterable[Path]) -> list[Path]:
    """JSON-lines files in a stable order; raises CorpusError where there are none."""
    found: list[Path] = []
    for place in directories:
        paths = [place] if place.is_file() else sorted(place.glob("*.jsonl"))
        paths = [path for path in paths if not path.name.startswith("meta")]
        if not paths:
            raise CorpusError(f"no labelled texts (*.jsonl) in {place}")
        found += paths
    return found


def read_examples(taxonomy: Taxonomy, directory: Path = EXAMPLES_DIR) -> list[Text]:
    """The project's own-words examples, those in the taxonomy's files included."""
    texts = [
        Text(text, (entry.id,), OWN_WORDS, True, False)
        for entry in taxonomy.entries
        for text in entry.examples.yes
    ]
    known = taxonomy.index()
    for path in sorted(directory.glob("*.yaml")):
        located = read_located(path)
        for theme, examples in located.value.items():
            for number, example in enumerate(examples):
                row = example if isinstance(example, dict) else {"text": example}
                themes = (theme, *row.get("also", ()))
                odd = [t for t in themes if t not in known]
                if odd or not str(row.get("text", "")).strip():
                    what = f"unknown theme {odd[0]!r}" if odd else "an example needs a text"
                    raise located.error((theme, number), what)
                texts.append(Text(str(row["text"]), themes, OWN_WORDS, True, False))
    return texts
