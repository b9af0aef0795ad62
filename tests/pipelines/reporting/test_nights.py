"""What an operator hears of four nights: news, a loss held, a failure, and all well again."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import write_review, write_reviews
from kept import FirstRun, parts
from one_night import night
from pytest_httpserver import HTTPServer
from rich.console import Console
from typer.testing import CliRunner

from archive.errors import NotThereError
from archive.folder import Archive
from archive.lock import BusyError
from archive.places import Places
from cli import app
from pipelines import run as main_job
from pipelines.doctor import Health, examine
from pipelines.reporting import Ending, Summary, load_summary
from pipelines.reporting.metrics import metrics
from pipelines.reporting.unsent import load_unsent
from pipelines.reporting.watch import watched
from pipelines.request import RunRequest
from pipelines.run import ingest
from pipelines.waiting import when_free

pytestmark = pytest.mark.usefixtures("in_this_process")


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

        broken.setattr(main_job, "publish", fail)
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
        write_review(folder / f"{name}.pdf", name.title(), n=2)
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


def test_accept_retry_and_purge_notify_people_as_a_run_does(
    first_run: FirstRun, mails: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, folder = parts(first_run(6))
    told = ["--data", str(data), "--notify", "mailto:lead@example.org"]
    for name in ("ash", "birch", "cedar"):
        write_review(folder / f"{name}.pdf", name.title(), n=2)
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
        broken.setattr(main_job, "publish", lambda *_: 1 / 0)
        for typed in (["retry"], ["purge", Archive(data).documents()[0], "--why", "asked for"]):
            before = len(mails)
            CliRunner().invoke(app, [*typed, *told])
            assert len(mails) == before + 1
            assert "Not published" in mails[-1]


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


def test_people_hear_before_a_screen_that_may_wait(
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


def test_an_invented_review_beside_real_ones_is_no_news(first_run: FirstRun) -> None:
    """It is not counted either: the headline and the news have to agree."""
    data, folder = parts(first_run(1))
    (only,) = Archive(data).documents()
    typed = ["correct", only, "--real", "--why", "a test", "--data", str(data)]
    assert CliRunner().invoke(app, typed).exit_code == 2  # it says of itself that it is invented
    write_reviews(folder, 2)
    report = ingest(RunRequest(data, path=folder), Console(quiet=True))
    assert report.summary
    assert (report.summary.reviews, report.summary.news) == (1, ())
