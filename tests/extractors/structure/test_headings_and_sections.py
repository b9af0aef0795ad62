"""Headings, their tree and their roles, paragraphs and their ends, on readings written by line."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from extractors.structure import build_sections, paragraphs, path_of
from extractors.structure.lexicon import heading_role
from models.records import Box, Line, LineRole, Page, Reading, Section, SectionRole, Status

PROSE = "The panel heard from every service that had known the invented family in those years."


def reading(*lines: tuple[str, dict[str, Any]], step: float = 14.0) -> Reading:
    """Lines at the left margin; `gap` is put above a line, `width` is its length."""
    out, top = [], 60.0
    for i, (text, look) in enumerate(lines):
        kept = dict(look)
        top += step + kept.pop("gap", 0.0)
        width = kept.pop("width", 440.0)
        size = kept.pop("size", 11.0)
        box = Box(60.0, top - size, 60.0 + width, top)
        out.append(Line(text, box, size, block=i, **kept))
    return Reading("0" * 64, Status.OK, (Page(1, 595, 842, tuple(out)),), 1)


def sections(*lines: tuple[str, dict[str, Any]]) -> tuple[Section, ...]:
    return build_sections(paragraphs(reading(*lines)))


LARGE: dict[str, Any] = {"size": 16.0, "gap": 12.0, "bold": True, "width": 200.0}
SMALL: dict[str, Any] = {"size": 12.0, "gap": 12.0, "bold": True, "width": 200.0}
TEXT: dict[str, Any] = {"gap": 10.0}


def test_size_makes_the_tree() -> None:
    found = sections(
        ("Analysis", LARGE), (PROSE, TEXT), (PROSE, {}), ("Visits to the home", SMALL),
        (PROSE, TEXT), (PROSE, {}), ("Recommendations", LARGE), (PROSE, TEXT), (PROSE, {}),
    )  # fmt: skip
    assert [(s.heading, s.level, s.parent) for s in found] == [
        ("Analysis", 1, None),
        ("Visits to the home", 2, 0),
        ("Recommendations", 1, None),
    ]
    assert path_of(found, 1) == ("Analysis", "Visits to the home")
    assert [s.role for s in found] == [
        SectionRole.ANALYSIS,
        SectionRole.ANALYSIS,
        SectionRole.RECOMMENDATIONS,
    ]


@pytest.mark.parametrize(
    ("text", "look", "is_heading"),
    [
        ("What the services knew", {"bold": True}, True),
        ("What the services knew", {"size": 13.0}, True),
        ("What the services knew", {}, False),
        ("WHAT THE SERVICES KNEW", {}, True),
        ("Recommendations", {}, True),
        ("The panel recommends the following:", {}, False),
        ("what the services knew", {"bold": True}, False),
        ("(a) the plan was shared.", {"bold": True}, False),
        ("Inspection dates: 4 to 15 May 2023", {"size": 16.0, "bold": True}, False),
        ("Lead inspector: to be named", {"size": 16.0, "bold": True}, False),
        ("Inspection dates and other facts", {"size": 16.0, "bold": True}, True),
    ],
)
def test_what_is_a_heading(text: str, look: dict[str, Any], is_heading: bool) -> None:
    lines = [(PROSE, TEXT), (PROSE, {}), (text, {"gap": 10.0, "width": 180.0, **look})]
    found = sections(*lines, (PROSE, TEXT), (PROSE, {}))
    assert [s.heading for s in found] == ([text] if is_heading else [])


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("4 Recommendations", SectionRole.RECOMMENDATIONS),
        ("4Recommendations", SectionRole.RECOMMENDATIONS),
        ("Appendix B: Action plan", SectionRole.ACTION_PLAN),
        ("Appendix B: Terms of reference", SectionRole.APPENDIX),
        ("Good practice", SectionRole.GOOD_PRACTICE),
        ("Visits: effective practice", SectionRole.GOOD_PRACTICE),
        ("Requirements", SectionRole.RECOMMENDATIONS),
        ("Key strengths and weaknesses of the LSCB", SectionRole.FINDINGS),
        ("Inspection judgements about the area", SectionRole.FINDINGS),
        ("Inspection judgements", SectionRole.METHOD),
        ("The graded judgement for leadership", SectionRole.FINDINGS),
        ("What the inspection judgements mean", SectionRole.GLOSSARY),
        ("About this briefing", SectionRole.METHOD),
        ("What didn’t", SectionRole.FINDINGS),
        ("What did not work so well", SectionRole.FINDINGS),
        ("What went less well", SectionRole.FINDINGS),
        ("What could have gone better", SectionRole.FINDINGS),
        ("Even better if", SectionRole.FINDINGS),
        ("What got in the way", SectionRole.FINDINGS),
        ("Where practice fell short", SectionRole.FINDINGS),
        ("Missed opportunities", SectionRole.FINDINGS),
        ("Areas of concern", SectionRole.FINDINGS),
        ("Response to terms of reference & overall findings", SectionRole.FINDINGS),
        ("Response to the terms of reference", SectionRole.ANALYSIS),
        ("What went right", SectionRole.GOOD_PRACTICE),
        ("Where practice was stronger", SectionRole.GOOD_PRACTICE),
        ("What are we going to do?", SectionRole.RECOMMENDATIONS),
        ("What helped", SectionRole.GOOD_PRACTICE),
        ("What I am asking for", SectionRole.RECOMMENDATIONS),
        ("The asks, with owners", SectionRole.RECOMMENDATIONS),
        ("What we learned", SectionRole.LEARNING),
        ("Things I would ask the Partnership", SectionRole.QUESTIONS),
        ("The colour of the door", None),
    ],
)
def test_words_make_the_role(heading: str, role: SectionRole | None) -> None:
    assert heading_role(heading) is role


def test_a_chapter_of_findings_ends_with_its_topics() -> None:
    topics = [(f"The {word} plan was held by nobody at all", SMALL) for word in ("first", "second")]
    below = [line for topic in topics for line in (topic, (PROSE, TEXT), (PROSE, {}))]
    found = sections(
        ("What we found", LARGE), *below, ("Worth stealing", LARGE), (PROSE, TEXT), (PROSE, {})
    )
    assert [(s.role, s.parent) for s in found] == [
        (SectionRole.FINDINGS, None),
        (SectionRole.FINDINGS, 0),
        (SectionRole.FINDINGS, 1),
        (SectionRole.OTHER, None),
    ]


def test_topics_set_like_the_title_of_their_chapter_stay_in_it() -> None:
    found = sections(
        ("What we found", LARGE), (PROSE, TEXT), ("The plan", LARGE), (PROSE, TEXT), (PROSE, {})
    )
    assert [s.role for s in found] == [SectionRole.FINDINGS, SectionRole.FINDINGS]


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        ("“They gave me a plan. It had my name on it.” — Heron’s words", False),
        ("“They gave me a plan. It had my name on it.”", False),
        ("“He was the strong one”: how fathers were seen", True),
    ],
)
def test_words_of_people_set_large_are_no_headings(text: str, is_heading: bool) -> None:
    found = sections(("Analysis", LARGE), (PROSE, TEXT), (text, SMALL), (PROSE, TEXT))
    assert (len(found) == 2) is is_heading


def test_a_box_with_a_labelled_statement_ends_with_its_frame() -> None:
    boxed = {"shaded": True}
    found = paragraphs(
        reading(
            ("Analysis", LARGE), (PROSE, TEXT), (PROSE, {}),
            ("Good practice 1", {**SMALL, **boxed}), (PROSE, {**TEXT, **boxed}),
            (PROSE, TEXT), (PROSE, {}),
        )
    )  # fmt: skip
    made = build_sections(found)
    assert [made[p.section].heading for p in found] == [
        "Analysis", "Analysis", "Good practice 1", "Good practice 1", "Analysis",
    ]  # fmt: skip


def test_short_titles_are_headings_in_panels_and_not_in_tables() -> None:
    def cell(row: int, column: int, **look: Any) -> dict[str, Any]:
        return {"role": LineRole.TABLE, "cell": (0, row, column), "gap": 8.0, **look}

    bold = {"bold": True, "width": 80.0}
    panel = [
        line
        for row in range(3)
        for line in ((f"Background {row}", cell(row, 0, **bold)), (PROSE, cell(row, 0)))
    ]
    assert len(sections(*panel)) == 3
    table = [
        line
        for row in range(3)
        for line in ((f"Background {row}", cell(row, 0, **bold)), (PROSE, cell(row, 1)))
    ]
    assert sections(*table) == ()


def test_a_line_broken_off_ends_its_paragraph() -> None:
    lines = [
        (PROSE, {}),
        ("When was the child seen alone?", {"width": 180.0}),
        ("Who else lives in the home, and who was asked about them by the services in", {}),
        ("that year?", {"width": 60.0}),
    ]
    texts = [p.full for p in paragraphs(reading(*lines))]
    assert len(texts) == 2
    assert texts[1].startswith("Who else")
    # Where the next word would not have fitted, the sentence goes on in the same paragraph.
    full = [(text, {**look, "width": 440.0}) for text, look in lines]
    assert len(paragraphs(reading(*full))) == 1


def test_a_number_and_the_usual_name_of_a_section_end_a_paragraph_however_they_are_set() -> None:
    def parted(title: str) -> int:
        return len(paragraphs(reading((PROSE, TEXT), (PROSE, {}), (title, {"width": 90.0}))))

    assert parted("4. Recommendations") == parted("6.1 Findings") == 2
    assert parted("4. Houses") == parted("4 houses in Findings") == 1


def test_sections_keep_the_order_of_the_pages() -> None:
    found = sections(
        ("1 Introduction", LARGE), (PROSE, TEXT), (PROSE, {}), ("2 Findings", LARGE), (PROSE, TEXT)
    )
    assert all(a.index < b.index for a, b in pairwise(found))
    assert [s.number for s in found] == ["1", "2"]


def test_a_heading_that_was_put_in_later_keeps_its_letter() -> None:
    numbered = {"gap": 12.0, "bold": True, "width": 220.0}
    titles = [
        "7a Asking fathers",
        "7b One list of visits for all of the services that see the family.",
        "8 Ending delay",
    ]
    found = sections(
        *((text, look) for t in titles for text, look in ((t, numbered), (PROSE, TEXT)))
    )
    assert [s.heading for s in found] == titles


def test_a_theme_that_is_a_sentence_is_a_heading_as_its_neighbours_are() -> None:
    found = sections(
        ("Theme 1: Behind the notice", SMALL), (PROSE, TEXT), (PROSE, {}),
        ("Theme 2: Agencies read each call by itself and did not see the pattern of them.", SMALL),
        (PROSE, TEXT), (PROSE, {}), ("Theme 3: Three homes", SMALL), (PROSE, TEXT), (PROSE, {}),
    )  # fmt: skip
    assert [s.heading.split(":")[0] for s in found] == ["Theme 1", "Theme 2", "Theme 3"]


def test_a_cell_as_wide_as_its_table_goes_on_over_the_page() -> None:
    def line(text: str, top: float, **look: Any) -> Line:
        return Line(text, Box(60.0, top, 500.0, top + 11.0), 11.0, **look)

    first = (
        line("Theme 1", 700.0, cell=(0, 0, 0), role=LineRole.TABLE, bold=True, shaded=True),
        line("The ward manager asked the children to come and see her in a", 720.0,
             cell=(0, 1, 0), role=LineRole.TABLE),
    )  # fmt: skip
    rest = (line("family room, and told the school.", 60.0, shaded=True),)
    pages = Page(1, 595, 842, first), Page(2, 595, 842, rest)
    found = paragraphs(Reading("0" * 64, Status.OK, pages, 2))
    assert found[-1].full.endswith("in a family room, and told the school.")


def test_the_title_of_a_report_without_a_cover_opens_no_learning() -> None:
    huge: dict[str, Any] = {"size": 22.0, "gap": 12.0, "bold": True, "width": 300.0}
    found = sections(
        ("Learning from three Child Safeguarding Practice Reviews", huge),
        ("What happened to the three babies?", LARGE), (PROSE, TEXT), (PROSE, {}),
        ("What did the reviews have in common?", LARGE), (PROSE, TEXT), (PROSE, {}),
        ("What worked?", LARGE), (PROSE, TEXT),
    )  # fmt: skip
    assert [s.role for s in found][:2] == [SectionRole.OTHER, SectionRole.NARRATIVE]


WEIGHING = (
    "Nobody in the invented service compared the two accounts, although each had been written down"
    " on the day. The plan did not say who was to do so. The result was that a question which ought"
    " to have been asked within the week was first asked by the court, more than a year afterwards."
)
TELLING = (
    "The panel met on five occasions in the invented town hall, and the reviewer met with family"
    " members twice at the home of a relative. Each of the agencies sent a chronology and a report."
    " The reviewer read these and held two events for practitioners, one in spring and one in May."
)


@pytest.mark.parametrize(
    ("told", "role"), [(WEIGHING, SectionRole.ANALYSIS), (TELLING, SectionRole.METHOD)]
)
def test_a_chapter_on_what_was_asked_analyses_where_it_answers_it(
    told: str, role: SectionRole
) -> None:
    topics = [
        line
        for topic in ("Sharing of worries", "The plan for him", "Hearing him")
        for line in ((topic, SMALL), *[(told, {"gap": 24.0, "width": 300.0})] * 2)
    ]
    found = sections(("Key lines of enquiry", LARGE), (PROSE, TEXT), *topics)
    assert {s.role for s in found} == {role}


def test_a_chapter_that_begins_in_the_shade_of_the_one_before_is_a_chapter() -> None:
    shaded: dict[str, Any] = {"shaded": True}
    found = paragraphs(
        reading(
            ("Learning", LARGE), (PROSE, TEXT), ("Earlier reviews", SMALL), (PROSE, TEXT),
            ("Effective practice", LARGE | shaded), (PROSE, TEXT | shaded),
            ("Improving systems and practice", LARGE | shaded), (PROSE, TEXT | shaded),
            ("1. The Board will write a protocol for the invented region.", TEXT),
        )
    )  # fmt: skip
    made = build_sections(found)
    assert made[found[-1].section].heading == "Improving systems and practice"
