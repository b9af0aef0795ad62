"""Sentences: what reads as a call for action, a judgement, scope, or another review's words.

Grammar is the last gate, after layout, headings and numbering (docs/decisions): in a sample, modal
verbs alone found 20 of 35 recommendations and fired on 13 of 66 other sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache

from models.records import Kind
from vocabulary.rules import asked

_SENTENCES = re.compile(r"(?<=[.!?])[\"'”’)]?\s+(?=[A-Z“‘\"(])")
_RECOMMENDS, _DEMANDS = asked("calls", "recommends"), asked("calls", "demands")
_AGREES, _IMPERATIVE = asked("calls", "agrees"), asked("calls", "imperative")
_CALLS = (
    _IMPERATIVE, asked("calls", "that_clause"), asked("calls", "for_to"), asked("calls", "owner_to"),
)  # fmt: skip
_SCOPE, _IMPRINT = asked("left_out", "scope"), asked("left_out", "imprint")
_PURPOSE, _QUOTED = asked("left_out", "purpose"), asked("left_out", "quoted")
_ACCEPTED, _EVENT = asked("left_out", "accepted"), asked("left_out", "event")
_VOICE, _NO_ADVICE = asked("left_out", "voice"), asked("left_out", "no_advice")
_PAST = re.compile(r"\b(?:was|were|did)\b")
_WILL = re.compile(r"\bwill\b")
_LAW, _RULE = asked("left_out", "law"), asked("left_out", "rule")
_JUDGES, _WEIGHS = asked("judgements", "judges"), asked("judgements", "weighs")
_WARMS, _PRAISES = asked("judgements", "warms"), asked("judgements", "praises")
_WELCOMES_CHANGE = asked("judgements", "welcomes_change")
_TURNS, _UNDONE = asked("judgements", "turns"), asked("judgements", "undone")
_APPROVES = asked("judgements", "approves")
_TURNS_WITHIN = asked("judgements", "turns_within")
_TURNS_TO = asked("judgements", "turns_to_what")
_ANNOUNCED = tuple(
    (kind, asked("lead_ins", f"announces_{kind}"))
    for kind in (
        Kind.RECOMMENDATION,
        Kind.QUESTION,
        Kind.GOOD_PRACTICE,
        Kind.LEARNING_POINT,
        Kind.FINDING,
    )
)

_TEXTS = 2_000  # that are remembered: rules, model and neighbours ask the same of a paragraph


@lru_cache(_TEXTS)
def announces(text: str) -> tuple[Kind, str | None] | None:
    """The kind of statement that a lead-in promises for the list below it, and by which rule."""
    last_two = sentences(text)[-2:]
    # "The review makes six findings. In brief they are as follows."
    for told in (last_two[-1], " ".join(last_two)):
        for kind, question in _ANNOUNCED:
            if question.holds(told):
                return kind, question.rule_of(told)
    return None


@lru_cache(_TEXTS)
def is_call(text: str) -> bool:
    """Whether a list item or paragraph reads as a call for action."""
    head = text[:260]
    if _RECOMMENDS.holds(head) or _DEMANDS.holds(head):
        return True
    return any(question.holds(text) for question in _CALLS)


def is_imperative(text: str) -> bool:
    """Whether a text begins with a verb of action: "Train all staff", "To review the policy"."""
    return _IMPERATIVE.holds(text)


def recommends(text: str) -> bool:
    """Whether the authors say in so many words that they recommend."""
    return _RECOMMENDS.holds(text)


def recommends_by(text: str) -> str | None:
    """The id of the rule by which the authors say that they recommend, if they do."""
    return _RECOMMENDS.rule_of(text) if recommends(text) else None


def asks(text: str) -> bool:
    """Whether a conclusion asks for something, rather than agreeing that it should be."""
    return recommends(text) or (demands(text) and not _AGREES.holds(text))


def demands(text: str) -> bool:
    """Whether the text says what should be done (not what should have been)."""
    return _DEMANDS.holds(text)


def is_past(text: str) -> bool:
    """Whether a text says in its first sentence what was, and asks for nothing."""
    first = sentences(text)[0]
    past = _PAST.search(first)
    return past is not None and not (is_call(first) or _WILL.search(first, 0, past.start()))


def is_no_advice(text: str) -> bool:
    """Whether a text among recommendations recommends nothing: a note, a figure, who follows up."""
    return _NO_ADVICE.holds(text)


def is_voice(text: str) -> bool:
    """Whether a paragraph is nothing but what somebody said, and who it was."""
    return _VOICE.holds(text.strip())


@lru_cache(_TEXTS)
def is_scope(text: str) -> bool:
    """Whether a paragraph is about the review or the letter rather than about practice."""
    return _SCOPE.holds(text) or _IMPRINT.holds(text) or _PURPOSE.holds(text)


@lru_cache(_TEXTS)
def is_quoted(text: str) -> bool:
    """Whether the text relays a recommendation of an earlier review.

    One of this review may name it: "The board should adopt what was recommended in 2019."
    """
    found = _QUOTED.find(text)
    if found is None:
        return False
    *_, before = sentences(text[: found.start()])
    return not _DEMANDS.holds(before)


@lru_cache(_TEXTS)
def is_response(text: str) -> bool:
    """Whether the text says what became of a recommendation."""
    return _ACCEPTED.holds(text)


@lru_cache(_TEXTS)
def is_law(text: str) -> bool:
    """Whether a paragraph says what a law or a guide says, before it says what was done."""
    return _LAW.holds(text) or _RULE.holds(" ".join(sentences(text)[:2]))


def judges(text: str) -> bool:
    """Whether a paragraph holds a judgement about practice or systems."""
    return _JUDGES.holds(text)


def is_event(text: str) -> bool:
    """Whether a paragraph begins as a story does: with a date, or with what somebody said."""
    return _EVENT.holds(text)


@lru_cache(_TEXTS)
def weighs(text: str) -> bool:
    """A stricter test: words of omission, limit or contrast, as judgements about practice have."""
    return _WEIGHS.holds(text)


@lru_cache(_TEXTS)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a paragraph, cut at full stops before capitals."""
    return tuple(_SENTENCES.split(text))


def is_put(text: str) -> bool:
    """Whether a text is one question and nothing else."""
    return text.rstrip().endswith("?") and len(sentences(text)) == 1


def welcomes_change(text: str) -> bool:
    """Whether a text begins by weighing what has been changed since: "These steps are welcome"."""
    return _WELCOMES_CHANGE.holds(text)


def criticises(text: str) -> bool:
    """Whether a text speaks of what was not done or fell short, and praises nothing outright."""
    return weighs(text) and not _WARMS.holds(text)


@lru_cache(_TEXTS)
def praises(text: str) -> bool:
    """Whether a text praises in so many words, and says little of what fell short."""
    if turns(text) or ends_undone(text):
        return False
    if not _PRAISES.holds(text):
        return _APPROVES.holds(text) and not weighs(text)
    told = sentences(text)
    opens = _PRAISES.holds(told[0])
    return sum(map(weighs, told)) <= (2 if opens else 1)


@lru_cache(_TEXTS)
def turns(text: str) -> bool:
    """Whether praise is taken back: a later sentence turns with "however".

    Or a clause says "and not one of them". Of 127 annotated paragraphs that turn so and have no
    word of omission after it, 117 are findings.
    """
    if _TURNS_WITHIN.holds(text):
        return True
    later = sentences(text)[1:]
    return any(_TURNS.holds(one) or (_TURNS_TO.holds(one) and weighs(one)) for one in later)


@lru_cache(_TEXTS)
def ends_undone(text: str) -> bool:
    """Whether the last of several sentences says what was not done, and praises nothing.

    "The letter was thorough. Nobody had read it."
    """
    *before, last = sentences(text)
    is_warm = _WARMS.holds(last) or _PRAISES.holds(last)
    return bool(before and _UNDONE.holds(last) and not is_warm)
