"""Whom the sentence above a list addresses: "The Board is asked to:" and its items."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.statements.addressees import addressee_of
from extractors.structure import Paragraph
from vocabulary.rules import asked

_ASKS = asked("lead_ins", "asks_of")
_LONGEST = 200  # characters of a sentence that leads into a list


def leads_of(found: Sequence[Paragraph], short: frozenset[str]) -> dict[int, str]:
    """The addressee of the lead-in for each item of a list, by the identity of its paragraph."""
    leads: dict[int, str] = {}
    lead: str | None = None
    for paragraph in found:
        text = paragraph.full.strip()
        if text.endswith(":"):
            # The sentence goes on in each item: any verb stands for theirs.
            asks = len(text) < _LONGEST and _ASKS.find(text)
            lead = addressee_of(f"{text[:-1].strip()} review it.", short) if asks else None
        elif paragraph.level or not (paragraph.is_item or paragraph.label or text[:1].islower()):
            lead = None
        elif lead:
            leads[id(paragraph)] = lead
    return leads
