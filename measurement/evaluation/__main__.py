"""`python -m measurement.evaluation --gold DIR [--corpus DIR]`: no data folder needed."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from measurement.evaluation import as_json, evaluate_folders, show
from pipelines.process import Limits


def main() -> int:
    """Read the command line, evaluate, print."""
    scratch = Path(tempfile.gettempdir()) / f"reviews-evaluation-{os.getuid()}"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    parser.add_argument("--data", type=Path, default=scratch, help="where results are kept")
    parser.add_argument("--only", default="", help="part of the file name")
    parser.add_argument("--show", action="store_true", help="print texts of misses")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    limits = Limits(workers=options.workers)
    found = evaluate_folders(options.gold, options.corpus, options.data, limits, options.only)
    if options.json:
        sys.stdout.write(json.dumps(as_json(found, texts=options.show), indent=2) + "\n")
    else:
        show(found, Console(width=max(120, Console().width), emoji=False), texts=options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
