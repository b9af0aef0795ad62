"""What publishers do with documents over days and weeks, played on a real server."""

import pytest
from msgspec.structs import replace

from models.records import DocumentState as S
from models.records import Listed, Outcome, Severity


@pytest.fixture
def publisher(site, make_publisher):
    return make_publisher("fictionshire", site.url("/reviews"))


def facts(row):
    return (row.outcome, row.state)


def test_new_then_unchanged(run, site, publisher, ledger):
    site.pdf("/a.pdf", name="Child Q")
    site.page("/reviews", "a.pdf", "our-policy.pdf")
    first = run(publisher)
    assert facts(first.at["/a.pdf"]) == (Outcome.FETCHED, S.NEW)
    assert facts(first.at["/our-policy.pdf"]) == (Outcome.LEFT_OUT, S.NEW)
    assert first.at["/our-policy.pdf"].message == "a policy"
    second = run(publisher)
    assert facts(second.at["/a.pdf"]) == (Outcome.NOT_MODIFIED, S.UNCHANGED)
    assert second.at["/a.pdf"].document_id == first.at["/a.pdf"].document_id
    assert second.at["/a.pdf"].bytes == first.at["/a.pdf"].bytes
    assert "/our-policy.pdf" not in second.at  # said once, not at every pass
    assert (second.passes[0].found, second.passes[0].left_out) == (1, 1)
    assert second.passes[0].is_complete
    assert site.was_treated_politely()


def test_a_file_that_is_not_due_is_not_asked_for(run, site, publisher):
    site.pdf("/a.pdf")
    site.page("/reviews", "a.pdf")
    run(publisher)
    second = run(publisher, recheck_seconds=3600)
    assert facts(second.at["/a.pdf"]) == (Outcome.LISTED, S.UNCHANGED)
    assert site.count("/a.pdf") == 1


def test_a_server_without_validators_is_compared_by_bytes(run, site, publisher):
    site.bytes("/a.pdf", b"%PDF-1.7 fiction %%EOF")
    site.page("/reviews", "a.pdf")
    run(publisher)
    second = run(publisher)
    assert facts(second.at["/a.pdf"]) == (Outcome.FETCHED, S.UNCHANGED)


def test_new_bytes_at_the_address_are_a_replacement_and_both_are_kept(run, site, publisher, store):
    site.pdf("/a.pdf", name="first version")
    site.page("/reviews", "a.pdf")
    first = run(publisher).at["/a.pdf"]
    site.pdf("/a.pdf", name="second version")
    second = run(publisher)
    assert facts(second.at["/a.pdf"]) == (Outcome.FETCHED, S.REPLACED)
    assert second.codes["replaced"] is Severity.INFO
    assert store.has(first.document_id)
    assert store.has(second.at["/a.pdf"].document_id)


def test_the_same_bytes_elsewhere_have_moved(run, site, publisher):
    site.pdf("/old.pdf", name="Child Q")
    site.page("/reviews", "old.pdf")
    first = run(publisher).at["/old.pdf"]
    site.pdf("/2026/new.pdf", name="Child Q")
    site.page("/reviews", "2026/new.pdf")
    second = run(publisher)
    assert facts(second.at["/2026/new.pdf"]) == (Outcome.FETCHED, S.MOVED)
    assert facts(second.at["/old.pdf"]) == (Outcome.NOT_LISTED, S.MOVED)
    assert second.at["/2026/new.pdf"].document_id == first.document_id
    third = run(publisher)
    assert facts(third.at["/2026/new.pdf"]) == (Outcome.NOT_MODIFIED, S.UNCHANGED)
    assert "/old.pdf" not in third.at


def test_two_addresses_of_one_file_are_no_move(run, site, publisher):
    site.pdf("/a.pdf", name="Child Q")
    site.pdf("/b.pdf", name="Child Q")
    site.page("/reviews", "a.pdf", "b.pdf")
    result = run(publisher)
    assert facts(result.at["/a.pdf"]) == (Outcome.FETCHED, S.NEW)
    assert facts(result.at["/b.pdf"]) == (Outcome.FETCHED, S.UNCHANGED)


def test_gone_from_the_listing_but_still_there_is_delisted(run, site, publisher):
    site.pdf("/a.pdf")
    site.pdf("/b.pdf")
    site.page("/reviews", "a.pdf", "b.pdf")
    run(publisher)
    site.page("/reviews", "b.pdf")
    second = run(publisher)
    assert facts(second.at["/a.pdf"]) == (Outcome.NOT_MODIFIED, S.DELISTED)
    assert second.at["/a.pdf"].listed_title == "Review a.pdf"
    third = run(publisher, recheck_seconds=3600)
    assert "/a.pdf" not in third.at  # nothing new to say
    site.page("/reviews", "a.pdf", "b.pdf")
    assert facts(run(publisher).at["/a.pdf"]) == (Outcome.NOT_MODIFIED, S.UNCHANGED)


@pytest.mark.parametrize("stays_listed", [True, False])
def test_gone_on_two_days_is_removed_gone_on_one_is_not(
    run, site, publisher, clock_at, store, stays_listed
):
    for name in ("/a.pdf", "/b.pdf"):
        site.pdf(name)
    site.page("/reviews", "a.pdf", "b.pdf")
    clock_at("2026-03-01")
    document_id = run(publisher).at["/a.pdf"].document_id
    site.text("/a.pdf", "gone", 410)
    if not stays_listed:
        site.page("/reviews", "b.pdf")
    not_yet = S.UNCHANGED if stays_listed else S.DELISTED
    clock_at("2026-03-08")
    assert facts(run(publisher).at["/a.pdf"]) == (Outcome.GONE, not_yet)
    again = run(publisher).at.get("/a.pdf")
    assert again is None or again.state is not_yet  # the same day counts once
    clock_at("2026-03-09")
    removed = run(publisher)
    assert facts(removed.at["/a.pdf"]) == (Outcome.GONE, S.REMOVED)
    assert removed.at["/a.pdf"].document_id == document_id
    assert store.has(document_id)


def test_a_file_that_comes_back_is_counted_anew(run, site, publisher, clock_at):
    body = site.pdf("/a.pdf")
    good = site.routes["/a.pdf"]
    site.page("/reviews", "a.pdf")
    for day, is_there, state in [
        ("2026-03-01", True, S.NEW),
        ("2026-03-08", False, S.UNCHANGED),
        ("2026-03-15", True, S.UNCHANGED),
        ("2026-03-22", False, S.UNCHANGED),
        ("2026-03-29", False, S.REMOVED),
        ("2026-04-05", True, S.UNCHANGED),
    ]:
        clock_at(day)
        site.routes["/a.pdf"] = good if is_there else site.routes.get("/none", _gone)
        assert run(publisher).at["/a.pdf"].state is state, day
    assert body


def _gone(handler):
    handler.answered()
    handler.send_response(404)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def test_a_failure_keeps_what_is_held(run, site, publisher):
    site.pdf("/a.pdf")
    site.page("/reviews", "a.pdf")
    held = run(publisher).at["/a.pdf"].document_id
    site.text("/a.pdf", "", 500)
    second = run(publisher)
    assert facts(second.at["/a.pdf"]) == (Outcome.ERROR, S.UNCHANGED)
    assert second.at["/a.pdf"].document_id == held
    assert second.codes["error"] is Severity.WARNING
    site.pdf("/a.pdf")
    assert facts(run(publisher).at["/a.pdf"])[1] is S.UNCHANGED


def test_a_purged_document_does_not_come_back(run, site, publisher, ledger, store):
    site.pdf("/a.pdf", name="Child Q")
    site.page("/reviews", "a.pdf")
    document_id = run(publisher).at["/a.pdf"].document_id
    ledger.purge(document_id)
    store.purge(document_id)
    second = run(publisher)
    assert second.rows == []
    assert second.passes[0].outcomes == {"purged": 1}
    site.pdf("/copy.pdf", name="Child Q")  # the same bytes at an address not known yet
    site.page("/reviews", "a.pdf", "copy.pdf")
    assert facts(run(publisher).at["/copy.pdf"]) == (Outcome.PURGED, S.NEW)
    assert list(store.ids()) == []


def test_a_lost_original_is_fetched_again(run, site, publisher, store):
    site.pdf("/a.pdf")
    site.page("/reviews", "a.pdf")
    held = run(publisher).at["/a.pdf"].document_id
    store.purge(held)
    again = run(publisher, recheck_seconds=3600).at["/a.pdf"]
    assert facts(again) == (Outcome.FETCHED, S.UNCHANGED)
    assert store.has(held)


def test_one_notice_at_many_addresses_changes_no_state(run, site, publisher, store):
    names = [f"{letter}.pdf" for letter in "abcd"]
    for name in names:
        site.pdf(f"/{name}")
    site.page("/reviews", *names)
    first = run(publisher)
    site.page("/reviews", *names, "new.pdf")
    for name in [*names, "new.pdf"]:
        site.pdf(f"/{name}", name="This site is down for maintenance")
    for night in (run(publisher), run(publisher)):
        for name in names:
            row = night.at[f"/{name}"]
            assert facts(row) == (Outcome.NOT_A_DOCUMENT, S.UNCHANGED)
            assert row.document_id == first.at[f"/{name}"].document_id
        assert facts(night.at["/new.pdf"]) == (Outcome.NOT_A_DOCUMENT, S.NEW)
        assert night.at["/new.pdf"].document_id is None
        assert night.codes["same_everywhere"] is Severity.WARNING
        assert "replaced" not in night.codes
    for name in ["a.pdf", "b.pdf", "new.pdf"]:  # the site comes back, not all of it at once
        site.pdf(f"/{name}")
    healing = run(publisher)
    assert facts(healing.at["/a.pdf"]) == (Outcome.FETCHED, S.UNCHANGED)
    assert facts(healing.at["/d.pdf"]) == (Outcome.NOT_A_DOCUMENT, S.UNCHANGED)
    assert facts(healing.at["/new.pdf"]) == (Outcome.FETCHED, S.NEW)


def test_two_reports_made_into_one_are_no_notice(run, site, publisher):
    for name in ("a.pdf", "b.pdf"):
        site.pdf(f"/{name}")
    site.page("/reviews", "a.pdf", "b.pdf")
    run(publisher)
    for name in ("a.pdf", "b.pdf"):
        site.pdf(f"/{name}", name="both in one")
    second = run(publisher)
    assert {facts(row) for row in second.rows} == {(Outcome.FETCHED, S.REPLACED)}


def test_a_notice_without_a_link_withdraws_what_is_no_longer_listed(
    run, site, publisher, read_pages
):
    site.pdf("/a.pdf", name="Child Rowan")
    site.pdf("/b.pdf", name="Child Elm")
    site.page("/reviews", "a.pdf", "b.pdf")
    groups = {"a.pdf": "child rowan", "b.pdf": "child elm"}
    said = Listed(site.url("/reviews"), title="The report on Child Rowan has been withdrawn.",
                  withdrawn="withdrawn: has been withdrawn", is_notice=True)  # fmt: skip

    def read(source, fetch):
        for row in read_pages(source, fetch):
            yield replace(row, group=groups[row.url.rpartition("/")[2]])

    first = run(publisher, discover=read)
    assert facts(first.at["/a.pdf"]) == (Outcome.FETCHED, S.NEW)
    site.page("/reviews", "b.pdf")
    second = run(publisher, discover=lambda source, fetch: [*read(source, fetch), said])
    assert facts(second.at["/a.pdf"]) == (Outcome.WITHDRAWN, S.WITHDRAWN)
    assert second.at["/a.pdf"].message == "withdrawn: has been withdrawn"
    assert second.at["/b.pdf"].state is S.UNCHANGED
    third = run(publisher, discover=lambda source, fetch: [*read(source, fetch), said])
    assert "/a.pdf" not in third.at  # said once
