"""Who publishes a document, and in which nation."""

from __future__ import annotations

from itertools import pairwise

from extractors.metadata.boards import board_of, cased
from extractors.metadata.front import Front
from extractors.metadata.places import nation_counted, nation_named
from models.records import Stated
from vocabulary.report_types import ReportType
from vocabulary.rules import PatternSet, asked

_TRAILING = asked("publishers", "trailing")
_INSPECTORATES = tuple(
    (name, asked("publishers", question))
    for name, question in (
        ("Ofsted", "ofsted"),
        ("Care Quality Commission", "cqc"),
        ("HMICFRS", "hmicfrs"),
        ("HMI Constabulary", "hmic"),
        ("HMI Probation", "hmip"),
        ("Care Inspectorate", "care_inspectorate"),
        ("Estyn", "estyn"),
    )
)
INSPECTIONS = frozenset(
    {"jtai", "focused_visit", "ilacs", "sif", "area_send", "joint_area_review", "childrens_home"}
)
_ALONE = frozenset({"focused_visit", "ilacs", "sif", "childrens_home"})  # Ofsted by itself
_OF_DEPARTMENTS = frozenset({"mental_health_homicide_review"})  # NHS England has them made
_INQUIRY, _DEPARTMENT = asked("publishers", "inquiry"), asked("publishers", "department")
_COMMITTEE, _HOUSE = asked("publishers", "committee"), asked("publishers", "house")
_OF_KINGDOM, _PANEL = asked("publishers", "of_kingdom"), asked("publishers", "national_panel")
_BODY, COUNCIL = asked("publishers", "body"), asked("publishers", "council")
_APPLIES_TO = asked("publishers", "applies_to")
_UNFINISHED = asked("bodies", "unfinished")
_LONGEST_NAME = 80  # characters
_WITH_OWN_KINDS = ("Wales", "Northern Ireland")  # nobody else makes reviews of these kinds
_COUNTED = 8  # pages in which words of a nation are counted
_OFTEN = 3  # words of another nation by which a kind of review that both have is its own


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
    if code == "national_review" and _PANEL.find(front.text(1, 4)):
        return Stated("Child Safeguarding Practice Review Panel", 0.8, 1, None, "publisher:panel")
    if not (kind and kind.is_case_review) and (body := _body(front)):
        return body
    council = _council(front, title)
    if council or (kind and kind.is_case_review and code not in _OF_DEPARTMENTS):
        return council  # a review advises departments, and is published by none of them
    return _first(_DEPARTMENT, front, 6, "publisher:department")


def _inspectorates(front: Front, code: str) -> Stated:
    if code in _ALONE:
        return Stated("Ofsted", 0.9, 1, "Ofsted", "publisher:inspectorate")
    text = front.text(1, 2)
    found = sorted((m.start(), name) for name, asks in _INSPECTORATES if (m := asks.find(text)))
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
    house, committee = _HOUSE.find(front.text(1, 2)), None
    for printed in front.upto(2):
        committee = _COMMITTEE.find(printed.text)
        if committee:
            break
    if committee is None:
        return None
    name = committee.group()
    value = f"House of {house['house'].title()} {name}" if house else name
    return Stated(value, 0.85, 1, name, "publisher:committee")


def _body(front: Front) -> Stated | None:
    """A national panel, commission or authority whose name fills a line of the cover, or two."""
    for printed, following in pairwise([*front.cover[:20], None]):
        assert printed is not None  # noqa: S101 - only the last of a pair is None
        text = cased(printed.text.strip())
        if following and _UNFINISHED.find(text):
            text = f"{text} {cased(following.text.strip())}"
        if _BODY.find(text) and len(text) < _LONGEST_NAME:
            return Stated(text, 0.7, printed.page, printed.text, "publisher:body")
    return None


def _council(front: Front, title: Stated | None) -> Stated | None:
    for printed in front.upto(1):
        match = COUNCIL.find(printed.text)
        if match and title and len(printed.text) < 60:
            return Stated(match.group(), 0.6, printed.page, match.group(), "publisher:council")
    return None


def _first(asks: PatternSet, front: Front, last: int, rule: str) -> Stated | None:
    for page in range(1, last + 1):
        match = asks.find(front.text(page, page))
        if match:
            name = _TRAILING.plain.sub("", " ".join(match.group().split()))
            return Stated(name, 0.7, page, match.group(), rule)
    return None


def nation_of(
    front: Front, kind: ReportType | None, typed: Stated | None, *named: Stated | None
) -> Stated | None:
    """The nation: said outright, by the names of publisher and area, by the type, or by counts.

    `typed` is where the type is printed.
    """
    first = front.text(1, 3)
    applies = _APPLIES_TO.find(first)
    if applies:
        return Stated(applies["who"], 0.95, 1, applies.group(), "nation:applies")
    if kind and kind.nation in _WITH_OWN_KINDS:
        page, quote = (typed.page, typed.quote) if typed else (None, None)
        return Stated(kind.nation, 0.9, page, quote, "nation:type")
    for stated in named:
        found = nation_named(stated.value) if stated else None
        if found:
            return Stated(found[0], 0.9, stated.page if stated else None, found[1], "nation:name")
    publisher = named[0] if named else None
    whole = publisher and _OF_KINGDOM.find(publisher.value)
    if publisher and whole:
        return Stated("UK", 0.7, publisher.page, publisher.quote, "nation:department")
    is_typed = kind is not None and kind.nation is not None
    counted = nation_counted(front.text(1, _COUNTED), _OFTEN if is_typed else 1)
    if kind and kind.nation and not (counted and counted[0] in kind.also_in):
        page, quote = (typed.page, typed.quote) if typed else (None, None)
        return Stated(kind.nation, 0.7, page, quote, "nation:type")
    if counted is None:
        return None
    nation, words = counted
    return Stated(nation, 0.5, front.page_of(words, _COUNTED), words, "nation:counted")
