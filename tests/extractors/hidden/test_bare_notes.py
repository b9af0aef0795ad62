"""Annotations without a drawing of their own hide what readers draw them over, and nothing else."""

from __future__ import annotations

import pytest
from by_hand import ALL, note, pdf
from test_hidden_text import NAME, page_of, text_of

from models.records import HiddenKind

LEVEL = b"/L[50 683 310 683]"
BROAD = b"/BS<</W 16>>"
AROUND = b"/Vertices[50 674 310 674 310 690 50 690]"
QUAD = b"/QuadPoints[50 690 310 690 50 674 310 674]"
K = HiddenKind

HIDING = {
    "thick line": (b"Line", LEVEL + b"/C[0 0 0]" + BROAD, K.BLACKED_OUT),
    "pen of another object": (b"Line", LEVEL + b"/BS 11 0 R", K.BLACKED_OUT),
    "border of the old kind": (b"Line", LEVEL + b"/Border[0 0 16]", K.BLACKED_OUT),
    "white line": (b"Line", LEVEL + b"/C[1]" + BROAD, K.COVERED),
    "filled polygon": (b"Polygon", AROUND + b"/IC[0 0 0]/C[]", K.BLACKED_OUT),
    "polygon filled with ink": (b"Polygon", AROUND + b"/IC[0 0 0 1]", K.BLACKED_OUT),
    "line to and fro": (
        b"PolyLine",
        b"/Vertices[50 680 310 680 310 686 50 686]/BS<</W 8/S/S>>",
        K.BLACKED_OUT,
    ),
    "ink": (b"Ink", b"/InkList[[50 683 180 684 310 683]]/C[0 0 0]" + BROAD, K.BLACKED_OUT),
    "square": (b"Square", b"/C[0 0 0]/IC[0 0 0]", K.BLACKED_OUT),
    "highlight": (b"Highlight", b"/C[0 0 0]" + QUAD, K.BLACKED_OUT),
    "redaction": (b"Redact", b"/IC[0 0 0]" + QUAD, K.MARKED),
}
SHOWING = {
    "line below": (b"Line", b"/L[50 678 310 678]/C[0 0 0]/BS<</W 1>>"),
    "line without a pen": (b"Line", LEVEL + b"/BS<</W 0>>"),
    "line without a colour": (b"Line", LEVEL + b"/C[ ]" + BROAD),
    "line that lets through": (b"Line", LEVEL + b"/CA 0.4" + BROAD),
    "line that is not shown": (b"Line", LEVEL + b"/F 2" + BROAD),
    "outline": (b"Polygon", AROUND + b"/C[0 0 0]"),
    "polygon without a fill": (b"Polygon", AROUND + b"/C[0 0 0]/IC[]"),
    "outline in ink": (b"Ink", b"/InkList[[50 674 310 674 310 692 50 692]]/C[0 0 0]"),
    "frame": (b"Square", b"/C[0 0 0]"),
    "marker": (b"Highlight", b"/C[1 1 0]" + QUAD),
}


def noted(kind: bytes, how: bytes, *, within: bool) -> bytes:
    """The three lines with one annotation, which is an object of its own or within its page."""
    it = note(kind, None, how)
    it = it.replace(b"/F 4", b"") if b"/F 2" in how else it
    extra = {10: it, 11: b"<</Type/Border/S/D/D[3 1]/W 16>>"}
    return pdf(ALL, page=b"/Annots[%b]" % (it if within else b"10 0 R"), extra=extra)


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("how", HIDING)
def test_what_it_covers_is_not_read(how: str, within: bool) -> None:
    kind, more, expected = HIDING[how]
    page = page_of(noted(kind, more, within=within))
    assert NAME not in text_of(page)
    assert "The invented board should listen." in text_of(page)
    assert "The invented trust should ask." in text_of(page)
    assert {place.kind for place in page.hidden} == {expected}


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("how", SHOWING)
def test_what_can_be_read_through_or_beside_it_is(how: str, within: bool) -> None:
    page = page_of(noted(*SHOWING[how], within=within))
    assert NAME in text_of(page)
    assert page.hidden == ()


def test_a_line_that_is_flat_has_room_for_its_pen() -> None:
    flat = note(b"Line", None, LEVEL + BROAD).replace(
        b"Rect[50 674 310 690]", b"Rect[50 683 310 683]"
    )
    page = page_of(pdf(ALL, page=b"/Annots[10 0 R]", extra={10: flat}))
    assert NAME not in text_of(page)
