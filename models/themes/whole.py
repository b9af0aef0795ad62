"""The themes of a whole document, each with how probable it is that the document is about it."""

from __future__ import annotations

from models.records import Extraction, Labelled
from models.themes.families import is_narrative
from models.themes.reviews import review_model


def chances_of(extraction: Extraction, labelled: Labelled) -> tuple[tuple[str, float], ...]:
    """Theme and probability, from the labels of statements; one printed again counts once."""
    statements = {s.statement_id for s in extraction.statements if not s.is_repeat}
    scores: dict[str, list[float]] = {}
    for label in labelled.labels:
        if label.statement_id in statements:
            scores.setdefault(label.theme_id, []).append(label.score)
    told, model = is_narrative(extraction.metadata), review_model()
    return tuple(
        (theme, model.chance(theme, said, len(statements), narrative=told))
        for theme, said in sorted(scores.items())
    )
