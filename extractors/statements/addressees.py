"""Who is to act: the words before "should", a bracket, or a lead-in."""

from __future__ import annotations

import re
from functools import cache

from extractors.statements import grammar

_BRACKET = re.compile(
    r"^[\[(]\s*(?:[Tt]o|[Ff]or|[Bb]y)?\s*:?\s*(?P<who>[^\])]{2,90})[\])]\s*[:.–-]?\s*"
    r"|\s*[\[(](?:[Tt]o|[Ff]or):? (?P<tail>[^\])]{2,90})[\])]\s*\.?$"
)
_WHO = r"(?P<who>(?:[Tt]he |[Aa]ll |[Ee]ach |[Ee]very |[Bb]oth |[Tt]hose |[Ll]ocal |[A-Z0-9])[^.;:]{1,230}?)"
_ASIDE = r"(?:,[^,.;:]{3,70},)?"
_DUTY = r"(?:should|must|will|needs? to|ought to|(?:is|are) (?:asked|invited|encouraged|requested|recommended) to)\b"
_BASE = (
    "share|appoint|review|consider|ensure|update|updates|considers|reviews|commission|amend|amends|adopt|develop|establish|"
    "explore|identify|publish|provide|agree|introduce|require|set|make|take|give|work|lead|support|use|report|seek|"
    "continue|accept|steps|prioritise|audit|monitor|revise|undertake|offer|create|build|test|examine|consult|convene|"
    "pursue|specify|have|strengthen|promote|implement|deliver|remind|improve|embed|raise|engage|produce|write|assure|"
    "evaluate|clarify|encourage|address|extend|obtain|refresh|circulate|disseminate|reflect|confirm|arrange|hold|check|"
    "put|notify|amend|train|nominate|allocate|equip|fund|design|plan"
)
_RECOMMEND = re.compile(
    rf"\b(?:recommends?|recommendation|urges?|invites?|calls? (?:on|upon)|asks?)(?: (?:further|therefore|also))*{_ASIDE}(?: that)?{_ASIDE}\s+"
    rf"(?P<who>[A-Za-z][^.;:]{{1,150}}?),?(?: once appointed,)?\s+"
    rf"(?:{_DUTY}|to\b|(?:{_BASE})s?\b|$)"
)
_SUBJECT = re.compile(rf"^(?:[Tt]hat\s+)?{_WHO}(?:, whether\b[^.;:]{{3,90}},)?,?\s+{_DUTY}")
_THAT = re.compile(rf"^[Tt]hat {_WHO} (?:{_BASE})\b")
_THAT_NAMED = re.compile(
    rf"^(?P<that>[Tt]hat )?(?P<who>(?:[Tt]he )?[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|and|of|the|for|&))*) (?:{_BASE})s?\b"
)
_BY = re.compile(
    r"\b(?:(?:should|must) be \w+(?: and \w+)?|needed) by (?P<who>(?:the |all |each )?[^.;:]{3,120}?)(?:,? (?:to|so|in order)\b|[.;]|$)"
)
_FOR_TO = re.compile(r"^For (?P<who>(?!there\b|example\b|instance\b)[^.;:]{2,140}?) to\b")
_NAMED_TO = re.compile(
    r"^(?P<who>(?:The |All |Each )?[A-Z][^.;:,]{1,110}?) (?<!need )(?<!needs )(?<!action )to (?!be\b)[a-z]+\b"
    r"|^(?P<owner>[A-Z][\w ’'&,()/-]{2,90}?):\s+(?=[a-z])"
)
_REQUEST = re.compile(
    r"\b(?:[Rr]equest|[Rr]equests|[Rr]epresentations?) (?:is|are|be|should be) made to (?P<who>[^.;:]{3,120}?) (?:to|that|for)\b"
)
# "Adult Social Care" above a list of its recommendations.
_OWNER_HEADING = re.compile(
    r"^(?:[A-Z]?\d[\d.]*\s+)?(?:(?:single[- ]agency )?recommendations? (?:for|to) )?(?P<who>(?:the )?[A-Z][^.:;,?]{1,70}?)(?: recommendations?)?:?$",
    re.IGNORECASE,
)
_OWNER_WORD = re.compile(
    r"\b(?:police|constabulary|social care|services?|trusts?|council|board|partnership|[IC]CBs?|CCGs?|probation|GPs?|"
    r"primary care|education|schools?|housing|authority|authorities|agencies|hospitals?|government|office|panel|"
    r"department(?: (?:for|of) [\w ]+)?|committee|college|association|Ofsted|CQC|cafcass|ambulance|commissioners?)$",
    re.IGNORECASE,
)
# A subject with a verb of its own is a clause, not a name.
_VERB = re.compile(
    r"\b(?:is|are|was|were|took|takes?|needs?|made|has|have|had|does|do|did|can|could|will|would|considers?|leads|means|used?|includes?|not|"
    r"results?|prevented|disagrees|engages|stepped|ensur\w+|understand\w*|monitor|develop|should|recommends?|urges?|asks?)\b"
)
_OPENING = re.compile(
    r"^(?:within|during|before|after|across|to|once|given|as|in|by|for|at|despite|through|following|where|therefore|"
    r"firstly|in addition)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"^(?:However|Therefore|Accordingly|Consequently|Finally|Furthermore|Moreover|Equally|Similarly), (?=\w)"
)
# What follows a name and no longer tells who is to act.
_TAIL = re.compile(
    r"(?:\s+\([a-z]\)|,? in particular\b|,? within (?:the next )?(?:\d+|\w+) (?:weeks|months|years)\b"
    r"|\s+(?:that|who|which)\s+(?!are responsible)|,? (?:and )?supported by\b"
    r"|,? rather than\b|,? as a matter of\b|,? as part of\b|,? through\b).*$"
)
_CONDITION = re.compile(
    r"^(?:if|while|whilst|although|when|however|this|these|it|how|ensure)\b", re.IGNORECASE
)
_AFTER_OPENING = re.compile(
    r"(?:,|\s[–—-])\s+(?=(?:the|all|each|every|both|those|local|partner)\b|[A-Z])"
)
_THING = re.compile(
    r"\b(?:plans?|assessments?|records?|information|training|supervision|policy|policies|procedures?|children and young|"
    r"guidance|work|systems?|arrangements?|consideration|attention|practice|decisions?|meetings?|audits?|referrals?|"
    r"steps|efforts|evidence|programmes?|there|it|they|child|children|parents?|support|review|tool|strategy|protocol|"
    r"pathway|data|memorial|events?|findings|learning|evaluations?|funding|patients?|contacts|response|quality|"
    r"effectiveness|reporting|teams’|model)$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:of|for|in|at|to|with|on|from|who|which|that|working|within|across|before|when|if|once|until)\b|,"
)
_DOING = re.compile(r"^(?:(?!housing|nursing|commissioning)\w{3,}ing\b|make sure)", re.IGNORECASE)
_ACTOR = re.compile(
    r"\b(?:boards?|partnerships?|partners?|councils?|authority|authorities|trusts?|ICBs?|CCGs?|NHS|police|constabulary|"
    r"force|probation|service|services|agency|agencies|committees?|government|departments?|ministers?|secretary|panel|"
    r"schools?|college|practitioners?|professionals?|managers?|leaders?|staff|providers?|commissioners?|GPs?|"
    r"health visit\w+|social care|social work\w*|midwi\w+|hospitals?|L?SCPs?|LSCBs?|SABs?|CSPs?|CPCs?|APCs?|Ofsted|CQC|"
    r"Home Office|DfE|DHSC|DH|DfT|housing|associations?|organisations?|officers?|chair|executive|groups?|"
    r"governments?|administrations|bodies|body|ICSs?|collaboratives?|boroughs?|parties|LASOB|NICE|Institute|Office|"
    r"centres?|surger(?:y|ies)|practices|SBNI|MASH|MARAC|universit\w+|prison|courts?|Cafcass|HMICFRS|workers?|leads?|directors?|homes|individuals|advisers|CSAs|PACAC|Council)\b",
    re.IGNORECASE,
)

# Agency types by the words that name them; the first that matches in this order wins for a name.
_AGENCIES: tuple[tuple[str, str], ...] = (
    ("safeguarding_adults_board", r"safeguarding adults? (?:partnership )?board|\bSABs?\b|adult protection committee|\bAPC\b"),
    ("child_protection_committee", r"child protection committee|\bCPCs?\b|public protection committee"),
    ("safeguarding_children_partnership", r"safeguarding (?:children'?s?|children’s)? ?(?:partnership|board)|\bLSC[PB]s?\b|safeguarding partners|the partnership|the board|regional safeguarding"),
    ("community_safety_partnership", r"community safety partnership|\bCSPs?\b"),
    ("national_panel", r"(?:national|practice review) panel|safeguarding practice review panel"),
    ("central_government", r"government|home office|department (?:for|of)|\bDfE\b|\bDHSC\b|\bDH\b|\bDfT\b|minist|secretary of state|cabinet office|parliament|\bMoJ\b"),
    ("inspectorate", r"ofsted|\bCQC\b|care quality commission|hmicfrs|inspectorate|estyn|care inspectorate|HMI\b"),
    ("health_visiting", r"health visit|school nurs|0-19"),
    ("maternity", r"midwi|maternity"),
    ("general_practice", r"\bGPs?\b|general practi|primary care|\bsurger"),
    ("mental_health_service", r"mental health|camhs|\bCMHT\b|psychiatr"),
    ("substance_use_service", r"drug|alcohol|substance|addiction"),
    ("ambulance", r"ambulance"),
    ("health_commissioner", r"integrated care|\bICBs?\b|\bICSs?\b|\bCCGs?\b|clinical commissioning|health board|NHS England|commissioners?"),
    ("hospital_trust", r"hospital|NHS (?:foundation )?trust|trusts?\b|emergency department|acute"),
    ("health_other", r"\bhealth\b|\bNHS\b|provider"),
    ("police", r"police|constabulary"),
    ("probation", r"probation|\bCRC\b"),
    ("youth_justice", r"youth (?:justice|offending)|\bYOS\b|\bYJS\b|\bYOT\b"),
    ("prison", r"prison|custody"),
    ("adult_social_care", r"adult(?:s|’s|'s)? (?:social care|services)|adult social"),
    ("childrens_social_care", r"child(?:ren)?(?:’s|'s|s)? (?:social care|services)|social work|MASH|front door"),
    ("education", r"school|college|education|academ|nurser|early years|universit"),
    ("housing", r"housing|landlord"),
    ("domestic_abuse_service", r"domestic|IDVA|MARAC|refuge"),
    ("fire_rescue", r"fire (?:and|&) rescue|fire service"),
    ("local_authority", r"local authorit|council|borough|county|director of"),
    ("court_cafcass", r"cafcass|court"),
    ("voluntary_sector", r"voluntary|charit|third sector"),
    ("all_partners", r"all (?:partner )?agenc|partner agencies|all partners|agencies|partners|practitioners|professionals"),
)  # fmt: skip


# What is bound to the beginning is asked for there alone: a search would try every character.
_FINDERS = (
    _SUBJECT.match, _RECOMMEND.search, _THAT.match, _FOR_TO.match, _NAMED_TO.match, _REQUEST.search,
    _BY.search,
)  # fmt: skip


@cache
def _agency_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _AGENCIES)


def addressee_of(text: str) -> str | None:
    """The addressee as printed; None where the sentence names nobody who is to act."""
    for sentence in re.split(r"(?<=[.;])\s+|(?<=\w{3}):\s+(?=\w)", text):
        who = _named(_ADVERB.sub("", sentence))
        if who:
            return who
    return None


def owner_in(heading: str | None) -> str | None:
    """The agency that a heading above a list of recommendations names, if it names nothing else."""
    match = _OWNER_HEADING.match(heading.strip()) if heading else None
    who = match.group("who") if match else ""
    several = re.match(r"(?:multi|single|inter|all|individual|other|partner)\b", who, re.IGNORECASE)
    if several or len(who.split()) > 8 or not _OWNER_WORD.search(who):
        return None
    return _tidy(who)


def _named(sentence: str) -> str | None:
    bracket = _BRACKET.search(sentence)
    if bracket:
        who = bracket.group("who") or bracket.group("tail")
        if who and _ACTOR.search(who):
            return _tidy(who)
    named = _THAT_NAMED.match(sentence)
    if named and (named.group("that") or _opens_with_actor(named.group("who"))):
        return _tidy(named.group("who"))
    if not _ACTOR.search(sentence):
        return None
    for find in _FINDERS:
        match = find(sentence)
        who = _without_opening(next(g for g in match.groups() if g)) if match else None
        if who and _is_actor(who):
            return _tidy(who)
    return None


def _opens_with_actor(who: str) -> bool:
    return not (_OPENING.match(who) or _CONDITION.match(who)) and _is_actor(who)


def _without_opening(who: str) -> str | None:
    """ "Within the next 12 months, the Government" is the Government; "If ..." is nobody."""
    if _CONDITION.match(who):
        return None
    if not _OPENING.match(who):
        return who
    rest = _AFTER_OPENING.split(who, maxsplit=1)
    return rest[1] if len(rest) == 2 else None


def _is_actor(who: str) -> bool:
    capitals = sum(word[0].isupper() for word in who.split())
    if len(who.split()) > 14 + 2 * capitals or not _ACTOR.search(who) or _VERB.search(who):
        return False
    head = _HEAD.split(who, maxsplit=1)[0].strip() or who
    return (
        bool(_ACTOR.search(head))
        and not _THING.search(head)
        and not (_DOING.match(who) or grammar.is_imperative(who))
    )


def _tidy(who: str) -> str:
    return " ".join(_TAIL.sub("", who).strip(" ,").split())


def agencies_of(addressee: str | None) -> tuple[str, ...]:
    """Agency types that an addressee names, in the order of the printed words."""
    if not addressee:
        return ()
    found: dict[str, int] = {}
    rest = addressee
    for name, pattern in _agency_patterns():
        match = pattern.search(rest)
        if match:
            found[name] = match.start()
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    return tuple(sorted(found, key=lambda name: found[name]))
