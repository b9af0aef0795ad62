"""Who publishes a document, where it is about, and in which nation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.metadata.front import Front, Printed
from extractors.metadata.places import nation_counted, nation_named
from extractors.metadata.report_type import ReportType
from models.records import Stated

_NAME = r"(?:[A-Z][\w’'&.-]*|and|of|the|upon|with|on|&|in|y|yr|under|by|le)"
_BODY = (
    r"(?:(?:Local )?Safeguarding (?:Children(?:[’']s)?|Child|Adults?|Adult[’']s)? ?(?:and Adults )?(?:Partnership Board|Partnership|Board)"
    r"|(?:Regional )?Safeguarding (?:Board|Partnership)|(?:Child|Adult|Public) Protection Committee"
    r"|Community Safety Partnership|Adult Support and Protection Committee|Safeguarding Board"
    r"|(?:Child )?Safeguarding Practice (?:Review )?Panel)"
)
_BOARD = re.compile(
    rf"(?P<board>(?:[A-Z][\w’'&.-]*\s+)(?:{_NAME}\s+){{0,7}}?{_BODY}(?:\s+for\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)?|(?:the )?Safeguarding Board\s+for\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?|(?:[A-Z][\w’'&.-]*\s+(?:{_NAME}\s+){{0,4}})?Safer\s+(?:[A-Z]\w+\s+){{1,3}}Partnership)"
)
_LEADING = re.compile(
    r"^(?:(?:the|by|for|of|and|our|this|dear|published|commissioned|on behalf|executive|chair|members?|independent)\s+)+",
    re.IGNORECASE,
)
# What may stand before a board's name on the same line, and a name that is anybody's.
_OFFICE = re.compile(
    r"\b(?:Reports?|Reviews?|Summary|Chair|Commissioners?|Officer|Director|Letter|Services) (?:of |to )?(?:the )?(?=[A-Z])(?!Panel)"
)
_GENERIC = re.compile(
    r"^(?:(?:Local|Regional|Independent|Each|Every|Other|All|A|An) )*(?:Safeguarding|Community Safety|Child Protection|Adult Protection|Safer Communities)\b"
    r"(?!.*\bfor\b)",
)
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
_INSPECTIONS = frozenset(
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
# The end of a quoted name before the board's: "'Marlon' Oakhaven Safeguarding Adults Board".
_QUOTE_ENDS = re.compile(r"(?<=[a-rt-z])[’'] (?=[A-Z])")
_AREA_IN_TITLE = re.compile(
    r"\b(?:(?i:inspection of|(?:focused|monitoring) visit to)|in|of|at)\s+(?:the )?(?:London Borough of |Royal Borough of |City of )?"
    r"(?P<area>[A-Z][\w’'-]+(?:[ ,]+(?:(?:and|upon|of|on|the|with|&)\s+)?[A-Z][\w’'-]+){0,5})"
)
_AREA_END = re.compile(
    r"[’']s$|\s+(?:local authority|children[’']s|council|(?:metropolitan |london )?(?:borough|city|county|district)?\s*council|"
    r"local area.*|local safeguarding.*|children.*|services.*|LSCB.*|safeguarding.*|partnership.*|area.*)$",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"^(?:London Borough of |Royal Borough of )?(?P<area>[A-Z][\w’'-]+(?: (?:(?:and|upon|of|on|&) )?[A-Z][\w’'-]+){0,4}?)(?: (?:Metropolitan|City|County|Borough|District|Unitary))* Council\b"
)
_INSPECTION_OF = re.compile(r"^(?:re-)?inspection of (?:the )?", re.IGNORECASE)
_BEFORE_INSPECTION = re.compile(
    r"^(?:(?:London|Royal) Borough of |City of )?(?P<area>[A-Z][^:]{2,60}?)(?:,? City of| (?:(?:Metropolitan|City|County|Borough|District) )*Council)?"
    r":? (?:Re-)?[Ii]nspection of\b"
)
_NO_AREA = re.compile(
    r"\b(?:Joint|Inspection|Review|Services?|Children|Local|Serious|Case|Report|Learning|Domestic|Safeguarding|Care|Need|Area|Child|Adult|Practice|Abuse|Neglect|National|Government|Response|Family|Inquiry|Death|Mr|Mrs|Ms)\b"
)


def publisher_of(front: Front, kind: ReportType | None, title: Stated | None) -> Stated | None:
    """The body that publishes; None where the first pages name none (anonymous is legal)."""
    code = kind.code if kind else ""
    if code in _INSPECTIONS:
        return _inspectorates(front, code)
    if code == "public_inquiry":
        return _first(_INQUIRY, front, 2, "publisher:inquiry")
    if code == "committee_report":
        return _committee(front)
    board = _board(front)
    if board:
        return board
    if code == "national_review" and _PANEL.search(front.text(1, 4)):
        return Stated("Child Safeguarding Practice Review Panel", 0.8, 1, None, "publisher:panel")
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


def _board(front: Front) -> Stated | None:
    """A board named on the cover, in a running header, or in the text of the first pages.

    Deeper in, neighbours' boards stand too; they are never asked.
    """
    for page, text, sure in _named_on(front):
        match = _BOARD.search(text.title() if text.isupper() else text)
        name = _cut(match.group("board")) if match else ""
        if match and name and not _GENERIC.match(name):
            return Stated(name, sure, page, match.group(), "publisher:board")
    return None


def _named_on(front: Front) -> Iterator[tuple[int, str, float]]:
    """Page, text and weight of the places where a publisher is named, the surest first."""
    cover = [p for p in front.lines if p.page == 1]
    yield from ((1, printed.text, 0.9) for printed in cover if len(printed.text) < 90)
    yield from ((1, text, 0.9) for text in _display(cover))
    for printed in front.furniture:
        yield printed.page, printed.text, 0.85
    for page in (1, 2, 3):
        lines = [p for p in front.lines if p.page == page]
        for text in (*_display(lines), front.text(page, page)):
            yield page, text, 0.9 if page == 1 else 0.7


def _cut(name: str) -> str:
    """The name without the words of a title or an office before it."""
    words = _OFFICE.split(" ".join(name.split()))[-1]
    words = _QUOTE_ENDS.split(words)[-1]
    return _LEADING.sub("", words).strip()


def _display(lines: list[Printed]) -> list[str]:
    """Lines of one block joined: a board's name often wraps."""
    blocks: dict[int, list[str]] = {}
    for printed in lines:
        blocks.setdefault(printed.line.block, []).append(printed.text)
    return [" ".join(texts) for texts in blocks.values()]


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


def _council(front: Front, title: Stated | None) -> Stated | None:
    for printed in front.upto(1):
        match = _COUNCIL.match(printed.text)
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


def area_of(
    kind: ReportType | None, title: Stated | None, publisher: Stated | None
) -> Stated | None:
    """The area in the title, else in the name of the board that publishes.

    Inquiries, committees and departments speak of a nation, not of an area.
    """
    if kind and kind.nation == "UK":
        return None
    named = _board_area(publisher)
    if named and kind and kind.is_review and kind.code not in _INSPECTIONS:
        return named  # "the death of Rowan" in a title is no place
    if title:
        before = _BEFORE_INSPECTION.match(title.value)
        if before and not _NO_AREA.search(before.group("area")):
            area = _trimmed(before.group("area"))
            return Stated(area, 0.9, title.page, before.group(), "area:title")
        council = _COUNCIL.match(_INSPECTION_OF.sub("", title.value))
        if council:
            return Stated(council.group("area"), 0.9, title.page, council.group(), "area:council")
        for match in reversed(list(_AREA_IN_TITLE.finditer(title.value))):
            area = _trimmed(match.group("area"))
            if area and not _NO_AREA.search(area):
                return Stated(area, 0.85, title.page, match.group(), "area:title")
    return named


def _board_area(publisher: Stated | None) -> Stated | None:
    """The area in a board's name: "Westmoor" of "Westmoor Safeguarding Adults Board"."""
    if publisher is None or publisher.rule != "publisher:board":
        return None
    area = _trimmed(
        re.split(
            rf"\s+{_BODY}|(?<=\w) Safer (?=Communities)|(?<=\w) Partnership$", publisher.value
        )[0]
    )
    if not area or area == publisher.value or re.search(r"\bNational\b|^Local$", area):
        return None
    return Stated(area, 0.85, publisher.page, publisher.quote, "area:publisher")


def _trimmed(area: str) -> str:
    last = None
    while area != last:
        last, area = area, _AREA_END.sub("", area).strip(" ,")
    return area.removeprefix("The ").removeprefix("Safer ").removesuffix(" Local")


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
