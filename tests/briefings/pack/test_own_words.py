"""What the author wrote herself: in all four formats, whole, and marked as hers."""

from __future__ import annotations

import html as entities
import io

import msgspec
import pytest
from docx import Document
from pptx import Presentation

from briefings.pack.facilitator import facilitator
from briefings.pack.gather import gather
from briefings.pack.handout import handout
from briefings.pack.own_words import MARK
from briefings.pack.page import html, markdown
from briefings.pack.plan import plan
from briefings.pack.reckoning import fits
from briefings.pack.sheet import sheet
from briefings.pack.slides import slides
from briefings.shortlist import OWN_WORDS

THEME = "family.whole_family"
SILENT = "system.training"  # a theme that none of the chosen quotes is shown under
WRITTEN = {part: f"Zebra {number} crossed here." for number, part in enumerate(OWN_WORDS)}
WRITTEN |= {THEME: "Zebra 8 crossed.\nAnd its <foal>.", SILENT: "Zebra 9 crossed."}
LINES = [line for text in WRITTEN.values() for line in text.splitlines()]


@pytest.fixture(scope="module")
def wrote(shortlist, warehouse, team):
    themes = {**shortlist.themes, SILENT: 1.0}
    hers = msgspec.structs.replace(shortlist, themes=themes, own_words=WRITTEN)
    return gather(hers, warehouse, team)


def in_docx(content):
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def in_pptx(content):
    deck = Presentation(io.BytesIO(content))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    return "\n".join(shape.text_frame.text for shape in shapes)


def shown(pack):
    made = plan(pack)
    return {
        "pptx": in_pptx(slides(made, pack.title)),
        "docx": in_docx(handout(pack, sheet(pack))),
        "html": entities.unescape(html(pack).decode()),
        "md": markdown(pack).decode().replace("\\", ""),
    }


def test_her_words_are_in_all_four_formats_and_marked_as_hers(wrote):
    for form, text in shown(wrote).items():
        assert [line for line in LINES if line not in text] == [], form
        assert text.count(MARK) == len(WRITTEN), form
        assert "Yours to write: why" not in text, form
    assert WRITTEN["questions"] in in_docx(facilitator(wrote, plan(wrote)))
    assert "&lt;foal&gt;" in html(wrote).decode()
    assert not wrote.gone


def test_a_marker_in_the_authors_words_is_left_alone(shortlist, warehouse, team):
    typed = "The template has {{ title }} here and {{ focus }} there."
    hers = msgspec.structs.replace(shortlist, own_words={"why": f"{typed}\n{{{{ focus }}}}"})
    for form, text in shown(gather(hers, warehouse, team)).items():
        assert typed in text, form
        assert text.count("{{ focus }}") == 2, form


def test_without_her_words_there_is_room_for_them(pack):
    for form, text in shown(pack).items():
        assert MARK not in text, form
        assert "ours to write" in text, form


def test_words_that_are_too_long_for_a_slide_continue_on_the_next(shortlist, warehouse, team):
    long = " ".join(
        f"Sentence {number} tells what we do in our own service." for number in range(60)
    )
    hers = msgspec.structs.replace(
        shortlist, own_words=dict.fromkeys(("implications", "questions", THEME), long)
    )
    made = [
        slide
        for slide in plan(gather(hers, warehouse, team))
        if MARK in slide.fields.get("label", ())
    ]
    for title in (
        "What it means in our area",
        "Questions about here",
        "Whole family / Think Family",
    ):
        mine = [slide for slide in made if slide.heading == title]
        assert len(mine) > 3
        assert " ".join(line for slide in mine for line in slide.fields["author"]) == long
        assert max(len(" ".join(slide.fields["author"]).split()) for slide in mine) <= 120


def test_her_words_take_their_room_on_the_handout(shortlist, warehouse, team):
    without = gather(shortlist, warehouse, team)
    long = "\n".join(["A paragraph of the author's, which takes more than a line or two." * 4] * 3)
    for part in ("why", "happened", "asked", "implications", "questions", THEME):
        hers = msgspec.structs.replace(shortlist, own_words={part: long})
        made = gather(hers, warehouse, team)
        full = sheet(without)
        assert fits(full, without)
        theirs = msgspec.structs.replace(full, parts=sheet(made).parts) if part == THEME else full
        assert not fits(theirs, made) or sheet(made) != full, part


def test_words_without_a_place_are_named(shortlist, warehouse, team):
    odd = {
        "system.workload_capacity": "Not asked for.",
        "happened": "Nobody is in focus.",
        "why": " ",
    }
    hers = msgspec.structs.replace(shortlist, own_words=odd, focus=None, focus_extracts=())
    unknown, bare = gather(hers, warehouse, team).gone
    assert unknown == (
        "your own words on “system.workload_capacity” are not shown, as it is not a theme under"
        " “themes”. Put them under why, happened, questions, asked, implications or a theme of the"
        " briefing"
    )
    assert bare == "your own words on “happened” are not shown, as there is no review in focus"
