"""Who is to act: the words before "should", a bracket, or a lead-in."""

from __future__ import annotations

import re
from functools import cache

_BRACKET = re.compile(
    r"^[\[(]\s*(?:to|for|by)?\s*:?\s*(?P<who>[^\])]{2,90})[\])]\s*[:.–-]?\s*|\s*[\[(](?:to|for) (?P<tail>[^\])]{2,90})[\])]\s*\.?$"
)
_SUBJECT = re.compile(
    r"^(?:that\s+|firstly,?\s+|in addition,?\s+|therefore,?\s+|once\b[^,]{5,90},\s+|given\b[^,]{5,90},\s+|"
    r"across\b[^,]{3,60},\s+|as part of\b[^,]{5,90},\s+)*"
    r"(?P<who>(?:the |all |each |every |both |local |our |its |your |[A-Z0-9])[^.;:]{1,140}?),?\s+"
    r"(?:(?:should|must|needs? to|ought to|will|shall|may wish to|could)\b|"
    r"(?:is|are) (?:asked|required|invited|encouraged|requested|recommended) to\b)",
)
_RECOMMEND = re.compile(
    r"\b(?:recommends?(?: further| therefore)?(?:,[^,]{3,60},)?(?: that)?|urges?|invites?|calls? (?:on|upon)|asks?)\s+"
    r"(?P<who>(?:the |all |each |every |both |[A-Z])[^.;:]{1,140}?),?\s+"
    r"(?:should|must|to|reviews?|updates?|considers?|ensures?|appoints?|(?:jointly )?\w+s?)\b"
)
_FOR_TO = re.compile(r"^For (?P<who>(?!there\b)[^.;:]{2,140}?) to\b")
_OWNER = re.compile(
    r"^(?P<who>[A-Z][\w ’'&,()/-]{2,90}?):\s+(?=[a-z])|^(?P<to>[A-Z][\w ’'&,()/-]{2,90}?) to (?=[a-z]{3,})"
)
_THING = re.compile(
    r"\b(?:plans?|assessments?|records?|information|training|supervision|policy|policies|procedures?|children and young|"
    r"guidance|work|systems?|arrangements?|consideration|attention|practice|decisions?|meetings?|audits?|referrals?|"
    r"steps|efforts|evidence|programmes?|there|it|this|these|they|child|children|parents?|support|review|tool|"
    r"strategy|protocol|pathway|data|memorial|events?|findings|learning|evaluations?|funding)$",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"\b(?:board|partnership|partners?|council|authority|authorities|trusts?|ICBs?|CCGs?|NHS|police|constabulary|"
    r"force|probation|service|services|agency|agencies|committee|government|department|ministers?|secretary|panel|"
    r"schools?|college|practitioners?|professionals?|managers?|leaders?|staff|providers?|commissioners?|GPs?|"
    r"practices?|health visit\w+|social care|social work\w*|midwi\w+|hospital|LSCP|LSCB|SAB|CSP|CPC|APC|Ofsted|CQC|"
    r"Home Office|DfE|DHSC|DH|DfT|housing|associations?|organisations?|officers?|teams?|chair|executive|"
    r"governments|administrations|bodies|body|ICSs?|collaboratives?|boroughs?|families|parties|inquiry|"
    r"LASOB|NICE|university|universities|prison|courts?|Cafcass|HMICFRS|education|workers?|leads?|directors?)\b",
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


@cache
def _agency_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _AGENCIES)


def addressee_of(text: str) -> str | None:
    """The addressee as printed, several parted by ";"; None where the sentence names nobody."""
    for sentence in re.split(r"(?<=[.;:])\s+", text)[:4]:
        who = _named(sentence)
        if who:
            return who
    return None


def _named(sentence: str) -> str | None:
    bracket = _BRACKET.search(sentence)
    if bracket:
        who = bracket.group("who") or bracket.group("tail")
        if who and _ACTOR.search(who):
            return _tidy(who)
    for pattern in (_RECOMMEND, _SUBJECT, _FOR_TO, _OWNER):
        match = pattern.search(sentence)
        if match:
            who = next(group for group in match.groups() if group)
            if _is_actor(who):
                return _tidy(who)
    return None


def _is_actor(who: str) -> bool:
    words = who.split()
    if len(words) > 22 or not _ACTOR.search(who):
        return False
    head = re.split(
        r"\b(?:of|for|in|at|to|with|on|who|which|that|working|within|across)\b|,", who, maxsplit=1
    )[0].strip()
    return not _THING.search(head or who)


def _tidy(who: str) -> str:
    return " ".join(who.strip(" ,").split())


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
