"""The statements that this project labelled, with their texts out of the reader's own files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import extractors
from measurement.evaluation.gold import QUOTED
from measurement.evaluation.predict import find_files
from measurement.teaching.lessons import WRITTEN
from measurement.teaching.written import read_written
from pipelines.local import SAMPLE_FOLDER

if TYPE_CHECKING:
    from models.themes.corpus import Text

SAMPLE_GOLD = SAMPLE_FOLDER.parent / "gold"
NARRATIVES = Path(__file__).parents[1] / "models" / "themes" / "narratives"


def texts_of_labels(folders: Iterable[Path]) -> list[Text]:
    """The annotated sample, our invented statements and reviews, labelled ones below `folders`.

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
    return told + _written() + labelled_texts(labels, extracted)


def _written() -> list[Text]:
    """Statements of the reviews that were written to be learnt from, where they have themes."""
    from models.themes.corpus import Text  # noqa: PLC0415

    gold = [read_written(path)[0] for path in sorted(WRITTEN.glob("*.txt"))]
    return [
        Text(
            statement.text,
            statement.themes,
            document.file,
            collection="written",
            heading=statement.heading or "",
            is_narrative=True,
            document=document.file,
        )
        for document in gold
        for statement in document.statements
        if statement.themes and statement.kind != QUOTED
    ]
