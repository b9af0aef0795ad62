"""The statements that this project labelled, with their texts out of the reader's own files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import extractors
from pipelines.evaluation.predict import find_files

if TYPE_CHECKING:
    from models.themes.corpus import Text


def texts_of_labels(folders: Iterable[Path]) -> list[Text]:
    """Labelled statements of those documents below `folders` that have labels.

    Without the files there is nothing to learn from: the labels hold no text.
    """
    from models.themes import load_taxonomy  # noqa: PLC0415 - spaCy only where it is needed
    from models.themes.labelled import labelled_texts, read_labels  # noqa: PLC0415

    labels = read_labels(load_taxonomy())
    files = find_files(folders, set(labels.documents))
    return labelled_texts(
        labels,
        (
            extractors.extract(extractors.read(path, document))
            for document, path in sorted(files.items())
        ),
    )
