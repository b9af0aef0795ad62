"""Further ways of hiding and of showing a sentence: clips, edges, fonts, forms and layers."""

from __future__ import annotations

from collections.abc import Callable

from blank_fonts import blank_font
from by_hand import ABOVE, ALL, BELOW, FONTS, OVER, SECRET, colour, form, note, pdf, stream
from ways_of_hiding import LAYER, drawn_font, layered, noted

from models.records import HiddenKind

K = HiddenKind
ONE_FORM = b"/XObject<</X1 10 0 R>>"


def upper_edges_of_letters() -> bytes:
    return pdf(ABOVE + b"q 0 686.5 595 6 re W n " + SECRET + b"Q " + BELOW)


def hole_in_the_clip() -> bytes:
    return pdf(ABOVE + b"q 0 0 595 842 re 40 670 400 25 re W* n " + SECRET + b"Q " + BELOW)


def form_clipped_by_its_page() -> bytes:
    return pdf(
        ABOVE + b"q 0 0 100 100 re W n /X1 Do Q " + BELOW,
        resources=ONE_FORM,
        extra={10: form(SECRET)},
    )


def form_with_small_box() -> bytes:
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 40 40]/Resources<<" + FONTS + b">>"
    return pdf(
        ABOVE + b"/X1 Do " + BELOW, resources=ONE_FORM, extra={10: stream(SECRET, head)}
    )  # fmt: skip


def boxes_typed_over() -> bytes:
    font = b"/Z <</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"
    boxes = b"BT /Z 16 Tf 60 678 Td (nnnnnnnnnnnnnnnnnnnnnnnn) Tj ET\n"
    data = pdf(ALL + boxes, resources=FONTS[:-2] + font + b">>")
    return data.replace(FONTS + FONTS[:-2], FONTS[:-2])


def lower_edge_of_the_page() -> bytes:
    return pdf(ABOVE + SECRET.replace(b"680", b"293") + BELOW, page=b"/CropBox[0 300 595 842]")


def dark_grey_on_black() -> bytes:
    return pdf(colour(b"0 g", OVER) + ABOVE + colour(b"0.1 g", SECRET) + BELOW)


def glyphs_without_ink() -> bytes:
    return drawn_font(b"600 0 d0")


def white_glyphs() -> bytes:
    return drawn_font(b"600 0 d0 1 g 0 0 500 700 re f")


def layer_off_by_membership() -> bytes:
    return pdf(
        ABOVE + b"/OC /L1 BDC " + SECRET + b"EMC " + BELOW,
        resources=b"/Properties<</L1 12 0 R>>",
        catalog=b"/OCProperties<</OCGs[10 0 R 11 0 R]/D<</OFF[10 0 R]>>>>",
        extra=LAYER | {12: b"<</Type/OCMD/OCGs[10 0 R 11 0 R]/P/AllOn>>"},
    )


def layers_off_unless_named() -> bytes:
    data = layered(ABOVE + b"/OC /L1 BDC " + SECRET + b"EMC " + BELOW)
    return data.replace(b"/OFF[10 0 R]", b"/BaseState/OFF/ON[11 0 R]")


def layer_off_before_a_comma() -> bytes:
    line = b"BT /F1 11 Tf 60 680 Td (The mother is ) Tj /OC /L1 BDC (Quillfeather) Tj EMC "
    return layered(ABOVE + line + b"(, as all know.) Tj ET\n" + BELOW)


def field_for_print_alone() -> bytes:
    look = form(b"/Tx BMC " + SECRET + b"EMC")
    field = note(b"Widget", 11, b"/FT/Tx/T(a)").replace(b"/F 4", b"/F 36")
    return pdf(
        ABOVE + BELOW,
        page=b"/Annots[10 0 R]",
        catalog=b"/AcroForm<</Fields[10 0 R]>>",
        extra={10: field, 11: look},
    )


def letters_on_a_heap() -> bytes:
    return pdf(ABOVE + b"q " + SECRET.replace(b"BT", b"BT -5.5 Tc") + b"Q " + BELOW)


def dashes_typed_over() -> bytes:
    return pdf(
        ALL + b"BT /F1 90 Tf 60 690 Td (_____) Tj ET\n" + b"BT /F1 90 Tf 60 687 Td (_____) Tj ET\n"
    )


def large_white_letters_over() -> bytes:
    letters = b"BT /F1 30 Tf 2 Tr 60 672 Td (MMMMMMMMMMMM) Tj ET\n"
    return pdf(SECRET + b"q 1 g 1 G 8 w " + letters + b"Q " + ABOVE + BELOW)


def pale_yellow() -> bytes:
    return pdf(ABOVE + colour(b"1 1 0.9 rg", SECRET) + BELOW)


def font_without_drawings() -> bytes:
    return blank_font(SECRET)


def named_font_without_drawings() -> bytes:
    font = b"/Type3/FontDescriptor<</Type/FontDescriptor/FontName/Calibri/Flags 32>>"
    return drawn_font(b"600 0 d0").replace(b"/Type3", font, 1)


def behind_thousands_of_dots() -> bytes:
    dots = b"".join(b"%d %d 1 1 re f\n" % (50 + i % 240, 100 + i // 240) for i in range(21_000))
    return pdf(ABOVE + BELOW + dots + SECRET + colour(b"0 g", OVER))


def forms_within_forms() -> bytes:
    names = [(b"/XObject<</X1 %d 0 R>>" % (11 + i)) for i in range(10)]
    forms = {10 + i: form(b"/X1 Do", resources=names[i]) for i in range(9)}
    inner = {19: form(SECRET + colour(b"0 g", OVER))}
    return pdf(ABOVE + b"/X1 Do " + BELOW, resources=ONE_FORM, extra=forms | inner)


HIDING: dict[Callable[[], bytes], set[HiddenKind]] = {
    upper_edges_of_letters: {K.CLIPPED},
    hole_in_the_clip: {K.CLIPPED},
    form_clipped_by_its_page: {K.CLIPPED},
    form_with_small_box: {K.CLIPPED},
    boxes_typed_over: {K.BLACKED_OUT},
    lower_edge_of_the_page: {K.OFF_PAGE},
    dark_grey_on_black: {K.BLACKED_OUT},
    glyphs_without_ink: {K.NO_INK},
    white_glyphs: {K.NO_INK},
    layer_off_by_membership: {K.LAYER_OFF},
    layers_off_unless_named: {K.LAYER_OFF},
    layer_off_before_a_comma: {K.LAYER_OFF},
    field_for_print_alone: set(),
    letters_on_a_heap: {K.TINY},
    dashes_typed_over: {K.BLACKED_OUT},
    large_white_letters_over: {K.COVERED, K.BACKGROUND_COLOUR},
    pale_yellow: {K.BACKGROUND_COLOUR},
    font_without_drawings: {K.NO_INK},
    named_font_without_drawings: {K.NO_INK},
    behind_thousands_of_dots: {K.BLACKED_OUT},
    forms_within_forms: {K.BLACKED_OUT},
}


def drawn_again_on_a_white_page() -> bytes:
    """A page that some program painted over and printed anew: PDFium gives the first of two."""
    return pdf(ALL + colour(b"1 g", b"0 0 595 842 re f") + ALL)


def letters_as_a_stencil() -> bytes:
    through = SECRET.replace(b"BT", b"BT 7 Tr")
    return pdf(ABOVE + b"q " + through + b"0 0 0.6 rg 50 670 300 30 re f Q " + BELOW)


def bar_in_layer_off() -> bytes:
    return layered(ALL + b"/OC /L1 BDC 0 g " + OVER + b"EMC ")


def note_that_is_not_shown() -> bytes:
    return noted(b"Square", b"0 g " + OVER).replace(b"/F 4", b"/F 2")


def clip_of_many_corners() -> bytes:
    corners = (
        b"300 684 m 600 684 l 560 760 l 300 800 l 20 760 l 20 620 l 300 580 l 560 620 l h W n "
    )
    return pdf(ABOVE + b"q " + corners + SECRET + b"Q " + BELOW)


def glyphs_that_are_drawn() -> bytes:
    return drawn_font(b"600 0 0 0 500 700 d1 0 0 500 700 re f")


def sparse_hatch() -> bytes:
    strokes = b"".join(b"%d 674 m %d 690 l\n" % (x, x + 16) for x in range(44, 310, 8))
    return pdf(ALL + b"q .3 w .4 G " + strokes + b"S Q\n")


def frame_around() -> bytes:
    return pdf(ALL + b"q 0 g 40 640 420 90 re 45 645 410 80 re f* Q\n")


def watermark_typed_over() -> bytes:
    letters = b"BT /F1 90 Tf 0.8 0.6 -0.6 0.8 120 560 Tm (DRAFT) Tj ET "
    return pdf(ALL + colour(b"0.85 g", letters))


def white_letters_first() -> bytes:
    halo = SECRET.replace(b"BT", b"BT 2 Tr 3 w 1 G 1 g")
    return pdf(colour(b"0.5 g", b"0 600 595 200 re f") + ABOVE + colour(b"", halo) + SECRET + BELOW)


def pale_but_to_be_read() -> bytes:
    return pdf(ABOVE + colour(b"0.6 0.75 0.95 rg", SECRET) + BELOW)


def large_figure_behind() -> bytes:
    """A number set large and pale, which PDFium takes for the beginning of the words on it."""
    return pdf(colour(b"0.85 g", b"BT /F1 200 Tf 60 620 Td (12) Tj ET") + ALL)


SHOWING = (
    large_figure_behind,
    watermark_typed_over,
    white_letters_first,
    pale_but_to_be_read,
    drawn_again_on_a_white_page,
    letters_as_a_stencil,
    bar_in_layer_off,
    note_that_is_not_shown,
    clip_of_many_corners,
    glyphs_that_are_drawn,
    sparse_hatch,
    frame_around,
)
