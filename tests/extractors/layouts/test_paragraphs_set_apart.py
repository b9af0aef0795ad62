"""Headings and paragraphs that little sets apart: a colour, a rule, a small gap, a number.

Each page stands for a layout in which annotated texts lost paragraphs. All text is invented.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawing import BLACK, BOLD, DARK, ITALIC, PALE, PLAIN, Paper, glyph_font
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors import read
from extractors.structure import Paragraph, build_sections, paragraphs

VISITS = (
    "The health visitor of Larkhill wrote to the family twice and had no answer to her letters. "
    "She did not ask the other services what they knew of the home that it had left in the spring."
)
MEETING = (
    "The meeting in the second autumn heard from three services and not from the school. Nobody "
    "who was there had met the children, and the plan that it made was not sent to the carers."
)
NOTES = (
    "A note of the call was made by the housing officer and was kept in a book at the front desk. "
    "It was read for the first time when this invented review asked to see it a year later."
)
BODIES = [VISITS, MEETING, NOTES]


def found_in(paper: Paper) -> list[Paragraph]:
    found = paragraphs(read(paper.done(), "0" * 64))
    build_sections(found, None)
    return found


def texts(found: Sequence[Paragraph]) -> list[str]:
    return [p.full for p in found if not p.level]


def headings(found: Sequence[Paragraph]) -> list[str]:
    return [p.full for p in found if p.level]


def set_close(paper: Paper, top: float, words: str, gap: float, indent: float = 0) -> float:
    """A paragraph with a step of 14 points and `gap` more below it."""
    first, *rest = simpleSplit(" " * round(indent / 2.8) + words, PLAIN, 10, 300)
    paper.text(60 + indent, top, first.strip(), 10)
    for line in rest:
        top += 14
        paper.text(60, top, line, 10)
    return top + 14 + gap


@pytest.mark.parametrize("colour", ["#c00000", "#0066cc"])
def test_a_line_in_another_colour_is_a_heading(colour: str) -> None:
    paper, top = Paper(), 80.0
    for i, body in enumerate(BODIES):
        paper.text(60, top, f"How the plan number {i} was made", 11, PLAIN, colour)
        top = paper.para(60, top + 16, 475, body)
    found = found_in(paper)
    assert headings(found) == [f"How the plan number {i} was made" for i in range(3)]
    assert texts(found) == BODIES


def test_a_line_with_a_rule_below_its_words_is_a_heading_and_a_link_is_not() -> None:
    paper, top = Paper(), 80.0
    for words in ("How the plan was made", "See www.larkhill.example"):
        paper.text(60, top, words, 11)
        paper.rule(60, top + 1.5, 60 + stringWidth(words, PLAIN, 11), top + 1.5)
        top = paper.para(60, top + 16, 475, VISITS)
    assert headings(found_in(paper)) == ["How the plan was made"]


def test_a_rule_across_the_page_underlines_nothing() -> None:
    paper = Paper()
    paper.text(60, 80, "How the plan was made by all of them", 11)
    paper.rule(60, 81.5, 535, 81.5)
    paper.para(60, 96, 475, VISITS)
    assert headings(found_in(paper)) == []


def test_a_title_in_italics_may_take_two_lines() -> None:
    paper = Paper()
    paper.text(60, 80, "Line of enquiry A: The quality of assessments", 11, ITALIC)
    paper.text(60, 94, "and of planning", 11, ITALIC)
    paper.para(60, 118, 475, VISITS)
    assert headings(found_in(paper)) == [
        "Line of enquiry A: The quality of assessments and of planning"
    ]


@pytest.mark.parametrize("gap", [2.5, 3.5, 6.0])
def test_paragraphs_a_few_points_apart(gap: float) -> None:
    paper, top = Paper(), 60.0
    for body in BODIES * 4:
        top = set_close(paper, top, body, gap)
    assert texts(found_in(paper)) == BODIES * 4


def test_a_numbered_paragraph_below_one_whose_first_line_is_indented() -> None:
    paper, top = Paper(), 80.0
    for i, body in enumerate(BODIES * 2, 1):
        top = set_close(paper, top, f"2.{i} {body}", 0)
        top = set_close(paper, top, body, 0, indent=20)
    numbered = [text for i, body in enumerate(BODIES * 2, 1) for text in (f"2.{i} {body}", body)]
    assert texts(found_in(paper)) == numbered


def test_the_next_number_after_a_sentence_begins_a_paragraph() -> None:
    paper, top = Paper(), 80.0
    for body in (f"1. {VISITS}", MEETING, f"2. {NOTES}", VISITS, f"3. {MEETING}"):
        top = set_close(paper, top, body, 4)
    assert [p.full[:2] for p in found_in(paper)][::2] == ["1.", "2.", "3."]


def test_text_goes_on_over_pages_below_a_large_running_head() -> None:
    paper = Paper()
    first, *rest = simpleSplit(VISITS, PLAIN, 11, 475)
    for page, body in enumerate([MEETING, NOTES, f"{NOTES} {MEETING}"]):
        paper.text(60, 40, "Larkhill Safeguarding Partnership", 15, BOLD)
        if page == 1:
            paper.lines(60, 80, rest)
        paper.para(60, 120, 475, body)
        if page == 0:
            paper.text(60, 720, first)
        paper.next_page()
    found = found_in(paper)
    assert VISITS in texts(found)
    assert not any("Larkhill Safeguarding" in p.full for p in found)


def columns(paper: Paper, left: Sequence[str], right: Sequence[str], top: float = 80) -> None:
    for x, column in ((60.0, left), (310.0, right)):
        at = top
        for words in column:
            at = paper.para(x, at, 225, words)


def test_a_page_number_in_the_gutter_does_not_join_the_columns() -> None:
    paper = Paper()
    columns(paper, BODIES, [NOTES, VISITS, MEETING])
    paper.text(294, 815, "2", 11)
    assert texts(found_in(paper)) == [*BODIES, NOTES, VISITS, MEETING]


def test_a_sentence_goes_on_from_the_last_column_to_the_next_page() -> None:
    paper = Paper()
    lines = simpleSplit(VISITS.replace(" She", " Mrs Lark"), PLAIN, 11, 225)
    # The line before the break is short and the one after it begins with a capital.
    cut = next(i for i, line in enumerate(lines) if "Mrs" in line)
    whole = [
        *lines[:cut],
        *lines[cut].partition(" Mrs")[:1],
        "Mrs" + lines[cut].partition(" Mrs")[2],
    ]
    columns(paper, BODIES, [MEETING, NOTES])
    paper.lines(310, 700, whole[: cut + 1])
    paper.next_page()
    columns(paper, [" ".join(whole[cut + 1 :]), *BODIES], [NOTES, MEETING])
    assert "Larkhill" in texts(found_in(paper))[5]


def test_bullets_in_both_of_two_short_columns() -> None:
    paper = Paper()
    for x, name in ((60.0, "left"), (310.0, "right")):
        top = paper.para(x + 12, 80, 205, f"whose {name} words go on from the page before this one")
        for i in range(2):
            paper.text(x, top, "•")
            top = paper.para(
                x + 12, top, 205, f"The {name} item {i} says that a plan is of use when it is read "
                "and not when it is written.")  # fmt: skip
    paper.para(60, 260, 475, VISITS)
    paper.para(60, 320, 475, NOTES)
    items = [p.full for p in found_in(paper) if p.marker]
    assert [text[:14] for text in items] == [
        "The left item 0", "The left item 1", "The right item", "The right item"
    ] or [text.split(" says")[0] for text in items] == [
        "The left item 0", "The left item 1", "The right item 0", "The right item 1"
    ]  # fmt: skip


@pytest.mark.parametrize("at_left", [True, False])
@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize("beside_table", [True, False])
def test_text_flows_round_a_box(*, at_left: bool, framed: bool, beside_table: bool) -> None:
    paper = Paper()
    top = paper.para(60, 80, 475, MEETING)
    box, beside = (60.0, 250.0) if at_left else (350.0, 60.0)
    paper.box(box, top - 14, box + 180, top + 70, None if framed else PALE, framed=framed)
    paper.text(box + 8, top, "Good practice", 9, BOLD)
    paper.para(box + 8, top + 14, 160, "The night staff kept a bed for her and did not ask why.", 9)
    lines = simpleSplit(VISITS + " " + NOTES, PLAIN, 11, 280)
    paper.lines(beside, top, lines[:6])
    rest = simpleSplit(" ".join(lines[6:]), PLAIN, 11, 475)
    end = paper.lines(60, top + 6 * 13.75, rest)
    end = paper.para(60, end + 8, 475, MEETING)
    if beside_table:
        for y in (end + 20, end + 50, end + 80):
            paper.rule(60, y, 535, y)
        for x in (60, 200, 535):
            paper.rule(x, end + 20, x, end + 80)
        for y, cells in ((end + 40, ("Date", "Event")), (end + 70, ("May", "A visit was made"))):
            paper.text(66, y, cells[0])
            paper.text(206, y, cells[1])
    found = texts(found_in(paper))
    assert not beside_table or found[-4:] == ["Date", "Event", "May", "A visit was made"]
    assert f"{VISITS} {NOTES}" in found
    assert "The night staff kept a bed for her and did not ask why." in found


@pytest.mark.parametrize("share", [0.65, 0.8, 0.83])
def test_a_raised_footnote_number_is_no_part_of_the_sentence(share: float) -> None:
    paper = Paper()
    words = "The plan was not sent to the school."
    paper.text(60, 80, words, 11)
    end = 60 + stringWidth(words, PLAIN, 11)
    paper.text(end, 80 - 4, "1", 11 * share)
    paper.text(end + 9, 80, "Nobody had asked for it.", 11)
    paper.para(60, 120, 475, VISITS)
    assert texts(found_in(paper))[0] == f"{words} Nobody had asked for it."


@pytest.mark.parametrize(("bullet", "gap"), [("o", 9.0), ("•", 0.0)])
def test_bullets_of_the_letter_o_and_bullets_that_touch_their_text(bullet: str, gap: float) -> None:
    paper, top = Paper(), 80.0
    font = glyph_font()
    for i in range(3):
        paper.text(60, top, bullet, 11, font)
        x = 60 + stringWidth(bullet, font, 11) + gap
        top = paper.para(x, top, 440, f"The school has {i} copies of the plan", font=font) - 6
    found = found_in(paper)
    assert [p.marker for p in found] == [bullet] * 3
    assert [p.full for p in found] == [f"The school has {i} copies of the plan" for i in range(3)]


@pytest.mark.parametrize("numbers", [("3.17", "3.17A", "3.17B"), ("13.", "13A.", "14.")])
def test_a_number_with_a_letter_begins_a_paragraph(numbers: tuple[str, ...]) -> None:
    paper, top = Paper(), 80.0
    for number, body in zip(numbers, BODIES, strict=True):
        top = set_close(paper, top, f"{number} {body}", 4)
    found = found_in(paper)
    assert [p.label.number if p.label else None for p in found] == [n.rstrip(".") for n in numbers]


@pytest.mark.parametrize("title", ["(a) The refuge and afterwards", "C. Part 1. The partner"])
def test_a_title_with_a_letter_or_two_counts(title: str) -> None:
    paper = Paper()
    font = BOLD if title.startswith("C") else PLAIN
    paper.text(60, 80, title, 11, font)
    paper.rule(60, 81.5, 60 + stringWidth(title, font, 11), 81.5)
    paper.para(60, 102, 475, VISITS)
    assert headings(found_in(paper)) == [title]


@pytest.mark.parametrize(
    ("title", "colour"), [("PART B: THE QUESTIONS", BLACK), ("Part B: Questions", DARK)]
)
def test_two_titles_below_each_other(title: str, colour: str) -> None:
    paper = Paper()
    paper.text(60, 80, title, 11, BOLD, colour)
    paper.text(60, 94, "B1. Was the assessment of the carers sound?", 11, BOLD)
    paper.para(60, 114, 475, VISITS)
    assert headings(found_in(paper)) == [title, "B1. Was the assessment of the carers sound?"]


def test_numbered_quotations_that_end_in_their_source() -> None:
    paper, top = Paper(), 80.0
    for i in range(2, 5):
        top = set_close(
            paper, top, f"4.{i} “That letters be answered within the week.” (Review {i})", 3
        )
    assert [p.full[:3] for p in found_in(paper)] == ["4.2", "4.3", "4.4"]


def test_a_short_heading_over_two_columns_parts_what_is_above_and_below() -> None:
    paper = Paper()
    columns(paper, [VISITS, NOTES], [MEETING])
    paper.text(60, 330, "Abbreviations", 15, BOLD)
    columns(paper, [NOTES], [VISITS], top=350)
    found = found_in(paper)
    assert [p.full for p in found] == [VISITS, NOTES, MEETING, "Abbreviations", NOTES, VISITS]


def test_columns_below_a_short_heading_may_begin_a_little_apart() -> None:
    """The first item of a list has room above it, and what goes on in the next column has none."""
    paper = Paper()
    columns(paper, [VISITS, NOTES], [MEETING])
    paper.text(60, 330, "Abbreviations", 15, BOLD)
    columns(paper, [NOTES], [], top=362)
    columns(paper, [], [VISITS], top=350)
    found = found_in(paper)
    assert [p.full for p in found] == [VISITS, NOTES, MEETING, "Abbreviations", NOTES, VISITS]


def test_a_heading_in_one_of_two_columns_stays_in_it() -> None:
    paper = Paper()
    columns(paper, [VISITS], [MEETING, NOTES, VISITS])
    paper.text(60, 250, "Abbreviations", 15, BOLD)
    columns(paper, [NOTES], [], top=270)
    found = [p.full for p in found_in(paper)]
    assert found == [VISITS, "Abbreviations", NOTES, MEETING, NOTES, VISITS]


def test_a_sentence_goes_on_below_a_note_of_which_one_line_is_level() -> None:
    paper = Paper()
    top = paper.para(60, 600, 340, MEETING)
    paper.text(60, top + 30, "How the plan was made", 14, BOLD)
    lines = simpleSplit(VISITS + " " + NOTES, PLAIN, 11, 340)
    paper.lines(60, top + 52, lines[:3])
    for i, words in enumerate(("For the practitioner:", "a visit is of use", "when it is read.")):
        # The first line of the note is level with the last but one of the paragraph above.
        paper.text(430, top - 26 + 11 * i, words, 8.5)
    paper.text(430, top - 26 + 44, "Invented note.", 8.5)
    paper.next_page()
    paper.lines(60, 80, lines[3:])
    found = texts(found_in(paper))
    assert f"{VISITS} {NOTES}" in found
    assert any("a visit is of use when it is read." in text for text in found)


@pytest.mark.parametrize(
    "lines", [("Learning point {}",), ("Learning", "point {}"), ("Learning point", "{}")]
)
def test_a_label_that_wraps_beside_its_text_keeps_its_number(lines: tuple[str, ...]) -> None:
    paper, top = Paper(), 80.0
    for number, body in enumerate((*BODIES, "Nobody had met the children."), 1):
        for i, line in enumerate(lines):
            paper.text(60, top + 14 * i, line.format(number), 10, font=BOLD)
        for i, line in enumerate(simpleSplit(body, PLAIN, 10, 320)):
            paper.text(150, top + 14 * i, line, 10)
        top += 120
    found = found_in(paper)
    assert [p.label.number for p in found if p.label] == ["1", "2", "3", "4"]
    assert [p.text for p in found if p.text] == [*BODIES, "Nobody had met the children."]


@pytest.mark.parametrize("title", ["3. Conclusion", "4 Next steps", "Conclusion"])
def test_a_title_set_like_the_text_begins_the_next_page(title: str) -> None:
    """Every paragraph has a number, so that text without one would go on from the page before."""
    paper, top = Paper(), 80.0
    numbered = [f"2.{i} {body}" for i, body in enumerate(BODIES, 1)]
    for body in numbered:
        top = set_close(paper, top, body, 8)
    paper.next_page()
    paper.text(60, 60, title, 10)
    set_close(paper, 86, MEETING, 8)
    found = found_in(paper)
    assert title in [p.full for p in found]
    assert numbered[-1] in texts(found)
