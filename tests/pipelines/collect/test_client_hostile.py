"""What broken and hostile servers do, and what the client makes of it. All content is fictional."""

import gzip
import threading
from dataclasses import replace

import pytest

from models.records import Outcome
from pipelines.collect.client import Validators

PDF = b"%PDF-1.7 fictional\n%%EOF\n"


def raw(*pieces, pause=None):
    """A route that writes bytes as they are, with a pause after each, and then hangs up."""

    def serve(handler):
        handler.answered()
        handler.close_connection = True
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            if pause:
                pause()

    return serve


def head(*lines):
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode()


@pytest.fixture
def get(make_client, caller, site):
    client = make_client()
    return lambda path, **more: client.file(site.url(path), caller, **more)


@pytest.fixture
def get_in_time(make_client, settings, caller, site):
    """As `get`, for publishers that never finish: the deadline is short."""
    client = make_client(file=replace(settings.file, seconds=0.6))
    return lambda path, **more: client.file(site.url(path), caller, **more)


# Redirects


def test_a_chain_of_redirects_is_followed_and_remembered(get, site, ledger):
    site.redirect("/old", "/older", 302)
    site.redirect("/older", "newer", 308)
    body = site.pdf("/newer")
    answer = get("/old")
    assert (answer.outcome, answer.url) == (Outcome.FETCHED, site.url("/newer"))
    assert answer.bytes == len(body)
    row = list(ledger.fetches())[-1]
    assert row.redirects == (site.url("/older"), site.url("/newer"))
    assert (row.url, row.final_url) == (site.url("/old"), site.url("/newer"))
    assert site.was_treated_politely()


@pytest.mark.parametrize(("length", "outcome"), [(5, Outcome.FETCHED), (6, Outcome.REDIRECTS)])
def test_at_most_five_redirects(get, site, length, outcome):
    for number in range(length):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.pdf(f"/{length}")
    assert get("/0").outcome is outcome


def test_a_loop_is_seen_at_its_second_round(get, site):
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    answer = get("/a")
    assert (answer.outcome, answer.message) == (Outcome.REDIRECTS, "the redirects form a loop")
    assert site.paths() == ["/robots.txt", "/a", "/b"]


def test_a_redirect_to_nowhere_says_so(get, site):
    site.text("/a", "", 302)
    assert "without an address" in get("/a").message


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.7/review.pdf",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "ftp://reviews.example/a.pdf",
        "file:///etc/passwd",
        "http://user:secret@reviews.example/a.pdf",
    ],
)
def test_a_redirect_to_a_place_that_is_not_public_is_refused(get, site, target, ledger):
    site.redirect("/a", target)
    assert get("/a").outcome is Outcome.REFUSED
    assert site.count("/a") == 1  # refusing is final: it is not tried again


# Conditional requests


def test_not_modified_means_that_we_hold_it(get, site, store):
    site.pdf("/a.pdf", etag='"one"')
    first = get("/a.pdf")
    held = Validators(first.document_id, '"one"')
    again = get("/a.pdf", validators=held)
    assert (again.outcome, again.document_id) == (Outcome.NOT_MODIFIED, first.document_id)
    assert site.seen[-1].headers["If-None-Match"] == '"one"'


def test_a_lost_file_is_fetched_in_full(get, site, store):
    site.pdf("/a.pdf", etag='"one"')
    first = get("/a.pdf")
    store.purge(first.document_id)
    again = get("/a.pdf", validators=Validators(first.document_id, '"one"'))
    assert (again.outcome, again.document_id) == (Outcome.FETCHED, first.document_id)
    assert "If-None-Match" not in site.seen[-1].headers
    assert store.has(first.document_id)


def test_a_304_that_nobody_asked_for_is_an_error(get, site):
    site.bytes("/a.pdf", b"", 304)
    assert get("/a.pdf").outcome is Outcome.ERROR


# Statuses


@pytest.mark.parametrize(
    ("status", "outcome", "requests"),
    [
        (404, Outcome.GONE, 1),
        (410, Outcome.GONE, 1),
        (401, Outcome.FORBIDDEN, 1),
        (403, Outcome.FORBIDDEN, 1),
        (400, Outcome.ERROR, 1),
        (500, Outcome.ERROR, 4),
        (503, Outcome.ERROR, 4),
        (408, Outcome.ERROR, 4),
    ],
)
def test_only_passing_faults_are_tried_again(get, site, ledger, status, outcome, requests):
    site.text("/a.pdf", '{"document_type": "gone"}', status)
    assert get("/a.pdf").outcome is outcome
    assert site.count("/a.pdf") == requests
    rows = [row for row in ledger.fetches() if row.purpose == "file"]
    assert [(row.attempt, row.status) for row in rows] == [
        (number + 1, status) for number in range(requests)
    ]


def test_a_gone_page_keeps_its_body(make_client, caller, site):
    site.text("/api", '{"document_type": "gone"}', 410)
    page = make_client().page(site.url("/api"), caller)
    assert (page.status, page.outcome) == (410, Outcome.GONE)
    assert page.content == b'{"document_type": "gone"}'


def test_a_fault_that_passes_costs_one_more_request(get, site):
    body = site.pdf("/a.pdf")
    good = site.routes["/a.pdf"]
    site.text("/bad", "", 502)
    site.in_turn("/a.pdf", site.routes["/bad"], good)
    assert get("/a.pdf").bytes == len(body)
    assert site.count("/a.pdf") == 2


# Bodies


def test_a_slow_drip_ends_at_the_deadline(get_in_time, site, store):
    stop = threading.Event()
    site.routes["/a.pdf"] = raw(
        head("Content-Length: 5000") + PDF, *[b"x"] * 200, pause=lambda: stop.wait(0.05)
    )
    answer = get_in_time("/a.pdf")
    stop.set()
    assert answer.outcome is Outcome.TOO_SLOW
    assert site.count("/a.pdf") == 1
    assert list(store.ids()) == []


def test_headers_that_drip_end_at_the_deadline(get_in_time, site):
    stop = threading.Event()
    lines = [b"HTTP/1.1 200 OK\r\n", *[b"X-Fill: 1\r\n"] * 200]
    site.routes["/a.pdf"] = raw(*lines, pause=lambda: stop.wait(0.05))
    answer = get_in_time("/a.pdf")
    stop.set()
    assert answer.outcome is Outcome.TOO_SLOW


def test_a_body_that_breaks_off_is_never_kept(get, site, store):
    site.routes["/a.pdf"] = raw(head("Content-Length: 5000") + PDF)
    answer = get("/a.pdf")
    assert answer.outcome is Outcome.ERROR
    assert site.count("/a.pdf") == 4
    assert list(store.ids()) == []
    assert list(store.root.glob(".*")) == []


def test_a_body_longer_than_announced_is_kept_with_a_warning(get, site):
    site.routes["/a.pdf"] = raw(head("Content-Length: 12") + PDF)
    answer = get("/a.pdf")
    assert (answer.outcome, answer.bytes) == (Outcome.FETCHED, 12)
    assert "cut off" in answer.message


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_above_the_limit_is_given_up(get, site, store, announced):
    body = PDF + b"x" * 400_000
    length = [f"Content-Length: {len(body)}"] if announced else ["Connection: close"]
    site.routes["/a.pdf"] = raw(head(*length) + body)
    assert get("/a.pdf").outcome is Outcome.TOO_LARGE
    assert list(store.ids()) == []


def test_a_gzip_bomb_is_stopped_while_small(get, make_client, caller, site, store):
    bomb = gzip.compress(PDF + b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    site.bytes("/a.pdf", bomb, Content_Encoding="gzip")
    assert get("/a.pdf").outcome is Outcome.TOO_LARGE
    page = make_client().page(site.url("/a.pdf"), caller)
    assert (page.outcome, page.content) == (Outcome.TOO_LARGE, b"")
    assert list(store.ids()) == []


def test_an_error_page_that_is_a_bomb_is_still_a_404(get, site):
    bomb = gzip.compress(b"\0" * 20_000_000)
    site.bytes("/a.pdf", bomb, 404, Content_Encoding="gzip")
    assert get("/a.pdf").outcome is Outcome.GONE


# Files that are not what they say


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b"<!DOCTYPE html><title>Page not found</title>" + b" " * 2000, Outcome.NOT_A_DOCUMENT),
        (b"<html><head><title>Just a moment...</title>", Outcome.BLOCKED_BY_WAF),
        (b"<html>" + b" " * 3000 + b"_Incapsula_Resource", Outcome.BLOCKED_BY_WAF),
        (b"plain words", Outcome.NOT_A_DOCUMENT),
        (b"PK\x03\x04 some archive without the parts of a text", Outcome.NOT_A_DOCUMENT),
        (b"", Outcome.NOT_A_DOCUMENT),
        (b"\n" * 900 + PDF, Outcome.FETCHED),
        (b"x" * 1100 + PDF, Outcome.NOT_A_DOCUMENT),
        (b"PK\x03\x04" + b"\0" * 5000 + b"word/document.xml", Outcome.FETCHED),
        (b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", Outcome.FETCHED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", Outcome.FETCHED),
        (b"{\\rtf1 rich text}", Outcome.FETCHED),
    ],
)
def test_the_bytes_decide_not_the_declared_type(get, site, store, body, outcome):
    site.bytes("/a.pdf", body, Content_Type="application/pdf")
    answer = get("/a.pdf")
    assert answer.outcome is outcome
    assert len(list(store.ids())) == (outcome is Outcome.FETCHED)


def test_a_page_may_be_the_document_where_the_listing_says_so(get, site):
    site.bytes("/report", b"<!doctype html><h1>A fictional report</h1>", Content_Type="text/html")
    assert get("/report").outcome is Outcome.NOT_A_DOCUMENT
    answer = get("/report", accept_html=True)
    assert (answer.outcome, answer.media_type) == (Outcome.FETCHED, "text/html")


def test_a_challenge_is_known_by_its_header(get, site):
    site.text("/a.pdf", "denied", 403, **{"cf-mitigated": "challenge"})
    assert get("/a.pdf").outcome is Outcome.BLOCKED_BY_WAF
    assert site.count("/a.pdf") == 1


def test_two_challenges_in_a_row_end_the_asking(get, site):
    for name in "abcd":
        site.text(f"/{name}.pdf", "denied", 403, **{"cf-mitigated": "challenge"})
    answers = [get(f"/{name}.pdf") for name in "abcd"]
    assert {answer.outcome for answer in answers} == {Outcome.BLOCKED_BY_WAF}
    assert site.paths() == ["/robots.txt", "/a.pdf", "/b.pdf"]
    assert "not asked" in answers[-1].message


def test_a_purged_document_is_not_kept_again(get, site, store):
    site.pdf("/a.pdf")
    assert get("/a.pdf", is_purged=lambda _: True).outcome is Outcome.PURGED
    assert list(store.ids()) == []


def test_the_name_is_for_people_only(get, site):
    name = (
        "attachment; filename=\"x.pdf\"; filename*=UTF-8''..%2F..%2FChild%20Q%20%E2%80%93%201.pdf"
    )
    site.pdf("/download/7", Content_Disposition=name)
    assert get("/download/7").file_name == "Child Q – 1.pdf"


def test_the_client_says_who_it_is_and_carries_no_cookies(get, site):
    site.pdf("/a.pdf", Set_Cookie="session=1")
    get("/a.pdf")
    get("/a.pdf")
    asked = site.seen[-1].headers
    assert asked["User-Agent"].startswith("SafeguardingReviews/")
    assert "+https://collector.example/about" in asked["User-Agent"]
    assert "Cookie" not in asked
    assert asked["Accept-Encoding"] == "identity"
