"""Whole runs: expectations, broken listings, several sources at once, kills, and large pages."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from archive.ledger import Ledger
from archive.originals import Originals
from models.records import DocumentState, Listed, Outcome, Severity
from pipelines.collect import collect, for_a_person, preview, source_status


def listing(site, make_publisher, *names, name="fictionshire", **more):
    for each in names:
        site.pdf(f"/{each}")
    site.page("/reviews", *names)
    return make_publisher(name, site.url("/reviews"), **more)


def test_a_source_with_too_few_documents_keeps_its_last_state(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", "b.pdf", least=2)
    run(publisher)
    site.page("/reviews", "a.pdf")
    second = run(publisher)
    assert second.codes["too_few_documents"] is Severity.WARNING  # the rest is published
    assert "/b.pdf" not in second.at
    assert not second.passes[0].is_complete


def test_too_many_documents_warn(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", "b.pdf", most=1)
    result = run(publisher)
    assert result.codes["too_many_documents"] is Severity.WARNING
    assert len(result.rows) == 2


def test_a_listing_that_cannot_be_read_harms_nothing(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", least=1)
    run(publisher)
    site.text("/reviews", "", 500)
    second = run(publisher)
    assert second.codes == {"listing_incomplete": Severity.WARNING}
    why = "the listing could not be read in full, so nothing counts as gone: "
    assert second.passes[0].message == f"{why}{site.url('/reviews')}: status 500"
    assert "more)" not in second.issues[0].message  # one fault is told once
    assert second.rows == []


def test_an_address_that_is_never_connected_to_is_no_fault_of_the_network(run, make_publisher):
    publisher = make_publisher("fictionshire", "https://fictionshire.example:8443/reviews", least=1)
    result = run(publisher, ports=frozenset({443}))
    assert result.codes == {"listing_refused": Severity.WARNING}
    assert "port 8443" in result.issues[0].message
    assert not result.passes[0].is_complete


@pytest.mark.parametrize(("status", "code"), [(200, "listing_closed"), (503, "listing_incomplete")])
def test_a_list_that_robots_forbid_is_closed_and_one_whose_robots_fail_is_not(
    status, code, run, site, make_publisher
):
    publisher = listing(site, make_publisher, "a.pdf", least=1)
    site.text("/robots.txt", "User-agent: *\nDisallow: /\n", status)
    assert run(publisher).codes == {code: Severity.WARNING}


def test_a_listing_with_one_page_missing_delists_nothing(run, site, make_publisher):
    site.pdf("/a.pdf")
    site.pdf("/b.pdf")
    site.page("/reviews", "a.pdf")
    site.page("/more", "b.pdf")
    publisher = make_publisher("fictionshire", site.url("/reviews"), site.url("/more"))

    def discover(source, fetch):
        for url in source.pages:
            page = fetch(url)
            if page.status == 200:
                name = "a.pdf" if url.endswith("reviews") else "b.pdf"
                yield Listed(site.url(name))

    run(publisher, discover=discover)
    site.text("/more", "", 503)
    second = run(publisher, discover=discover)
    assert set(second.at) == {"/a.pdf"}
    assert second.codes == {"listing_incomplete": Severity.WARNING}


def test_pages_left_unread_keep_a_listing_from_being_complete(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf")

    def discover(source, fetch):
        yield Listed(site.url("/page/9"), left_out="not read: the limit of 8 pages is reached")

    run(publisher)
    second = run(publisher, discover=discover)
    assert "/a.pdf" not in second.at
    assert not second.passes[0].is_complete


def test_a_listing_that_loses_half_is_believed_on_the_second_day(
    run, site, make_publisher, clock_at
):
    names = [f"{number}.pdf" for number in range(12)]
    publisher = listing(site, make_publisher, *names)
    clock_at("2026-05-01")
    run(publisher)
    site.page("/reviews", *names[:3])
    clock_at("2026-05-08")
    assert run(publisher).codes == {"listing_shrunk": Severity.WARNING}
    assert run(publisher).codes == {"listing_shrunk": Severity.WARNING}
    clock_at("2026-05-09")
    third = run(publisher)
    assert third.passes[0].states["delisted"] == 9
    assert third.codes["most_gone"] is Severity.WARNING
    assert "listing_shrunk" not in third.codes


def test_a_small_source_that_loses_most_warns_and_is_believed_on_the_second_day(
    run, site, make_publisher, clock_at
):
    publisher = listing(site, make_publisher, "a.pdf", "b.pdf", "c.pdf")
    clock_at("2026-05-01")
    run(publisher)
    site.page("/reviews", "a.pdf")
    clock_at("2026-05-08")
    second = run(publisher)
    assert second.codes == {"listing_shrunk": Severity.WARNING}
    assert "2 of 3 documents" in second.issues[0].message
    assert set(second.at) == {"/a.pdf"}  # nothing counts as gone
    clock_at("2026-05-09")
    third = run(publisher)
    assert third.codes["most_gone"] is Severity.WARNING
    assert third.at["/b.pdf"].state is DocumentState.DELISTED


@pytest.mark.parametrize("count", [1, 4, 12])
def test_a_listing_with_nothing_left_is_never_believed_by_itself(
    run, site, make_publisher, clock_at, count
):
    names = [f"{number}.pdf" for number in range(count)]
    publisher = listing(site, make_publisher, *names)
    clock_at("2026-05-01")
    run(publisher)
    site.page("/reviews")
    for day in ("2026-05-02", "2026-05-03", "2026-06-04"):
        clock_at(day)
        night = run(publisher)
        assert night.codes == {"listing_empty": Severity.WARNING}, day
        assert night.rows == [], day
        assert not night.passes[0].is_complete
    publisher.expectations.max = 0  # a person has looked
    clock_at("2026-06-05")
    assert {row.state for row in run(publisher).rows} == {DocumentState.DELISTED}


def test_a_site_that_gives_all_its_files_new_addresses_has_lost_none(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", "b.pdf")
    run(publisher)
    for name in ("a.pdf", "b.pdf"):
        site.pdf(f"/new/{name}", name=f"/{name}")
    site.page("/reviews", "new/a.pdf", "new/b.pdf")
    second = run(publisher)
    assert second.codes == {"moved": Severity.INFO}
    assert second.passes[0].is_complete


def test_discovery_that_breaks_is_one_sources_trouble(run, sites, make_publisher):
    good, bad = sites(), sites()
    publishers = [
        listing(good, make_publisher, "a.pdf", name="good"),
        listing(bad, make_publisher, "b.pdf", name="bad"),
    ]

    def discover(source, fetch):
        if source.source_id == "bad":
            raise KeyError("a strategy with a fault")
        yield Listed(good.url("/a.pdf"))

    result = run(*publishers, discover=discover)
    assert result.codes == {"listing_incomplete": Severity.WARNING}
    assert "a strategy with a fault" not in str(result.issues)  # it may hold text of a page
    assert result.at["/a.pdf"].outcome == Outcome.FETCHED


def test_a_source_to_skip_is_said_and_skipped(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", skip_reason="no address is known")
    result = run(publisher)
    assert result.codes == {"source_skipped": Severity.INFO}
    assert (result.passes, site.seen) == ((), [])


def test_a_run_in_nobodys_name_is_named_so(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf")
    assert run(publisher, contact="").codes == {"no_contact": Severity.WARNING}
    assert run(publisher).codes == {}


def test_an_index_is_read_and_its_files_are_left_alone(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", purpose="index")
    result = run(publisher)
    assert result.at["/a.pdf"].outcome == Outcome.INDEX_ONLY
    assert site.count("/a.pdf") == 0


def test_local_files_are_read_by_the_folder_strategy_only(run, site, make_publisher, tmp_path):
    file = tmp_path / "Review of Child Q.pdf"
    file.write_bytes(b"%PDF-1.7 fictional %%EOF")

    def discover(source, fetch):
        yield Listed(file.as_uri())

    folder = make_publisher("local", strategy="folder")
    taken = run(folder, discover=discover).rows[0]
    assert (taken.outcome, taken.file_name) == (Outcome.FETCHED, "Review of Child Q.pdf")
    web = make_publisher("web")
    assert run(web, discover=discover).rows[0].outcome == Outcome.REFUSED


def test_what_a_run_may_not_fetch_any_more_is_left_to_the_next(run, site, make_publisher):
    names = [f"{number}.pdf" for number in range(5)]
    publisher = listing(site, make_publisher, *names, share=2)
    counts = [run(publisher, recheck_seconds=3600).passes[0].outcomes for _ in range(3)]
    assert counts == [
        {"fetched": 2, "deferred": 3},
        {"fetched": 2, "listed": 2, "deferred": 1},
        {"fetched": 1, "listed": 4},
    ]


def test_a_dry_run_shows_reasons_and_writes_nothing(
    site, make_publisher, settings, store, ledger, read_pages
):
    publisher = listing(site, make_publisher, "a.pdf", "data-policy.pdf")
    found = preview(publisher, read_pages, store, settings)
    assert list(found.listed) == [site.url("/a.pdf")]
    assert [link.left_out for link in found.left_out.values()] == ["a policy"]
    assert found.is_complete
    assert site.paths() == ["/robots.txt", "/reviews"]
    assert list(ledger.fetches()) == []


def test_blocks_warn_when_they_are_new_and_are_mentioned_afterwards(run, site, make_publisher):
    publisher = listing(site, make_publisher, "private/a.pdf", "b.pdf")
    site.pdf("/b.pdf")
    assert run(publisher).codes == {"blocked_by_robots": Severity.WARNING}
    assert run(publisher).codes == {"blocked_by_robots": Severity.INFO}


def test_a_host_with_challenges_is_left_alone_by_the_next_run_too(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", "b.pdf", "c.pdf")
    for name in "abc":
        site.text(f"/{name}.pdf", "no", 403, **{"cf-mitigated": "challenge"})
    first = run(publisher)
    assert {row.outcome for row in first.rows} == {Outcome.BLOCKED_BY_WAF}
    asked = len(site.seen)
    second = run(publisher)
    assert second.codes["listing_closed"] is Severity.WARNING
    assert len(site.seen) == asked
    third = run(publisher, blocked_days=0.0)
    assert third.passes[0].is_complete


# A publisher like GOV.UK


def govuk(site, *items):
    results = [{"link": f"/reviews/{number}"} for number in range(len(items))]
    site.text("/api/search.json", json.dumps({"results": results}))
    for number, item in enumerate(items):
        status = 410 if item.get("document_type") == "gone" else 200
        site.text(f"/api/content/reviews/{number}", json.dumps(item), status)


def publication(path, asset, **more):
    return {
        "title": "A fictional national review",
        "first_published_at": "2026-02-03T09:30:00+00:00",
        "details": {"attachments": [{"id": asset, "url": path}]},
        **more,
    }


def test_govuk_withdrawn_gone_and_replaced(run, site, make_publisher, read_govuk):
    publisher = make_publisher("govuk", site.url("/api/search.json"))
    site.pdf("/media/1/a.pdf", name="first")
    site.pdf("/media/2/b.pdf")
    govuk(site, publication("/media/1/a.pdf", "A"), publication("/media/2/b.pdf", "B"))
    first = run(publisher, discover=read_govuk)
    assert [row.key for row in first.rows] == ["A", "B"]
    # The asset is replaced: a new address below the same attachment, and the old one redirects.
    site.pdf("/media/3/a.pdf", name="second")
    site.redirect("/media/1/a.pdf", "/media/3/a.pdf")
    notice = {"withdrawn_notice": {"withdrawn_at": "2026-04-01T00:00:00Z"}}
    govuk(
        site,
        publication("/media/3/a.pdf", "A"),
        publication("/media/2/b.pdf", "B", **notice),
        {"document_type": "gone"},
    )
    second = run(publisher, discover=read_govuk)
    states = {row.key: row.state for row in second.rows}
    assert states == {"A": DocumentState.REPLACED, "B": DocumentState.WITHDRAWN}
    withdrawn = next(row for row in second.rows if row.key == "B")
    assert withdrawn.message == "2026-04-01T00:00:00Z"
    assert withdrawn.document_id == first.rows[1].document_id
    assert site.was_treated_politely()


# All at once


def test_a_hostile_site_does_not_stop_a_good_one(run, sites, make_publisher, ledger):
    good, bad = sites(), sites()
    publisher = listing(good, make_publisher, *(f"{n}.pdf" for n in range(8)), name="good")
    hostile = {
        "loop.pdf": Outcome.REDIRECTS,
        "metadata.pdf": Outcome.REFUSED,
        "private.pdf": Outcome.REFUSED,
        "html.pdf": Outcome.NOT_A_DOCUMENT,
        "cut.pdf": Outcome.ERROR,
        "gone.pdf": Outcome.GONE,
        "private/x.pdf": Outcome.BLOCKED_BY_ROBOTS,
        "later.pdf": Outcome.RATE_LIMITED,
        "after.pdf": Outcome.RATE_LIMITED,
    }
    bad.page("/reviews", *hostile)
    bad.redirect("/loop.pdf", "/loop.pdf")
    bad.redirect("/metadata.pdf", "http://169.254.169.254/")
    bad.redirect("/private.pdf", "http://10.1.2.3/")
    bad.text("/html.pdf", "<!doctype html><title>Sorry</title>")
    bad.bytes("/cut.pdf", b"%PDF-1.7", Content_Length="999", Connection="close")
    bad.text("/gone.pdf", "gone", 410)
    bad.text("/later.pdf", "", 429, Retry_After="9999")
    result = run(publisher, make_publisher("bad", bad.url("/reviews")))
    by_source = {row.source_id: [] for row in result.rows}
    for row in result.rows:
        by_source[row.source_id].append(row.outcome)
    assert by_source["good"] == [Outcome.FETCHED] * 8
    assert by_source["bad"] == list(hostile.values())
    assert good.was_treated_politely()
    assert bad.was_treated_politely()
    status = {line.source_id: line for line in source_status(ledger, ["good", "bad", "other"])}
    assert (status["good"].new, status["good"].errors, status["good"].days_since_new) == (8, 0, 0)
    assert (status["bad"].blocked, status["bad"].errors, status["bad"].new) == (1, 7, 0)
    assert status["other"].message == "never run"
    assert status["other"].last_good_run is None
    waiting = for_a_person(ledger)
    wanted = {"/private/x.pdf", "/loop.pdf", "/private.pdf", "/metadata.pdf", "/html.pdf"}
    assert {row.url for row in waiting} == {bad.url(path) for path in wanted}
    assert {row.page_url for row in waiting} == {bad.url("/reviews")}


def test_a_page_with_ten_thousand_links_loses_none(run, site, make_publisher):
    names = [f"{number}.pdf" for number in range(10_000)]
    site.page("/reviews", *names)
    for name in names[:5]:
        site.pdf(f"/{name}")
    publisher = make_publisher("fictionshire", site.url("/reviews"), share=5)
    result = run(publisher)
    assert len(result.rows) == 10_000
    assert result.passes[0].outcomes == {"fetched": 5, "deferred": 9_995}
    assert len(site.seen) == 7


# Kills


def test_a_finished_part_of_a_run_is_not_done_again(run, site, make_publisher):
    publisher = listing(site, make_publisher, "a.pdf", "b.pdf")
    run(publisher, run_id="run-x")
    site.text("/b.pdf", "", 500)
    again = run(publisher, run_id="run-x")
    assert (site.count("/a.pdf"), site.count("/b.pdf")) == (1, 1)
    assert again.passes[0].outcomes == {"fetched": 2}


COLLECTOR = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import loopback
from pipelines.collect import Settings, collect
from archive.ledger import Ledger
from archive.originals import Originals
data = Path(sys.argv[1])
settings = Settings(gap_seconds=0.005, ports=loopback.AnyPort(), allow_loopback=True)
publisher = loopback.Publisher("fictionshire", (sys.argv[2],))
collect([publisher], loopback.read_pages, Originals(data), Ledger(data), "run-1", settings)
"""


def test_a_run_killed_at_any_moment_goes_on_where_it_was(site, tmp_path):
    names = [f"{number}.pdf" for number in range(40)]
    for name in names:
        site.pdf(f"/{name}")
    site.page("/reviews", *names)
    command = [sys.executable, "-c", COLLECTOR, str(tmp_path), site.url("/reviews")]
    command.append(str(Path(__file__).parents[1]))
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    kills = 0
    for stop_after in (7, 19, 31):
        with subprocess.Popen(command, env=environment) as process:
            while (
                process.poll() is None
                and sum(map(site.count, map("/{}".format, names))) < stop_after
            ):
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
            kills += 1
    subprocess.run(command, env=environment, check=True, timeout=60)
    rows = list(Ledger(tmp_path).sightings())
    assert sorted(row.url for row in rows) == sorted(site.url(name) for name in names)
    assert {row.outcome for row in rows} == {Outcome.FETCHED}
    assert len(set(Originals(tmp_path).ids())) == 40
    twice = sum(site.count(f"/{name}") - 1 for name in names)
    assert twice <= kills  # only what was under way at the moment of the kill


def test_a_run_that_is_interrupted_ends_soon_and_keeps_what_it_has(
    site, make_publisher, settings, store, ledger, read_pages
):
    publisher = listing(site, make_publisher, *(f"{n}.pdf" for n in range(50)))
    process = SimpleNamespace(main=threading.main_thread().ident)

    def interrupt():
        while site.count("/3.pdf") == 0:
            time.sleep(0.005)
        signal.pthread_kill(process.main, signal.SIGINT)

    watcher = threading.Thread(target=interrupt)
    watcher.start()
    with pytest.raises(KeyboardInterrupt):
        collect([publisher], read_pages, store, ledger, "run-1", settings)
    watcher.join()
    assert 3 <= len(list(ledger.sightings())) < 50
