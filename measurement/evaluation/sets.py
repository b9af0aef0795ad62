"""Annotated sets against their floors, in one process: `... sets YAML NAME=FOLDER,... --data DIR`.

Programs and models are loaded once for all sets; the slowest documents of any set start first.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from archive.errors import UserError
from measurement.evaluation.floors import below, floors_in
from measurement.evaluation.folders import evaluate_sets
from measurement.evaluation.report import summary
from measurement.evaluation.totals import Evaluation
from pipelines.process import Limits


def compare(
    yaml: Path, sets: Mapping[str, Sequence[Path]], corpus: Sequence[Path], data: Path
) -> dict[str, list[str]]:
    """What is below the floors of each set. Raises UserError for a set without floors."""
    floors = floors_in(yaml)
    if unknown := sorted(sets.keys() - floors.keys()):
        raise UserError(f"{yaml.name} has no floors for {', '.join(unknown)}.")
    found = evaluate_sets(sets, corpus, data, Limits())
    return {name: _broken(floors[name], found[name]) for name in sets}


def _broken(floors: Mapping[str, float], found: Evaluation) -> list[str]:
    if not found.documents:
        return ["none of its documents was found"]
    return below(floors, summary(found))


def main() -> int:
    """Print how each set compares with its floors; 1 where one is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("yaml", type=Path, help="floors by the name of the set")
    parser.add_argument("sets", nargs="+", help="a name and its folders of annotations")
    parser.add_argument("--from", dest="corpus", type=Path, action="append", default=[])
    parser.add_argument("--data", type=Path, required=True, help="where results are kept")
    given = parser.parse_args()
    pairs = (words.split("=", 1) for words in given.sets)
    sets = {name: [Path(folder) for folder in folders.split(",")] for name, folders in pairs}
    told = compare(given.yaml, sets, given.corpus, given.data)
    for name, lines in told.items():
        sys.stdout.write(f"{name}: {'; '.join(lines) or 'all floors hold'}\n")
    return 1 if any(told.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
