"""GOV.UK, the Home Office library and the SAR library where something is wrong or odd."""

from __future__ import annotations

import pytest

from pipelines.strategies import DiscoveryError

GOVUK = {"strategy": "govuk_api", "organisation": "a-panel", "page_size": 2}
API = "https://www.gov.uk"


def search(start: int) -> str:
    fields = (
        "title,link,description,public_timestamp,content_id,content_store_document_type,"
        "latest_change_note,is_withdrawn,updated_at,document_collections"
    )
    return (
        f"{API}/api/search.json?filter_organisations=a-panel&fields={fields}"
        f"&order=-public_timestamp&count=2&start={start}&debug=include_withdrawn"
    )


def item(path, **more):
    found = {"base_path": path, "schema_name": "publication", "document_type": "independent_report"}
    return found | {"title": "Rowan", "withdrawn_notice": {}, "details": {"attachments": []}} | more


def test_the_search_is_paged_until_its_total(rows_of, publisher):
    hits = [{"title": str(n), "link": f"/p/{n}"} for n in range(3)]
    fetch = publisher(
        {
            search(0): {"results": hits[:2], "total": 3},
            search(2): {"results": hits[2:], "total": 3},
        }
        | {f"{API}/api/content/p/{n}": item(f"/p/{n}") for n in range(3)}
    )
    rows = rows_of(GOVUK, fetch)
    assert [row.page_url for row in rows] == [f"{API}/p/{n}" for n in range(3)]
    assert all(row.left_out == "a page of type `independent_report` without a file" for row in rows)
    assert search(4) not in fetch.asked


def test_a_refused_search_stops_with_its_status(rows_of):
    with pytest.raises(DiscoveryError, match="answered 422"):
        rows_of(GOVUK, {search(0): 422})


def test_a_search_that_gives_no_json_stops(rows_of):
    with pytest.raises(DiscoveryError, match="did not return JSON"):
        rows_of(GOVUK, {search(0): "<html>maintenance</html>"})


def test_items_that_cannot_be_read_are_listed_with_the_reason(rows_of):
    hits = {"results": [{"title": "a", "link": "/p/a"}, {"title": "b", "link": "/p/b"}], "total": 2}
    rows = rows_of(GOVUK, {search(0): hits, f"{API}/api/content/p/a": 403})
    assert [row.left_out for row in rows] == [
        "the content API answered 403: access is limited",
        "the content API gave no item: the page answered 404",
    ]


def test_other_types_are_left_out_where_the_source_names_some(rows_of):
    hit = {"title": "News", "link": "/n", "content_store_document_type": "news_story"}
    rows = rows_of(
        GOVUK | {"document_types": ["independent_report"]},
        {search(0): {"results": [hit], "total": 1}},
    )
    assert rows[0].left_out is not None
    assert "is of the type `news_story`" in rows[0].left_out


def test_redirects_that_go_round_end(rows_of):
    def move(path, to):
        return {
            "schema_name": "redirect",
            "base_path": path,
            "redirects": [{"path": path, "type": "exact", "destination": to}],
        }

    hits = {"results": [{"title": "a", "link": "/a"}], "total": 1}
    answers = {
        search(0): hits,
        f"{API}/api/content/a": move("/a", "/b"),
        f"{API}/api/content/b": move("/b", "/a"),
    }
    assert rows_of(GOVUK, answers) == []


def test_an_html_publication_is_a_document_of_its_own_where_no_file_repeats_it(rows_of):
    html = {"attachment_type": "html", "id": "1", "title": "Rowan", "url": "/a/rowan"}
    answers = {
        search(0): {"results": [{"title": "a", "link": "/a"}], "total": 1},
        f"{API}/api/content/a": item("/a", details={"attachments": [html]}),
    }
    row = rows_of(GOVUK, answers)[0]
    assert (row.url, row.media_type, row.left_out) == (f"{API}/a/rowan", "text/html", None)


HOME_OFFICE = {"strategy": "home_office_library", "page_size": 10}


def library(number):
    return (
        "https://homicide-review.homeoffice.gov.uk/?pagination%5BpageNumber%5D="
        f"{number}&pagination%5BpageSize%5D=10&pagination%5BsortField%5D=uploadDate"
        "&pagination%5BsortDirection%5D=desc"
    )


def cards(count, shown):
    card = (
        '<section aria-label="DHR result Wren - Calderbrook - 2020/a - DHR"><h3>Wren</h3>'
        '<a href="/download/68399bfc5b9a927d270f1{0:03x}">View</a></section>'
    )
    caption = f'<span class="govuk-caption-m">Showing results 1 to {count} of {shown}</span>'
    return caption + "".join(card.format(n) for n in range(count))


def test_a_library_that_shows_fewer_cards_than_it_says_is_not_complete(rows_of):
    with pytest.raises(DiscoveryError, match="says that it holds 7 reviews, but its pages show 2"):
        rows_of(HOME_OFFICE, {library(0): cards(2, 7), library(1): cards(0, 7)})


def test_a_library_page_without_its_count_has_changed(rows_of):
    with pytest.raises(DiscoveryError, match="the layout has changed"):
        rows_of(HOME_OFFICE, {library(0): "<html><body>Sorry</body></html>"})


def test_two_buttons_of_one_card_are_one_file(rows_of):
    page = cards(1, 1).replace("</section>", '<a href="/download/68399bfc5b9a927d270f1000">D</a>')
    assert len(rows_of(HOME_OFFICE, {library(0): page})) == 1


def test_several_files_of_one_card_share_a_group(rows_of):
    more = (
        '<a href="/download/68399bfc5b9a927d270f1fff" download="Wren action plan">D</a></section>'
    )
    rows = rows_of(HOME_OFFICE, {library(0): cards(1, 1).replace("</section>", more)})
    assert [row.role for row in rows] == ["report", "action_plan"]
    assert len({row.group for row in rows}) == 1


SAR = {"strategy": "sar_library", "pages": ["https://library.example/search.html"]}


def test_a_sar_page_without_its_table_has_changed(rows_of):
    with pytest.raises(DiscoveryError, match="no table with files"):
        rows_of(SAR, {"https://library.example/search.html": "<p>We have moved</p>"})


def test_the_year_of_filing_is_no_date_and_paths_are_escaped_once(rows_of):
    page = (
        '<button class="collapsible">SARs 2026</button><table><tr><td>Elm</td>'
        '<td><a href="./2026/A & B%20(1) #2.pdf">Download</a></td></tr></table>'
    )
    row = rows_of(SAR, {"https://library.example/search.html": page})[0]
    assert row.date is None
    assert row.url.startswith("https://library.example/2026/A%20&%20B%20(1)%20")
