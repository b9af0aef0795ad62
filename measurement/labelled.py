"""The statements that this project labelled, with their texts out of the reader's own files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import extractors
from measurement.evaluation.predict import find_files
from pipelines.local import SAMPLE_FOLDER

if TYPE_CHECKING:
    from models.themes.corpus import Text

SAMPLE_GOLD = SAMPLE_FOLDER.parent / "gold"
NARRATIVES = Path(__file__).parents[1] / "models" / "themes" / "narratives"


def texts_of_labels(folders: Iterable[Path]) -> list[Text]:
    """The annotated sample, our invented statements, labelled ones of documents below `folders`.

    Labels of published statements hold no text: without the files they teach nothing.
    """
    from models.themes import load_taxonomy  # noqa: PLC0415 - spaCy only where it is needed
    from models.themes.corpus import read_gold  # noqa: PLC0415
    from models.themes.labelled import labelled_texts, read_labels  # noqa: PLC0415

    taxonomy = load_taxonomy()
    labels = read_labels(taxonomy)
    files = find_files(folders, set(labels.documents))
    extracted = (
        extractors.extract(extractors.read(path, document))
        for document, path in sorted(files.items())
    )
    told = [
        text._replace(reader="project", collection=name, is_narrative=True)
        for name, folder in (("sample", SAMPLE_GOLD), ("narratives", NARRATIVES))
        for text in read_gold([folder], taxonomy)
    ]
    return told + labelled_texts(labels, extracted)
