"""What an operator hears of four nights: news, a loss held, a failure, and all well again."""

from __future__ import annotations

import json
import re
import shutil
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from invented import write_review, write_reviews
from kept import FirstRun, parts
from pytest_httpserver import HTTPServer
from rich.console import Console
from typer.testing import CliRunner

from archive.errors import NotThereError, UserError
from archive.folder import Archive
from archive.lock import BusyError
from archive.originals import Originals
from archive.places import Places
from cli import app
from models.records import DocumentState, Severity
from pipelines import run as line
from pipelines.doctor import Health, examine
from pipelines.environment import OWN_SOURCES
from pipelines.reporting import Ending, Summary, as_markdown, load_summary, notify, report_paths
from pipelines.reporting.gone import gone_in
from pipelines.reporting.html import as_html
from pipelines.reporting.metrics import as_openmetrics, metrics
from pipelines.reporting.notice import Notice
from pipelines.reporting.notify import check_receivers, deliver, payload
from pipelines.reporting.summary import Trouble
from pipelines.reporting.unsent import load_unsent
from pipelines.reporting.watch import watched
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.sources import SourceFileError
from pipelines.waiting import when_free
from terminal.screen.run import warnings_of

pytestmark = pytest.mark.usefixtures("in_this_process")
NOTICE = Notice(("news",), "Reviews <1> & 2", ("New: Child A", "Report: x"), "run-1")


class _Mail(socketserver.StreamRequestHandler):
    """Just enough of SMTP to take a mail in."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        lines: list[bytes] = []
        while command := self.rfile.readline():
            if command.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                while (row := self.rfile.readline()) != b".\r\n":
                    lines.append(row)
                self.server.mails.append(b"".join(lines).decode())
            self.wfile.write(
                b"221 bye\r\n" if command.upper().startswith(b"QUIT") else b"250 ok\r\n"
            )


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail)
    server.mails = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("REVIEWS_SMTP", f"smtp://127.0.0.1:{server.server_address[1]}")
    yield server.mails
    server.shutdown()
    server.server_close()


def night(data: Path, folder: Path, *receivers: str) -> Summary:
    request = RunRequest(data, path=folder)
    report, untold = watched(data, receivers, lambda: ingest(request, Console(quiet=True)))
    assert not untold
    assert report.summary is not None
    return report.summary


def test_people_hear_of_what_matters_and_of_nothing_else(
    tmp_path: Path, httpserver: HTTPServer, mails: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    httpserver.expect_request("/hook").respond_with_data("")
    receivers = (httpserver.url_for("/hook"), "mailto:lead@example.org")

    def heard() -> list[list[str]]:
        told = [json.loads(request.data)["reasons"] for request, _ in httpserver.log]
        assert len(told) == len(mails)
        return told

    write_reviews(folder, 6)
    first = night(data, folder, *receivers)
    assert (first.ending, first.is_first_build, first.reviews) == (Ending.PUBLISHED, True, 6)
    assert heard() == [["first"]]
    assert "first publication" in mails[-1]
    assert "New:" not in mails[-1]  # of a first build everything is new

    assert night(data, folder, *receivers).ending == Ending.NOTHING_NEW
    assert heard() == [["first"]]

    write_review(folder / "maple.pdf", "Maple")
    news = night(data, folder, *receivers)
    assert [item.title for item in news.news] == ["Child Safeguarding Practice Review Child Maple"]
    assert news.news[0].themes
    assert heard() == [["first"], ["news"]]
    assert "Child Maple" in mails[-1]
    assert news.news[0].themes[0].split()[0] in mails[-1]

    with monkeypatch.context() as broken:

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("words of a report")

        broken.setattr(line, "publish", fail)
        write_review(folder / "oak.pdf", "Oak")
        with pytest.raises(RuntimeError):
            night(data, folder, *receivers)
    assert heard()[-1] == ["failed"]
    assert "words of a report" not in "".join(mails)
    assert load_summary(data).ending == Ending.FAILED

    back = night(data, folder, *receivers)
    assert heard()[-1] == ["recovered", "news"]
    assert back.recovery.published

    for name in ("ash", "birch", "cedar"):
        write_review(folder / f"{name}.pdf", name.title(), n=0)
    held = night(data, folder, *receivers)
    assert held.ending == Ending.LOSS_HELD
    assert heard()[-1] == ["loss_held"]
    assert f"reviews accept {held.held_build}" in mails[-1].replace("=\r\n", "")
    plain = mails[-1].replace("=\r\n", "")
    assert plain.count(held.held_build) == 2  # to look at it, and to take it
    assert f"reviews diff {held.held_build}" in plain
    assert "Review Child Ash (local): statements 4 to 0; another file is now at its" in plain
    assert (folder / "ash.pdf").as_uri() in plain
    # The figures are not those of the loss.
    published = back.statements
    assert held.headline.startswith(
        f"Held: too much would be lost; 8 reviews, {published} statements stay published"
    )
    figures = metrics(Archive(data), held)
    assert figures.loss_held == 1
    assert figures.reviews == 8  # what was published stands
    assert any(source.statements_lost for source in figures.sources)


def test_accept_retry_and_purge_tell_people_as_a_run_does(
    first_run: FirstRun, mails: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, folder = parts(first_run(6))
    told = ["--data", str(data), "--notify", "mailto:lead@example.org"]
    for name in ("ash", "birch", "cedar"):
        write_review(folder / f"{name}.pdf", name.title(), n=0)
    held = night(data, folder).held_build
    assert held
    for typed in (["accept", "nothing"], ["retry", "f"], ["purge", "zzzz", "--why", "asked for"]):
        assert isinstance(CliRunner().invoke(app, [*typed, *told]).exception, NotThereError)
    assert mails == []  # a slip of the one who types is no news
    assert CliRunner().invoke(app, ["accept", held, *told]).exit_code == 0
    assert "succeeded" in mails[-1]
    unreadable = folder / "broken.pdf"
    unreadable.write_bytes(b"%PDF-1.7 broken")
    night(data, folder)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(line, "publish", lambda *_: 1 / 0)
        for typed in (["retry"], ["purge", Archive(data).documents()[0], "--why", "asked for"]):
            before = len(mails)
            CliRunner().invoke(app, [*typed, *told])
            assert len(mails) == before + 1
            assert "Not published" in mails[-1]


def test_a_report_says_the_same_in_three_forms(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    write_reviews(folder, 2)
    (folder / "notice.pdf").write_text("<html>An invented notice</html>")
    summary = night(data, folder)
    markdown, html, kept = report_paths(data, summary.run_id)
    assert markdown.read_text() == as_markdown(summary)
    assert html.read_text() == as_html(summary)
    assert msgspec.json.decode(kept.read_bytes(), type=Summary) == summary
    for text in (markdown.read_text(), html.read_text()):
        assert "notice.pdf" in text
        assert "local" in text
        assert "Slowest documents" in text
    assert {row.stage for row in summary.stages} >= {"collect", "process", "publish", "read"}
    (source,) = summary.sources
    assert (source.found, source.new) == (3, 3)


def test_what_others_wrote_breaks_neither_markdown_nor_page(first_run: FirstRun) -> None:
    data = first_run(1) / "data"
    summary = load_summary(data)
    (item,) = summary.news
    bad = msgspec.structs.replace(
        item, title="<script>x</script> | [y](z)", url="https://example.org/a>b"
    )
    odd = msgspec.structs.replace(summary, news=(bad,), is_first_build=False)
    assert "<script" not in as_html(odd)
    (row,) = (text for text in as_markdown(odd).splitlines() if "script" in text)
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "(<https://example.org/a%3Eb>)" in row


def test_each_warning_on_the_screen_names_source_and_file(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    write_reviews(folder, 1)
    (folder / "notice.pdf").write_text("<html>An invented notice</html>")
    report = ingest(RunRequest(tmp_path / "data", path=folder), Console(quiet=True))
    ((told, do),) = warnings_of(report)
    assert told.startswith("local, notice.pdf")
    assert "Open its address" in do
    assert report.summary
    assert [trouble.where for trouble in report.summary.troubles] == ["local · notice.pdf"]


def test_an_error_is_shown_once_and_not_as_a_warning(first_run: FirstRun, tmp_path: Path) -> None:
    data = first_run(1) / "data"
    store = Originals(data)
    store.path(next(store.ids())).unlink()
    other = tmp_path / "other"  # the file is not offered again
    other.mkdir()
    write_review(other / "oak.pdf", "Oak")
    report = ingest(RunRequest(data, path=other), Console(quiet=True))
    assert [issue.code for issue in report.new_warnings] == ["original_missing"]
    assert warnings_of(report) == []


def test_receivers_get_what_they_take(httpserver: HTTPServer) -> None:
    url, slack = payload(NOTICE, "slack+https://relay.example.org/x")
    assert url == "https://relay.example.org/x"
    assert slack["text"].startswith("*Reviews &lt;1&gt; &amp; 2*")
    assert payload(NOTICE, "https://hooks.slack.com/services/x")[1] == slack
    card = payload(NOTICE, "https://x.webhook.office.com/y")[1]["attachments"][0]
    assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert [part["text"] for part in card["content"]["body"]] == [NOTICE.title, *NOTICE.lines]
    httpserver.expect_request("/down").respond_with_data("", status=500)
    (told,) = deliver(NOTICE, [httpserver.url_for("/down?token=secret")])
    assert "secret" not in told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mailto:nobody", "name@example.org"),
        ("ftp://example.org/secret", "by ftp to example.org"),
        ("example.org", "without https://"),
        ("https://", "needs a host"),
        ("https://[x", "not a web address"),
        ("http://hooks.example.org/secret", "hooks.example.org by plain http"),
        ("teams+http://hooks.example.org/secret", "hooks.example.org by plain http"),
        ("https://example.org:port/", "not a web address"),
    ],
)
def test_an_address_that_no_message_can_go_to_is_told_before(address: str, told: str) -> None:
    with pytest.raises(UserError, match="--notify") as error:
        check_receivers([address])
    assert told in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("nonsense", "must begin with smtp"),
        ("smtp://", "names no host"),
        ("smtps://name:secret@mail.example.org:port", "port"),
        ("", "is not set, and none answers"),
    ],
)
def test_mail_settings_that_cannot_work_are_told_before_the_night(
    setting: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(notify.socket, "create_connection", refused)
    monkeypatch.setenv("REVIEWS_SMTP", setting)
    write_reviews(tmp_path / "documents", 1)
    with pytest.raises(UserError, match="REVIEWS_SMTP") as error:
        night(tmp_path / "data", tmp_path / "documents", "mailto:lead@example.org")
    assert told in str(error.value)
    assert "secret" not in str(error.value)
    assert not (tmp_path / "data").exists()


def test_a_mail_server_elsewhere_is_not_asked_before_the_night(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(notify.socket, "create_connection")
    monkeypatch.setenv("REVIEWS_SMTP", "smtps://name:secret@mail.example.org")
    check_receivers(["mailto:lead@example.org"])
    monkeypatch.delenv("REVIEWS_SMTP")
    check_receivers(["https://example.org/hook"])


def test_figures_are_openmetrics(first_run: FirstRun) -> None:
    data = first_run(1) / "data"
    summary = load_summary(data)
    text = as_openmetrics(metrics(Archive(data), summary))
    assert text == Places(data).openmetrics.read_text() or text.endswith("# EOF\n")
    assert "\nreviews_reviews 1\n" in text
    sample = re.compile(r'reviews_[a-z_]+(\{source="[a-z_0-9]+"\})? -?[0-9.e+]+')
    for row in text.splitlines()[:-1]:
        assert row.startswith(("# TYPE reviews_", "# HELP reviews_")) or sample.fullmatch(row)


def test_a_run_that_was_killed_is_told_by_report_and_figures(first_run: FirstRun) -> None:
    data, folder = parts(first_run(1))
    good = load_summary(data)

    def told(*typed: str) -> str:
        return CliRunner().invoke(app, [*typed, "--data", str(data)]).stdout

    assert "died" not in told("report", "--line")
    runs = Archive(data).runs
    with Archive(data).lock():
        runs.at(runs.begin("run-2", "run", "1"), "process")
        assert told("report", "--line") == f"{good.headline}\n"  # it goes on
    line = told("report", "--line")
    assert line.startswith("The last run died before its end; 1 review, 4 statements stay publ")
    assert "died in the stage process" in told("report")
    figures = told("metrics")
    assert "\nreviews_last_run_exit_status 1\n" in figures
    assert json.loads(told("metrics", "--json"))["last_good_run"] == good.finished_at
    assert told("report", good.run_id, "--line") == f"{good.headline}\n"
    night(data, folder)
    assert "died" not in told("report", "--line")


def test_a_run_waits_for_another_to_end_and_not_for_ever(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "data")
    write_reviews(tmp_path / "documents", 1)
    request = RunRequest(archive.data, path=tmp_path / "documents")
    with pytest.raises(BusyError), archive.lock():
        when_free(lambda: ingest(request, Console(quiet=True)), 0, lambda _: None)
    lock = archive.lock()
    lock.__enter__()
    report = when_free(
        lambda: ingest(request, Console(quiet=True)), 1, lambda _: lock.__exit__(None, None, None)
    )
    assert report.exit_status == 0


def test_a_source_file_with_a_typo_is_one_message_and_has_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    own, data = tmp_path / "own", tmp_path / "data"
    own.mkdir()
    (own / "ours.yaml").write_text("title: [x\n")
    monkeypatch.setenv(OWN_SOURCES, str(own))
    done = CliRunner().invoke(app, ["run", "ours", "--data", str(data)])
    assert isinstance(done.exception, SourceFileError)
    assert "Traceback" not in caplog.text
    summary = load_summary(data)
    assert summary.ending is Ending.FAILED
    assert "ours.yaml: line" in summary.troubles[0].message
    assert json.loads((data / "metrics.json").read_bytes())
    (found,) = (one for one in examine(data) if one.about == "source files")
    assert (found.health, "ours.yaml" in found.says) == (Health.BAD, True)


def test_people_are_told_before_a_screen_that_may_wait(
    first_run: FirstRun, httpserver: HTTPServer
) -> None:
    """Prefect's server may have gone: the mail does not wait for it."""
    data, folder = parts(first_run(1))
    httpserver.expect_request("/hook").respond_with_data("ok")
    request, receivers = RunRequest(data, path=folder), [httpserver.url_for("/hook")]
    write_reviews(folder, 2)

    def show(_: Summary) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        watched(request.data, receivers, lambda: ingest(request, Console(quiet=True)), show)
    assert len(httpserver.log) == 1


def test_a_full_disk_for_reports_undoes_no_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    write_reviews(folder, 1)
    data = tmp_path / "data"
    (data).mkdir()
    (data / "reports").write_text("in the way")
    report = ingest(RunRequest(data, path=folder), Console(quiet=True))
    assert (report.exit_status, report.summary) == (0, None)
    assert Places(data).warehouse.exists()
    shutil.rmtree(data)


def test_what_did_not_reach_somebody_is_sent_by_the_next_run_once(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    up, down = httpserver.url_for("/up"), httpserver.url_for("/down?token=secret")
    httpserver.expect_request("/up").respond_with_data("")
    httpserver.expect_request("/down").respond_with_data("", status=500)
    write_reviews(folder, 1)

    def go(*receivers: str) -> list[str]:
        request = RunRequest(data, path=folder)
        return watched(data, receivers, lambda: ingest(request, Console(quiet=True)))[1]

    def told(path: str) -> list[list[str]]:
        asked = [request for request, _ in httpserver.log if request.path == path]
        return [json.loads(request.data)["reasons"] for request in asked]

    assert len(go(up, down)) == 1
    (check,) = (one for one in examine(data, is_quick=True) if one.about == "messages")
    assert (check.health, "1 message has not reached localhost" in check.says) == (
        Health.LOOK,
        True,
    )
    assert "secret" not in Places(data).unsent.read_text() + check.says
    assert go() == []  # nobody is named: it is kept
    write_reviews(folder, 2)
    assert len(go(up, down)) == 1  # still away
    assert [len(told("/up")), len(load_unsent(data))] == [2, 2]
    httpserver.clear_all_handlers()
    httpserver.expect_request("/down").respond_with_data("")
    assert go(down) == []  # a night without news
    assert told("/down")[-2:] == [["first"], ["news"]]
    last = json.loads(httpserver.log[-1][0].data)["text"]
    assert "could not be sent then" in last
    before = len(httpserver.log)
    assert go(down) == []
    assert (len(httpserver.log), Places(data).unsent.exists()) == (before, False)


def test_what_is_gone_is_named_once_with_its_address_and_what_to_do(tmp_path: Path) -> None:
    """By title as published; a title that the screen holds is not told."""
    write_reviews(tmp_path / "documents", 2)
    data = tmp_path / "data"
    report = ingest(RunRequest(data, path=tmp_path / "documents"), Console(quiet=True))
    archive, record = Archive(data), Archive(data).runs.load()[-1]
    assert list(gone_in(archive, record.run.run_id)) == []
    ash, birch = sorted(archive.latest().values(), key=lambda row: row.url)
    states = (DocumentState.DELISTED, DocumentState.WITHDRAWN)
    for row, state in zip((ash, birch), states, strict=True):
        changed = {"run_id": "run-2", "seen_at": "2031-05-01T05:00:00Z", "state": state}
        archive.ledger.append(msgspec.structs.replace(row, **changed))
    first, second = gone_in(archive, "run-2")
    assert first.title == "Child Safeguarding Practice Review Child Ash"
    assert (first.source_id, first.url, first.since[:10]) == ("local", ash.url, "2031-05-01")
    assert "`reviews discover local`" in first.do
    assert f"`reviews purge {birch.document_id} --why REASON`" in second.do
    again = msgspec.structs.replace(ash, run_id="run-3", state=DocumentState.DELISTED)
    archive.ledger.append(again)
    assert list(gone_in(archive, "run-3")) == []  # it was gone before
    assert report.summary
    written = as_markdown(msgspec.structs.replace(report.summary, gone=(first, second)))
    assert "## Gone from publishers' pages: 2" in written
    assert f"`reviews purge {birch.document_id} --why REASON`" in written
    assert "`reviews discover local`" in written


def test_commands_in_a_report_can_be_copied(tmp_path: Path) -> None:
    write_reviews(tmp_path / "documents", 1)
    report = ingest(RunRequest(tmp_path / "data", path=tmp_path / "documents"), Console(quiet=True))
    assert report.summary
    row = Trouble(Severity.WARNING, "x", "a_b", "Try `reviews discover a_b`.", "a_b")
    odd = msgspec.structs.replace(report.summary, troubles=(row,))
    assert "| a\\_b | a\\_b | Try `reviews discover a_b`. |" in as_markdown(odd)
    assert "<td>Try <code>reviews discover a_b</code>.</td>" in as_html(odd)


def test_what_an_accepted_build_no_longer_holds_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, folder = tmp_path / "data", tmp_path / "documents"
    write_reviews(folder, 6)
    night(data, folder)
    write_review(folder / "ash.pdf", "Ash", n=0)
    held = night(data, folder)
    assert held.held_build
    done = CliRunner().invoke(app, ["accept", held.held_build, "--data", str(data)])
    assert done.exit_code == 0
    assert "1 document has left, or lost statements, with this build:" in done.stdout
    assert "Review Child Ash (local): statements 4 to 0; another file is now at" in done.stdout
    summary = load_summary(data)
    assert [line.title for line in summary.lost] == ["Child Safeguarding Practice Review Child Ash"]
    assert "## What has left with this build" in as_markdown(summary)


def test_a_retry_with_nothing_to_try_has_worked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write_reviews(tmp_path / "documents", 1)
    ingest(RunRequest(data, path=tmp_path / "documents"), Console(quiet=True))
    runs = len(Archive(data).runs.load())
    done = CliRunner().invoke(app, ["retry", "--data", str(data)])
    assert (done.exit_code, done.stdout) == (
        0,
        "No document is unreadable, so there is nothing to retry.\n",
    )
    assert len(Archive(data).runs.load()) == runs
    assert CliRunner().invoke(app, ["retry", "abc", "--data", str(data)]).exit_code == 1
