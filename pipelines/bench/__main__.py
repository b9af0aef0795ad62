"""`make bench`: everything that is measured, in one run."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from pipelines.bench.figures import show
from pipelines.bench.line import memory_figures, run_figures, statements_figures
from pipelines.bench.scans import scan_figures
from pipelines.bench.words import agreement_figures, words_figures
from pipelines.local import SAMPLE_FOLDER
from pipelines.stages import ROOT

# Benches of packages that pipelines do not import: each has a function `run`.
PACKAGES = ("models.themes.bench", "pipelines.collect.bench", "warehouse.bench")


def main() -> int:
    """Measure and print; 0 whatever the figures are, since machines differ."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    measure("The bundled sample", sorted(SAMPLE_FOLDER.glob("*.pdf")), None, console)
    corpus = ROOT.parent / "shared" / "corpus"
    if corpus.is_dir():
        # The folder `bad` holds files that are no documents; a run must live with them.
        files = [f for f in sorted(corpus.rglob("*.pdf")) if f.parent.name != "bad"]
        measure(f"{len(files)} real documents", files, corpus, console)
    else:
        console.print(f"Skipped: real documents (there is no {corpus.name} beside this folder).")
    for name in PACKAGES:
        if _exists(name):
            console.rule(name)
            import_module(name).run(Console(width=120))
    return 0


def measure(title: str, files: list[Path], source: Path | None, console: Console) -> None:
    """Words, statements, scans and whole runs over one set of files."""
    some = files[:: 1 + len(files) // 12]
    figures = [
        *words_figures(some),
        *agreement_figures(files),
        *statements_figures(some),
        *memory_figures(files),
        *scan_figures(files[0]),
        *run_figures(source, alone=source is not None),
    ]
    show(title, figures, console)


def _exists(name: str) -> bool:
    package = Path(ROOT, *name.split(".")[:-1])
    return package.is_dir() and find_spec(name) is not None


if __name__ == "__main__":
    sys.exit(main())
