"""The screen over one document: its statements and all else that is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.privacy.lexicon import lexicon
from models.privacy.screen import screen
from models.records import Extraction, HeldText, Hit, HitKind, Metadata, Statement

SECTION = "section"  # a heading over no statement: masked, and nobody need be asked
# Used so often, "Mrs Penrose" is what the report has chosen to call somebody; a slip stands once.
_CHOSEN = 3
_CALLED = "title_and_surname"


def screen_document(extraction: Extraction) -> tuple[HeldText, ...]:
    """All texts of a document that have to be held, each once, in its order."""
    allowed = authors_of(extraction.metadata)
    told = list(_texts(extraction))
    # A heading stands over many statements.
    finds = {text: screen(text, allowed) for text in dict.fromkeys(text for _, text, _, _ in told)}
    found = [
        (name, text, page, statement_id, finds[text])
        for name, text, page, statement_id in told
        if finds[text]
    ]
    called = Counter(
        text[hit.start : hit.end] for _, text, _, _, hits in found for hit in hits if _is_call(hit)
    )
    chosen = {name for name, times in called.items() if times >= _CHOSEN}
    held: dict[tuple[str, str, str], HeldText] = {}
    over = {text for name, text, _, _, _ in found if name == "heading"}
    for name, text, page, statement_id, hits in found:
        if name == SECTION and text in over:
            continue
        kept = tuple(h for h in hits if not (_is_call(h) and text[h.start : h.end] in chosen))
        if kept:
            entry = HeldText(name, text, kept, statement_id, page)
            held.setdefault((name, text, statement_id), entry)
    return tuple(held.values())


def authors_of(metadata: Metadata) -> frozenset[str]:
    """The names, in small letters, that a report prints on its front page on purpose."""
    people = [*metadata.authors, *([metadata.chair] if metadata.chair else [])]
    names = {" ".join(person.value.lower().split()) for person in people}
    full = {name for name in names if " " in name}
    titles = lexicon().titles | {"prof", "professor"}
    return frozenset(full | {f"{t} {name.split()[-1]}" for t in titles for name in full})


def _is_call(hit: Hit) -> bool:
    return hit.rule == _CALLED and hit.kind in {HitKind.NAME, HitKind.STAFF_NAME}


def _texts(extraction: Extraction) -> Iterator[tuple[str, str, int | None, str]]:
    """Field, text, page and statement of everything that is published of a document."""
    for statement in extraction.statements:
        yield "statement", statement.text, statement.page_first, statement.statement_id
        yield from _beside(statement)
    # No view shows a heading without statements: those of letters are who signed them.
    for section in extraction.sections:
        yield SECTION, section.heading, section.page, ""
    metadata = extraction.metadata
    for name in ("title", "reference", "subjects"):
        stated = getattr(metadata, name)
        if stated is not None:
            yield name, stated.value, stated.page, ""
    for answer in extraction.responses:
        for text in (answer.recommendation, answer.action, answer.update, answer.owner):
            if text:
                yield "response", text, answer.page_first, ""


def _beside(statement: Statement) -> Iterator[tuple[str, str, int | None, str]]:
    page = statement.page_first
    for text in {statement.heading, *statement.section_path} - {None, ""}:
        yield "heading", str(text), page, ""
    for text in (statement.addressee, statement.timescale):
        if text:
            yield "addressee", text, page, ""
