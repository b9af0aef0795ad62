"""Speed, load time and size of the theme classifier, for `make bench`."""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from rich.console import Console

from measurement.bench.figures import show_rows
from models.records import Extraction, Kind, Metadata, Statement
from models.themes.classify import Classifier
from models.themes.corpus import read_examples
from models.themes.loading import load_taxonomy
from models.themes.weights import MODEL

STATEMENTS = 6000
RELABELLED = 100_000
PROCESSES = 2
WORDS = 55  # a statement of a report has about so many


def run(console: Console) -> None:
    """Print what `measure` and `relabel_seconds` give."""
    rows = [(name, f"{value:,.2f}") for name, value in measure().items()]
    wall, busiest = relabel_seconds()
    name = f"seconds to label {RELABELLED:,} statements anew in {PROCESSES} processes"
    rows.append((name, f"{wall:,.1f}"))
    rows.append(("... of processor time in the busier process", f"{busiest:,.1f}"))
    rows.append(("... load of the machine, last minute", f"{os.getloadavg()[0]:.1f}"))
    show_rows("Themes", rows, console)


def measure(count: int = STATEMENTS) -> dict[str, float]:
    """Figures by name: statements per second on one core (of processor time, so that other work
    on the machine counts little), seconds to load, megabytes of the model file.
    """
    started = time.process_time()
    classifier = Classifier.load()
    loaded = time.process_time() - started
    extractions = invented(count)
    started = time.process_time()
    labels = sum(len(done.labels) for done in classifier.label_many(extractions))
    seconds = time.process_time() - started
    return {
        "statements a second on one core": count / seconds,
        "labels a statement": labels / count,
        "seconds to load the pipeline": loaded,
        "megabytes of the model": MODEL.stat().st_size / 1e6,
    }


def relabel_seconds(count: int = RELABELLED, processes: int = PROCESSES) -> tuple[float, float]:
    """Seconds for `count` statements, processes started and pipelines loaded: by the clock, and of
    processor time in the busiest process, which is what the clock shows on a machine left alone.
    """
    share = -(-count // processes)
    started = time.perf_counter()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(_label, [share] * processes, range(processes)))
    done = sum(part for part, _ in parts)
    if done < count:
        raise RuntimeError(f"only {done} of {count} statements came back")
    return time.perf_counter() - started, max(busy for _, busy in parts)


def _label(count: int, offset: int) -> tuple[int, float]:
    """Label so many statements in this process: how many came back, seconds of the process."""
    classifier = Classifier.load()
    extractions = invented(count, offset)
    for _ in classifier.label_many(extractions):
        pass
    return sum(len(extraction.statements) for extraction in extractions), time.process_time()


def invented(count: int, offset: int = 0) -> list[Extraction]:
    """Documents of a hundred statements, put together from the own-words examples."""
    sentences = [text.text for text in read_examples(load_taxonomy())]
    statements: list[Statement] = []
    place = offset
    while len(statements) < count:
        text = ""
        while len(text.split()) < WORDS:
            text = f"{text} {sentences[place % len(sentences)]}".strip()
            place += 7
        name = str(len(statements))
        statements.append(Statement(name, "d", Kind.FINDING, text, 1, 1, (), "bench", 1.0))
    parts = [tuple(statements[i : i + 100]) for i in range(0, len(statements), 100)]
    return [Extraction("d", Metadata(), (), part) for part in parts]
