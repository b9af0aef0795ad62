"""Speed, load time and size of the theme classifier, for `make bench`."""

from __future__ import annotations

import time

from models.records import Extraction, Kind, Metadata, Statement
from models.themes.classify import Classifier
from models.themes.corpus import read_examples
from models.themes.loading import load_taxonomy
from models.themes.weights import MODEL

STATEMENTS = 3000
WORDS = 55  # a statement of a report has about so many


def run() -> dict[str, float]:
    """Figures by name: statements per second on one core (of processor time, so that other work
    on the machine does not count), seconds to load, megabytes of the model file.
    """
    started = time.process_time()
    classifier = Classifier.load()
    loaded = time.process_time() - started
    extractions = _invented()
    started = time.process_time()
    labels = sum(len(done.labels) for done in classifier.label_many(extractions))
    seconds = time.process_time() - started
    count = sum(len(extraction.statements) for extraction in extractions)
    return {
        "theme_statements_per_second": count / seconds,
        "theme_labels_per_statement": labels / count,
        "theme_pipeline_load_seconds": loaded,
        "theme_model_megabytes": MODEL.stat().st_size / 1e6,
    }


def _invented() -> list[Extraction]:
    """Documents of a hundred statements, put together from the own-words examples."""
    sentences = [text.text for text in read_examples(load_taxonomy())]
    statements: list[Statement] = []
    place = 0
    while len(statements) < STATEMENTS:
        text = ""
        while len(text.split()) < WORDS:
            text = f"{text} {sentences[place % len(sentences)]}".strip()
            place += 7
        name = str(len(statements))
        statements.append(Statement(name, "d", Kind.FINDING, text, 1, 1, (), "bench", 1.0))
    parts = [tuple(statements[i : i + 100]) for i in range(0, len(statements), 100)]
    return [Extraction("d", Metadata(), (), part) for part in parts]
