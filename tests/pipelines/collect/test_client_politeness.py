"""robots.txt, one clock per host, Retry-After, rest, and addresses that change under way."""

import threading
import time

import pytest
from msgspec.structs import replace

from models.records import Outcome
from pipelines.collect.client import Caller, Validators
from pipelines.collect.politeness import StoppedError


def limited(wait):
    def serve(handler):
        handler.answered()
        handler.send_response(429)
        handler.send_header("Retry-After", wait() if callable(wait) else wait)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return serve


def http_date(seconds_from_now):
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + seconds_from_now))


@pytest.fixture
def get(make_client, caller, site):
    client = make_client()
    return lambda path: client.file(site.url(path), caller)


# robots.txt


def test_what_robots_forbids_is_not_asked_for_and_written_down(get, site, ledger):
    site.pdf("/private/a.pdf")
    site.pdf("/public/a.pdf")
    assert get("/private/a.pdf").outcome is Outcome.BLOCKED_BY_ROBOTS
    assert get("/public/a.pdf").outcome is Outcome.FETCHED
    assert site.paths() == ["/robots.txt", "/public/a.pdf"]  # and robots.txt is read once
    row = next(row for row in ledger.fetches() if row.outcome == Outcome.BLOCKED_BY_ROBOTS)
    assert (row.url, row.status) == (site.url("/private/a.pdf"), None)


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (404, "", True),
        (403, "", True),
        (500, "", False),
        (503, "", False),
        (429, "", False),
        (200, "<!doctype html><pre>\nUser-agent: *\nDisallow: /\n</pre>", True),
        (200, "User-agent: *\nDisallow: /", False),
        (200, "User-agent: *\nDisallow: /*.pdf$\n", False),
        (200, "User-agent: *\nDisallow: /\nAllow: /reports/", True),
        (200, "User-agent: *\nDisallow: /\n\nUser-agent: safeguardingreviews\nAllow: /", True),
        (200, "User-agent: *\nDisallow:\n\nUser-agent: safeguardingreviews\nDisallow: /", False),
    ],
)
def test_robots_by_rfc_9309(get, site, status, body, allowed):
    site.text("/robots.txt", body, status)
    site.pdf("/reports/a.pdf")
    answer = get("/reports/a.pdf")
    refused = Outcome.BLOCKED_BY_ROBOTS if status == 200 else Outcome.HOST_RESTING
    assert answer.outcome is (Outcome.FETCHED if allowed else refused)
    assert site.count("/reports/a.pdf") == allowed


def test_robots_that_cannot_be_reached_mean_no(make_client, caller, sites):
    site = sites()
    site.stop()
    answer = make_client().file(site.url("/a.pdf"), caller)
    assert answer.outcome is Outcome.ERROR
    assert "did not return its robots.txt" in answer.message


def test_every_host_on_the_way_is_asked_for_its_rules(get, site, sites):
    other = sites()
    other.text("/robots.txt", "User-agent: *\nDisallow: /")
    other.pdf("/a.pdf")
    site.redirect("/a.pdf", other.url("/a.pdf"))
    assert get("/a.pdf").outcome is Outcome.BLOCKED_BY_ROBOTS
    assert other.paths() == ["/robots.txt"]


def test_robots_may_be_redirected(get, site, sites):
    other = sites()
    other.text("/rules.txt", "User-agent: *\nDisallow: /a.pdf")
    site.redirect("/robots.txt", other.url("/rules.txt"))
    assert get("/a.pdf").outcome is Outcome.BLOCKED_BY_ROBOTS


def test_a_crawl_delay_is_the_least_gap(get, site):
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 0.2")
    for name in "ab":
        site.pdf(f"/{name}.pdf")
        get(f"/{name}.pdf")
    assert site.gaps()[-1] >= 0.2


def test_a_crawl_delay_that_no_run_can_keep_is_a_no(get, site):
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    site.pdf("/a.pdf")
    assert get("/a.pdf").outcome is Outcome.BLOCKED_BY_ROBOTS


def test_rules_are_read_again_when_they_are_old(make_client, caller, site):
    client = make_client(robots_seconds=0.0)
    site.pdf("/a.pdf")
    client.file(site.url("/a.pdf"), caller)
    client.file(site.url("/a.pdf"), caller)
    assert site.count("/robots.txt") == 2


# One clock per host


def test_threads_share_one_clock_and_one_connection_per_host(make_client, caller, site, sites):
    def slow(handler):
        time.sleep(0.02)
        handler.answered()
        handler.send_response(404)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    other = sites()
    for each in (site, other):
        each.routes |= {f"/{number}": slow for number in range(6)}
    client = make_client()
    jobs = [each.url(f"/{number}") for number in range(6) for each in (site, other)]
    threads = [threading.Thread(target=client.file, args=(url, caller)) for url in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in (site, other):
        assert len(each.seen) == 7
        assert each.was_treated_politely()
    both = sorted((seen.began, each.port) for each in (site, other) for seen in each.seen)
    ports = [port for _, port in both]
    assert ports != sorted(ports)  # the hosts were served side by side
    assert ports != sorted(ports, reverse=True)


def test_the_clock_is_the_processs_not_the_clients(make_client, caller, site):
    for _ in range(4):
        make_client().file(site.url("/a.pdf"), caller)
    assert len(site.seen) == 8
    assert site.was_treated_politely()


def test_a_source_may_ask_for_a_longer_gap(make_client, caller, site):
    client = make_client()
    for name in "ab":
        site.pdf(f"/{name}.pdf")
    patient = Caller("run-1", "fictionshire", gap=0.15)
    client.file(site.url("/a.pdf"), patient)
    client.file(site.url("/b.pdf"), patient)
    assert site.gaps()[-1] >= 0.15


def test_one_connection_serves_a_whole_visit(get, make_client, caller, site):
    site.pdf("/a.pdf", etag='"1"')
    site.redirect("/old.pdf", "/a.pdf")
    client = make_client()
    held = Validators(client.file(site.url("/a.pdf"), caller).document_id, '"1"')
    client.file(site.url("/a.pdf"), caller, validators=held)
    client.file(site.url("/old.pdf"), caller)
    client.file(site.url("/missing.pdf"), caller)
    assert len({seen.connection for seen in site.seen}) == 1


# Retry-After


@pytest.mark.parametrize("wait", ["1", lambda: http_date(2)], ids=["seconds", "date"])
def test_retry_after_is_kept_in_both_forms(get, site, wait):
    body = site.pdf("/a.pdf")
    site.in_turn("/a.pdf", limited(wait), site.routes["/a.pdf"])
    assert get("/a.pdf").bytes == len(body)
    assert site.gaps()[-1] >= 0.95  # a date is cut to whole seconds


def test_a_wait_beyond_the_run_rests_the_host(get, site):
    site.routes["/a.pdf"] = limited("86400")
    site.pdf("/b.pdf")
    assert get("/a.pdf").outcome is Outcome.RATE_LIMITED
    assert get("/b.pdf").outcome is Outcome.RATE_LIMITED
    assert site.paths() == ["/robots.txt", "/a.pdf"]


# Rest


def test_a_host_that_keeps_failing_is_left_alone_and_tried_again_later(make_client, caller, site):
    client = make_client(failures_before_rest=3, tries=1, rest_seconds=0.3)
    site.text("/bad.pdf", "", 500)
    site.pdf("/good.pdf")
    outcomes = [client.file(site.url("/bad.pdf"), caller).outcome for _ in range(5)]
    assert outcomes == [Outcome.ERROR] * 3 + [Outcome.HOST_RESTING] * 2
    assert site.count("/bad.pdf") == 3
    time.sleep(0.35)
    assert client.file(site.url("/good.pdf"), caller).outcome is Outcome.FETCHED


# Addresses


def test_the_checked_address_is_the_one_connected_to(make_client, caller, site):
    asked = []

    def resolver(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    site.pdf("/a.pdf")
    client = make_client(resolver)
    url = f"http://reviews.example:{site.port}/a.pdf"
    assert client.file(url, caller).outcome is Outcome.FETCHED
    assert asked == ["reviews.example"]  # one look-up for one connection: nothing in between
    assert site.seen[-1].headers["Host"] == f"reviews.example:{site.port}"


def test_an_answer_that_changes_does_not_get_through(make_client, caller, site):
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])

    def closing(handler):
        handler.close_connection = True
        handler.answered()
        handler.send_response(404)
        handler.send_header("Connection", "close")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.routes["/robots.txt"] = closing
    site.pdf("/a.pdf")
    client = make_client(lambda host, port: next(answers))
    answer = client.file(f"http://rebinding.example:{site.port}/a.pdf", caller)
    assert answer.outcome is Outcome.REFUSED
    assert "169.254.169.254" in answer.message
    assert site.paths() == ["/robots.txt"]


def test_one_private_answer_among_public_ones_is_enough_to_refuse(make_client, caller, site):
    client = make_client(lambda host, port: ["127.0.0.1", "10.0.0.1"])
    answer = client.file(f"http://mixed.example:{site.port}/a.pdf", caller)
    assert answer.outcome is Outcome.REFUSED
    assert site.seen == []


def test_loopback_is_refused_unless_a_test_allows_it(make_client, caller, site):
    client = make_client(allow_loopback=False)
    assert client.file(site.url("/a.pdf"), caller).outcome is Outcome.REFUSED
    assert site.seen == []


def test_only_the_ports_of_the_web_are_asked(make_client, caller, site):
    client = make_client(ports=frozenset({80, 443}))
    assert client.file(site.url("/a.pdf"), caller).outcome is Outcome.REFUSED
    assert site.seen == []


def test_the_next_address_is_tried_where_the_first_is_silent(make_client, caller, site):
    site.pdf("/a.pdf")
    client = make_client(lambda host, port: ["127.0.0.2", "127.0.0.1"])
    assert client.file(f"http://two.example:{site.port}/a.pdf", caller).outcome is Outcome.FETCHED


def test_a_stopped_client_asks_nothing_more(make_client, caller, site):
    client = make_client()
    client.hosts.stop()
    with pytest.raises(StoppedError):
        client.file(site.url("/a.pdf"), caller)
    assert site.seen == []


def test_the_fetch_log_has_everything_about_an_attempt(make_client, caller, site, ledger):
    body = site.pdf("/a.pdf", etag='"v1"', X_Robots_Tag="noindex")
    answer = make_client().file(site.url("/a.pdf"), caller)
    robots, row = ledger.fetches()
    assert (robots.purpose, robots.url) == ("robots", site.url("/robots.txt"))
    assert row.headers["x-robots-tag"] == "noindex"
    assert replace(row, started_at="", duration_ms=0, headers={}) == replace(
        row,
        run_id="run-1",
        source_id="fictionshire",
        purpose="file",
        outcome=Outcome.FETCHED,
        status=200,
        bytes=len(body),
        document_id=answer.document_id,
        etag='"v1"',
        started_at="",
        duration_ms=0,
        headers={},
    )
