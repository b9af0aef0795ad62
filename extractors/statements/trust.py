"""When the model overrules a label, a heading or a lead-in.

A share is the model's score between 0 and 1 for a kind of statement, or for all kinds together.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.statements import grammar
from extractors.statements.asking import is_addressed, is_to_act
from extractors.statements.draft import Draft
from extractors.structure.lexicon import heading_role
from models.records import Kind, Section, SectionRole
from vocabulary.rules import asked

HALF = 0.4
# The share of all kinds at which a draft is kept; the second if a label or heading names its kind.
KEPT, KEPT_TOLD = 0.35, 0.15
TURNED_TOLD = 0.85  # share of another kind at which even a label or heading is overruled
# The same for praise below a heading for findings: of 12 paragraphs of eight lots, none of them learnt
# from, with a share above .7, 12 are praise, and none of those between .5 and .7.
TURNED_PRAISE = 0.7
# The least confidence of a label that names its kind: of 880 in fifteen lots, 850 are statements of that kind.
LABELLED = 0.9
# Labels with the word of their kind. "L2" may count learning or what local partners are to do.
WORDED = frozenset({"label:word", "label:heading", "label:heading-sentence"})
_ON_CHANGE = f"judgement:{SectionRole.RESPONSE}"
_TITLED, _LED = "section:titled", "lead-in"
_FINDS_FAULT = asked("heading_forms", "finds_fault")


def least_share(draft: Draft, *, told: bool) -> float:
    """The share of all kinds below which what the rules have found is no statement."""
    if told and draft.rule.startswith("label") and draft.number is not None:
        return 0.0
    if draft.rule == _ON_CHANGE:
        return 0.0
    if draft.kind is Kind.RECOMMENDATION:
        first = grammar.sentences(draft.words())[0]
        if is_to_act(first) or (told and is_addressed(first)):
            return 0.0
    # Below a heading for findings there are reasons and events too: of 10 paragraphs of eight lots, none
    # of them learnt from, with a share of .15 to .5, one is a finding. Lists are lists of findings.
    is_headed = draft.kind is Kind.FINDING and draft.rule.startswith("section")
    is_prose = is_headed and not draft.parts[0].is_item
    return KEPT_TOLD if told and not is_prose else KEPT


def turning_share(draft: Draft, kind: Kind, heading: str, *, told: bool) -> float:
    """The share of another kind above which a draft below a heading is turned to it."""
    if draft.rule == _ON_CHANGE:
        return 1.0
    if draft.kind is Kind.FINDING and kind is Kind.GOOD_PRACTICE:
        if not told:
            return 0.0
        if not draft.rule.startswith("section"):
            return TURNED_TOLD
        return 1.0 if _FINDS_FAULT.find(heading) else TURNED_PRAISE
    if kind is Kind.QUESTION and draft.words().endswith("?"):
        return HALF
    if told and draft.rule in WORDED:
        return 1.0  # "Finding 2" among recommendations is none of them
    # A heading over praise may have ended without a sign; criticism is never stored as praise.
    is_praised = draft.kind is Kind.GOOD_PRACTICE and draft.rule.startswith("section")
    if is_praised and kind is Kind.FINDING:
        return HALF if told else 0.0
    return TURNED_TOLD if told else HALF


def is_told(draft: Draft, sections: Sequence[Section]) -> bool:
    """Whether a label, a lead-in or the heading right above says what the statement is."""
    if draft.rule == _TITLED:
        return True
    if draft.rule == _LED:  # what a review found may be good
        return draft.kind is not Kind.FINDING
    if draft.rule.startswith("label"):
        return draft.rule != "label:heading" or draft.number is not None
    if not draft.rule.startswith("section") or draft.section < 0:
        return False
    if draft.kind is Kind.RECOMMENDATION and grammar.is_past(draft.words()):
        return False  # "Areas for development" may head what was not done
    return heading_role(sections[draft.section].heading) is sections[draft.section].role
