"""Evaluation from folders: find the annotated files, predict, score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from archive.errors import UserError
from archive.originals import Originals, open_data
from measurement.evaluation.gold import GoldDocument, load_gold
from measurement.evaluation.predict import find_files, predict
from measurement.evaluation.totals import Evaluation, evaluate
from pipelines.process import Limits


def evaluate_folders(
    gold: Sequence[Path], corpus: Iterable[Path], data: Path, limits: Limits, only: str = ""
) -> Evaluation:
    """Measure against the annotations in the `gold` folders.

    Their files are looked for, by their bytes, among the stored originals, in `corpus`, and in
    each gold folder and the folder `corpus` beside it. Raises UserError where nothing is found.
    """
    return evaluate_sets({"": gold}, corpus, data, limits, only)[""]


def evaluate_sets(
    sets: Mapping[str, Sequence[Path]],
    corpus: Iterable[Path],
    data: Path,
    limits: Limits,
    only: str = "",
) -> dict[str, Evaluation]:
    """Measure against several sets of folders, each by itself. All files are read in one go."""
    annotated = {name: _annotated(gold, only) for name, gold in sets.items()}
    open_data(data)
    store = Originals(data)
    wanted = {document.document_id for documents in annotated.values() for document in documents}
    files = {name: path for name in wanted if (path := store.path(name)).is_file()}
    near = (folder for gold in sets.values() for g in gold for folder in (g, g.parent / "corpus"))
    files |= find_files([*corpus, *near], wanted - files.keys())
    if not files:
        raise UserError("None of the annotated files is here. Say where they are with --from.")
    predicted = dict(predict(files, data, limits, Console(stderr=True)))
    return {name: evaluate(documents, predicted) for name, documents in annotated.items()}


def _annotated(gold: Sequence[Path], only: str) -> list[GoldDocument]:
    try:
        return [d for folder in gold for d in load_gold(folder) if only in d.file]
    except (FileNotFoundError, ValueError) as error:
        raise UserError(f"{error} Give a folder with annotations to --gold.") from error
