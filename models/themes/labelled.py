"""Labels of published statements, kept without their text.

The project read statements of published reports and decided their themes. The reports' text may
not be kept here, so each label names its document and a digest of the statement's first words;
whoever has the file gets the text back from its own extraction. The first words survive a mended
end of a statement, and a label whose statement is not found is counted, not guessed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from models.records import Extraction
from models.themes.corpus import CorpusError, Text
from models.themes.families import is_narrative
from models.themes.schema import Taxonomy

LABELS = Path(__file__).with_name("labels") / "statements.jsonl"
OPENING_WORDS = 8
_WORD = re.compile(r"[a-z0-9]+")


class Labels(NamedTuple):
    """Themes by document (SHA-256 of the file) and opening of a statement."""

    themes: dict[tuple[str, str], tuple[str, ...]]

    @property
    def documents(self) -> frozenset[str]:
        """The documents that have labels."""
        return frozenset(document for document, _ in self.themes)


def opening(document: str, text: str) -> str:
    """Sixteen hex digits over the document and the first eight words of a statement."""
    words = " ".join(_WORD.findall(text.lower())[:OPENING_WORDS])
    return hashlib.sha256(f"{document}\0{words}".encode()).hexdigest()[:16]


def read_labels(taxonomy: Taxonomy, path: Path = LABELS) -> Labels:
    """The stored labels; raises CorpusError, which names file and line."""
    known = taxonomy.index()
    themes: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            key, said = (str(row["document"]), str(row["opening"])), tuple(row["themes"])
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path.name}:{number}: not a label: {error}") from error
        unknown = [theme for theme in said if theme not in known]
        if unknown:
            raise CorpusError(f"{path.name}:{number}: unknown theme {unknown[0]!r}")
        themes[key] = said
    return Labels(themes)


def labelled_texts(labels: Labels, extractions: Iterable[Extraction]) -> list[Text]:
    """The labelled statements that these documents hold, each once."""
    texts: list[Text] = []
    left = dict(labels.themes)
    for extraction in extractions:
        document = extraction.document_id
        for statement in extraction.statements:
            said = left.pop((document, opening(document, statement.text)), None)
            if said is not None:
                texts.append(
                    Text(
                        statement.text,
                        said,
                        document,
                        reader="project",
                        collection="published",
                        heading=statement.heading or "",
                        is_narrative=is_narrative(extraction.metadata),
                        document=document,
                    )
                )
    return texts
