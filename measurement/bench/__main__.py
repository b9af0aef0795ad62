"""`make bench`: everything that is measured, in one run."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from rich.console import Console

from archive.stages import ROOT
from measurement.bench.claims import CORPUS, SAMPLE, broken, readme_claims
from measurement.bench.figures import Figure, show
from measurement.bench.floor import floor_figures
from measurement.bench.hidden import hidden_figures
from measurement.bench.runs import memory_figures, run_figures, statements_figures
from measurement.bench.scans import scan_figures
from measurement.bench.words import agreement_figures, words_figures
from pipelines.local import SAMPLE_FOLDER

# Benches of packages that pipelines do not import: each has a function `run`.
PACKAGES = (
    "measurement.bench.themes",
    "measurement.bench.collecting",
    "measurement.bench.warehouse_file",
    "measurement.bench.reading_room",
    "measurement.bench.briefings",
)


def main() -> int:
    """Measure and print; 1 where the README claims what is no longer so, else 0.

    Aims are for people to look at, since machines differ.
    """
    console = Console(width=None if sys.stdout.isatty() else 120)
    sample = measure("The bundled sample", sorted(SAMPLE_FOLDER.glob("*.pdf")), None, console)
    figures: dict[str, Iterable[Figure]] = {SAMPLE: sample}
    corpus = ROOT.parent / "shared" / "corpus"
    if corpus.is_dir():
        # The folder `bad` holds files that are no documents; a run must live with them.
        files = [f for f in sorted(corpus.rglob("*.pdf")) if f.parent.name != "bad"]
        figures[CORPUS] = measure(f"{len(files)} real documents", files, corpus, console)
    else:
        console.print(f"Skipped: real documents (there is no {corpus.name} beside this folder).")
    for name in PACKAGES:
        console.rule(name)
        import_module(name).run(Console(width=120))
    return 1 if broken(readme_claims(), figures, console) else 0


def measure(title: str, files: list[Path], source: Path | None, console: Console) -> list[Figure]:
    """Words, statements, scans and whole runs over one set of files."""
    some = files[:: 1 + len(files) // 12]
    figures = [
        *floor_figures(some),
        *words_figures(some),
        *agreement_figures(files),
        *hidden_figures(some),
        *statements_figures(some),
        *memory_figures(files),
        *scan_figures(files[0]),
        *run_figures(source, alone=source is not None),
    ]
    show(title, figures, console)
    return figures


if __name__ == "__main__":
    sys.exit(main())
