"""The stages of the pipeline and their versions.

A stage's version is a digest of the source files that it depends on and of the libraries whose
results it keeps, so that a changed rule redoes the stages behind it and no others. Nobody has to
remember to raise a number.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
_NOT_SOURCE = {"__pycache__", "bench"}  # benches measure; they change no result


class Stage(msgspec.Struct, frozen=True):
    """One stage: `sources` are folders or files below the root, `without` parts of them."""

    name: str
    sources: tuple[str, ...]
    without: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()


_GEOMETRY, _READING = "models/records/geometry.py", "models/records/reading.py"
_STATEMENTS, _THEMES = "models/records/statements.py", "models/records/themes.py"
_SKETCHES, _RESPONSES = "models/sketches.py", "models/records/responses.py"
# What loads and asks rules, and the words that they may name.
_RULES = tuple(
    f"vocabulary/{name}"
    for name in (
        "__init__.py", "action_verbs.py", "action_verbs.yaml", "alternatives.py", "errors.py",
        "kept.py", "loading.py", "located.py", "months.py", "months.yaml", "needs.py", "quick.py",
        "rules.py", "rules/lists.yaml", "statements.py", "statements.yaml", "yaml_text.py",
    )
)  # fmt: skip
# Reading asks for the words of tables alone: another agency makes no scan be read again.
_WORDS = tuple(
    f"vocabulary/{name}"
    for name in (
        "columns.py",
        "counting.py",
        "hyphens.py",
        "rules/columns.yaml",
        "rules/drop_caps.yaml",
    )
)
_TYPES = tuple(
    f"vocabulary/{name}"
    for name in (
        "__init__.py",
        "errors.py",
        "loading.py",
        "located.py",
        "report_types.py",
        "report_types",
        "yaml_text.py",
    )
)
_JUDGING = ("vocabulary/judging_words.py", "vocabulary/judging_words.yaml")
# What makes and measures the model of themes. What it makes is in the version; how is not.
_TRAINING = tuple(
    f"models/themes/{name}"
    for name in (
        "card.py", "compare.py", "corpus.py", "examples", "examples.py", "gain.py", "labelled.py",
        "labels", "learn.py", "learn_combiner.py", "learn_linear.py", "learn_neighbours.py",
        "learn_reviews.py",
        "measure.py", "measured.py", "narratives", "reviews.py", "textcats.py",
        "train.py",
    )
)  # fmt: skip
# What a person asks is read as a statement is; how it is asked changes no statement.
_ASKING = ("models/themes/asked.py",)
# Only the screen asks these: another wording of theirs makes no document be extracted again.
_PRIVACY_RULES = ("vocabulary/rules/privacy_authors.yaml", "vocabulary/rules/privacy_names.yaml")
# What a person does about an issue makes no report be read again.
_ADVICE = ("vocabulary/issues.py", "vocabulary/issues.yaml")
# What filters and screens call things makes no report be extracted again.
_NAMES = tuple(
    f"vocabulary/{name}"
    for name in (
        "kinds.py", "kinds.yaml", "registers.py", "registers.yaml", "statuses.py", "statuses.yaml",
    )
)  # fmt: skip
READ = Stage(
    "read",
    ("extractors/__init__.py", "extractors/reading", *_RULES, *_WORDS, _GEOMETRY, _READING),
    libraries=("pypdfium2", "pdfplumber", "pdfminer.six", "numpy"),
)
EXTRACT = Stage(
    "extract",
    ("extractors", "vocabulary", _GEOMETRY, _READING, _STATEMENTS, _RESPONSES, _SKETCHES),
    without=("extractors/reading", *_PRIVACY_RULES, *_ADVICE, *_NAMES),
    libraries=("numpy",),
)
_PRIVACY = (
    "models/privacy",
    "models/records/privacy.py",
    "vocabulary/places.yaml",
    *_PRIVACY_RULES,
    "vocabulary/places.py",
    *_RULES,
)
CLASSIFY = Stage(
    "classify",
    (
        "models/themes",
        "models/slim_spacy.py",
        *_PRIVACY,
        *_TYPES,
        *_JUDGING,
        _GEOMETRY,
        _STATEMENTS,
        _RESPONSES,
        _THEMES,
    ),
    without=(*_TRAINING, *_ASKING),
    libraries=("spacy", "numpy"),
)
STAGES = (READ, EXTRACT, CLASSIFY)
# What turns results into the warehouse. It keeps no artefact; see `published`.
PUBLISH = Stage(
    "publish",
    ("warehouse", "models", "pipelines", "archive", "vocabulary"),
    without=("pipelines/sample",),
    libraries=("duckdb", "numpy", "pandas", "pyarrow", "pyyaml", "scipy", "snowballstemmer"),
)


@cache
def stage_version(stage: Stage, root: Path = ROOT) -> str:
    """Sixteen hex digits over the bytes of the stage's sources and over library versions.

    Names count for nothing: a file that is moved or renamed makes no scan be read again.
    """
    digest = hashlib.sha256(stage.name.encode())
    contents = (hashlib.sha256(path.read_bytes()).digest() for path in source_files(stage, root))
    for content in sorted(contents):
        digest.update(content)
    for library in stage.libraries:
        digest.update(f"{library}\0{_version(library)}\n".encode())
    return digest.hexdigest()[:16]


def stage_versions(root: Path = ROOT) -> dict[str, str]:
    """Stage name to version, for the record of a run."""
    return {stage.name: stage_version(stage, root) for stage in STAGES}


def source_files(stage: Stage, root: Path = ROOT) -> Iterator[Path]:
    """The files that a stage's version is taken over, sorted: code, rules and models alike."""
    without = {str(root / name) for name in stage.without}
    found: set[str] = set()
    for name in stage.sources:
        found.update(_files(str(root / name), without))
    yield from sorted(map(Path, found))


def _files(top: str, without: set[str]) -> Iterator[str]:
    """The files at or below a place, as strings: paths by the thousand would take a tenth of a run.

    Nothing of `without` is among them.
    """
    if Path(top).is_file():
        yield from {top} - without
    for folder, folders, names in os.walk(top):
        folders[:] = [
            f for f in folders if f not in _NOT_SOURCE and f"{folder}{os.sep}{f}" not in without
        ]
        for name in names:
            path = f"{folder}{os.sep}{name}"
            if name not in _NOT_SOURCE and path not in without:
                yield path


@cache  # several stages keep the results of numpy
def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


# What a key of a reading says of the machine, and the programs of which one makes it so. An OCR
# engine that is added has a line of its own, so that its readings are not taken for Tesseract's.
PROGRAMS = {"ocr": ("tesseract",), "word": ("soffice", "libreoffice")}


@cache
def read_settings() -> str:
    """What of this machine changes a reading: the programs for scanned pages and Word files."""
    there = [what for what, names in PROGRAMS.items() if any(map(shutil.which, names))]
    return ", ".join(there) or "none"
