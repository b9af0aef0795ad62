"""The queue of held texts: a person accepts each as it is, or says what to read instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.corrections.schema import Correction
from models.corrections.writing import write_corrections
from models.privacy import screen
from models.privacy.document import SECTION
from models.records import HELD, HeldText, HitKind, ProcessedDocument

HELD_KEYS = {
    "a": "accept: it may be shown as it is",
    "m": "mask: other words are shown instead",
    "s": "skip: it stays held",
    "q": "quit",
}
_NAMES = frozenset({"file_name", "address"})
# What is put into the proposed words for each kind of find.
_STANDS_FOR = {
    HitKind.NAME: "[name]",
    HitKind.STAFF_NAME: "[name]",
    HitKind.BIRTH_DATE: "[date of birth]",
    HitKind.DEATH_DATE: "[date of death]",
    HitKind.SCHOOL_AND_AGE: "[a school]",
    HitKind.NHS_NUMBER: "[NHS number]",
    HitKind.NATIONAL_INSURANCE: "[National Insurance number]",
    HitKind.RECORD_NUMBER: "[number]",
    HitKind.VEHICLE: "[vehicle]",
}


class HeldQuestion(NamedTuple):
    """One text that is held, and the words that could replace it."""

    document_id: str
    held: HeldText
    proposal: str
    number: int
    total: int


class HeldAnswer(NamedTuple):
    """A key of HELD_KEYS, and for "m" the words to be read instead."""

    key: str
    text: str = ""


AskHeld = Callable[[HeldQuestion], HeldAnswer]


def held_queue(records: Iterable[ProcessedDocument]) -> list[tuple[str, HeldText]]:
    """Everything that waits for a person, document by document."""
    return [
        (record.document_id, held)
        for record in records
        for held in record.held
        if held.field != SECTION
    ]


def review_held(
    waiting: Sequence[tuple[str, HeldText]], ask: AskHeld, target: Path, *, who: str, when: str
) -> int:
    """Ask about each until the person quits; returns how many decisions were written.

    `target` is rewritten after each. A replacement that would itself be held is asked for again.
    """
    written: list[Correction] = []
    for number, (document_id, held) in enumerate(waiting, 1):
        question = HeldQuestion(document_id, held, proposed(held), number, len(waiting))
        answer = ask(question)
        while answer.key == "m" and (
            not answer.text.strip() or screen(answer.text, by_first_name=True)
        ):
            answer = ask(question)
        if answer.key == "q":
            break
        if answer.key in {"a", "m"}:
            written.append(_decision(document_id, held, answer, who, when))
            write_corrections(target, written)
    return len(written)


def proposed(held: HeldText) -> str:
    """The text with a word in brackets for each find; of a file or an address, that it is held."""
    if held.field in _NAMES:
        return HELD
    text = held.quote
    for hit in sorted(held.hits, key=lambda hit: -hit.start):
        if hit.kind is not HitKind.MARKED:
            word = _STANDS_FOR.get(hit.kind, f"[{hit.kind.value.replace('_', ' ')}]")
            text = text[: hit.start] + word + text[hit.end :]
    return text


def _decision(
    document_id: str, held: HeldText, answer: HeldAnswer, who: str, when: str
) -> Correction:
    return Correction(
        document_id=document_id,
        statement_id=held.statement_id,
        quote=held.quote,
        action="accept" if answer.key == "a" else "mask",
        who=who,
        why="decided in the queue of held texts",
        when=when,
        text=answer.text.strip() if answer.key == "m" else None,
        field=held.field,
    )
