"""Ways of hiding a sentence from the reader of a page, each with the kind that it is told as."""

from __future__ import annotations

from collections.abc import Callable

from by_hand import ABOVE, ALL, BELOW, OVER, SECRET, colour, form, note, pdf, picture, stream

from models.records import HiddenKind

K = HiddenKind


def black_box() -> bytes:
    return pdf(ALL + colour(b"0 g", OVER))


def white_box() -> bytes:
    return pdf(ALL + colour(b"1 g", OVER))


def grey_box() -> bytes:
    return pdf(ALL + colour(b"0.5 g", OVER))


def thick_line() -> bytes:
    return pdf(ALL + b"q 14 w 50 683 m 310 683 l S Q\n")


def bar_of_thin_lines() -> bytes:
    lines = b"".join(b"50 %.1f 260 2 re f\n" % (674 + 1.9 * i) for i in range(8))
    return pdf(ALL + lines)


def hatched_bar() -> bytes:
    strokes = b"".join(
        b"%d 674 m %d 690 l %d 690 m %d 674 l\n" % (x, x + 16, x, x + 16)
        for x in range(44, 310, 3)
    )  # fmt: skip
    return pdf(ALL + b"q 1.4 w " + strokes + b"S Q\n")


def pattern_bar() -> bytes:
    tile = stream(
        b"0.9 g 0 0 6 6 re f 0 g 0 0 3 3 re f",
        b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 6 6]/XStep 6/YStep 6/Resources<<>>",
    )
    return pdf(
        ALL + colour(b"/Pattern cs /P1 scn", OVER),
        resources=b"/Pattern<</P1 10 0 R>>",
        extra={10: tile},
    )


def gradient() -> bytes:
    shading = (
        b"<</ShadingType 2/ColorSpace/DeviceGray/Coords[50 0 310 0]/Extend[true true]"
        b"/Function<</FunctionType 2/Domain[0 1]/C0[0]/C1[0.9]/N 1>>>>"
    )
    return pdf(
        ALL + b"q 50 674 260 16 re W n /S1 sh Q\n",
        resources=b"/Shading<</S1 10 0 R>>",
        extra={10: shading},
    )


def _with_picture(pixels: bytes, width: int, height: int) -> bytes:
    return pdf(
        ALL + b"q 260 0 0 16 50 674 cm /X1 Do Q\n",
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: picture(pixels, width, height)},
    )


def black_picture() -> bytes:
    return _with_picture(b"\0", 1, 1)


def white_picture() -> bytes:
    return _with_picture(b"\xff", 1, 1)


def speckled_picture() -> bytes:
    return _with_picture(bytes(i * 37 % 256 for i in range(130 * 8)), 130, 8)


def box_in_form() -> bytes:
    return pdf(
        ALL + b"q 1 0 0 1 0 -100 cm /X1 Do Q\n",
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: form(b"0 g 50 774 260 16 re f")},
    )


def text_and_box_in_nested_form() -> bytes:
    return pdf(
        ABOVE + b"/X1 Do\n" + BELOW,
        resources=b"/XObject<</X1 10 0 R>>",
        extra={
            10: form(b"q 2 0 0 2 0 0 cm /X2 Do Q", resources=b"/XObject<</X2 11 0 R>>"),
            11: form(b"q .5 0 0 .5 0 0 cm " + SECRET + OVER + b"Q"),
        },
    )


def clip_path_of_triangle() -> bytes:
    return pdf(ABOVE + b"q 400 100 m 500 100 l 450 200 l h W n " + SECRET + b"Q " + BELOW)


def clipped_away() -> bytes:
    return pdf(ABOVE + b"q 10 10 20 20 re W n " + SECRET + b"Q " + BELOW)


def crop_box() -> bytes:
    return pdf(ABOVE + SECRET.replace(b"680", b"80") + BELOW, page=b"/CropBox[0 300 595 842]")


def off_page() -> bytes:
    return pdf(ABOVE + SECRET.replace(b"60 680", b"660 680") + BELOW)


def white_text() -> bytes:
    return pdf(ABOVE + colour(b"1 g", SECRET) + BELOW)


def nearly_white_text() -> bytes:
    return pdf(ABOVE + colour(b"0.99 g", SECRET) + BELOW)


def white_outline() -> bytes:
    return pdf(ABOVE + b"q 1 G 1 Tr " + SECRET + b"Q 0 Tr " + BELOW)


def black_highlight() -> bytes:
    return pdf(colour(b"0 g", OVER) + ALL)


def colour_of_the_panel() -> bytes:
    panel = colour(b"0.12 0.22 0.39 rg", b"40 640 400 80 re f")
    return pdf(
        panel + colour(b"1 g", ABOVE) + colour(b"0.12 0.22 0.39 rg", SECRET) + colour(b"1 g", BELOW)
    )


def invisible_mode() -> bytes:
    return pdf(ABOVE + b"q 3 Tr " + SECRET + b"Q 0 Tr " + BELOW)


def opacity_0() -> bytes:
    return pdf(
        ABOVE + b"q /G1 gs " + SECRET + b"Q " + BELOW, resources=b"/ExtGState<</G1 <</ca 0>>>>"
    )


def soft_mask() -> bytes:
    """The sentence in a group whose mask is black all over."""
    group = b"/Group<</S/Transparency/CS/DeviceGray>>"
    return pdf(
        ABOVE + b"q /G1 gs /X1 Do Q " + BELOW,
        resources=b"/ExtGState<</G1 <</SMask<</S/Luminosity/G 11 0 R>>>>>>/XObject<</X1 10 0 R>>",
        extra={10: form(SECRET, group), 11: form(b"0 g 0 0 595 842 re f", group)},
    )


def soft_mask_of_text() -> bytes:
    group = b"/Group<</S/Transparency/CS/DeviceGray>>"
    return pdf(
        ABOVE + b"q /G1 gs " + SECRET + b" Q " + BELOW,
        resources=b"/ExtGState<</G1 <</SMask<</S/Luminosity/G 11 0 R>>>>>>",
        extra={11: form(b"0 g 0 0 595 842 re f", group)},
    )


def form_of_opacity_0() -> bytes:
    group = b"/Group<</S/Transparency>>"
    return pdf(
        ABOVE + b"q /G1 gs /X1 Do Q " + BELOW,
        resources=b"/ExtGState<</G1 <</ca 0>>>>/XObject<</X1 10 0 R>>",
        extra={10: form(SECRET, group)},
    )


def tiny() -> bytes:
    return pdf(ABOVE + SECRET.replace(b"11 Tf", b"0.3 Tf") + BELOW)


def tiny_by_matrix() -> bytes:
    return pdf(ABOVE + b"q .02 0 0 .02 60 600 cm " + SECRET + b"Q " + BELOW)


def squeezed_by_matrix() -> bytes:
    return pdf(ABOVE + b"q .01 0 0 1 60 0 cm " + SECRET + b"Q " + BELOW)


LAYER = {10: b"<</Type/OCG/Name(Names)>>", 11: b"<</Type/OCG/Name(Inner)>>"}


def layered(content: bytes, drawing: bytes = b"null") -> bytes:
    return pdf(
        content,
        resources=b"/Properties<</L1 10 0 R/L2 11 0 R>>/XObject<</X1 12 0 R>>",
        catalog=b"/OCProperties<</OCGs[10 0 R 11 0 R]/D<</Order[]/OFF[10 0 R]>>>>",
        extra=LAYER | {12: drawing},
    )


def layer_off() -> bytes:
    return layered(ABOVE + b"/OC /L1 BDC " + SECRET + b"EMC " + BELOW)


def nested_layer_off() -> bytes:
    return layered(ABOVE + b"/OC /L1 BDC /OC /L2 BDC " + SECRET + b"EMC EMC " + BELOW)


def form_in_layer_off() -> bytes:
    return layered(ABOVE + b"/X1 Do " + BELOW, form(SECRET, b"/OC 10 0 R"))


PATTERN = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>"


def in_pattern(grey: bytes) -> bytes:
    return pdf(
        ABOVE + b"q /Pattern cs /P1 scn " + SECRET + b"Q " + BELOW,
        resources=b"/Pattern<</P1 10 0 R>>",
        extra={10: stream(grey + b" g 0 0 9 9 re f", PATTERN)},
    )


def white_pattern_text() -> bytes:
    return in_pattern(b"1")


def field_with_ground() -> bytes:
    return noted(b"Widget", b"0 g " + OVER, b"/FT/Tx/T(name)", b"/AcroForm<</Fields[10 0 R]>>")


def scribble() -> bytes:
    return noted(b"Ink", b"14 w 50 682 m 310 682 l S", b"/InkList[[50 682 310 682]]")


def inline_picture() -> bytes:
    return pdf(ALL + b"q 260 0 0 16 50 674 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n")


def noted(kind: bytes, look: bytes | None, more: bytes = b"", catalog: bytes = b"") -> bytes:
    appearance = stream(
        look or b"", b"/Type/XObject/Subtype/Form/BBox[50 674 310 690]/Resources<<>>"
    )
    return pdf(
        ALL,
        page=b"/Annots[10 0 R]",
        catalog=catalog,
        extra={10: note(kind, 11 if look else None, more), 11: appearance},
    )


def square_note() -> bytes:
    return noted(b"Square", b"0 g " + OVER)


def stamp_note() -> bytes:
    return noted(b"Stamp", b"1 0 0 rg " + OVER)


def black_highlight_note() -> bytes:
    quads = b"/QuadPoints[50 690 310 690 50 674 310 674]/C[0 0 0]"
    return noted(b"Highlight", b"0 g " + OVER, quads)


def square_note_without_look() -> bytes:
    return noted(b"Square", None, b"/C[0 0 0]/IC[0 0 0]/BS<</W 1>>")


def free_text_note() -> bytes:
    return noted(b"FreeText", b"1 1 0.8 rg " + OVER, b"/DA(/Helv 10 Tf 0 g)/Contents(Note)")


def marked_for_redaction() -> bytes:
    return noted(b"Redact", None, b"/QuadPoints[50 690 310 690 50 674 310 674]")


def turned_page() -> bytes:
    upright = b"0 1 -1 0 800 100 cm "
    return pdf(upright + ALL + colour(b"0 g", OVER), page=b"/Rotate 90")


def drawn_font(glyph: bytes, more: bytes = b"", sentence: bytes | None = None) -> bytes:
    """The sentence in a Type 3 font, T3, whose every glyph is the same drawing."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]"
        b"/FirstChar 32/LastChar 122/Widths[" + b"600 " * 91 + b"]/CharProcs<</a 11 0 R>>"
        b"/Resources<<>>/Encoding<</Differences[32 " + b"/a " * 91 + b"]>>/ToUnicode 12 0 R>>"
    )
    named = b"".join(b"<%02x> <%04x>\n" % (i, i) for i in range(32, 123))
    to_unicode = stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"91 beginbfchar\n" + named + b"endbfchar endcmap end end"
    )
    return pdf(
        ABOVE + (sentence or SECRET.replace(b"/F1", b"/T3")) + more + BELOW,
        resources=b"/Font<</F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        b"/C1 <</Type/Font/Subtype/Type1/BaseFont/Courier>>/T3 10 0 R>>",
        extra={10: font, 11: stream(glyph), 12: to_unicode},
    )


def type_3() -> bytes:
    """A font whose every glyph is a box; its text stands under a bar."""
    return drawn_font(
        b"600 0 0 0 500 700 d1 0 0 500 700 re f", colour(b"0 g", b"50 674 400 16 re f")
    )


def other_words() -> bytes:
    shown = SECRET.replace(b"called Quillfeather", b"not named here")
    marked = (
        b"/Span<</ActualText(The mother is called Quillfeather by all.)>>BDC " + shown + b"EMC "
    )
    return pdf(ABOVE + marked + BELOW)


def struck_out_by_note() -> bytes:
    return noted(b"StrikeOut", None, b"/QuadPoints[50 690 310 690 50 674 310 674]")


def struck_through() -> bytes:
    return pdf(ALL + b"q 1 w 60 683 m 251 683 l S Q\n")


HIDING: dict[Callable[[], bytes], HiddenKind | set[HiddenKind]] = {
    black_box: K.BLACKED_OUT,
    white_box: K.COVERED,
    grey_box: K.COVERED,
    thick_line: K.BLACKED_OUT,
    bar_of_thin_lines: K.BLACKED_OUT,
    hatched_bar: K.BLACKED_OUT,
    pattern_bar: K.COVERED,
    gradient: {K.BLACKED_OUT, K.COVERED},  # it goes from black to pale
    black_picture: K.BLACKED_OUT,
    white_picture: K.COVERED,
    speckled_picture: K.COVERED,
    box_in_form: K.BLACKED_OUT,
    text_and_box_in_nested_form: K.BLACKED_OUT,
    clip_path_of_triangle: K.CLIPPED,
    clipped_away: K.CLIPPED,
    crop_box: K.OFF_PAGE,
    off_page: K.OFF_PAGE,
    white_text: K.BACKGROUND_COLOUR,
    nearly_white_text: K.BACKGROUND_COLOUR,
    white_outline: K.BACKGROUND_COLOUR,
    black_highlight: K.BLACKED_OUT,
    colour_of_the_panel: K.BACKGROUND_COLOUR,
    invisible_mode: K.NO_INK,
    opacity_0: K.NO_INK,
    soft_mask: K.NO_INK,
    soft_mask_of_text: K.NO_INK,
    form_of_opacity_0: K.NO_INK,
    tiny: K.TINY,
    tiny_by_matrix: K.TINY,
    squeezed_by_matrix: K.TINY,
    layer_off: K.LAYER_OFF,
    nested_layer_off: K.LAYER_OFF,
    form_in_layer_off: K.LAYER_OFF,
    square_note: K.BLACKED_OUT,
    stamp_note: K.COVERED,
    black_highlight_note: K.BLACKED_OUT,
    square_note_without_look: K.BLACKED_OUT,
    free_text_note: K.COVERED,
    marked_for_redaction: K.MARKED,
    turned_page: K.BLACKED_OUT,
    type_3: K.BLACKED_OUT,
    other_words: K.OTHER_WORDS,
    white_pattern_text: K.BACKGROUND_COLOUR,
    field_with_ground: K.BLACKED_OUT,
    scribble: K.BLACKED_OUT,
    inline_picture: K.BLACKED_OUT,
    struck_through: K.STRUCK,
    struck_out_by_note: K.STRUCK,
}
