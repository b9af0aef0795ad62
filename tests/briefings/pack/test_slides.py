"""The slides as a person and a screen reader meet them, and templates of one's own."""

from __future__ import annotations

import colorsys
import io
import zipfile
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from pptx import Presentation

from briefings.pack import PackError, palette
from briefings.pack.deck import NEEDED, SHIPPED
from briefings.pack.plan import plan
from briefings.pack.slides import slides
from briefings.pack.templates.__main__ import main as build_templates


@pytest.fixture(scope="module")
def made(pack):
    return plan(pack)


@pytest.fixture(scope="module")
def deck(made, pack):
    return Presentation(io.BytesIO(slides(made, pack.title)))


def named(slide, name):
    return [shape for shape in slide.shapes if shape.name == name]


def test_what_is_left_for_another_time_is_with_its_reason(pack):
    notes = [line for slide in plan(pack) for line in slide.notes if line.startswith("Left for")]
    assert notes == [f"Left for another time. {name}: {why}" for name, why in pack.left_out] != []


def test_minutes_follow_one_another_and_fill_the_session(made, pack):
    assert made[0].start == 0
    session = [slide for slide in made if not slide.is_spare]
    assert session[-1].end == pack.minutes
    assert all(a.end == b.start for a, b in pairwise(session))


def test_more_of_a_heading_is_spare_where_the_session_has_no_time_for_it(pack):
    long = plan(msgspec.structs.replace(pack, minutes=240))
    short = plan(msgspec.structs.replace(pack, minutes=45))
    spare = [slide for slide in short if slide.is_spare]
    assert spare
    assert short[-len(spare) :] == tuple(spare)  # behind the last
    assert all(slide.title.startswith("Spare: ") and not slide.end for slide in spare)
    assert not any(slide.is_spare for slide in long)
    assert len(long) == len(short)  # nothing is lost
    assert len({slide.title for slide in short}) == len(short)


def test_the_first_advice_is_shown_whole_and_each_of_several_has_its_number(pack):
    short = plan(msgspec.structs.replace(pack, minutes=45))
    asked = [slide for slide in short if slide.heading.endswith("Asked before, and asked again")]
    first = [slide for slide in asked if "advice 1" in slide.title]
    assert not any(slide.is_spare for slide in first)
    whole = {f"{one.publisher} ({one.nation})" for one in pack.advice[0].asked}
    assert {row[1] for slide in first for row in slide.rows[1:]} == whole
    assert any(slide.is_spare and "advice 2" in slide.title for slide in asked)


def test_a_source_below_a_quote_is_distinguished_from_it_by_its_colour(deck):
    slide = next(s for s in deck.slides if named(s, "Reviews"))
    quote, source = named(slide, "Reviews")[0].text_frame.paragraphs[:2]
    brightness = source.font.color.brightness
    assert brightness > 0
    hue, light, full = colorsys.rgb_to_hls(*(v / 255 for v in bytes.fromhex(palette.INK)))
    fainter = colorsys.hls_to_rgb(hue, light * (1 - brightness) + brightness, full)
    drawn = bytes(round(255 * v) for v in fainter).hex()
    assert palette.contrast(drawn, palette.TINT) >= 4.5
    assert quote.font.color.type is None
    assert source.space_after > quote.space_after


def test_a_review_that_is_on_no_other_slide_is_never_spare(pack):
    shown = {
        quote.review_id
        for slide in plan(msgspec.structs.replace(pack, minutes=5))
        if not slide.is_spare
        for quote in slide.quoted
    }
    themed = {
        quote.review_id
        for slide in plan(msgspec.structs.replace(pack, minutes=240))
        if slide.layout.startswith("Quote")
        for quote in slide.quoted
        if quote in [q for part in pack.parts for q in part.quotes]
    }
    assert themed <= shown


def test_care_and_the_notice_on_note_takers_come_before_any_quote(made, deck, pack):
    first = next(number for number, slide in enumerate(made) if slide.quoted)
    care = next(number for number, slide in enumerate(made) if slide.layout == "Care")
    assert care < first
    said = " ".join(shape.text_frame.text for shape in deck.slides[care].placeholders)
    assert pack.team.note_takers.strip() in said
    assert all(words in said for words in pack.team.care)


def test_no_slide_quotes_more_than_45_words_or_two_voices(made):
    for slide in made:
        assert len(slide.quoted) <= (3 if slide.layout == "Breakout" else 2)
        whole = len(slide.quoted) == 1  # one sentence may be longer: the author is told
        assert whole or sum(quote.words for quote in slide.quoted) <= 45


def test_every_chosen_review_is_on_a_slide_of_a_theme(made, pack):
    titles = {part.title for part in pack.parts}
    themed = [slide for slide in made if slide.heading in titles]
    seen = {quote.review_id for slide in themed for quote in slide.quoted}
    assert seen == {quote.review_id for part in pack.parts for quote in part.quotes}
    for slide in themed:
        assert len({quote.review_id for quote in slide.quoted}) == len(slide.quoted)


def test_each_slide_has_a_title_of_its_own_that_is_read_first(deck):
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        assert slide.shapes[0].name == "Title"
        numbers = [shape.name for shape in slide.shapes if shape.name == "Slide number"]
        assert not numbers or slide.shapes[-1].name == "Slide number"


def test_tables_say_what_they_are_and_have_a_header(deck):
    tables = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) >= 5
    for table in tables:
        assert len(table._element.nvGraphicFramePr.cNvPr.get("descr")) > 20
        assert table.table.first_row


def test_boxes_for_the_author_are_marked_and_empty(deck):
    boxes = [(slide, box) for slide in deck.slides for box in named(slide, "Author")]
    assert len(boxes) >= 5
    for slide, box in boxes:
        assert not box.text_frame.text
        label = named(slide, "Label")[0].text_frame.text
        assert "ours to write" in label or "I will do" in label


def test_speaker_notes_cite_in_full_and_give_the_context(made, deck):
    for planned, slide in zip(made, deck.slides, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        for quote in planned.quoted:
            assert quote.full in notes
            assert quote.facts is None or quote.facts.review.licence_stated in notes
            assert not quote.note or quote.note in notes
            assert quote.facts is None or (quote.facts.before or "") in notes


def test_nothing_else_is_left_empty_and_all_is_british_english(deck):
    for slide in deck.slides:
        for shape in slide.placeholders:
            if not shape.has_table and shape.name != "Author":
                assert shape.text_frame.text.strip(), (shape.name, slide.shapes.title.text)
        runs = list(slide._element.iter("{*}r"))
        assert all(run.find("{*}rPr").get("lang") == "en-GB" for run in runs)


def sizes(slide):
    """The sizes of all letters of a slide but those at its foot, in points."""
    layout = {shape.placeholder_format.idx: shape for shape in slide.slide_layout.placeholders}
    for shape in slide.placeholders:
        if shape.name in ("Minutes", "Slide number"):
            continue
        if not shape.has_table:
            usual = layout[shape.placeholder_format.idx]._element.find(".//{*}lvl1pPr/{*}defRPr")
            yield int(usual.get("sz")) / 100
        for run in [*shape._element.iter("{*}rPr"), *shape._element.iter("{*}defRPr")]:
            if run.get("sz"):
                yield int(run.get("sz")) / 100


def test_text_stays_inside_its_box_and_no_letters_are_smaller_than_18_points(deck):
    for slide in deck.slides:
        assert min(sizes(slide)) >= 18, slide.shapes.title.text
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width


def test_colours_that_are_read_have_enough_contrast():
    assert palette.contrast("000000", "FFFFFF") == pytest.approx(21)
    assert palette.contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert all(palette.contrast(*pair) >= 4.5 for pair in palette.READ)
    ours = {palette.INK, palette.QUIET, palette.DEEP, palette.ACCENT, palette.WARM, palette.TINT}
    ours |= {palette.YOURS, palette.YOURS_LINE, palette.WHITE}
    used = set()
    for layout in Presentation(str(SHIPPED)).slide_layouts:
        used |= {colour.get("val") for colour in layout._element.iter("{*}srgbClr")}
    assert used <= ours


def test_the_same_pack_is_the_same_to_the_byte(made, pack):
    first = slides(made, pack.title)
    assert first == slides(made, pack.title)
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_a_team_may_use_its_own_template(made, pack, tmp_path):
    own = Presentation(str(SHIPPED))
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Left in the template"
    next(x for x in own.slide_layouts if x.name == "Quote").placeholders[1].width = 5_000_000
    own.save(tmp_path / "own.pptx")
    found = Presentation(io.BytesIO(slides(made, pack.title, tmp_path / "own.pptx")))
    assert len(found.slides) == len(made)
    assert found.slides[0].shapes.title.text == pack.title


def test_a_message_says_what_a_template_lacks(made, pack, tmp_path):
    own = Presentation(str(SHIPPED))
    layouts = {layout.name: layout for layout in own.slide_layouts}
    layouts["Close"].name = "The end"
    shape = next(s for s in layouts["Quote pair"].placeholders if s.name == "citation 2")
    shape._element.getparent().remove(shape._element)
    own.save(tmp_path / "own.pptx")
    with pytest.raises(PackError) as told:
        slides(made, pack.title, tmp_path / "own.pptx")
    assert "the layout “Close”" in str(told.value)
    assert "the placeholder “citation 2” in layout “Quote pair”" in str(told.value)
    (tmp_path / "bad.pptx").write_text("no slides")
    with pytest.raises(PackError, match="is not a PowerPoint file"):
        slides(made, pack.title, tmp_path / "bad.pptx")


def test_the_shipped_templates_are_what_the_script_makes(tmp_path):
    build_templates(tmp_path)
    for made_now in sorted(tmp_path.iterdir()):
        assert made_now.read_bytes() == (SHIPPED.parent / Path(made_now).name).read_bytes()
    assert {layout.name for layout in Presentation(str(SHIPPED)).slide_layouts} == set(NEEDED)


def test_no_board_is_shown_beside_advice_in_the_words_of_another(made, pack):
    rows = {
        (row[1], row[3].strip("“”"))
        for slide in made
        if slide.heading == "Asked before, and asked again"
        for row in slide.rows[1:]
    }
    own = {(f"{a.publisher} ({a.nation})", a.text) for advice in pack.advice for a in advice.asked}
    assert len(rows) > 1
    assert all(any(by == who and text.startswith(said.removesuffix("” […]")) for who, text in own)
               for by, said in rows)  # fmt: skip
    leads = [s.fields["lead"][0] for s in made if s.heading == "Asked before, and asked again"]
    words = {advice.words for advice in pack.advice}
    assert not [lead for lead in leads if any(lead.strip("“”") in one for one in words)]
    told = [advice.told for advice in pack.advice if advice.by]
    assert told
    assert all(advice.told.startswith(advice.by.publisher) for advice in pack.advice if advice.by)
