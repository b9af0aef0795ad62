"""Handout, facilitator's notes and page: what they hold, and how they hold up."""

from __future__ import annotations

import io
import shutil
import subprocess

import msgspec
import pypdfium2
import pytest
from docx import Document
from pptx import Presentation

from briefings.pack import PackError
from briefings.pack.facilitator import facilitator
from briefings.pack.gather import gather
from briefings.pack.handout import handout
from briefings.pack.page import html, markdown
from briefings.pack.plan import plan
from briefings.pack.settings import FOLDER
from briefings.pack.sheet import sheet
from briefings.pack.slides import slides
from briefings.shortlist import ChosenReview, KeptQuote, OwnQuote

_OFFICE = shutil.which("soffice")
# How many pages there are depends on the fonts.
_FONTS = (
    shutil.which("fc-list")
    and subprocess.run(["fc-list", "Liberation Sans"], capture_output=True, check=False).stdout
)
office = pytest.mark.skipif(
    not (_OFFICE and _FONTS), reason="LibreOffice or the Liberation fonts are not installed"
)


def words(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def pages(content, folder):
    """For each page, how far from its top its text reaches, as a share of it."""
    (folder / "file.docx").write_bytes(content)
    command = [str(_OFFICE), "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run([*command, profile, str(folder / "file.docx")], check=True, capture_output=True)
    with pypdfium2.PdfDocument(folder / "file.pdf") as document:
        return [_reaches(page) for page in document]


def _reaches(page):
    """How far down the lines above the footer go."""
    text, height = page.get_textpage(), page.get_height()
    lows = [text.get_rect(n)[1] for n in range(text.count_rects())]
    return 1 - min(low for low in lows if low > _FOOTER) / height


_FOOTER = 40  # points from the bottom


def heavy(shortlist, ask):
    """A shortlist of everything the sample has."""
    rows = ask("select statement_id, kind, review_id from statements order by statement_id")
    of = {
        kind: tuple(KeptQuote(i) for i, k, _ in rows if k == kind) for kind in {r[1] for r in rows}
    }
    return msgspec.structs.replace(
        shortlist,
        focus_extracts=of["finding"],
        reviews=tuple(
            ChosenReview(review, "", tuple(KeptQuote(i) for i, _, r in rows if r == review))
            for review in sorted({row[2] for row in rows})
        ),
        worked=of["good_practice"],
        questions=of["question"],
        implications=(*of["learning_point"], *of["recommendation"]),
        missing="Much is missing. " * 12,
    )


@office
@pytest.mark.office
@pytest.mark.parametrize("is_heavy", [False, True])
def test_the_handout_has_two_pages(is_heavy, shortlist, warehouse, team, ask, tmp_path):
    given = heavy(shortlist, ask) if is_heavy else shortlist
    found = gather(given, warehouse, team)
    made = sheet(found)
    filled = pages(handout(found, made), tmp_path)
    assert len(filled) == 2
    # A page has margins of 5 % and a tenth may stay free: what goes there is reckoned.
    assert made.left
    assert min(filled) > 0.8


def test_what_has_no_room_on_the_handout_is_reported(shortlist, warehouse, team, ask):
    made = sheet(gather(heavy(shortlist, ask), warehouse, team))
    assert any("of other reviews" in left for left in made.left)
    assert made.focus
    assert made.parts
    assert made.questions


def test_what_the_author_typed_stays_on_the_handout_when_themes_go(shortlist, warehouse, team, ask):
    given = heavy(shortlist, ask)
    pack = gather(given, warehouse, team)
    one = next(part for part in pack.parts if part.theme)
    crowded = msgspec.structs.replace(pack, parts=(one,) * 9)
    made = sheet(crowded)
    assert len(made.parts) < len(crowded.parts)
    shown = [quote.shown for part in made.parts for quote in part.quotes]
    assert pack.own
    assert pack.own[0].shown in shown
    assert not any("of your own" in left for left in made.left) or len(pack.own) > 1


def test_all_that_the_author_typed_comes_before_what_was_found(shortlist, warehouse, team, ask):
    own = tuple(
        OwnQuote(f"Quote {n} of mine, which a parent gave me and I want all to read.", "A forum")
        for n in range(6)
    )
    pack = gather(msgspec.structs.replace(heavy(shortlist, ask), own=own), warehouse, team)
    made = sheet(pack)
    shown = [quote.shown for part in made.parts for quote in part.quotes]
    assert [quote.shown for quote in pack.own] == shown[-6:]
    assert not any("of your own" in left for left in made.left)


def test_where_there_is_room_a_list_is_shown_whole(shortlist, warehouse, team, ask):
    pack = gather(heavy(shortlist, ask), warehouse, team)
    alone = msgspec.structs.replace(
        pack, focus_quotes=pack.focus_quotes[:7], reviews=(), parts=(), worked=(), advice=(),
        learning=(), boards=(), questions=pack.questions[:5], own=(),
    )  # fmt: skip
    made = sheet(alone)
    assert (len(made.focus), len(made.questions), made.left) == (7, 5, ())


def test_the_handout_has_care_sources_licences_and_how_it_was_chosen(pack):
    said = words(handout(pack, sheet(pack)))
    for part in (pack.team.care[0], "invented", pack.missing, pack.who_chose):
        assert part in said
    for review in pack.sources:
        assert f"{review.title}, {review.published}, {review.licence}" in said
    assert "{{" not in said


def test_an_empty_part_is_removed_with_its_heading(pack):
    bare = msgspec.structs.replace(pack, advice=(), worked=(), boards=())
    said = words(handout(bare, sheet(bare)))
    assert "Asked before" not in said
    assert "What worked" not in said
    assert "What other reviews say" in said


def test_facilitators_have_prompts_timings_and_what_not_to_read_out(pack):
    made = plan(pack)
    said = words(facilitator(pack, made))
    for part in (*pack.team.hard_moments, *pack.team.not_aloud, *pack.team.prompts):
        assert part in said
    for slide in made:
        assert not slide.weight or slide.heading in said
    assert all(flag.what in said for flag in pack.flags)
    assert "Keep the breakout" in said
    assert "Agree who will watch the chat" in said


def test_a_note_on_a_quote_without_a_slide_is_reported(shortlist, warehouse, team, ask):
    given = heavy(shortlist, ask)
    noted = {
        name: tuple(
            msgspec.structs.replace(one, note=f"mine on {name} {number}.")
            for number, one in enumerate(getattr(given, name))
        )
        for name in ("focus_extracts", "worked", "questions", "implications")
    }
    pack = gather(msgspec.structs.replace(given, reviews=(), **noted), warehouse, team)
    made = plan(pack)
    deck = [line for slide in made for line in slide.notes]
    said = words(facilitator(pack, made))
    on_slides = {quote.note for slide in made for quote in slide.quoted}
    notes = {one.note for kept in noted.values() for one in kept}
    for note in notes - on_slides:
        assert f"{note} The quote: “" in said
        # Questions without a slide are in the facilitator's notes, as the slide says.
        assert "questions" in note or f"My note: {note}" in deck
    for name in ("focus_extracts", "worked", "implications"):
        off = {f"My note: {note}" for note in notes - on_slides if name in note}
        at = next(place for place, line in enumerate(deck) if line in off)
        assert deck[at - 1].startswith("Also kept: ")
    assert not any(f"{note} The quote" in said for note in on_slides if note)


def test_a_note_is_kept_where_its_quote_is_twice(shortlist, warehouse, team):
    one = shortlist.worked[0].id
    mine = (*shortlist.focus_extracts, KeptQuote(one, note="a note of mine"))
    pack = gather(msgspec.structs.replace(shortlist, focus_extracts=mine), warehouse, team)
    assert [quote.note for quote in pack.worked if quote.facts.statement_id == one] == [
        "a note of mine"
    ]


def test_facilitators_know_which_slides_are_spare(pack):
    short = msgspec.structs.replace(pack, minutes=45)
    made = plan(short)
    spare = [str(number) for number, slide in enumerate(made, 1) if slide.is_spare]
    said = words(facilitator(short, made))
    assert spare
    assert len(spare) > 1
    assert f"Slides {spare[0]} to {spare[-1]} are spare" in said
    assert "Spare:" not in said  # not in the timetable
    long = msgspec.structs.replace(pack, minutes=240)
    assert "spare" not in words(facilitator(long, plan(long)))


def test_tables_have_a_header_row_and_say_what_they_are(pack):
    for content in (handout(pack, sheet(pack)), facilitator(pack, plan(pack))):
        document = Document(io.BytesIO(content))
        assert document.tables
        for table in document.tables:
            assert table.rows[0]._tr.find("{*}trPr/{*}tblHeader") is not None
            assert table._tbl.tblPr.find("{*}tblDescription") is not None
        assert document.core_properties.language == "en-GB"
        headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        assert len(headings) == len(set(headings)) > 5


def test_documents_are_the_same_to_the_byte(pack):
    assert handout(pack, sheet(pack)) == handout(pack, sheet(pack))
    assert facilitator(pack, plan(pack)) == facilitator(pack, plan(pack))
    assert html(pack) == html(pack)


def test_a_message_says_which_marker_or_style_a_template_lacks(pack, tmp_path):
    own = Document(str(FOLDER / "templates" / "handout.docx"))
    for paragraph in own.paragraphs:
        if "{{ record }}" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    own.styles["Quotation"].element.getparent().remove(own.styles["Quotation"].element)
    own.save(tmp_path / "own.docx")
    with pytest.raises(PackError) as told:
        handout(pack, sheet(pack), tmp_path / "own.docx")
    assert "{{ record }}" in str(told.value)
    assert "“Quotation”" in str(told.value)


def test_no_file_names_this_machine_or_an_id(pack):
    made = plan(pack)
    texts = [html(pack).decode(), markdown(pack).decode(), words(handout(pack, sheet(pack)))]
    texts += [words(facilitator(pack, made)), str([(s.fields, s.rows, s.notes) for s in made])]
    ids = [quote.facts.statement_id for quote in pack.quotes if quote.facts]
    for text in texts:
        assert "file:" not in text
        assert not [one for one in ids if one in text]


def test_words_of_the_author_are_words_and_not_markup(pack):
    page, text = html(pack).decode(), markdown(pack).decode()
    assert "All who support children &amp; adults &lt;here&gt;" in page
    assert r"Nothing about us \*without\* us \<b\>." in text


def test_a_citation_links_to_the_page_if_the_report_is_public(linked):
    made = sheet(linked)
    links = {
        relation.target_ref
        for content in (handout(linked, made), facilitator(linked, plan(linked)))
        for relation in Document(io.BytesIO(content)).part.rels.values()
        if relation.is_external
    }
    assert links == {"https://board.example/r.pdf", "https://board.example/r.pdf#page=3"}
    deck = Presentation(io.BytesIO(slides(plan(linked), linked.title)))
    opened = {
        relation.target_ref
        for slide in deck.slides
        for relation in slide.part.rels.values()
        if relation.is_external
    }
    assert opened == links


def test_control_characters_do_not_break_a_file(pack):
    odd = msgspec.structs.replace(
        pack, title="A\x0b title\x00" + " and more" * 40, audience="x\x1fy"
    )
    assert "A title" in words(handout(odd, sheet(odd)))
    assert slides(plan(odd), odd.title)


def test_without_a_day_nothing_is_parted_from_the_page_number(pack):
    undated = msgspec.structs.replace(pack, day="")
    document = Document(io.BytesIO(handout(undated, sheet(undated))))
    foot = " ".join(p.text for s in document.sections for p in s.footer.paragraphs)
    assert pack.title in foot
    assert "·  ·" not in foot
    assert "· ·" not in foot
