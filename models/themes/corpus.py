"""Labelled texts to learn from: annotated reports, own-words examples, people's corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from models.themes.schema import Taxonomy
from vocabulary.errors import ReviewsError
from vocabulary.located import read_located

EXAMPLES_DIR = Path(__file__).with_name("examples")
OWN_WORDS = "own words"
ENGLISH = "en"


class Text(NamedTuple):
    """One labelled statement; `group` is its document's family (a report with its summary and its
    briefing), so that folds never share one; `document` is the document.

    `is_measured` is false for texts that are learnt from and never judged: own words, and
    statements of which people have only said some themes. `reader` says who labelled: the
    annotators of the gold, by whom the headline figures are measured, or this project.
    `collection` is the folder that the text came from, `heading` what the text is under.
    `is_narrative`: it is of a review that narrates, not of a letter or an inquiry that
    names what it is about. `is_partial`: only `themes` (which it has) and `refused` (which it has
    not) are known of it, as people's corrections say; nothing is learnt of other themes.
    """

    text: str
    themes: tuple[str, ...]
    group: str
    is_own_words: bool = False
    is_measured: bool = True
    reader: Literal["annotator", "project"] = "annotator"
    collection: str = ""
    heading: str = ""
    is_narrative: bool = False
    document: str = ""
    refused: tuple[str, ...] = ()
    is_partial: bool = False


# Folders of labelled statements whose documents name their themes; all others narrate.
NAMING_COLLECTIONS = frozenset({"gold", "published", "samples"})


class CorpusError(ReviewsError, ValueError):
    """Labelled texts cannot be read; the message names file and line."""


def read_gold(directories: Iterable[Path], taxonomy: Taxonomy) -> list[Text]:
    """Annotated statements from folders (or files) of JSON lines; `meta*` files are left out.

    A line has `text`, `themes` and, for a report, `doc` or `file` (or a `source_url`). Left out are
    kind `quoted`, a repeat of an earlier statement (it would count twice), and what is not in
    English. Lines without a document are own-words texts: learnt from, never measured on.
    """
    known = taxonomy.index()
    directories = list(directories)
    named = {place.name for place in directories if place.is_file()}
    texts: list[Text] = []
    for path in _files(directories):
        described = _described(path)
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
            document = row.get("doc") or row.get("file") or row.get("source_url")
            about = described.get(str(document), {})
            if about.get("language", ENGLISH) != ENGLISH:
                continue
            # A statement file that is given by itself is its own collection.
            collection = path.parent.name if path.name not in named else path.stem
            texts.append(
                Text(
                    text,
                    themes,
                    _family(about, document),
                    is_own_words=not document,
                    is_measured=bool(document),
                    collection=collection,
                    heading=str(row.get("heading") or ""),
                    is_narrative=bool(document) and collection not in NAMING_COLLECTIONS,
                    document=str(document or ""),
                )
            )
    return texts


def _described(path: Path) -> dict[str, dict[str, Any]]:
    """What the folder's `meta*.jsonl` say of its documents, by `doc`."""
    rows: dict[str, dict[str, Any]] = {}
    for meta in sorted(path.parent.glob("meta*.jsonl")):
        for number, line in enumerate(meta.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                rows[str(row["doc"])] = row
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusError(f"{meta.name}:{number}: not a document: {error}") from error
    return rows


def _family(about: dict[str, Any], document: object) -> str:
    """The document's family: one publisher in one area wrote all of it."""
    said = [str(about.get(key) or "") for key in ("publisher", "area")]
    return " / ".join(said) if all(said) else str(document or OWN_WORDS)


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
    return texts + read_sentences(directory, taxonomy)


def read_sentences(directory: Path, taxonomy: Taxonomy) -> list[Text]:
    """Invented sentences by theme from a folder of YAML files, as in `examples/`."""
    texts: list[Text] = []
    known = taxonomy.index()
    files = sorted(directory.glob("*.yaml"))
    if not files:
        raise CorpusError(f"no sentences (*.yaml) in {directory}")
    for path in files:
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
