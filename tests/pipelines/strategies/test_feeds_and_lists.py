"""Feeds, sitemaps, WordPress media, modern.gov, index pages and lists kept by hand."""

from __future__ import annotations

import gzip

import pytest

from models.records.collection import Fetched
from pipelines.sources import load_source
from pipelines.strategies import DiscoveryError, discover

FEED = "https://board.example/feed/"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Board</title><link>x</link>
<item><title>Rowan LCSPR published</title><link>https://board.example/rowan-lcspr</link>
<pubDate>Thu, 16 May 2024 09:00:00 +0000</pubDate>
<description>&lt;p&gt;A review&lt;/p&gt;</description></item><item><title>Child E SCR overview report</title><link>https://board.example/e</link>
<enclosure url="https://board.example/e.pdf" type="application/pdf" length="9"/></item>
<item><title>Summer picnic</title><link>https://board.example/picnic</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>
<title>Report: Elm SAR</title><updated>2024-02-01T10:00:00Z</updated><summary>SAR</summary>
<link rel="alternate" href="/elm.pdf"/><link rel="self" href="/elm.atom"/></entry></feed>"""


def test_rss_entries_lead_to_files_and_to_pages_with_files(rows_of):
    hop = '<h1>Rowan LCSPR</h1><a href="/rowan.pdf">Overview report</a>'
    rows = rows_of(
        {"strategy": "feed", "feed": FEED}, {FEED: RSS, "https://board.example/rowan-lcspr": hop}
    )
    found = {row.url: row for row in rows}
    assert found["https://board.example/rowan.pdf"].date == "2024-05-16"
    assert found["https://board.example/rowan.pdf"].group == "rowan"
    assert found["https://board.example/e.pdf"].left_out is None
    picnic = found["https://board.example/picnic"].left_out
    assert picnic == "the entry has no words about reviews"


def test_atom_entries_have_the_date_of_their_update(rows_of):
    row = rows_of({"strategy": "feed", "feed": FEED}, {FEED: ATOM})[0]
    assert (row.url, row.date) == ("https://board.example/elm.pdf", "2024-02-01")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>", "declares a document type"),
        ("<rss><item>", "is not XML"),
        ("Sorry, not found", "is not XML"),
    ],
)
def test_a_feed_that_is_no_plain_xml_stops(rows_of, content, said):
    with pytest.raises(DiscoveryError, match=said):
        rows_of({"strategy": "feed", "feed": FEED}, {FEED: content})


SITEMAP = "https://board.example/sitemap.xml"
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urls(*addresses):
    return "".join(f"<url><loc>{address}</loc></url>" for address in addresses)


def test_an_index_of_sitemaps_is_followed_packed_ones_too(rows_of):
    inner = f"<urlset {XMLNS}>" + urls(
        "https://board.example/Practice-Review/rowan.pdf",
        "https://board.example/practice-review/elm/",
        "https://board.example/about/",
    )
    answers = {
        SITEMAP: f"<sitemapindex {XMLNS}><sitemap><loc>/map1.xml.gz</loc></sitemap></sitemapindex>",
        "https://board.example/map1.xml.gz": gzip.compress(f"{inner}</urlset>".encode()),
        "https://board.example/practice-review/elm/": '<h1>Elm</h1><a href="/elm.pdf">Report</a>',
    }
    settings = {"strategy": "sitemap", "sitemap": SITEMAP, "contains": ["practice-review"]}
    assert [row.url for row in rows_of(settings, answers)] == [
        "https://board.example/Practice-Review/rowan.pdf",
        "https://board.example/elm.pdf",
    ]


def test_a_sitemap_that_names_itself_is_read_once(rows_of, publisher):
    fetch = publisher(
        {SITEMAP: f"<sitemapindex><sitemap><loc>{SITEMAP}</loc></sitemap></sitemapindex>"}
    )
    rows_of({"strategy": "sitemap", "sitemap": SITEMAP, "contains": ["x"]}, fetch)
    assert fetch.asked == [SITEMAP]


def test_a_sitemap_that_is_gone_stops(rows_of):
    with pytest.raises(DiscoveryError, match="answered 404"):
        rows_of({"strategy": "sitemap", "sitemap": SITEMAP, "contains": ["x"]}, {})


WORDPRESS = {
    "strategy": "wordpress",
    "site": "https://board.example/",
    "pages": ["https://board.example/reviews/"],
}
MEDIA = "https://board.example/wp-json/wp/v2/media?media_type=application&per_page=100&page="


def upload(name, day):
    address = f"https://board.example/wp-content/uploads/2023/05/{name}.pdf"
    return {"source_url": address, "date_gmt": f"{day}T10:00:00"}


def test_the_media_list_gives_dates_but_no_unlinked_file(rows_of):
    page = (
        '<a href="/wp-content/uploads/2023/05/rowan.pdf">Rowan LCSPR</a>'
        '<p><a href="/wp-content/uploads/2023/05/elm.pdf">Elm LCSPR</a> published 3 June 2020</p>'
    )
    first = Fetched(
        url=MEDIA + "1",
        status=200,
        content=f'[{{"source_url": "{upload("draft", "")["source_url"]}"}}]'.encode(),
        headers={"x-wp-totalpages": "2"},
    )
    rows = rows_of(
        WORDPRESS,
        {
            "https://board.example/reviews/": page,
            MEDIA + "1": first,
            MEDIA + "2": [upload("rowan", "2023-05-09"), upload("elm", "2023-05-09")],
        },
    )
    assert [row.date for row in rows] == ["2023-05-09", "2020-06-03"]
    assert not any("draft" in row.url for row in rows)


def test_a_closed_media_list_changes_nothing(rows_of):
    page = '<a href="/wp-content/uploads/2023/05/rowan.pdf">Rowan LCSPR</a>'
    rows = rows_of(WORDPRESS, {"https://board.example/reviews/": page, MEDIA + "1": 401})
    assert [row.date for row in rows] == ["2023-05"]


def test_modern_gov_search_keeps_only_papers_about_reviews(rows_of):
    start = (
        "https://council.example/ieSearchResults2.aspx?"
        "SS=practice+review&DT=3&ADV=0&CA=false&SB=true&PG=1"
    )
    page = """<p class="mgAiTitleTxt">Meeting: <a href="x">18/01/2023 - Panel (1)</a></p>
    <p class="mgAiTitleTxt">8. <a href="y">An item</a></p><ul class="mgBulletList">
    <li><a href="documents/s1/Practice Review Elm.pdf#search=%22elm%22">Practice Review Elm (1.1)
    <span class="mgFileSize">PDF 99 KB</span></a></li>
    <li><a href="documents/s2/Budget.pdf">Budget (1.2)</a></li></ul>"""
    rows = rows_of(
        {
            "strategy": "modern_gov",
            "site": "https://council.example/",
            "search": ["practice review"],
        },
        {start: page},
    )
    assert (rows[0].title, rows[0].date, rows[0].bytes) == (
        "Practice Review Elm",
        "2023-01-18",
        99_000,
    )
    assert rows[0].url == "https://council.example/documents/s1/Practice%20Review%20Elm.pdf"
    assert rows[1].left_out == "has no words about reviews"


def test_an_index_page_without_entries_has_changed(rows_of):
    page = "https://index.example/"
    with pytest.raises(DiscoveryError, match="lists no reviews"):
        rows_of({"strategy": "index_page", "pages": [page]}, {page: "<h2>Hello</h2>"})


MANUAL = """title: Calderbrook by hand (fictional)
publisher: Calderbrook SCP
nation: england
sector: child
kinds: [lcspr]
discovery: {strategy: manual, file: calderbrook.csv}
licence: {name: unknown, evidence: fictional}
last_checked: {on: null, how: not_checked}
verified: false
unknown: [everything]
"""


def by_hand(tmp_path, table):
    (tmp_path / "calderbrook.yaml").write_text(MANUAL, encoding="utf-8")
    if table is not None:
        (tmp_path / "calderbrook.csv").write_text(table, encoding="utf-8")
    return list(discover(load_source(tmp_path / "calderbrook.yaml"), lambda *_, **__: None))


def test_a_list_kept_by_hand_is_read_with_its_hints(tmp_path):
    rows = by_hand(
        tmp_path,
        "\ufeffurl,title,date,role,left_out\n"
        "https://b.example/r one.pdf,Rowan,2023-05,report,\n,,,,\n"
        "https://b.example/k.pdf,Kent,,,another area's\n",
    )
    assert [(row.url, row.title, row.date, row.left_out) for row in rows] == [
        ("https://b.example/r%20one.pdf", "Rowan", "2023-05", None),
        ("https://b.example/k.pdf", "Kent", None, "another area's"),
    ]
    assert rows[0].publisher == "Calderbrook SCP"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("url,titel\nhttps://b.example/r.pdf,x\n", "line 1.*not known: titel"),
        ("title\nx\n", "line 1.*`url` is needed"),
        ("url\nb.example/r.pdf\n", "line 2, column `url`"),
        (None, "there is no file at"),
    ],
)
def test_a_list_that_is_wrong_names_the_place(tmp_path, table, said):
    with pytest.raises(DiscoveryError, match=said):
        by_hand(tmp_path, table)
