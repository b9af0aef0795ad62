"""Who is to act: the words before "should", before a verb, in brackets, or in a lead-in."""

from __future__ import annotations

import re

from extractors.statements.actors import ACTOR, ENDS_WITH_ACTOR, is_actor, is_taught, is_thing
from extractors.statements.asking import asked_in
from extractors.statements.phrases import OPENING, POINTS_BACK, tidy
from extractors.statements.several import apart
from extractors.statements.welsh import BODY, cited
from vocabulary.agencies import agencies_in
from vocabulary.rules import asked

_BRACKET, _NAMED = asked("asking", "bracket"), asked("asking", "named")
_PRESENT, _OWNER = asked("asking", "present"), asked("asking", "owner")
_WITH, _NOTE = asked("asking", "with"), asked("asking", "note")
_DENIED, _QUALIFIED = asked("addressees", "denied"), asked("addressees", "qualified")
_WELSH = asked("addressees", "in_welsh")
_ASKED, _AND_ASKED = asked("asking", "asked"), asked("asking", "and_asked")
_DEPENDS, _BY_WHEN = asked("asking", "depends"), asked("asking", "by_when")
_ASIDE_AS = asked("asking", "aside_as")
_ADVERB, _PRACTICE = asked("asking", "adverb"), asked("asking", "practice")
_THAT_DOES = asked("asking", "that_does")
_ASIDE_VERB, _TELLS = asked("asking", "aside_verb"), asked("asking", "tells")
_SERVICE_TO = asked("asking", "service_to")
_GENERAL, _CAPITAL = asked("bodies", "general"), asked("bodies", "capital")
_JOINT = asked("bodies", "joint_of_bodies")
_SENTENCE = re.compile(r"(?<=[.;])\s+|(?<=\w{3}):\s+(?=\w)")
_WISH = re.compile(r"^that the (?P<who>[^:.;]{2,80}):", re.IGNORECASE)  # "That the Board: a) meet"
_SHORT = 2  # sentences of a recommendation in which each body named is asked
_NONE: frozenset[str] = frozenset()


def addressee_of(text: str, abbreviations: frozenset[str] = _NONE) -> str | None:
    """Those who are to act, as printed, joined with ";"; None where the sentence names nobody.

    `abbreviations` are the short names of bodies that the document introduces.
    """
    printed_text, text = text, _WISH.sub(r"The \g<who> should:", text)
    text = f"T{text[1:]}" if text.startswith("that ") else text  # an item of "It is proposed:"
    owner = _OWNER.find(text)
    if owner and _is_owner(owner["who"], abbreviations):
        return "; ".join(apart(tidy(owner["who"])))
    sentences = _SENTENCE.split(text)
    found: list[str] = []
    for sentence in sentences:
        told = sentence is sentences[0]
        who = _named(_ADVERB.without(sentence), abbreviations, may_tell=told)
        if who and not found:
            found = [name for part in who.split("; ") for name in apart(part)]
            if second := _second(sentence, who, abbreviations):
                found += apart(second)
        elif who and len(sentences) <= _SHORT and _is_another(sentence, who, found):
            found += apart(who)
    printed = (_as_printed(name, printed_text) for name in found if not _DENIED.find(name))
    return "; ".join(dict.fromkeys(printed)) or None


def _as_printed(name: str, text: str) -> str:
    """The name with its first letter as the text has it."""
    small = name[:1].lower() + name[1:]
    return small if name not in text and small in text else name


def _second(sentence: str, who: str, abbreviations: frozenset[str]) -> str | None:
    """Whom the second half of a sentence asks: "The police should ..., and the council should ..."."""
    start = sentence.find(who)
    match = _AND_ASKED.find(sentence, start + len(who)) if start >= 0 else None
    if not match or _DEPENDS.plain.search(sentence, start + len(who), match.start()):
        return None
    if not is_actor(match["who"], abbreviations) or is_taught(match["who"], match["then"]):
        return None
    other = match["who"].lower().removeprefix("the ")
    return None if other in who.lower() else match["who"]


def _is_another(sentence: str, who: str, found: list[str]) -> bool:
    """Whether a later sentence asks a body by its name, after the first addressee."""
    named = sentence.removeprefix("The ")
    if not (
        (named[:1].isupper() or _opens_with_body(named))
        and sentence.startswith(who)
        and _ASKED.find(sentence)
    ):
        return False
    plain = {name.lower().removeprefix("the ") for name in found}
    short = who.lower().removeprefix("the ")
    general = _GENERAL.find(short)
    return not general and not any(short in name or name in short for name in plain)


def _opens_with_body(named: str) -> bool:
    actor = ACTOR.find(named)
    return actor is not None and actor.start() == 0


def _named(sentence: str, abbreviations: frozenset[str], *, may_tell: bool) -> str | None:
    """The addressee of a sentence; a present tense says what is to be done in the first alone."""
    if who := _in_welsh(sentence) or _in_bracket(sentence):
        return who
    sentence = _ASIDE_AS.without(_BY_WHEN.without(sentence))
    sentence = sentence[:1].upper() + sentence[1:] if sentence.startswith("the ") else sentence
    if practice := _PRACTICE.find(sentence):
        return practice["who"]
    named = _NAMED.find(sentence) if may_tell else None
    if named:
        who = named["who"]
        if (named["that"] and not is_thing(who)) or _opens_with_actor(who, abbreviations):
            return tidy(who)
    if not (ACTOR.find(sentence) or any(short in sentence for short in abbreviations)):
        return None
    if together := _together(sentence, abbreviations):
        return together
    if may_tell and (who := _in_present_tense(sentence, abbreviations)):
        return tidy(who)
    does = _THAT_DOES.find(sentence.removeprefix("That ")) if may_tell else None
    return asked_in(sentence, abbreviations) or (
        tidy(does["who"]) if does and _opens_with_actor(does["who"], abbreviations) else None
    )


def _in_welsh(sentence: str) -> str | None:
    for _, find in _WELSH.each:
        match = find(sentence)
        the = "y " if match and match.groupdict().get("the") else ""
        who = cited(match["who"]) if match else ""
        if the or ACTOR.find(who) or BODY.find(who):
            return the + who
    return None


def _in_bracket(sentence: str) -> str | None:
    bracket = _BRACKET.find(sentence)
    who = (bracket.group("who") or bracket.group("tail")) if bracket else None
    return tidy(who) if who and ACTOR.find(who) and not _NOTE.find(who) else None


def _is_owner(who: str, abbreviations: frozenset[str]) -> bool:
    """Whether the words before a colon name somebody, and no label or topic."""
    if POINTS_BACK.find(who) or OPENING.find(who) or len(who.split()) > 10:
        return False
    return is_actor(who, abbreviations) or who in ("Everyone", "All")


def _together(sentence: str, abbreviations: frozenset[str]) -> str | None:
    """ "X, with the Y, to act": both where the second is named too, the first alone else."""
    match = _WITH.find(sentence.removeprefix("That "))
    if not match or not is_actor(match["who"], abbreviations):
        return None
    other = match["other"]
    jointly = match["how"] and is_actor(other, abbreviations)
    named = jointly or (ACTOR.find(other) and _CAPITAL.find(other))
    return f"{match['who']}; {other}" if named else match["who"]


def _in_present_tense(sentence: str, abbreviations: frozenset[str]) -> str | None:
    """ "The Board and the council agree a protocol": the words before the first verb that fits."""
    that = sentence.startswith("That ")
    plain = sentence.removeprefix("That ")
    if not (that or plain[:1].isupper()):
        return None
    for match in _PRESENT.plain.finditer(plain, 2, 160):
        who = plain[: match.start()]
        told = not that and _TELLS.find(plain, match.start("who"))
        if not ENDS_WITH_ACTOR.find(who) and _SERVICE_TO.plain.match(plain, match.end()):
            continue  # "Commissioners of substance use services to end ..."
        if told or len(who.split()) > 12 or _ASIDE_VERB.find(who):
            return None
        if "," in who and not re.search(r",? and ", who):
            continue
        if who and _opens_with_actor(who, abbreviations):
            return None if is_taught(who, plain[match.start() :]) else who
    return None


def _opens_with_actor(who: str, abbreviations: frozenset[str]) -> bool:
    return not (OPENING.find(who) or POINTS_BACK.find(who)) and is_actor(who, abbreviations)


def bodies_in(bracket: str) -> str:
    """The bodies in a bracket beside a recommendation: "(Lead: the Trust, with schools)"."""
    names = _JOINT.plain.split(bracket.strip(" ,;"))
    return "; ".join(one for name in names for one in apart(name))


def agencies_of(addressee: str | None) -> tuple[str, ...]:
    """Agency types that an addressee names, in the order of the printed words.

    Those whom a body serves are not asked: "GP practices aligned to care homes".
    """
    if not addressee:
        return ()
    return agencies_in(_QUALIFIED.without(addressee)) or agencies_in(addressee)
