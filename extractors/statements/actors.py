"""Whether words name somebody who can act, or a thing, a clause or a recipient."""

from __future__ import annotations

import re

from extractors.statements import grammar

ACTOR = re.compile(
    r"\b(?:boards?|partnerships?|partners?|councils?|authority|authorities|trusts?|[A-Z]{0,5}ICBs?|CCGs?|NHS|police|constabulary|"
    r"constables?|sergeants?|force|probation|service|services|agency|agencies|committees?|government|departments?|ministers?|ministry|scrutineers?|"
    r"secretary|panel|schools?|college|(?:head ?)?teachers?|practitioners?|professionals?|managers?|leaders?|staff|providers?|"
    r"commissioners?|GPs?|health visit\w+|social care|social work\w*|midwi\w+|hospitals?|"
    r"[A-Z]{0,5}(?:SCPs?|SCBs?|SABs?|CSPs?|CPCs?|APCs?|HSCP|UHB|SBNI)|Ofsted|CQC|"
    r"Home Office|DfE|DHSC|DH|DfT|housing|associations?|organisations?|officers?|chairs?|executive|groups?|"
    r"governments?|administrations|bodies|body|ICSs?|collaboratives?|boroughs?|parties|LASOB|NICE|Institute|Office|"
    r"centres?|surger(?:y|ies)|practices|pharmacies|settings|MASH|MARAC|CAMHS|universit\w+|prison|courts?|Cafcass|HMICFRS|workers?|"
    r"leads?|directors?|homes|individuals|advisers|CSAs|PACAC|education|teams?|nurser(?:y|ies)|nurses|units?|"
    r"Bwrdd|Cyngor|Heddlu|ysgolion|gwasanaethau|partneriaid|asiantaethau)\b",
    re.IGNORECASE,
)
# A subject with a verb of its own is a clause, not a name.
_VERB = re.compile(
    r"\b(?:is|are|was|were|took|takes?|needs?|made|has|have|had|does|do|did|can|could|will|would|considers?|leads|means|used?|includes?|not|"
    r"results?|prevented|disagrees|engages|stepped|ensur\w+|understand\w*|monitor|develop|should|recommends?|urges?|asks?|"
    r"appears?|agreed|adds?|provides|be|lacks?|might|may|come|comes|works|whether|spends?)\b"
)
_THING = re.compile(
    r"\b(?:plans?|assessments?|records?|information|training|supervision|policy|policies|procedures?|children and young|"
    r"guidance|work|systems?|arrangements?|consideration|attention|practice|decisions?|meetings?|audits?|referrals?|"
    r"steps|efforts|evidence|programmes?|there|it|they|child|children|parents?|support|review|tool|strategy|protocol|"
    r"pathway|data|memorial|events?|findings|learning|evaluations?|funding|patients?|contacts|response|quality|"
    r"effectiveness|reporting|recording|teams’|model|oversight)$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?<!-)\b(?:of|by|for|in|at|to|with|on|from|who|which|that|working|within|across|before|when|if|once|until)\b|,"
)
_DOING = re.compile(
    r"^(?:(?!housing|nursing|commissioning|safeguarding|training|fostering|visiting)\w{3,}ing\b|make sure)",
    re.IGNORECASE,
)
# "Staff should receive training": those who are taught are not those who are asked.
_TAUGHT = re.compile(
    r"^\s*(?:(?:all|also|each) )?(?:receive|complete|attend|undergo|have access to|undertake|(?:should |must |will )?be (?:trained|supported|given|offered|reminded|briefed|told|made aware))\b",
    re.IGNORECASE,
)


def is_actor(who: str, abbreviations: frozenset[str] = frozenset()) -> bool:
    """Whether `who` names somebody who can act; `abbreviations` are those of bodies in the text."""
    if who.removeprefix("The ").removeprefix("the ") in abbreviations:
        return True
    if re.search(
        r"\b(?:to|but|of|and|that|in|for|by|with|from|the|a|an|or|own|its|their|his|her)$", who
    ):
        return False
    capitals = sum(word[0].isupper() for word in who.split())
    if len(who.split()) > 14 + 2 * capitals or not ACTOR.search(who) or _VERB.search(who):
        return False
    head = _HEAD.split(who, maxsplit=1)[0].strip() or who
    return (
        bool(ACTOR.search(head))
        and not _THING.search(head)
        and not (_DOING.match(who) or grammar.is_imperative(who))
    )


def is_taught(who: str, then: str) -> bool:
    """Whether staff are to be taught something: the sentence names no body that is to see to it."""
    staff = re.search(r"\b(?:staff|practitioners|professionals|workers|officers|teachers)\b", who)
    return bool(staff and _TAUGHT.match(then.lstrip(" ,")))
