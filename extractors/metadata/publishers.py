"""Who publishes a document, and in which nation."""

from __future__ import annotations

import re

from extractors.metadata.boards import board_of, cased
from extractors.metadata.front import Front
from extractors.metadata.places import nation_counted, nation_named
from models.records import Stated
from vocabulary.report_types import ReportType

_TRAILING = re.compile(r"(?:\s+(?:Independent|Report|Policy|Published|Updated|Final|and|&))+$")
_INSPECTORATES: tuple[tuple[str, str], ...] = (
    ("Ofsted", r"Ofsted|Office for Standards in Education"),
    ("Care Quality Commission", r"Care Quality Commission|\bCQC\b"),
    ("HMICFRS", r"HMICFRS|Constabulary and Fire"),
    ("HMI Constabulary", r"Inspectorate of Constabulary(?! and Fire)|HMIC\b|HMI Constabulary"),
    ("HMI Probation", r"Inspectorate of Probation|HMI Probation|\bHMIP\b"),
    ("Care Inspectorate", r"Care Inspectorate"),
    ("Estyn", r"\bEstyn\b"),
)  # fmt: skip
INSPECTIONS = frozenset(
    {"jtai", "focused_visit", "ilacs", "sif", "area_send", "joint_area_review", "childrens_home"}
)
_ALONE = frozenset({"focused_visit", "ilacs", "sif", "childrens_home"})  # Ofsted by itself
_INQUIRY = re.compile(r"\b((?:The )?(?:[A-Z][\w-]+ ){1,5}Inquiry)\b")
_COMMITTEE = re.compile(r"\b((?:[A-Z][a-z]+(?:,| and)? ){1,8}(?:Select )?Committee)\b")
_HOUSE = re.compile(r"\bHouse of (Lords|Commons)\b", re.IGNORECASE)
_DEPARTMENT = re.compile(
    r"\b(Department (?:of|for) (?:[A-Z&][\w,]*|and|&)(?: (?:[A-Z&][\w,]*|and|&)){0,5}|Home Office|Ministry of Justice|Cabinet Office|Scottish Government|Welsh Government|NHS England)"
)
# Departments whose reach is the whole Kingdom.
_UK_BODY = re.compile(
    r"\b(?:Cabinet Office|Department for Work and Pensions|Ministry of Defence|Treasury|UK Government)\b"
)
_PANEL = re.compile(r"\bChild Safeguarding Practice Review Panel\b")
COUNCIL = re.compile(
    r"^(?:London Borough of |Royal Borough of )?(?P<area>[A-Z][\w’'-]+(?: (?:(?:and|upon|of|on|&) )?[A-Z][\w’'-]+){0,4}?)(?: (?:Metropolitan|City|County|Borough|District|Unitary))* Council\b"
)


# "Standing Panel on Harm to Children (England)", of documents that are about more than one case.
_WORD = r"(?:[A-Z][\w’'&-]*|of|on|for|and|the|to|in)"
_BODY = re.compile(
    rf"(?!.*\b(?:Chair|Report|(?:Homicide|Case|Management) Review)\b)(?:{_WORD} )+(?:Panel|Commission(?:er)?|Inspectorate|Agency|Authority|Observatory)"
    rf"(?: {_WORD})*(?: \((?:England|Wales|Scotland|Northern Ireland)\))?"
)
_LONGEST_NAME = 80  # characters


def publisher_of(front: Front, kind: ReportType | None, title: Stated | None) -> Stated | None:
    """The body that publishes; None where the first pages name none (anonymous is legal)."""
    code = kind.code if kind else ""
    if code in INSPECTIONS:
        return _inspectorates(front, code)
    if code == "public_inquiry":
        return _first(_INQUIRY, front, 2, "publisher:inquiry")
    if code == "committee_report":
        return _committee(front)
    board = board_of(front)
    if board:
        return board
    if code == "national_review" and _PANEL.search(front.text(1, 4)):
        return Stated("Child Safeguarding Practice Review Panel", 0.8, 1, None, "publisher:panel")
    if not (kind and kind.is_case_review) and (body := _body(front)):
        return body
    council = _council(front, title)
    return council or _first(_DEPARTMENT, front, 6, "publisher:department")


def _inspectorates(front: Front, code: str) -> Stated:
    if code in _ALONE:
        return Stated("Ofsted", 0.9, 1, "Ofsted", "publisher:inspectorate")
    text = front.text(1, 2)
    found = sorted((m.start(), name) for name, p in _INSPECTORATES if (m := re.search(p, text)))
    names = [name for _, name in found]
    if "HMICFRS" in names and "HMI Constabulary" in names:
        names.remove("HMI Constabulary")
    if code == "area_send" and len(names) < 2:
        names = ["Ofsted", "Care Quality Commission"]
    value = (
        names[0]
        if len(names) == 1
        else f"{', '.join(names[:-1])} and {names[-1]}"
        if names
        else "Ofsted"
    )
    return Stated(value, 0.85, 1, None, "publisher:inspectorates")


def _committee(front: Front) -> Stated | None:
    house, committee = _HOUSE.search(front.text(1, 2)), None
    for printed in front.upto(2):
        committee = _COMMITTEE.search(printed.text)
        if committee:
            break
    if committee is None:
        return None
    name = committee.group(1)
    value = f"House of {house.group(1).title()} {name}" if house else name
    return Stated(value, 0.85, 1, name, "publisher:committee")


def _body(front: Front) -> Stated | None:
    """A national panel, commission or authority whose name fills a line of the cover."""
    for printed in front.cover[:20]:
        text = cased(printed.text.strip())
        if _BODY.fullmatch(text) and len(text) < _LONGEST_NAME:
            return Stated(text, 0.7, printed.page, printed.text, "publisher:body")
    return None


def _council(front: Front, title: Stated | None) -> Stated | None:
    for printed in front.upto(1):
        match = COUNCIL.match(printed.text)
        if match and title and len(printed.text) < 60:
            return Stated(match.group(), 0.6, printed.page, match.group(), "publisher:council")
    return None


def _first(pattern: re.Pattern[str], front: Front, last: int, rule: str) -> Stated | None:
    for page in range(1, last + 1):
        match = pattern.search(front.text(page, page))
        if match:
            name = _TRAILING.sub("", " ".join(match.group(1).split()))
            return Stated(name, 0.7, page, match.group(), rule)
    return None


def nation_of(front: Front, kind: ReportType | None, *named: Stated | None) -> Stated | None:
    """The nation: said outright, by the names of publisher and area, by the type, or by counts."""
    first = front.text(1, 3)
    applies = re.search(r"\bApplies to (England|Scotland|Wales|Northern Ireland)\b", first)
    if applies:
        return Stated(applies.group(1), 0.95, 1, applies.group(), "nation:applies")
    for stated in named:
        found = nation_named(stated.value) if stated else None
        if found:
            return Stated(found[0], 0.9, stated.page if stated else None, found[1], "nation:name")
    publisher = named[0] if named else None
    whole = publisher and _UK_BODY.search(publisher.value)
    if publisher and whole:
        return Stated("UK", 0.7, publisher.page, publisher.quote, "nation:department")
    if kind and kind.nation:
        return Stated(kind.nation, 0.7, None, None, "nation:type")
    counted = nation_counted(front.text(1, 8))
    return Stated(counted[0], 0.5, None, counted[1], "nation:counted") if counted else None
