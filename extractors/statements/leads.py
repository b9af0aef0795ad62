"""Whom the sentence above a list addresses: "The Board is asked to:" and its items."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.statements.addressees import addressee_of
from extractors.structure import Paragraph
from vocabulary.rules import asked

_ASKS = asked("lead_ins", "asks_of")
_LONGEST = 200  # characters of a sentence that leads into a list


def leads_of(paragraphs: Sequence[Paragraph], short: frozenset[str]) -> dict[int, str]:
    """The addressee of the lead-in for each item of a list, by the identity of its paragraph.

    An item that leads into a list of its own speaks for that list alone; the next item of its kind
    goes back to the sentence above them all.
    """
    leads: dict[int, str] = {}
    open_: list[tuple[str | None, str | None]] = []  # the form of what leads in, and whom it asks
    for paragraph in paragraphs:
        text = paragraph.full.strip()
        form = _form(paragraph)
        if paragraph.level or not (form or text[:1].islower()):
            open_ = []
        forms = [opened for opened, _ in open_]
        if form and form in forms:
            open_ = open_[: forms.index(form)]
        if open_ and (lead := open_[-1][1]):
            leads[id(paragraph)] = lead
        if text.endswith(":"):
            # The sentence goes on in each item: any verb is as good as theirs.
            asks = len(text) < _LONGEST and _ASKS.find(text)
            lead = addressee_of(f"{text[:-1].strip()} review it.", short) if asks else None
            open_.append((form, lead))
    return leads


def _form(paragraph: Paragraph) -> str | None:
    """What an item looks like; None for a paragraph that is no item of a list."""
    if paragraph.label:
        return f"{paragraph.label.style} {paragraph.label.kind}"
    return (paragraph.marker or "item") if paragraph.is_item else None
