"""Advice that closes a paragraph of the analysis: the judgement before it is a statement by itself.

"Nobody had an advocate. The commissioners ought to extend the contract." Whoever counts what a body
was asked for would miss the second sentence if it stayed in the finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.statements import grammar
from extractors.statements.addressees import addressee_of, agencies_of
from extractors.statements.draft import SHORTEST, Draft
from models.records import Kind
from vocabulary.rules import asked

RULE = "prose:closing"
_JUDGING = frozenset({Kind.FINDING, Kind.GOOD_PRACTICE})
_IN_PROSE = ("model", "judgement", "section")
_SUBJECT, _CLOSES = asked("asking", "subject"), asked("calls", "closes")
_EVERYBODY = "all_partners"  # "Practitioners should": a lesson, not advice to a body
_SURE = 0.7  # as for other sentences of running text


def with_closing_advice(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, with the advice at the end of a judging paragraph as a draft of its own."""
    for draft in drafts:
        advice = None if draft.is_unsure else _advice(draft)
        if advice is None:
            yield draft
            continue
        whole = draft.words()
        draft.text = whole[: len(whole) - len(advice)].rstrip()
        yield draft
        yield Draft(Kind.RECOMMENDATION, draft.parts, RULE, _SURE, text=advice)


def _advice(draft: Draft) -> str | None:
    """The last sentence of a paragraph of prose, where it asks a body to do something."""
    paragraph = draft.parts[0]
    is_prose = draft.rule.startswith(_IN_PROSE) and not (paragraph.is_item or paragraph.in_table)
    if draft.kind not in _JUDGING or draft.text is not None or len(draft.parts) > 1 or not is_prose:
        return None
    *before, last = grammar.sentences(draft.words())
    if len(" ".join(before)) < SHORTEST or len(last) < SHORTEST:
        return None
    return last if grammar.recommends(last) or _asks_a_body(last) else None


def _asks_a_body(sentence: str) -> bool:
    """Whether a sentence begins with names of bodies and nothing else, then a word of duty."""
    found = _SUBJECT.find(sentence)
    if not (found and _CLOSES.find(sentence[found.end("who") :])):
        return False
    asked_of, who = addressee_of(sentence), found["who"].strip().lower()
    first, *_, last = (asked_of or "").lower().split("; ") * 2
    told = agencies_of(asked_of)
    is_bare = who.removeprefix("the ").startswith(first.removeprefix("the ")) and who.endswith(last)
    return bool(told) and told != (_EVERYBODY,) and is_bare
