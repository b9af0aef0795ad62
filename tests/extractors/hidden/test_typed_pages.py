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


OFF, ON = b"/D<</OFF[31 0 R]/Order[30 0 R]>>", b"/D<</BaseState/OFF/ON[30 0 R]>>"


@pytest.mark.parametrize("state", [OFF, ON, b"/D 34 0 R"])
@pytest.mark.parametrize(
    ("layer", "is_read"), [(30, True), (31, False), (32, False), (33, True), (35, False)]
)
@pytest.mark.parametrize("look", [b"/AP<</N 20 0 R>>", b""])
def test_typed_text_is_read_where_its_own_layer_is_on(
    state: bytes, layer: int, *, is_read: bool, look: bytes
) -> None:
    data = pdf(
        ALL,
        page=b"/Annots[10 0 R]",
        catalog=b"/OCProperties<</OCGs[30 0 R 31 0 R]" + state + b">>",
        extra={
            10: BOX % (look + b"/OC %d 0 R" % layer),
            20: LOOK,
            30: b"<</Type/OCG/Name(Shown)>>",
            31: b"<</Type/OCG/Name(Not shown)>>",
            32: b"<</Type/OCMD/OCGs[31 0 R]/P/AnyOn>>",
            33: b"<</Type/OCMD/OCGs[30 0 R 31 0 R]>>",
            34: b"<</ON[30 0 R]/OFF 36 0 R>>",
            35: b"<</Type/OCMD/OCGs[30 0 R 31 0 R]/P/AllOn>>",
            36: b"[31 0 R]",
        },
    )
    page = page_of(data)
    assert (TYPED in text_of(page)) is is_read
    assert [place.kind for place in page.hidden] == [HiddenKind.LAYER_OFF] * (not is_read)
