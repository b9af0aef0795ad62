"""Layouts that test glyphs, weights and numbers. All text is fictional."""

from __future__ import annotations

from drawing import BOLD, Paper, glyph_font, layout

TITLE = "Child Safeguarding Practice Review: a fictional one"
SIGNED = "This page is fictional: it was set to test how type is read."


@layout
def glyphs() -> bytes:
    """Ligatures, hyphens at line ends, soft hyphens and private-use bullets."""
    paper, font = Paper(), glyph_font()
    paper.text(60, 50, TITLE, 18, BOLD)
    paper.text(60, 80, "Recommendations", 14, BOLD)
    paper.text(60, 100, SIGNED, 9)
    lines = [
        "The bene\ufb01ts o\ufb03ce of the invented council told the safe-",
        "guarding team of its \ufb01rst worry. The safeguarding plan was a multi-",
        "agency one, and the \ufb02at was seen in the pre-birth period by the \ufb01re ser\u00ad",
        "vice and by a health visi\u00adtor. No other service came.",
    ]
    top = 130.0
    for line in lines:
        paper.text(60, top, line, 11, font)
        top += 15
    top += 12
    for glyph, line in zip("\uf0b7\uf0a7\uf0d8", (
        "The Board should \ufb01nd out how o\ufb00ers of help are made.",
        "The Trust should check its \ufb02ow of letters.",
        "The Council should train its sta\ufb00 in \ufb01nding kin.",
    ), strict=True):  # fmt: skip
        paper.text(70, top, glyph, 11, font)
        paper.text(90, top, line, 11, font)
        top += 24
    return paper.done()


@layout
def fused_numbers() -> bytes:
    """Numbers without a space before their words."""
    paper = Paper()
    paper.text(60, 45, TITLE, 18, BOLD)
    paper.text(60, 70, "4Recommendations", 14, BOLD)
    top = 100.0
    for words in (
        "4.1This part sets out what the invented review asks of its partners in the coming year.",
        "Recommendation 1The Partnership should read each of its plans together with the family.",
        "4.2The panel saw that plans were read by staff alone, and by few of them.",
        "Recommendation 2:The Trust should name one doctor who can be asked at any time of day.",
        "4.3A doctor was named once, but nobody told the wards of it.",
        "Recommendation 3The Council should write to each family in plain words.",
    ):
        top = paper.para(60, top, 460, words)
    return paper.done()


@layout
def marginal_numbers() -> bytes:
    """Paragraph numbers in a column of their own, and a drop capital."""
    paper = Paper()
    paper.text(60, 45, TITLE, 18, BOLD)
    paper.text(60, 70, "Background", 14, BOLD)
    paper.text(100, 118, "T", 36)
    paper.lines(126, 104, ["he review began in an invented spring. Nobody had seen the",
                           "family for a month when the first call was made."])  # fmt: skip
    top = paper.lines(100, 131.5, ["It was made by a neighbour who had heard nothing for days."])
    top += 14
    for number, words in (
        ("3.1", ("The panel heard that the school had written twice. Each letter was put on file "
                "and none was answered, since the post was shared by four teams.")),
        ("3.2", ("Recommendation 1: The Council should make sure that each letter from a school is "
                "answered within five days by a named worker.")),
        ("3.3", ("The panel heard that this is now so in two teams of four. It was told that the "
                "others will follow in the invented autumn.")),
        ("3.4", "Recommendation 2: The Board should ask for a count of such letters each year."),
    ):  # fmt: skip
        paper.text(60, top, number)
        top = paper.para(100, top, 430, words)
    return paper.done()


@layout
def fake_bold() -> bytes:
    """Headings printed twice with an offset, drawn with an outline, or letter-spaced."""
    paper = Paper()
    paper.text(60, 45, TITLE, 18, BOLD)
    paper.text(60, 70, SIGNED, 9)
    outlined = paper.canvas.beginText(60, paper.height - 100)
    outlined.setFont("Helvetica", 11)
    outlined.setTextRenderMode(2)
    outlined.textLine("Findings of the panel")
    outlined.setTextRenderMode(0)
    paper.canvas.drawText(outlined)
    top = 122.0
    for n, offset in enumerate((0.3, 1.0), 1):
        for step in (0.0, offset):
            paper.text(
                60 + step, top, f"Finding {n}: Plans were not read by part {n} of the staff."
            )
        top = paper.para(
            60,
            top + 22,
            460,
            "This was so in each of the invented services that the panel asked, and "
            "nobody could say since when it had been so.",
        )
    paper.text(60, top + 10, "R E C O M M E N D A T I O N S", 14, BOLD)
    paper.text(60, top + 40, "1. The Trust should ask each child what they want to happen.")
    paper.text(60, top + 70, "Good practice", 14, BOLD, spacing=5)
    paper.text(60, top + 100, "The school kept a place for the child through the whole year.")
    return paper.done()
