"""`python -m pipelines.evaluation --gold DIR [--corpus DIR]`: evaluation without a data folder."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from pipelines.evaluation import as_json, evaluate, find_files, load_gold, predict, show


def main() -> int:
    """Read the command line, evaluate, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    parser.add_argument("--only", default="", help="part of the file name")
    parser.add_argument("--show", action="store_true", help="print texts of misses")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    gold = [d for folder in options.gold for d in load_gold(folder) if options.only in d.file]
    folders = options.corpus or [
        folder for g in options.gold for folder in (g, g.parent / "corpus")
    ]
    files = find_files([*folders, *options.gold], {d.document_id for d in gold})
    evaluation = evaluate(gold, dict(predict(files, options.workers)))
    if options.json:
        sys.stdout.write(json.dumps(as_json(evaluation, texts=options.show), indent=2) + "\n")
    else:
        show(evaluation, Console(width=max(120, Console().width)), texts=options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
