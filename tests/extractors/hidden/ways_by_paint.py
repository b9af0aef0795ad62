"""Ways of hiding and of showing a sentence by what is painted: pens, blends, prints over prints."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from by_hand import ABOVE, ALL, BELOW, FONTS, SECRET, colour, form, pdf, picture
from ways_of_hiding import drawn_font

from models.records import HiddenKind

K = HiddenKind
PICTURE = b"/XObject<</X1 10 0 R>>"
INVISIBLE = b"q 3 Tr " + SECRET + b"Q "
OTHER = SECRET.replace(b"is called Quillfeather", b"goes by her own name")


def _photograph(width: int, height: int) -> bytes:
    """Clouds of grey, dark and light, as large as letters."""
    grey = np.random.default_rng(7).random((height // 6 + 2, width // 6 + 2))
    for axis in (0, 1):
        places = np.linspace(0, grey.shape[axis] - 1.001, (height, width)[axis])
        low = places.astype(int)
        share = np.expand_dims(places - low, 1 - axis)
        grey = grey.take(low, axis) * (1 - share) + grey.take(low + 1, axis) * share
    return picture((grey * 255).astype(np.uint8).tobytes(), width, height)


def _with_photograph(content: bytes, place: bytes, width: int, height: int) -> bytes:
    content = content.replace(b"PHOTO", b"q " + place + b" cm /X1 Do Q\n")
    return pdf(content, resources=PICTURE, extra={10: _photograph(width, height)})


def invisible_over_a_photograph() -> bytes:
    return _with_photograph(ABOVE + b"PHOTO" + INVISIBLE + BELOW, b"260 0 0 16 50 674", 260, 16)


def invisible_over_a_photograph_of_the_whole_page() -> bytes:
    content = b"PHOTO" + _light(ABOVE + BELOW) + INVISIBLE
    return _with_photograph(content, b"595 0 0 842 0 0", 595, 842)


def invisible_on_a_panel_over_a_photograph() -> bytes:
    panel = colour(b"1 g", b"50 650 300 70 re f")
    content = b"PHOTO" + panel + ABOVE + BELOW + INVISIBLE
    return _with_photograph(content, b"595 0 0 842 0 0", 595, 842)


def under_a_photograph_of_the_whole_page() -> bytes:
    return _with_photograph(SECRET + b"PHOTO" + _light(ABOVE + BELOW), b"595 0 0 842 0 0", 595, 842)


def _light(text: bytes) -> bytes:
    """Text on light panels, which may stand on a picture."""
    return colour(b"1 g", b"50 696 300 16 re 50 656 300 16 re f") + text


def pen_as_broad_as_letters() -> bytes:
    return pdf(ABOVE + b"q 2 Tr 9 w " + SECRET + b"Q " + BELOW)


def outline_as_broad_as_letters() -> bytes:
    return pdf(ABOVE + b"q 1 Tr 12 w " + SECRET + b"Q " + BELOW)


def white_outline_over_black_letters() -> bytes:
    return pdf(ABOVE + b"q 2 Tr 12 w 1 G 0 g " + SECRET + b"Q " + BELOW)


def typed_over_with_a_broad_pen() -> bytes:
    return pdf(ALL + b"q 2 Tr 14 w BT /F1 11 Tf 60 680 Td (" + b"x" * 40 + b") Tj ET Q\n")


def level_strokes() -> bytes:
    lines = b"".join(b"50 %.1f m 310 %.1f l S\n" % (y, y) for y in range(676, 690, 2))
    return pdf(ALL + b"q 2.5 w " + lines + b"Q\n")


def printed_again_in_white() -> bytes:
    return pdf(ABOVE + SECRET + BELOW + colour(b"1 g", SECRET))


def printed_again_in_white_a_little_aside() -> bytes:
    return pdf(ALL + colour(b"1 g", SECRET.replace(b"60 680", b"60.4 679.7")))


def white_words_over_other_words() -> bytes:
    return pdf(ABOVE + OTHER + colour(b"1 g", SECRET) + BELOW)


def _blended(mode: bytes, look: bytes = b"", within: bytes = b"") -> bytes:
    states = b"/ExtGState<</G1 <</BM/%b>>>>" % mode
    if within:
        return pdf(
            ABOVE + b"q /G1 gs /X1 Do Q " + BELOW,
            resources=states + PICTURE,
            extra={10: form(SECRET, b"/Group<</S/Transparency>>")},
        )
    return pdf(ABOVE + b"q /G1 gs " + look + SECRET + b"Q " + BELOW, resources=states)


def screened_on_paper() -> bytes:
    return _blended(b"Screen")


def screened_in_a_form() -> bytes:
    return _blended(b"Screen", within=b"form")


def lightened_on_paper() -> bytes:
    return _blended(b"Lighten")


def struck_through_by_a_stroke() -> bytes:
    return pdf(ALL + b"q 1.6 w 60 683.5 m 248 683.5 l S Q\n")


def struck_through_with_the_space_behind() -> bytes:
    return pdf(ALL + b"q 0.8 w 60 683.5 m 255 683.5 l S Q\n")


def _shapes_under_bare_text(shown: bytes) -> bytes:
    """A page paints ink through letters that are a mask, and bears text without ink over them."""
    mask = b"<</S/Luminosity/G 10 0 R>>"
    return pdf(
        b"q /G1 gs 0.1 0.1 0.5 rg 0 670 595 20 re f Q\n" + ABOVE + BELOW + INVISIBLE,
        resources=b"/ExtGState<</G1 <</SMask " + mask + b">>>>",
        extra={10: form(b"1 g " + shown, b"/Group<</S/Transparency/CS/DeviceGray>>")},
    )


def shapes_of_its_letters() -> bytes:
    return _shapes_under_bare_text(SECRET)


def shapes_of_other_letters() -> bytes:
    return _shapes_under_bare_text(OTHER)


def clear_over_a_clear_shadow() -> bytes:
    hidden = colour(b"/G1 gs", SECRET.replace(b"60 680", b"61.5 678.5") + SECRET)
    return pdf(ABOVE + hidden + BELOW, resources=b"/ExtGState<</G1 <</ca 0>>>>")


def clear_shadow_of_clear_text_on_a_blended_page() -> bytes:
    """The text itself is in a form without opacity: nothing of it is to be seen."""
    text = ABOVE + colour(b"/G1 gs", SECRET.replace(b"60 680", b"61.5 678.5")) + BELOW
    clear = b"/ExtGState<</G1 <</ca 0>>>>"
    states = b"/ExtGState<</G1 <</ca 0>>/G2 <</BM/Multiply>>>>"
    return pdf(
        b"q /G2 gs /X1 Do Q q /G1 gs /X2 Do Q",
        resources=states + b"/XObject<</X1 10 0 R/X2 11 0 R>>",
        extra={
            10: form(text, b"/Group<</S/Transparency>>", FONTS + clear),
            11: form(SECRET, b"/Group<</S/Transparency>>"),
        },
    )


def white_letters_with_a_white_outline() -> bytes:
    return pdf(ABOVE + b"q 2 Tr 1 w 1 g 1 G " + SECRET + b"Q " + BELOW)


def outside_a_stencil_of_letters() -> bytes:
    stencil = b"BT 7 Tr /F1 40 Tf 60 100 Td (HILL) Tj ET BT 0 Tr ET "
    return pdf(ABOVE + BELOW + b"q " + stencil + SECRET + b"Q")


HIDING: dict[Callable[[], bytes], set[HiddenKind]] = {
    clear_shadow_of_clear_text_on_a_blended_page: {K.NO_INK},
    white_letters_with_a_white_outline: {K.BACKGROUND_COLOUR},
    invisible_over_a_photograph: {K.NO_INK},
    shapes_of_other_letters: {K.NO_INK},
    invisible_over_a_photograph_of_the_whole_page: {K.NO_INK},
    invisible_on_a_panel_over_a_photograph: {K.NO_INK},
    under_a_photograph_of_the_whole_page: {K.COVERED},
    pen_as_broad_as_letters: {K.BLACKED_OUT},
    outline_as_broad_as_letters: {K.BLACKED_OUT},
    white_outline_over_black_letters: {K.BACKGROUND_COLOUR},
    typed_over_with_a_broad_pen: {K.BLACKED_OUT},
    level_strokes: {K.BLACKED_OUT},
    printed_again_in_white: {K.BACKGROUND_COLOUR},
    printed_again_in_white_a_little_aside: {K.BACKGROUND_COLOUR},
    white_words_over_other_words: {K.BACKGROUND_COLOUR},
    screened_on_paper: {K.BACKGROUND_COLOUR},
    screened_in_a_form: {K.BACKGROUND_COLOUR},
    lightened_on_paper: {K.BACKGROUND_COLOUR},
    struck_through_by_a_stroke: {K.STRUCK},
    struck_through_with_the_space_behind: {K.STRUCK},
    clear_over_a_clear_shadow: {K.NO_INK},
    outside_a_stencil_of_letters: {K.BACKGROUND_COLOUR, K.CLIPPED},
}


def over_a_photograph_of_the_whole_page() -> bytes:
    """Letters with ink of their own, and dark places in the picture as large as bars."""
    dark = colour(b"0 g", b"300 300 200 40 re f")
    text = colour(b"1 1 0.4 rg", ALL.replace(b"/F1 11", b"/F1 14"))
    return _with_photograph(b"PHOTO" + dark + text, b"595 0 0 842 0 0", 595, 842)


def drawn_twice_to_look_bold() -> bytes:
    return pdf(ABOVE + SECRET + SECRET.replace(b"60 680", b"60.3 680") + BELOW)


def printed_again_in_black_over_white() -> bytes:
    return pdf(ABOVE + colour(b"1 g", SECRET) + BELOW + SECRET)


def printed_again_in_white_on_a_dark_panel() -> bytes:
    panel = colour(b"0.1 0.2 0.4 rg", b"50 640 400 80 re f")
    others = colour(b"1 g", ABOVE + BELOW)
    return pdf(panel + others + SECRET + colour(b"1 g", SECRET))


def bold_by_a_pen() -> bytes:
    return pdf(ABOVE + b"q 2 Tr 0.35 w " + SECRET + b"Q " + BELOW)


def outlined_letters() -> bytes:
    return pdf(ABOVE + b"q 1 Tr 1.4 w 0.2 0.3 0.6 RG " + SECRET + b"Q " + BELOW)


def multiplied_on_paper() -> bytes:
    return _blended(b"Multiply")


def white_that_paper_turns_black() -> bytes:
    return _blended(b"Difference", b"1 g ")


_ASIDE = SECRET.replace(b"60 680", b"61.5 678.5")
_CLEAR = b"/ExtGState<</G1 <</ca 0>>>>"


def over_a_clear_shadow() -> bytes:
    """As browsers print text with a shadow: once without opacity for the shadow, then itself."""
    return pdf(ABOVE + colour(b"/G1 gs", _ASIDE) + SECRET + BELOW, resources=_CLEAR)


def over_a_clear_shadow_on_a_blended_page() -> bytes:
    """As browsers print it where anything on the page is blended: all in one see-through form."""
    text = ABOVE + colour(b"/G1 gs", _ASIDE) + SECRET + BELOW
    group = b"/Group<</S/Transparency>>"
    return pdf(
        b"q /G2 gs /X1 Do Q",
        resources=b"/ExtGState<</G2 <</BM/Multiply>>>>/XObject<</X1 10 0 R>>",
        extra={10: form(text, group, FONTS + _CLEAR)},
    )


def white_letters_with_a_black_outline() -> bytes:
    return pdf(ABOVE + b"q 2 Tr 1 w 1 g 0 G " + SECRET + b"Q " + BELOW)


def white_letters_with_a_thin_black_outline() -> bytes:
    return pdf(ABOVE + b"q 2 Tr 0.4 w 1 g 0 G " + SECRET + b"Q " + BELOW)


def over_a_white_shadow() -> bytes:
    return pdf(ABOVE + colour(b"1 g", _ASIDE) + SECRET + BELOW)


def outlines_in_a_font_of_their_own() -> bytes:
    """As browsers print letters with a stroke: filled at once, then their outlines one by one."""
    words, size = b"The mother is called Quillfeather by all.", 14
    filled = b"BT /C1 %d Tf 60 680 Td (%b) Tj ET\n" % (size, words)
    letters = b"".join(
        b"BT /T3 %d Tf %.2f 680 Td (%c) Tj ET\n" % (size, 60 + 0.6 * size * i, letter)
        for i, letter in enumerate(words)
    )
    panel = colour(b"0 .2 .4 rg", b"50 670 500 24 re f " + filled)
    outline = b"600 0 0 0 500 700 d1 40 w 50 50 400 600 re S"
    return drawn_font(outline, sentence=panel + colour(b"1 g 1 G", letters))


SHOWING = (
    over_a_clear_shadow_on_a_blended_page,
    white_letters_with_a_black_outline,
    white_letters_with_a_thin_black_outline,
    over_a_clear_shadow,
    over_a_white_shadow,
    over_a_photograph_of_the_whole_page,
    drawn_twice_to_look_bold,
    printed_again_in_black_over_white,
    printed_again_in_white_on_a_dark_panel,
    bold_by_a_pen,
    outlined_letters,
    multiplied_on_paper,
    white_that_paper_turns_black,
    shapes_of_its_letters,
)
