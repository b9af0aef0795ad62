"""Listings over several pages: next pages, review pages, and pages that fail."""

from __future__ import annotations

import pytest
from listings import START, kept, make, rows, serve

from models.records.collection import Fetched, Listed, Outcome
from pipelines.strategies import DiscoveryError, discover


def test_next_pages_are_read_and_a_loop_ends() -> None:
    second = "https://board.example/about/reviews/2"
    found = rows(
        '<a href="/1.pdf">Ash</a><a rel="next" href="2">Next</a>',
        **{second: '<a href="/2.pdf">Elm</a><a rel="next" href="./">Next</a>'},
    )
    assert kept(found) == ["https://board.example/1.pdf", "https://board.example/2.pdf"]


def test_a_source_may_say_what_the_next_link_is() -> None:
    found = rows(
        '<a href="/1.pdf">Ash</a><a class="older" href="?page=2">Older</a>',
        make(next_page="a.older"),
        **{START + "?page=2": '<a href="/2.pdf">Elm</a>'},
    )
    assert len(kept(found)) == 2


def test_one_hop_leads_to_review_pages_and_no_further() -> None:
    hop = "https://board.example/about/reviews/rowan-lcspr"
    found = rows(
        '<p><a href="rowan-lcspr">Rowan LCSPR</a> 3 May 2021</p><a href="/contact">Contact us</a>',
        **{
            hop: '<h1>Rowan</h1><a href="/download/4711">Download</a><a href="deep-scr">Deep</a>',
            "https://board.example/about/reviews/deep-scr": '<a href="/deep.pdf">Deep</a>',
        },
    )
    assert kept(found) == ["https://board.example/download/4711"]
    assert (found[0].date, found[0].group, found[0].page_url) == ("2021-05-03", "rowan", hop)


def test_pages_below_a_page_about_reviews_are_read_though_named_by_a_pseudonym() -> None:
    start = "https://board.example/learning/case-reviews/"
    found = list(
        discover(
            make(pages=[start]),
            serve(
                {
                    start: '<a href="rowan">Rowan</a><a href="/learning/events">Events</a>',
                    start + "rowan": '<h1>Rowan</h1><a href="/1.pdf">Report</a>',
                    "https://board.example/learning/events": '<a href="/2.pdf">Flyer</a>',
                }
            ),
        )
    )
    assert [(row.url, row.group) for row in found] == [("https://board.example/1.pdf", "rowan")]


@pytest.mark.parametrize("words", ["Next", "Next page »", "Older posts", "Next 10 >"])
def test_a_next_link_is_known_by_its_words(words: str) -> None:
    found = rows(
        f'<a href="/1.pdf">Ash</a><a href="?page=2">{words}</a>',
        **{START + "?page=2": '<a href="/2.pdf">Elm</a>'},
    )
    assert len(kept(found)) == 2


def test_a_source_may_say_which_links_to_follow() -> None:
    found = rows(
        '<a class="case" href="/1">One</a><a href="/2-scr">Two SCR</a>',
        make(follow="a.case"),
        **{
            "https://board.example/1": '<a href="/1.pdf">Ash</a>',
            "https://board.example/2-scr": '<a href="/2.pdf">Elm</a>',
        },
    )
    assert kept(found) == ["https://board.example/1.pdf"]


def test_a_landing_page_gives_the_file_behind_it_with_the_listings_words() -> None:
    landing = "https://board.example/downloads/download/253/rowan"
    found = rows(
        f'<p><a href="{landing}">Rowan executive summary</a> May 2021</p>',
        **{landing: '<a href="/downloads/file/900/rowan-summary">Download now</a>'},
    )
    assert [(row.url, row.role, row.group, row.date) for row in found] == [
        (
            "https://board.example/downloads/file/900/rowan-summary",
            "executive_summary",
            "rowan",
            "2021-05",
        )
    ]


def test_a_page_address_that_gives_a_file_at_once_is_the_file() -> None:
    hop = "https://board.example/about/reviews/rowan-lcspr"
    found = rows('<a href="rowan-lcspr">Rowan LCSPR</a>', **{hop: b"%PDF-1.7 fictional"})
    assert [(row.url, row.title) for row in found] == [(hop, "Rowan LCSPR")]


def test_a_review_page_that_fails_is_listed_and_the_rest_goes_on() -> None:
    found = rows('<a href="lost-scr">Lost SCR</a><a href="/r.pdf">Rowan</a>')
    assert [row.left_out for row in found] == [None, "the page answered 404"]


def test_a_listing_page_that_fails_stops_discovery_with_what_to_do() -> None:
    with pytest.raises(DiscoveryError, match=r"answered 404\. Open it in a browser"):
        list(discover(make(), serve({})))


def test_a_challenge_page_is_not_taken_for_an_empty_listing() -> None:
    challenge = Fetched(
        url=START,
        status=200,
        content=b"<title>Just a moment...</title>",
        outcome=Outcome.BLOCKED_BY_WAF,
        message="a challenge page",
    )
    with pytest.raises(DiscoveryError, match="a challenge page"):
        list(discover(make(), serve({START: challenge})))


def test_a_next_page_that_fails_keeps_what_was_found_but_says_so() -> None:
    found: list[Listed] = []
    with pytest.raises(DiscoveryError, match="answered 500"):
        found.extend(
            discover(
                make(),
                serve(
                    {
                        START: '<a href="/1.pdf">Ash</a><a rel="next" href="2">n</a>',
                        START + "2": 500,
                    }
                ),
            )
        )


def test_a_listing_that_moved_to_another_domain_is_followed_and_reported() -> None:
    moved = Fetched(
        url="https://new-board.example/reviews", status=200, content=b'<a href="/r.pdf">Rowan</a>'
    )
    found = list(discover(make(), serve({START: moved})))
    assert kept(found) == ["https://new-board.example/r.pdf"]
    assert any(
        "has moved to https://new-board.example/reviews" in (r.left_out or "") for r in found
    )


def test_pages_beyond_the_limit_are_listed_not_lost() -> None:
    hops = {f"https://board.example/{n}-scr": f'<a href="/{n}.pdf">Case {n}</a>' for n in range(6)}
    page = "".join(f'<a href="/{n}-scr">Elm{n} SCR</a>' for n in range(6))
    found = rows(page, make(politeness={"max_pages": 3}), **hops)
    assert len(kept(found)) == 2
    assert sum("limit of 3 pages" in (row.left_out or "") for row in found) == 4
