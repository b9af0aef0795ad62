"""Pages on which somebody typed, and what lies over, beneath and beside the typed text."""

from __future__ import annotations

import pytest
from by_hand import ALL, FONTS, note, pdf, stream
from test_hidden_text import NAME, page_of, text_of

from models.records import HiddenKind

TYPED = "The invented panel agreed with each of the steps."
PLACE = b"/Rect[50 600 400 620]"
BOX = (
    b"<</Type/Annot/Subtype/FreeText" + PLACE + b"/F 4/DA(/Helv 11 Tf 0 g)"
    b"/Contents(" + TYPED.encode() + b")%b>>"
)
LOOK = stream(
    b"BT /F1 11 Tf 2 5 Td (" + TYPED.encode() + b") Tj ET",
    b"/Type/XObject/Subtype/Form/BBox[0 0 350 20]/Resources<<" + FONTS + b">>",
)
BLACK = b"/C[0 0 0]/IC[0 0 0]/BS<</W 1>>"


def with_notes(*notes: bytes) -> bytes:
    numbers = b" ".join(b"%d 0 R" % (10 + i) for i in range(len(notes)))
    extra = {10 + i: each for i, each in enumerate(notes)} | {20: LOOK}
    return pdf(ALL, page=b"/Annots[" + numbers + b"]", extra=extra)


def over_box(kind: bytes, more: bytes = b"") -> bytes:
    return b"<</Type/Annot/Subtype/" + kind + PLACE + b"/F 4" + more + b">>"


@pytest.mark.parametrize(
    ("over", "kind"),
    [
        (note(b"Redact"), HiddenKind.MARKED),
        (note(b"StrikeOut"), HiddenKind.STRUCK),
        (note(b"Square", None, BLACK), HiddenKind.BLACKED_OUT),
    ],
)
def test_typed_text_is_read_beside_words_that_are_not(over: bytes, kind: HiddenKind) -> None:
    page = page_of(with_notes(BOX % b"", over))
    assert TYPED in text_of(page)
    assert NAME not in text_of(page)
    assert {place.kind for place in page.hidden} == {kind}


@pytest.mark.parametrize(
    ("over", "kind"),
    [
        (over_box(b"Redact"), HiddenKind.MARKED),
        (over_box(b"Square", BLACK), HiddenKind.BLACKED_OUT),
    ],
)
def test_typed_text_under_a_box_or_a_mark_is_not_read(over: bytes, kind: HiddenKind) -> None:
    page = page_of(with_notes(BOX % b"", over))
    assert "panel" not in text_of(page)
    assert "The mother is called Quillfeather by all." in text_of(page)
    assert {place.kind for place in page.hidden} == {kind}


def test_typed_text_without_opacity_is_not_read() -> None:
    assert "panel" not in text_of(page_of(with_notes(BOX % b"/CA 0")))
    assert TYPED in text_of(page_of(with_notes(BOX % b"/CA 1")))


def test_the_words_of_a_stamp_are_read() -> None:
    assert TYPED in text_of(page_of(with_notes(over_box(b"Stamp", b"/AP<</N 20 0 R>>"))))


def test_a_sign_that_opens_on_a_click_adds_no_word() -> None:
    page = page_of(with_notes(BOX % b"", note(b"Text", None, b"/Contents(Ask)")))
    assert text_of(page).count("\n") == 3
