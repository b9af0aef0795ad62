"""The model joins the rules on reviews that tell a story: it adds, takes away, and turns.

Rules decide what belongs together to one statement; the model decides whether it is one, and of
which kind. A criticism must never be stored as praise: the words have a say there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.judging.surroundings import KINDS, STATED
from extractors.statements import grammar
from extractors.statements.draft import SHORTEST, SHORTEST_ITEM, Draft
from extractors.statements.drafts import text_drafts
from extractors.statements.lists import end_of_item
from extractors.statements.relayed import relayed
from extractors.statements.tables import table_drafts
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, Section, SectionRole

if TYPE_CHECKING:  # the model reads by the grammar of this package
    from extractors.judging.model import Model, Weighed
    from extractors.judging.places import Answers

ADDED = 0.5  # share of all kinds of statement from which a paragraph is one
IN_TABLE = 0.6  # the same for the cell of a table that the rules did not read
KEPT = 0.35  # the same for what the rules have found
TURNED = 0.5  # share of another kind from which the rules' kind is changed
PRAISED = 0.75  # share from which words of omission are no bar to praise
_QUOTED = KINDS.index("quoted")


def drafts_of(
    found: Sequence[Paragraph], sections: Sequence[Section], *, judges_in_prose: bool = False
) -> list[Draft]:
    """What the rules find, in no order."""
    drafts = text_drafts(found, sections, judges_in_prose=judges_in_prose)
    drafts += table_drafts(found, sections)
    others = {id(found[i]) for i in relayed(found, sections)}
    return [
        draft
        for draft in drafts
        if id(draft.parts[0]) not in others
        or (draft.kind is Kind.FINDING and not draft.parts[0].is_item)
    ]


def answers_of(found: Sequence[Paragraph], drafts: Sequence[Draft]) -> Answers:
    """What the rules made of each paragraph."""
    places = {id(paragraph): i for i, paragraph in enumerate(found)}
    out: dict[int, tuple[str, str, bool]] = {}
    for draft in drafts:
        for n, part in enumerate(draft.parts):
            out.setdefault(places[id(part)], (str(draft.kind), draft.rule, n == 0))
    return out


def weighed_drafts(
    found: Sequence[Paragraph],
    sections: Sequence[Section],
    drafts: Sequence[Draft],
    model: Model,
    report_type: str | None,
) -> list[Draft]:
    """The rules' drafts and the model's, in no order."""
    answers = answers_of(found, drafts)
    weighed = model.weigh(found, sections, answers, report_type)
    places = {id(paragraph): i for i, paragraph in enumerate(found)}
    kept = [d for draft in drafts if (d := _kept(draft, places[id(draft.parts[0])], weighed))]
    taken = {places[id(part)] for draft in kept for part in draft.parts}
    return kept + _added(found, sections, weighed, taken)


def _kept(draft: Draft, i: int, weighed: Weighed) -> Draft | None:
    """A draft of the rules, turned to another kind where the model is sure, or None."""
    shares = weighed.shares[i]
    stated = float(shares[STATED].sum())
    if draft.text is not None:  # a sentence or a cell: the model has seen the paragraph
        return None if shares[_QUOTED] > 0.5 else draft
    if stated < KEPT:
        return None
    kind = _best(draft.parts, shares)
    praised = kind is Kind.GOOD_PRACTICE and draft.kind is Kind.FINDING
    if kind is not draft.kind and (praised or shares[KINDS.index(kind)] > TURNED):
        draft.kind, draft.rule = kind, f"model:{kind}"
        draft.confidence = round(float(shares[KINDS.index(kind)]), 2)
        draft.reasons = weighed.reasons(i, kind)
    return draft


def _best(parts: Sequence[Paragraph], shares: Sequence[float]) -> Kind:
    """The likeliest kind; between praise and criticism the words have a say."""
    ranked = sorted(Kind, key=lambda kind: -float(shares[KINDS.index(kind)]))
    text = " ".join(part.text for part in parts)
    if ranked[0] is Kind.FINDING and grammar.praises(text):
        return Kind.GOOD_PRACTICE
    sure = float(shares[KINDS.index(ranked[0])])
    if ranked[0] is Kind.GOOD_PRACTICE and sure < PRAISED and grammar.criticises(text):
        return ranked[1]
    return ranked[0]


def _added(
    found: Sequence[Paragraph],
    sections: Sequence[Section],
    weighed: Weighed,
    taken: set[int],
) -> list[Draft]:
    out: list[Draft] = []
    others = relayed(found, sections)
    i = 0
    while i < len(found):
        kind = None if i in taken else _kind_of(found[i], weighed.shares[i])
        if i in others and (kind is not Kind.FINDING or found[i].is_item):
            kind = None
        if kind is None:
            i += 1
            continue
        end = end_of_item(found, i, kind)
        end = next((j for j in range(i + 1, end) if j in taken), end)
        number = found[i].label.number if found[i].label else None
        sure = round(float(weighed.shares[i][KINDS.index(kind)]), 2)
        draft = Draft(kind, list(found[i:end]), f"model:{kind}", sure, number)
        draft.reasons = weighed.reasons(i, kind)
        out.append(draft)
        i = end
    return out


def _kind_of(paragraph: Paragraph, shares: Sequence[float]) -> Kind | None:
    if sum(shares[STATED]) < (IN_TABLE if paragraph.in_table else ADDED):
        return None
    kind = _best([paragraph], shares)
    if paragraph.level and kind is not Kind.FINDING:
        return None
    least = SHORTEST_ITEM if paragraph.is_item else SHORTEST
    return kind if len(paragraph.text) >= least else None
