"""Ways of printing a sentence that look like hiding it and do not."""

from __future__ import annotations

from by_hand import ABOVE, ALL, BELOW, OVER, SECRET, colour, form, pdf, picture
from ways_of_hiding import in_pattern, layered, noted


def box_drawn_first() -> bytes:
    return pdf(colour(b"0.85 g", OVER) + ALL)


def pattern_text() -> bytes:
    return in_pattern(b"0.2")


def white_on_dark() -> bytes:
    return pdf(ABOVE + colour(b"0.1 0.2 0.4 rg", OVER) + colour(b"1 g", SECRET) + BELOW)


def white_on_dark_in_form() -> bytes:
    return pdf(
        ABOVE + b"/X1 Do\n" + BELOW,
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: form(colour(b"0 g", OVER) + colour(b"1 g", SECRET))},
    )


def white_on_picture() -> bytes:
    return pdf(
        ABOVE + b"q 260 0 0 16 50 674 cm /X1 Do Q\n" + colour(b"1 g", SECRET) + BELOW,
        resources=b"/XObject<</X1 10 0 R>>",
        extra={10: picture(b"\x30", 1, 1)},
    )


def transparent_marker() -> bytes:
    return pdf(
        ALL + b"q /G1 gs 1 1 0 rg " + OVER + b"Q\n",
        resources=b"/ExtGState<</G1 <</ca 0.4>>>>",
    )


def multiplied_marker() -> bytes:
    return pdf(
        ALL + b"q /G1 gs 1 1 0 rg " + OVER + b"Q\n",
        resources=b"/ExtGState<</G1 <</BM/Multiply>>>>",
    )


def arrow_of_a_chart() -> bytes:
    return pdf(ALL + b"q 1 w 20 683 m 400 683 l S Q\n")


def underlined_twice() -> bytes:
    return pdf(ALL + b"q .8 w 60 678 m 250 678 l S 60 676 m 250 676 l S Q\n")


def cross_hatched() -> bytes:
    """Slanting strokes, each a path of its own: they are no cells of a table."""
    strokes = b"".join(b"%d 674 m %d 690 l S %d 690 m %d 674 l S " % (x, x + 16, x, x + 16)
                       for x in range(50, 300, 9))  # fmt: skip
    return pdf(ALL + b"q .4 w " + strokes + b"Q\n")


def framed() -> bytes:
    return pdf(ALL + b"q 1 w 50 674 260 16 re S Q\n")


def typed_over_white() -> bytes:
    """A name painted over, and a pseudonym typed on the paint."""
    return pdf(
        ABOVE
        + SECRET.replace(b"called Quillfeather", b"called Hollowbrook")
        + colour(b"1 g", OVER)
        + SECRET
        + BELOW
    )


def layer_on() -> bytes:
    return layered(ABOVE + b"/OC /L2 BDC " + SECRET + b"EMC " + BELOW)


def pale() -> bytes:
    return pdf(ABOVE + colour(b"0.8 g", SECRET) + BELOW)


def yellow_highlight_note() -> bytes:
    quads = b"/QuadPoints[50 690 310 690 50 674 310 674]/C[1 1 0]"
    return noted(b"Highlight", None, quads)


def sticky_note() -> bytes:
    return noted(b"Text", None, b"/Contents(A remark)/Name/Note")


def link() -> bytes:
    return noted(b"Link", None, b"/Border[0 0 0]/A<</S/URI/URI(https://invented.example)>>")


def fill_without_opacity() -> bytes:
    return pdf(
        ALL + b"q /G1 gs 0 g " + OVER + b"Q\n", resources=b"/ExtGState<</G1 <</ca 0>>>>"
    )  # fmt: skip


def small_print() -> bytes:
    return pdf(ABOVE + SECRET.replace(b"11 Tf", b"5 Tf") + BELOW)


def same_words_given_twice() -> bytes:
    marked = b"/Span<</ActualText(The mother is called Quillfeather by all.)>>BDC " + SECRET
    return pdf(ABOVE + marked + b"EMC " + BELOW)


def clipped_to_its_line() -> bytes:
    return pdf(ABOVE + b"q 58 676 260 14 re W n " + SECRET + b"Q " + BELOW)


SHOWING = (
    box_drawn_first,
    pattern_text,
    white_on_dark,
    white_on_dark_in_form,
    white_on_picture,
    transparent_marker,
    multiplied_marker,
    arrow_of_a_chart,
    underlined_twice,
    cross_hatched,
    framed,
    typed_over_white,
    layer_on,
    pale,
    yellow_highlight_note,
    sticky_note,
    link,
    fill_without_opacity,
    small_print,
    same_words_given_twice,
    clipped_to_its_line,
)
