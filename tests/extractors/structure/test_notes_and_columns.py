"""Paragraphs beside notes and below wider print; the pages are invented."""

from __future__ import annotations

import msgspec

from extractors.structure import paragraphs
from models.records import Box, Line, LineRole, Page, Reading, Status

_FULL = 400.0


def _line(text: str, top: float, *, x0: float = 57, x1: float = _FULL, size: float = 10.6,
          column: int = 0) -> Line:  # fmt: skip
    return Line(text, Box(x0, top, x1, top + size), size=size, column=column)


def _read(*pages: tuple[Line, ...]) -> list[str]:
    made = tuple(Page(n, 595, 842, lines) for n, lines in enumerate(pages, 1))
    return [p.full for p in paragraphs(Reading("0" * 64, Status.OK, made, len(made)))]


def test_wider_print_in_another_size_breaks_off_no_sentence() -> None:
    table = tuple(_line("Police and social work", 60 + 14 * i, x1=530, size=9) for i in range(3))
    text = (
        _line("The second telephone was read as a sign of crime, in one record.", 200, x1=405),
        _line("The words of the records moved over the months that followed.", 216, x1=390),
    )
    assert _read(table + text)[-1].startswith("The second")


def test_a_note_in_the_margin_parts_no_sentence_over_the_page() -> None:
    first = (
        _line("Nobody asked who had given him the money, and the officer managed to", 700),
        _line("hold", 716, x1=90),
        _line("Early labels resist", 700, x0=450, x1=540, size=8, column=1),
        _line("later evidence.", 710, x0=450, x1=520, size=8, column=1),
    )
    second = (_line("two ideas of the boy together.", 60, x1=220),)
    found = _read(first, second)
    assert any(p.endswith("managed to hold two ideas of the boy together.") for p in found)


def test_a_note_at_the_foot_of_a_page_parts_no_paragraph() -> None:
    first = (
        _line("Her stroke ought to have been treated as a change. None of them", 700, x1=330),
        _line("“I picked the book up because", 315, x0=450, x1=540, size=8.8, column=1),
        _line("it had a baby on it.” - Hazel", 325, x0=450, x1=535, size=8.8, column=1),
    )
    second = (_line("thought through what it would mean on a Tuesday.", 60, x1=300),)
    assert any(p.endswith("None of them thought through what it would mean on a Tuesday.")
               for p in _read(first, second))  # fmt: skip


def test_a_title_in_italics_ends_where_a_numbered_item_begins() -> None:
    title = "Larkhill Partnership NHS Trust, Westmarsh Ambulance Service and the Jobcentre"
    italic = Line(title, Box(57, 110, 480, 120.6), size=10.6, italic=True)
    for item in ("3.23 The contact of these services was slight.", "(a) Train all liaison staff."):
        assert _read((italic, _line(item, 124.5, x1=330))) == [title, item]


def _inked(text: str, top: float, **more: float) -> Line:
    """A line whose box ends where its ink does: lower where a letter goes below the line."""
    below = 2.4 if set(text) & set("gjpqy,") else 0.0
    return Line(text, Box(57, top, more.get("x1", _FULL), top + 7.6 + below), size=10.0)


def test_lines_of_one_paragraph_are_even_where_their_boxes_are_not() -> None:
    words = ("under one roof as a rule we saw no one", "people, prying nights, along the quay")
    text = [_inked(words[i % 2], 60 + 13 * i) for i in range(46)]
    end = _inked("Some of us, prying by the quay, were not so sure", 658)
    names = [_inked("Some of us at the hub were sure of it as no one", 700),
             _inked("Young people, by their own report, agreed.", 715.5, x1=300)]  # fmt: skip
    assert _read((*text, end, *names))[-1] == f"{names[0].text} {names[1].text}"


def test_a_title_in_italics_a_little_above_its_text_is_none_of_it() -> None:
    title = Line("What Child 1 said", Box(57, 300, 140, 310.6), size=10.6, italic=True)
    words = "she told the reviewer of the five workers she had known by their cars"
    text = [_line(words, 100 + 13 * i) for i in range(8)]
    told = _line("Child 1 spoke to the reviewer with her foster carer present.", 316.2)
    assert _read((*text, title, told))[1:] == [title.text, told.text]


def test_items_with_dots_are_parted_and_numbers_in_sentences_are_not() -> None:
    items = ("1. Ken", "2. Bex, who still rings", "3. The car park attendant")
    assert _read(tuple(_line(t, 60 + 13 * i, x1=200) for i, t in enumerate(items))) == [*items]
    count = (_line("The panel counted the visits to the flat by staff and there were", 60),
             _line("4 of them in the year before.", 73, x1=250))  # fmt: skip
    assert len(_read(count)) == 1


def test_a_list_may_begin_below_a_lead_in_that_ends_in_a_full_stop() -> None:
    lead = _line("We have set these out by those who can act.", 60, x1=300)
    first = _line("1. The Ministry should amend the Code.", 73, x0=80, x1=320)
    assert _read((lead, first)) == [lead.text, first.text]


def test_a_number_below_an_indented_first_line_is_in_its_sentence() -> None:
    first = _line("The director signed it off in person and on paper on a Friday at", 60, x0=80)
    second = _line("18.50 after 127 refusals. I have seen the list of them myself, and read", 73)
    assert len(_read((first, second))) == 1


def test_a_number_on_an_indented_line_after_a_sentence_begins_a_paragraph() -> None:
    lines = (
        _line("It was thorough on the past and had one sentence on the baby, which spelt", 60),
        _line("the date wrong.", 73, x1=140),
        _line("7. The adviser dissented and had it minuted by the chair of the meeting", 86, x0=80),
        _line("in full.", 99, x1=100),
    )
    assert [p[:2] for p in _read(lines)] == ["It", "7."]


def test_text_in_a_box_is_not_of_the_paragraph_above_it() -> None:
    lines = (
        _line("Doris was asked if she wished to make a complaint on each of the visits,", 60),
        _line("in front of Keith. Her answer was recorded as a choice of her own in each.", 73),
        _line("PC R came back on the Monday, alone, by arrangement with a neighbour.", 87, x0=69),
    )
    assert len(_read(lines)) == 2


def test_a_little_room_after_a_sentence_begins_a_numbered_or_quoted_paragraph() -> None:
    words = "she told the reviewer of the five workers she had known by their cars"
    text = [_line(words, 60 + 13 * i) for i in range(14)]
    room = [line for n in range(7) for line in (
        _line("It was read in June by all who had been at the meeting, and filed.", 260 + 60 * n),
        _line(f"{n}. The panel saw it in July.", 276 + 60 * n, x1=250),
        _line("“I told them,” she said.", 292 + 60 * n, x1=200),
        )]  # fmt: skip
    assert len(_read((*text, *room))) == 22


def _mirrored(*, second_starts: str) -> list[str]:
    """Four pages of numbered paragraphs, the even ones set further to the right."""
    pages = []
    for page in range(1, 5):
        shift = 40.0 if page % 2 == 0 else 0.0
        lines = []
        for n in range(8):
            text = f"{8 * (page - 1) + n + 1} Each of the records tells of one day and of no other."
            lines.append(_line(text, 60 + 40 * n, x0=57 + shift, x1=400 + shift))
            lines.append(
                _line("Nobody had put them together.", 76 + 40 * n, x0=88 + shift, x1=300 + shift)
            )
        if page == 2:
            lines[0] = _line(second_starts, 60, x0=88 + shift, x1=380 + shift)
        pages.append(tuple(lines))
    return _read(*pages)


def test_a_paragraph_goes_on_over_mirrored_pages() -> None:
    found = _mirrored(second_starts="It was the same in each of the other years.")
    assert any("together. It was the same" in p for p in found)


def test_the_first_item_may_be_under_the_text_of_its_lead_in() -> None:
    lines = (
        _line("1.2 In the main report there are five findings. They are told as", 60),
        _line("follows.", 76, x0=88, x1=130),
        _line("(i) The school was asked for one thing and gave another of its", 92, x0=88),
        _line("own.", 108, x0=110, x1=140),
        _line("(ii) The letter was sent twice.", 124, x0=88, x1=260),
    )
    assert len(_read(lines)) == 3


def test_a_finding_that_is_referred_to_begins_no_paragraph() -> None:
    lines = (
        _line("1.2 The purpose of this recommendation is to supply the want identified in", 60),
        _line("Finding One. It need cost little.", 76, x0=88, x1=260),
    )
    assert len(_read(lines)) == 1


def test_a_title_that_fills_most_of_a_line_goes_on_in_its_text() -> None:
    title = "Recommendation Seven – A service which comes. The Department of"
    first = Line(title, Box(57, 60, 400, 70.6), size=10.6, bold=True, bold_run=(0, 45))
    second = _line("Health should fund a service that comes to the young person.", 76)
    assert len(_read((first, second))) == 1


def test_a_sentence_in_a_frame_goes_on_where_the_page_break_cuts_the_frame() -> None:
    framed = msgspec.structs.replace(
        _line("Nobody asked who had given him the money, and in the clinic's", 700),
        role=LineRole.TABLE, cell=(0, 1, 0),
    )  # fmt: skip
    rest = "letter the invented boy was praised for it."
    assert _read((framed,), (_line(rest, 60),)) == [f"{framed.text} {rest}"]
    beside = msgspec.structs.replace(framed, cell=(0, 1, 1))
    assert len(_read((beside,), (_line(rest, 60),))) == 2
