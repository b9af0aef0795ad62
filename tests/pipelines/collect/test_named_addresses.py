"""A warning about addresses names them: a number alone sends nobody to the right page."""

from __future__ import annotations

import pytest

from archive.folder import Archive
from archive.runs import RunRecord
from models.records import Outcome, Run, Severity
from pipelines.collect import for_a_person
from pipelines.purging import delete

PAGE = "<!doctype html><html><title>Sorry</title><p>The page was not found."


def told(result, code):
    (found,) = (issue for issue in result.issues if issue.code == code)
    return found


@pytest.mark.parametrize(
    ("outcome", "answer", "why"),
    [
        (Outcome.NOT_A_DOCUMENT, lambda s: s.text("/x.pdf", PAGE), "gave a web page"),
        (Outcome.NOT_A_DOCUMENT, lambda s: s.text("/x.pdf", ""), "gave nothing"),
        (Outcome.GONE, lambda s: s.text("/x.pdf", PAGE, 404), "status 404"),
        (Outcome.FORBIDDEN, lambda s: s.text("/x.pdf", PAGE, 403), "status 403"),
        (Outcome.ERROR, lambda s: s.text("/x.pdf", PAGE, 501), "status 501"),
        (Outcome.REDIRECTS, lambda s: s.redirect("/x.pdf", "/x.pdf"), "redirects endlessly"),
        (Outcome.BLOCKED_BY_WAF, lambda s: s.text("/x.pdf", PAGE + "gokuprops"), "challenge"),
    ],
)
def test_whatever_came_in_place_of_a_document(run, site, make_publisher, outcome, answer, why):
    site.page("/reviews", "good.pdf", "x.pdf")
    site.pdf("/good.pdf")
    answer(site)
    found = told(run(make_publisher("fictionshire", site.url("/reviews"))), outcome)
    assert found.severity == Severity.WARNING
    assert site.url("/x.pdf") in found.message
    assert why in found.message
    assert site.url("/good.pdf") not in found.message


def test_a_login_page_behind_a_redirect_is_named_too(run, site, make_publisher, ledger):
    site.page("/reviews", "x.pdf")
    site.redirect("/x.pdf", "/login?to=x", 302)
    site.text("/login?to=x", "<!doctype html><html><title>Log in</title>")
    found = told(run(make_publisher("fictionshire", site.url("/reviews"))), "not_a_document")
    assert f"{site.url('/x.pdf')}, which leads to {site.url('/login?to=x')} (" in found.message
    assert [row.url for row in for_a_person(ledger)] == [site.url("/x.pdf")]


def test_of_many_the_new_ones_are_first_and_the_rest_are_counted(run, site, make_publisher):
    publisher = make_publisher("fictionshire", site.url("/reviews"))
    old = [f"old{number}.pdf" for number in range(4)]
    for names in (old, [*old, "new.pdf"]):
        site.page("/reviews", *names)
        for name in names:
            site.text(f"/{name}", PAGE)
        message = told(run(publisher), "not_a_document").message
    assert message.startswith("5 addresses did not return a document")
    assert message.index("/new.pdf") < message.index("/old0.pdf")
    assert message.endswith("; and 2 more")
    assert "/old3.pdf" not in message


def test_the_address_of_a_purged_document_is_in_no_record(run, site, make_publisher, tmp_path):
    publisher = make_publisher("fictionshire", site.url("/reviews"))
    site.page("/reviews", "download/4711")
    site.pdf("/download/4711", Content_Disposition='attachment; filename="report.pdf"')
    (row,) = run(publisher).rows
    site.text("/download/4711", PAGE, 403)
    issues = run(publisher).issues
    archive = Archive(tmp_path)
    record = RunRecord(Run("run-2", "2031", "2031", "run", "1"), 2, tuple(issues))
    archive.runs.save(record)
    (kept,) = archive.places.runs.glob("*.json")
    assert "download/4711" in kept.read_text()
    delete(archive, row.document_id, why="asked for")
    assert "download/4711" not in kept.read_text()
