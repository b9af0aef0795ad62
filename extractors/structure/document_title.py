"""The title of a report that has no cover."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.structure.paragraphs import Paragraph
from vocabulary.rules import asked

_KIND = asked("chapters", "names_document")
_FEWEST = 4  # headings of a report with chapters


def document_title(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The title of a report without a cover: "Learning from three reviews" opens no learning.

    It is the first heading and the only one of its level, names a kind of document, and has
    chapters below it.
    """
    headings = [p for p in paragraphs if p.level]
    if len(headings) < _FEWEST or headings[0].page > 1 or [p.level for p in headings].count(1) != 1:
        return None
    first = headings[0]
    return first if first.level == 1 and _KIND.find(first.full) else None
