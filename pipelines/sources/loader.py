"""Reads source files: YAML in, checked `Source` records out, or an error that says what to do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from archive.errors import UserError
from pipelines.environment import own_sources
from pipelines.sources.problems import SourceFileError, explain
from pipelines.sources.schema import ALL, SCHEDULES, Source
from vocabulary.yaml_text import YamlError, value_of

SHIPPED = Path(__file__).parent
_QUOTES = "text with a colon, # or quotation marks in it needs quotation marks around it"
_RESERVED = {ALL, *SCHEDULES, "sample"}  # names with another meaning in `reviews run`


def load_source(path: Path) -> Source:
    """The source that the file at `path` describes.

    Raises SourceFileError, with one sentence for each fault, if it does not describe one.
    """
    return _described(path, _text(path))


@lru_cache(maxsize=1024)  # a run needs the content of sixty files several times
def _described(path: Path, text: str) -> Source:
    content = _content(path, text)
    content |= {"source_id": path.stem, "origin": str(path)}
    try:
        return Source.model_validate_json(json.dumps(content, default=_as_text), strict=True)
    except ValidationError as problem:
        raise SourceFileError(path.name, explain(problem)) from problem


def load_sources(data: Path | None = None) -> dict[str, Source]:
    """All sources by id, in the order of their ids: those that come with the program and those in
    the operator's own folder (`own_sources`). If both have one name, the operator's own counts.

    Raises UserError if that folder is missing, and the errors of `load_folders`.
    """
    return load_folders(*_folders(data))


def load_folders(*folders: Path) -> dict[str, Source]:
    """The sources of these folders. If two have the same name, the one in the later folder counts.

    Raises SourceFileError that names every fault of every file, not just the first.
    """
    sources, by_name = _loaded(folders)
    faults = list(by_name.values())
    if len(faults) == 1:
        raise faults[0]
    if faults:
        lines = [f"{fault.file_name}: {problem}" for fault in faults for problem in fault.problems]
        raise SourceFileError("", lines)
    return sources


def whole_sources(data: Path | None = None) -> dict[str, Source]:
    """The sources whose files have no fault. Reports on a run need them even if a file is wrong."""
    try:
        folders = _folders(data)
    except UserError:
        folders = (SHIPPED,)
    return _loaded(folders)[0]


def faulty_sources(data: Path | None = None) -> dict[str, SourceFileError]:
    """What is wrong with the files that cannot be used, by the ids of their sources.

    A run leaves these sources as they are and collects the others. Raises UserError if the
    operator's own folder is missing.
    """
    return _loaded(_folders(data))[1]


def _loaded(folders: Iterable[Path]) -> tuple[dict[str, Source], dict[str, SourceFileError]]:
    paths = {path.stem: path for one in folders for path in one.glob("*.y*ml")}
    sources: dict[str, Source] = {}
    faults: dict[str, SourceFileError] = {}
    for name, path in sorted(paths.items()):
        try:
            sources[name] = load_source(path)
        except SourceFileError as fault:
            faults[name] = fault
    return sources, faults


def _folders(data: Path | None) -> tuple[Path, ...]:
    own = own_sources(data)
    return (SHIPPED, own) if own else (SHIPPED,)


def _text(path: Path) -> str:
    if path.stem in _RESERVED:
        raise SourceFileError(
            path.name, [f"`{path.stem}` means several sources: give it another name"]
        )
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceFileError(path.name, [f"there is no file at {path}"]) from None
    except UnicodeDecodeError as problem:
        why = "is not text in UTF-8: save it so from a text editor, or write it again"
        raise SourceFileError(path.name, [why]) from problem
    except OSError as problem:
        why = f"cannot be read ({problem.strerror}): check its permissions"
        raise SourceFileError(path.name, [why]) from problem


def _content(path: Path, text: str) -> dict[str, Any]:
    try:
        content = value_of(text)
    except YamlError as problem:
        raise SourceFileError(path.name, [f"{problem} ({_QUOTES})"]) from problem
    if not isinstance(content, dict):
        raise SourceFileError(path.name, ["must be a list of `field: value` lines"])
    if {"source_id", "origin"} & content.keys():
        raise SourceFileError(path.name, ["`source_id` and `origin` come from the file's name"])
    return content


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a source file cannot hold {value!r}")
