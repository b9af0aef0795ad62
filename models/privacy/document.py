"""The screen over one document: its statements and everything else recorded about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from models.privacy.learnt import RULE
from models.privacy.lexicon import lexicon
from models.privacy.lone import is_certain, may_be_first_name
from models.privacy.screen import screen
from models.privacy.sides import LONE
from models.records import Extraction, HeldText, Hit, HitKind, Metadata, Statement

SECTION = "section"  # a heading over no statement: masked, and nobody need be asked
# Used so often, "Mrs Penrose" is what the report has chosen to call somebody; a slip is there once.
_CHOSEN = 3
_CALLED = frozenset(
    {
        "title_and_surname",
        "title_and_ordinary_surname",
        "title_and_short_surname",
        "title_in_small_letters",
    }
)
_PLACES = frozenset({HitKind.SCHOOL_AND_AGE, HitKind.ADDRESS})
Told = tuple[str, str, int | None, str]  # field, text, page, statement
Found = tuple[str, str, int | None, str, tuple[Hit, ...]]  # and what is found in it
# Of these a first name alone is what the report calls somebody.
_TITLES = frozenset({"title", "heading", SECTION, "reference", "subjects"})


def screen_document(extraction: Extraction) -> tuple[HeldText, ...]:
    """All texts of a document that have to be held, each once, in its order."""
    authors = authors_of(extraction.metadata)
    told = list(_texts(extraction))
    # A heading is above many statements.
    texts = {text: name in _TITLES for name, text, _, _ in reversed(told)}
    finds = {
        text: (*screen(text, by_first_name=is_title), *_named(text, authors))
        for text, is_title in texts.items()
    }
    found = [
        (name, text, page, statement_id, finds[text])
        for name, text, page, statement_id in told
        if finds[text]
    ]
    called = Counter(
        text[hit.start : hit.end] for _, text, _, _, hits in found for hit in hits if _is_call(hit)
    )
    chosen = {name for name, times in called.items() if times >= _CHOSEN}
    # "Safeguarding Adults Review: Mr Penrose": a review is known by what its title calls somebody.
    chosen |= {
        text[hit.start : hit.end]
        for field, text, _, _, hits in found
        for hit in hits
        if field == "title" and _is_call(hit) and hit.kind is HitKind.NAME
        if text[hit.start : hit.end].count(" ") == 1
    }
    alone = _alone(found, told)
    by_first_name = calls_by_first_name(extraction, alone)
    held: dict[tuple[str, str, str], HeldText] = {}
    over = {text for name, text, _, _, _ in found if name == "heading"}
    for name, text, page, statement_id, hits in found:
        if name == SECTION and text in over:
            continue
        kept = tuple(
            hit
            for hit in hits
            if not (_is_call(hit) and text[hit.start : hit.end] in chosen)
            and not (_is_lone(hit) and by_first_name)
            and not (_may_be_chosen(hit) and _is_chosen(alone, text, hit))
        )
        if kept:
            entry = HeldText(name, text, kept, statement_id, page)
            held.setdefault((name, text, statement_id), entry)
    return tuple(held.values())


def calls_by_first_name(extraction: Extraction, alone: Counter[str]) -> bool:
    """Whether a report calls people by first names of its own choosing.

    Where it does, one of them alone does not show whether it is somebody's real name.
    """
    firsts = [times for name, times in alone.items() if may_be_first_name(name)]
    if max(firsts, default=0) >= _CHOSEN or sum(firsts) > _CHOSEN:
        return True
    metadata = extraction.metadata
    titles = [*metadata.pseudonyms, *(section.heading for section in extraction.sections)]
    titles += [metadata.title.value] if metadata.title else []
    return any(may_be_first_name(text) for text in titles)


def authors_of(metadata: Metadata) -> re.Pattern[str] | None:
    """The full names of those who wrote and led the review: its front page is for them, no view."""
    people = [*metadata.authors, *([metadata.chair] if metadata.chair else [])]
    titles = lexicon().titles | lexicon().staff_titles | lexicon().honours
    found = set()
    for person in people:
        words = person.value.split()
        while words and words[0].rstrip(".").lower() in titles:
            words = words[1:]
        if len(words) > 1:
            found.add(r"\s+".join(map(re.escape, words)))
    return re.compile(rf"\b(?:{'|'.join(sorted(found))})\b", re.IGNORECASE) if found else None


def _named(text: str, authors: re.Pattern[str] | None) -> tuple[Hit, ...]:
    found = authors.finditer(text) if authors else ()
    return tuple(Hit(HitKind.STAFF_NAME, *match.span(), "author_of_the_report") for match in found)


def _is_lone(hit: Hit) -> bool:
    return hit.rule.startswith(LONE) and not is_certain(hit.rule)


def _may_be_chosen(hit: Hit) -> bool:
    """Whether what is in a document again and again is what the report calls it."""
    return _is_lone(hit) or (hit.rule == RULE and hit.kind in _PLACES)


def _alone(found: Iterable[Found], told: Iterable[Told]) -> Counter[str]:
    """How often each name is in the document that was found alone somewhere."""
    names = {
        text[hit.start : hit.end]
        for _, text, _, _, hits in found
        for hit in hits
        if _may_be_chosen(hit)
    }
    if not names:
        return Counter()
    any_name = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    texts = {text for _, text, _, _ in told}
    return Counter(name for text in texts for name in any_name.findall(text))


def _is_chosen(alone: Counter[str], text: str, hit: Hit) -> bool:
    return alone[text[hit.start : hit.end]] >= _CHOSEN


def _is_call(hit: Hit) -> bool:
    return hit.rule in _CALLED and hit.kind in {HitKind.NAME, HitKind.STAFF_NAME}


def _texts(extraction: Extraction) -> Iterator[Told]:
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


def _beside(statement: Statement) -> Iterator[Told]:
    page = statement.page_first
    for text in {statement.heading, *statement.section_path} - {None, ""}:
        yield "heading", str(text), page, ""
    for text in (statement.addressee, statement.timescale):
        if text:
            yield "addressee", text, page, ""
