"""`listing`: the oddities of real listing pages, one by one. All boards and cases are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listings import START, kept, make, rows, serve

from models.records.collection import Fetched
from pipelines.strategies import DiscoveryError, discover

PIECES = [
    "<ul>", "</ul>", "<li>", "</li>", "<table><tr><td>", "</td></tr></table>", "<h2>Ash", "</h2>",
    "<base href='//['>", "<a href='r.pdf'>", "</a>", "<a href='http://[x'>",
    "<p><strong>Elm</strong>",
    "<a href='x-scr'>SCR", "<iframe src='?file=%zz'>", "<div data-href='../a b.pdf'>", "</div>",
    "<main>", "</main>", "<button>", "\x00", "2023", "(PDF, 9MB)", "Child A", "<dl><dt>", "</dl>",
]  # fmt: skip


def test_the_base_of_the_page_counts_for_relative_links() -> None:
    found = rows('<head><base href="/files/"></head><body><a href="../x/rowan.pdf">Rowan</a>')
    assert kept(found) == ["https://board.example/x/rowan.pdf"]


def test_links_resolve_against_the_page_that_answered() -> None:
    moved = Fetched(
        url="https://board.example/new/place/", status=200, content=b'<a href="rowan.pdf">Rowan</a>'
    )
    assert kept(list(discover(make(), serve({START: moved})))) == [
        "https://board.example/new/place/rowan.pdf"
    ]


def test_lazy_links_objects_frames_and_viewers_are_seen() -> None:
    found = rows(
        """<main><h1>Reviews</h1><div data-href="/a.pdf">Ash</div>
        <object data="/b.pdf" type="application/pdf"></object><iframe src="/c.pdf"></iframe>
        <iframe src="/pdfjs/viewer.html?file=%2Fd.pdf"></iframe><embed src="/e.pdf">
        <a href="">nothing</a><a href="#x">nothing</a></main>"""
    )
    assert [url[-6:] for url in kept(found)] == ["/a.pdf", "/b.pdf", "/c.pdf", "/d.pdf", "/e.pdf"]


def test_two_links_to_one_file_give_one_row_with_the_better_words() -> None:
    found = rows(
        """<p><a href="/r.pdf"><img src="i.png"></a></p>
        <p><a href="https://www.board.example/r.pdf?v=2#page=1">Rowan LCSPR</a></p>"""
    )
    assert [(row.title, row.group) for row in found] == [("Rowan LCSPR", "rowan")]


def test_a_pseudonym_as_link_text_gets_date_size_and_heading() -> None:
    found = rows(
        """<h2>Reviews of 2022</h2>
        <p><a href="/r.pdf">Rowan</a> (PDF, 0.6 MB) Published 4th March 2022</p>"""
    )
    row = found[0]
    assert (row.title, row.date, row.date_quote, row.bytes) == (
        "Rowan",
        "2022-03-04",
        "4th March 2022",
        600_000,
    )
    assert row.page_url == START
    assert row.publisher == "Calderbrook Safeguarding Children Partnership"


def test_a_date_in_the_heading_is_used_before_one_in_the_address() -> None:
    found = rows(
        """<h3>'Elm' SPR published 4th March 2022</h3>
        <a href="/wp-content/uploads/2023/05/elm.pdf">Download</a>
        <h3>Ash</h3><a href="/wp-content/uploads/2023/05/ash.pdf">Download</a>"""
    )
    assert [(row.group, row.date) for row in found] == [("elm", "2022-03-04"), ("ash", "2023-05")]


def test_a_table_row_names_its_download() -> None:
    found = rows(
        """<table><tr><th>Review</th><th>Date</th><th></th></tr><tr><td>Child R</td>
        <td>May 2021</td><td><a href="/r.pdf">Download</a></td></tr></table>"""
    )
    assert [(row.title, row.date, row.group) for row in found] == [
        ("Child R May 2021", "2021-05", "child r")
    ]


def test_documents_of_one_review_share_a_group_and_have_roles() -> None:
    found = rows(
        """<h1>Our reviews</h1>
        <h3>Rowan</h3><ul><li><a href="/1.pdf">Overview report</a></li>
        <li><a href="/2.pdf">Executive summary</a></li>
        <li><a href="/3.pdf">7 minute briefing</a></li>
        <li><a href="/4.pdf">Action plan</a></li><li><a href="/5.pdf">Board response</a></li>
        <li><a href="/6.pdf">Easy read</a></li><li><a href="/7.pdf">Welsh version</a></li></ul>
        <h3>Elm</h3><ul><li><a href="/8.pdf">Full report</a></li></ul>"""
    )
    assert [row.group for row in found] == ["rowan"] * 7 + ["elm"]
    assert [row.role for row in found] == [
        "report",
        "executive_summary",
        "briefing",
        "action_plan",
        "response",
        "easy_read",
        "translation",
        "report",
    ]
    assert found[0].title == "Rowan: Overview report"


def test_a_list_of_reviews_below_one_heading_is_not_one_review() -> None:
    found = rows(
        """<h2>Hazel House</h2><p><a href="/1.pdf">Child A LCSPR</a></p>
        <p><a href="/2.pdf">Child B LCSPR</a></p>"""
    )
    assert [row.group for row in found] == ["child a", "child b"]


def test_a_pseudonym_joins_the_longer_name_that_holds_it() -> None:
    found = rows(
        """<ul><li><a href="/1.pdf">Child L 'Franklin' LCSPR report - May 2023</a></li>
        <li><a href="/2.pdf">Franklin 7 minute briefing</a></li></ul>"""
    )
    assert {row.group for row in found} == {"child l franklin"}


def test_nested_lists_take_the_words_of_the_outer_item() -> None:
    found = rows(
        """<ul><li>Sorrel<ul><li><a href="/1.pdf">Report</a></li><li><a href="/2.pdf">Summary
        briefing</a></li></ul></li><li><a href="/3.pdf">Tansy</a></li></ul>"""
    )
    assert [row.group for row in found] == ["sorrel", "sorrel", "tansy"]


def test_a_welsh_address_is_a_translation() -> None:
    found = rows('<h3>Elm</h3><a href="/en/elm.pdf">Report</a> <a href="/cy/elm.pdf">Report</a>')
    assert [(row.role, row.group) for row in found] == [("report", "elm"), ("translation", "elm")]


def test_bold_words_that_begin_a_paragraph_head_its_links_only() -> None:
    found = rows(
        """<p><strong>Rowan</strong> published May 2021<br><a href="/1.pdf">Report</a><br>
        <a href="/2.pdf">Action plan</a></p><p><a href="/3.pdf">Tansy</a></p>"""
    )
    assert [row.group for row in found] == ["rowan", "rowan", "tansy"]


def test_a_short_paragraph_above_a_list_is_its_heading() -> None:
    found = rows(
        """<p>Rowan (May 2021)</p><ul><li><a href="/1.pdf">Overview report</a></li>
        <li><a href="/2.pdf">Learning brief</a></li></ul><p>Elm</p>
        <ul><li><a href="/3.pdf">Overview report</a></li></ul>"""
    )
    assert [(row.group, row.date) for row in found] == [
        ("rowan", "2021-05"),
        ("rowan", "2021-05"),
        ("elm", None),
    ]


def test_a_date_between_a_heading_and_its_list_parts_nothing() -> None:
    found = rows(
        """<h3>Rowan</h3><p>29th September 2020</p><ul><li><a href="/1.pdf">Report</a></li>
        <li><a href="/2.pdf">Key messages for schools</a></li></ul>
        <h3>Elm</h3><p>29th September 2020</p><ul><li><a href="/3.pdf">Report</a></li></ul>"""
    )
    assert [(row.group, row.date) for row in found] == [
        ("rowan", "2020-09-29"),
        ("rowan", "2020-09-29"),
        ("elm", "2020-09-29"),
    ]


def test_a_theme_as_heading_does_not_join_the_cases_below_it() -> None:
    found = rows(
        """<h3>Neglect</h3><ul><li><a href="/1.pdf">Rowan 7 minute briefing</a></li>
        <li><a href="/2.pdf">Elm 7 minute briefing</a></li></ul>"""
    )
    assert [row.group for row in found] == ["rowan", "elm"]


def test_a_table_row_over_all_columns_is_a_heading() -> None:
    found = rows(
        """<table><tr><th colspan="2">Rowan</th></tr><tr><td>2021</td><td><a href="/1.pdf">Report
        </a></td></tr><tr><td>2021</td><td><a href="/2.pdf">Action plan</a></td></tr></table>"""
    )
    assert [row.group for row in found] == ["rowan", "rowan"]


def test_furniture_is_listed_with_its_reason() -> None:
    found = rows('<a href="/f.pdf">SAR referral form</a><a href="/a.pdf">Annual report 2021</a>')
    assert [row.left_out for row in found] == [
        "looks like page furniture: referral form",
        "looks like page furniture: annual report",
    ]


def test_slides_are_listed_with_their_reason() -> None:
    assert rows('<a href="/r.pptx">Rowan slides</a>')[0].left_out == (
        "is not a kind of file that holds a report (.pptx)"
    )


def test_a_neighbours_review_is_listed_with_its_reason() -> None:
    found = rows(
        """<a href="/k.pdf">Kent LCSPR Elm</a><a href="/c.pdf">Calderbrook LCSPR Ash</a>
        <h2>National reviews</h2><a href="/n.pdf">A review</a>"""
    )
    assert [row.left_out for row in found] == [
        "names another area as publisher: Kent",
        None,
        "is below a heading for reviews from elsewhere",
    ]


def test_a_file_on_another_site_is_listed_unless_the_source_names_the_site() -> None:
    page = (
        '<a href="https://files.other.example/r.pdf">Rowan</a>'
        '<a href="//docs.board.example/e.pdf">Elm</a>'
    )
    left_out = rows(page)[0].left_out
    assert left_out is not None
    assert "add it to politeness.file_hosts" in left_out
    assert rows(page)[1].left_out is None
    allowed = make(politeness={"file_hosts": ["files.other.example"]})
    assert rows(page, allowed)[0].left_out is None


def test_navigation_header_and_footer_are_not_searched() -> None:
    found = rows(
        """<nav><a href="/n.pdf">n</a></nav><header><a href="/h.pdf">h</a></header>
        <div><a href="/r.pdf">Rowan</a></div><footer><a href="/f.pdf">f</a></footer>"""
    )
    assert kept(found) == ["https://board.example/r.pdf"]


def test_within_limits_the_search() -> None:
    page = (
        '<div class="a"><a href="/a.pdf">Ash</a></div><div class="b"><a href="/b.pdf">Elm</a></div>'
    )
    assert kept(rows(page, make(within="div.b"))) == ["https://board.example/b.pdf"]


def test_a_part_of_the_page_that_is_gone_stops_with_what_to_do() -> None:
    with pytest.raises(DiscoveryError, match=r"has no part `#reviews`.*discovery\.within"):
        rows('<a href="/r.pdf">Rowan</a>', make(within="#reviews"))


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_old_character_sets_are_read(charset: str) -> None:
    page = Fetched(
        url=START, status=200, content="<a href='/r.pdf'>Rh\u00edan’s SCR</a>".encode(charset)
    )
    assert next(discover(make(), serve({START: page}))).title == "Rh\u00edan’s SCR"


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_page_breaks_the_collector(pieces: list[str]) -> None:
    for row in rows("".join(pieces)):
        assert row.url.startswith(("http://", "https://"))
        assert row.left_out is None or row.left_out.strip()


def test_a_page_with_ten_thousand_links_gives_ten_thousand_rows() -> None:
    page = "<div>" + "".join(f'<a href="/{n}.pdf">Case{n}</a> ' for n in range(10_000)) + "</div>"
    assert len(kept(rows(page))) == 10_000


def test_only_buttons_that_open_a_part_are_headings() -> None:
    found = rows(
        """<h2>Rowan</h2><button>Print this page</button><a href="/1.pdf">Download</a>
        <button aria-expanded="false">Elm</button><div><a href="/2.pdf">Download</a></div>"""
    )
    assert [row.group for row in found] == ["rowan", "elm"]


@pytest.mark.parametrize(
    ("words", "is_withdrawn"),
    [
        ("This report has been withdrawn.", True),
        ("(withdrawn on 3 May 2024)", True),
        ("The review was temporarily taken down.", True),
        ("No longer published, at the request of the family.", True),
        ("A child who was withdrawn from school.", False),
        ("This review is about a boy who had been withdrawn from education.", False),
        ("Read why services were withdrawn.", False),
    ],
)
def test_a_publishers_word_that_a_report_is_withdrawn(words: str, is_withdrawn: bool) -> None:
    page = f"<main><ul><li><a href='t.pdf'>Child T serious case review</a> {words}</li></ul></main>"
    (row,) = rows(page)
    assert (row.withdrawn is not None) is is_withdrawn
