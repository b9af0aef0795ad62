"""Where a document is about: the area in its title, or in the name of the board that publishes."""

from __future__ import annotations

from extractors.metadata.front import Front
from extractors.metadata.pseudonyms import pseudonyms_of
from extractors.metadata.publishers import COUNCIL, INSPECTIONS
from models.records import LineRole, Stated
from vocabulary.places import place_of
from vocabulary.report_types import ReportType
from vocabulary.rules import asked

_AREA_IN_TITLE, _AREA_END = asked("boards", "area_in_title"), asked("boards", "area_end")
_INSPECTION_OF = asked("boards", "inspection_of")
_BEFORE_INSPECTION = asked("boards", "before_inspection")
_KIND_OF_BOARD, _WELSH_AREA = asked("boards", "kind_of_board"), asked("boards", "welsh_area")
_EVERYWHERE, _SIZE = asked("boards", "everywhere"), asked("boards", "size")
_NO_AREA = asked("no_names", "no_area")


def area_of(
    kind: ReportType | None, title: Stated | None, publisher: Stated | None
) -> Stated | None:
    """The area in the title, else in the name of the board that publishes.

    Inquiries, committees and departments speak of a nation, not of an area.
    """
    if kind and kind.nation == "UK":
        return None
    named = _board_area(publisher)
    if named and kind and kind.is_review and kind.code not in INSPECTIONS:
        return named  # "the death of Rowan" in a title is no place
    if title:
        names = pseudonyms_of(title)
        before = _BEFORE_INSPECTION.find(title.value)
        if before and not _NO_AREA.find(before["who"]):
            area = _trimmed(before["who"])
            return Stated(area, 0.9, title.page, before.group(), "area:title")
        council = COUNCIL.find(_INSPECTION_OF.plain.sub("", title.value))
        if council:
            return Stated(council["who"], 0.9, title.page, council.group(), "area:council")
        for match in reversed(list(_AREA_IN_TITLE.finditer(title.value))):
            area = _trimmed(match["who"])
            if area and not _NO_AREA.find(area) and area not in names:
                return Stated(area, 0.85, title.page, match.group(), "area:title")
    return named


def _board_area(publisher: Stated | None) -> Stated | None:
    """The area in a board's name: "Westmoor" of "Westmoor Safeguarding Adults Board".

    Boards of several areas that publish together have theirs joined with a semicolon, as they are.
    """
    if publisher is None or publisher.rule != "publisher:board":
        return None
    named = dict.fromkeys(filter(None, map(_area_in_name, publisher.value.split("; "))))
    areas = [one for one in named if not any(one != other and one in other for other in named)]
    if not areas:
        return None
    return Stated("; ".join(areas), 0.85, publisher.page, publisher.quote, "area:publisher")


def _area_in_name(board: str) -> str:
    """The area in the name of one board, or ""."""
    if welsh := _WELSH_AREA.find(board):
        return str(welsh["who"])
    area = _trimmed(_KIND_OF_BOARD.plain.split(board)[0])
    word = _NO_AREA.find(area)
    is_none = area == board or (word and word.group() == area) or _EVERYWHERE.find(area)
    return "" if is_none else area


def area_on_cover(front: Front) -> Stated | None:
    """A council's area on a line of its own on the cover, as in some homicide reviews."""
    for printed in front.cover[:15]:
        place = place_of(printed.text) if printed.line.role is LineRole.BODY else None
        if place:
            return Stated(place.name, 0.7, printed.page, printed.text, "area:cover")
    return None


def _trimmed(area: str) -> str:
    last = None
    while area != last:
        last, area = area, _AREA_END.plain.sub("", area).strip(" ,")
    plain = area.removeprefix("The ").removeprefix("Safer ").removesuffix(" Local")
    place = place_of(plain)
    return place.name if place else _SIZE.plain.sub("", plain)
