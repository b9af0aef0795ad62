"""Who is to act: the words before "should", before a verb, in a bracket, or in a lead-in."""

from __future__ import annotations

import re

from extractors.statements.actors import ACTOR, ENDS_WITH_ACTOR, is_actor, is_taught, is_thing
from extractors.statements.asking import ADVERBS, VERBS, WHO, asked_in
from extractors.statements.phrases import OPENING, POINTS_BACK, tidy
from extractors.statements.several import apart
from extractors.statements.welsh import BODY, cited
from vocabulary.agencies import agencies_in
from vocabulary.rules import asked

_BRACKET = re.compile(
    r"^[\[(]\s*(?:[Tt]o|[Ff]or|[Bb]y)?\s*:?\s*(?P<who>[^\])]{2,90})[\])]\s*[:.–-]?\s*"
    r"|\s*[\[(](?:[Tt]o|[Ff]or):? (?P<tail>[^\])]{2,90})[\])]\s*\.?$"
)
# "GP records should", "Police reports to conferences should": a noun that looks like a verb.
_NO_NOUN = r"(?! (?:(?!which|that|so|when|how|who|where)[\w’'-]+ ){0,5}(?:should|must)\b)"
_TELLING = r"(?!ha(?:s|ve)\b|needs?\b|(?:ask|invite|request)s?\b)"  # "the council has", "agencies need": told, not asked
_NAMED = re.compile(
    rf"^(?P<that>[Tt]hat )?(?P<who>(?:[Tt]he )?[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|and|of|the|for|&))*){ADVERBS} {_TELLING}(?:{VERBS})\b{_NO_NOUN}"
)
_PRESENT = re.compile(
    rf"{ADVERBS}(?: do(?:es)? not)? (?P<verb>{VERBS})\b(?! (?:of|is|are|was|has)\b){_NO_NOUN}"
)
# "Health visitors: repeat the assessment", where the owner stands before a colon.
_OWNER = re.compile(
    rf"^(?P<who>[A-Z][\w ’'&,()/-]{{2,90}}?):\s+(?=(?P<verb>{VERBS}|any|every|all|to (?!be\b)[a-z]+)\b)"
)
_WITH = re.compile(
    r"^(?P<who>[^,]{2,90}), (?:(?P<how>jointly |together |along )?with|in partnership with|gyda) (?P<other>[^,]{2,70}),? "
    rf"(?=(?:to|should|must|will|i|{VERBS})\b)"
)
_WELSH = asked("addressees", "in_welsh")
_ASKED = re.compile(rf"^{WHO},? (?:also )?(?:should|must)\b")
_AND_ASKED = re.compile(
    r"[,;]? and (?P<who>(?:(?:the|all|each|both) |[A-Z])[\w’'& -]{2,70}?) (?:should|must)\b(?P<then>.*)"
)
_DEPENDS = re.compile(r"\b(?:that|which|when|where|how|whether|if|who)\b")
# "By June 2025 the Partnership will": an opening of time without a comma.
_BY_WHEN = re.compile(
    r"^(?:By|From|Within|Before|In|During) (?:the (?:end|start) of )?(?:[\w’]+ ){1,4}?(?=the [A-Z]|all |each )"
)
_ADVERB = re.compile(
    r"^(?:However|Therefore|Accordingly|Consequently|Finally|Furthermore|Moreover|Equally|Similarly), (?=\w)"
)
_PRACTICE = re.compile(
    r"^(?P<who>The (?:practice|surgery)) (?:should|must|will|to|needs? to|ought to)\b"
)
# "That CAMHS disables the letters": after "that", whatever somebody does is asked for.
_THAT_DOES = re.compile(
    r"^(?P<who>(?:[Tt]he |[A-Z])[\w’'& -]{1,60}?) (?P<then>(?!needs|has|is|was|does|asks|invites|towards|besides)[a-z]{2,}[^\Ws]s) "
    r"(?:the|a|an|its|their|all|every|each|any|one|two|three|no|that|to)\b"
)
_NOTE = re.compile(r"(?:added|agreed|accepted|made|new|revised|see|as)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+|(?<=\w{3}):\s+(?=\w)")
_ASIDE_VERB = re.compile(r"\b(?:must|should|will|to|can|may|might|whether|if)\b|^An? ")
_TELLS = re.compile(r"ha(?:s|ve)\b|needs?\b|(?:ask|invite|request)s? (?:the )?[A-Z]")
_SERVICE_TO = re.compile(rf" (?:{ACTOR.pattern}) (?:should|must|will|to)\b", re.IGNORECASE)
_SHORT = 2  # sentences of a recommendation in which each body named is asked
_NONE: frozenset[str] = frozenset()


def addressee_of(text: str, abbreviations: frozenset[str] = _NONE) -> str | None:
    """Those who are to act, as printed, joined with ";"; None where the sentence names nobody.

    `abbreviations` are the short names of bodies that the document introduces.
    """
    owner = _OWNER.match(text)
    if owner and _is_owner(owner["who"], abbreviations):
        return "; ".join(apart(tidy(owner["who"])))
    sentences = _SENTENCE.split(text)
    found: list[str] = []
    for sentence in sentences:
        told = sentence is sentences[0]
        who = _named(_ADVERB.sub("", sentence), abbreviations, may_tell=told)
        if who and not found:
            found = [name for part in who.split("; ") for name in apart(part)]
            if second := _second(sentence, who, abbreviations):
                found += apart(second)
        elif who and len(sentences) <= _SHORT and _is_another(sentence, who, found):
            found += apart(who)
    printed = (_as_printed(name, text) for name in found)
    return "; ".join(dict.fromkeys(printed)) or None


def _as_printed(name: str, text: str) -> str:
    """The name with its first letter as the text has it."""
    small = name[:1].lower() + name[1:]
    return small if name not in text and small in text else name


def _second(sentence: str, who: str, abbreviations: frozenset[str]) -> str | None:
    """Whom the second half of a sentence asks: "The police should ..., and the council should ..."."""
    start = sentence.find(who)
    match = _AND_ASKED.search(sentence, start + len(who)) if start >= 0 else None
    if not match or _DEPENDS.search(sentence, start + len(who), match.start()):
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
        and _ASKED.match(sentence)
    ):
        return False
    plain = {name.lower().removeprefix("the ") for name in found}
    short = who.lower().removeprefix("the ")
    general = re.match(
        r"(?:staff|this|these|it|they|all|practitioners|professionals|leaders)\b", short
    )
    return not general and not any(short in name or name in short for name in plain)


def _opens_with_body(named: str) -> bool:
    actor = ACTOR.find(named)
    return actor is not None and actor.start() == 0


def _named(sentence: str, abbreviations: frozenset[str], *, may_tell: bool) -> str | None:
    """The addressee of a sentence; a present tense tells what is to be done in the first alone."""
    if who := _in_welsh(sentence) or _in_bracket(sentence):
        return who
    sentence = _BY_WHEN.sub("", sentence)
    sentence = sentence[:1].upper() + sentence[1:] if sentence.startswith("the ") else sentence
    if practice := _PRACTICE.match(sentence):
        return practice["who"]
    named = _NAMED.match(sentence) if may_tell else None
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
    does = _THAT_DOES.match(sentence.removeprefix("That ")) if may_tell else None
    return asked_in(sentence, abbreviations) or (
        tidy(does["who"]) if does and is_actor(does["who"], abbreviations) else None
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
    bracket = _BRACKET.search(sentence)
    who = (bracket.group("who") or bracket.group("tail")) if bracket else None
    return tidy(who) if who and ACTOR.find(who) and not _NOTE.match(who) else None


def _is_owner(who: str, abbreviations: frozenset[str]) -> bool:
    """Whether the words before a colon name somebody, and no label or topic."""
    if POINTS_BACK.find(who) or OPENING.find(who) or len(who.split()) > 10:
        return False
    return is_actor(who, abbreviations) or who in ("Everyone", "All")


def _together(sentence: str, abbreviations: frozenset[str]) -> str | None:
    """ "X, with the Y, to act": both where the second is named too, the first alone else."""
    match = _WITH.match(sentence.removeprefix("That "))
    if not match or not is_actor(match["who"], abbreviations):
        return None
    other = match["other"]
    jointly = match["how"] and is_actor(other, abbreviations)
    named = jointly or (ACTOR.find(other) and re.match(r"(?:the |y |yr )?[A-ZÀ-Þ]", other))
    return f"{match['who']}; {other}" if named else match["who"]


def _in_present_tense(sentence: str, abbreviations: frozenset[str]) -> str | None:
    """ "The Board and the council agree a protocol": the words before the first verb that fits."""
    that = sentence.startswith("That ")
    plain = sentence.removeprefix("That ")
    if not (that or plain[:1].isupper()):
        return None
    for match in _PRESENT.finditer(plain, 2, 160):
        who = plain[: match.start()]
        told = not that and _TELLS.match(plain, match.start("verb"))
        if not ENDS_WITH_ACTOR.search(who) and _SERVICE_TO.match(plain, match.end()):
            continue  # "Commissioners of substance use services to end ..."
        if told or len(who.split()) > 12 or _ASIDE_VERB.search(who):
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
    names = re.split(r"; |,? (?:(?:jointly |together )?with|supported by) ", bracket.strip(" ,;"))
    return "; ".join(one for name in names for one in apart(name))


def agencies_of(addressee: str | None) -> tuple[str, ...]:
    """Agency types that an addressee names, in the order of the printed words."""
    return agencies_in(addressee) if addressee else ()
