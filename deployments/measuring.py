"""The flow `evaluate`: measures how well the pipeline reads, apart from the nightly runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect.artifacts import create_table_artifact

from archive.errors import UserError
from archive.places import Places
from measurement.evaluation import evaluate_folders
from measurement.evaluation.floors import below, floors_in
from measurement.evaluation.report import summary
from pipelines.local import SAMPLE_FOLDER
from pipelines.process import Limits


def measure(data: Path, gold: Sequence[Path], floors: str | None, section: str) -> list[str]:
    """Measure, show the figures, and return a line for each that is below its floor.

    Works in its own folder inside the data folder, so that it does not collide with a nightly run.
    """
    folders = list(gold) or [SAMPLE_FOLDER.parent / "gold"]
    corpus = [SAMPLE_FOLDER, Places(data).originals]
    found = evaluate_folders(folders, corpus, Places(data).evaluation, Limits())
    figures = summary(found)
    rows = [
        {"figure": name, "value": f"{value:.3f}"} for name, value in sorted(_flat(figures).items())
    ]
    create_table_artifact(key="evaluation", table=rows, description="Shares from 0 to 1")
    return below(_floors(floors, section), figures) if floors else []


def _floors(path: str, section: str) -> dict[str, float]:
    try:
        return floors_in(Path(path))[section]
    except (OSError, KeyError) as error:
        raise UserError(f"{path} has no floors under the name {section}.") from error


def _flat(figures: dict[str, object], before: str = "") -> dict[str, float]:
    flat: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{name}.")
        elif isinstance(value, int | float):
            flat[f"{before}{name}"] = float(value)
    return flat
