"""Briefings over the sample: who is chosen, what is quoted, and that every quote is verbatim."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from rich.console import Console

import warehouse
from archive.places import Places
from briefings import BriefingError, as_markdown, select, write_markdown
from briefings.wording import LONGEST, cut, dated
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.sample import build as sample
from warehouse.invented import corpus


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    ingest(RunRequest(data), Console(quiet=True))
    return Places(data).warehouse


@pytest.fixture(scope="module")
def aspen(path):
    return select(path, seed="Aspen")


def test_a_seed_finds_reviews_of_other_nations_and_kinds(aspen):
    assert aspen.seed is not None
    assert aspen.seed.review_id not in {review.review_id for review in aspen.reviews}
    assert len({review.nation for review in aspen.reviews}) >= 2
    assert len({review.review_type for review in aspen.reviews}) >= 3


def test_every_review_says_why_and_quotes_something(aspen):
    for review in aspen.reviews:
        assert review.why.startswith("Shares ")
        assert review.extracts
        for extract in review.extracts:
            assert extract.why
            assert extract.link.endswith(f"#page={extract.page}")


def test_every_extract_stands_verbatim_on_its_page(path, aspen):
    files = dict(warehouse.query(path, "select review_id, file_name from documents").rows)
    for review in aspen.reviews:
        with pypdfium2.PdfDocument(sample.FOLDER / "pdf" / files[review.review_id]) as document:
            for extract in review.extracts:
                page = document[extract.page - 1].get_textpage().get_text_range()
                first = " ".join(extract.text.split()[:6])
                assert first in " ".join(page.split())


def test_counts_carry_their_denominators(path, aspen):
    everything = warehouse.query(path, "select count(*) from reviews where is_counted").rows[0][0]
    kept = "report_family in ('case_review', 'thematic_review')"
    told = warehouse.query(path, f"select count(*) from reviews where is_counted and {kept}").rows
    assert set(aspen.families) <= {"case_review", "thematic_review"}
    for theme in aspen.themes:
        assert 0 < theme.n_reviews <= theme.n_of == told[0][0] < everything


def test_a_warehouse_of_other_families_alone_counts_these(tmp_path):
    target = tmp_path / "warehouse.duckdb"
    warehouse.build(corpus(3), target)
    found = select(target, themes=["other.t1"])
    assert found.families == ("unknown",)
    assert found.n_reviews == 3


def test_a_theme_can_be_named_by_id_or_words(path):
    by_id = select(path, themes=["family.whole_family"])
    by_words = select(path, themes=["whole family"])
    assert by_id.reviews == by_words.reviews
    assert by_id.seed is None


def test_since_marks_what_is_new(path):
    assert all(review.is_new for review in select(path, seed="Aspen", since="2000-01-01").reviews)
    assert not any(r.is_new for r in select(path, seed="Aspen", since="2999-01-01").reviews)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "--seed"),
        ({"seed": "no such review"}, "No review is named"),
        ({"themes": ["no.such"]}, "No theme is named"),
        ({"seed": "review"}, "names several reviews"),
    ],
)
def test_what_is_not_there_is_said(path, asked, told):
    with pytest.raises(BriefingError, match=told):
        select(path, **asked)


def test_markdown_has_notice_quotes_links_and_method(path, aspen, tmp_path):
    target = tmp_path / "deep" / "briefing.md"
    write_markdown(aspen, target)
    text = target.read_text(encoding="utf-8")
    assert text == as_markdown(aspen)
    assert "Take care of yourself" in text
    assert "## Implications for practice" in text
    assert "computed on this machine" in text
    for extract in aspen.reviews[0].extracts:
        assert f"“{extract.text}”" in text
    assert not list(target.parent.glob("*.part"))


def test_long_statements_are_cut_after_a_whole_sentence():
    sentence = "The partnership did not know what the children saw. "
    text, is_cut = cut(sentence * 40)
    assert is_cut
    assert len(text) <= LONGEST
    assert text.endswith("saw.")
    assert cut("Short.") == ("Short.", False)


def test_dates_are_told_as_far_as_they_were_stated():
    day = date(2023, 6, 1)
    assert dated(day, "month") == "June 2023"
    assert dated(day, "year") == "2023"
    assert dated(day, "day") == "1 June 2023"
    assert dated(None, None) is None
