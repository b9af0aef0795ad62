"""People's decisions about texts that are held: accepted as they are, or reworded."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from models.corrections.finding import words
from models.corrections.schema import DECIDES, Correction
from models.records import HeldText, ProcessedDocument

STATEMENT = "statement"


def decide(
    record: ProcessedDocument, held: Iterable[HeldText], corrections: Iterable[Correction]
) -> ProcessedDocument:
    """The document with what is still held, and with the replacement words.

    A decision applies to exact words: if even one word changes, the text is held again.
    Masks of statements are applied before they are labelled (`correct_statements`).
    """
    decisions = [c for c in corrections if c.action in DECIDES]
    settled = {(c.field, words(c.quote)): c for c in decisions}
    left: list[HeldText] = []
    masks: dict[str, str] = {}
    for text in held:
        decision = settled.get((text.field, words(text.quote)))
        if decision is None or (text.field == STATEMENT and decision.action == "mask"):
            left.append(text)
        elif decision.action == "mask":
            masks[text.quote] = decision.text or ""
    return msgspec.structs.replace(record, held=tuple(left), masks=masks)
