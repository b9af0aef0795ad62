"""Who can be sent a message, and what each kind of receiver takes."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from email import message_from_string
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Self

import httpx2
import pytest
from invented import write_reviews
from one_night import night
from pytest_httpserver import HTTPServer

from archive.errors import UserError
from archive.folder import Archive
from pipelines.doctor import CheckResult, Health
from pipelines.doctor.messages import of_messages
from pipelines.doctor.result import ok
from pipelines.reporting import notify, unsent
from pipelines.reporting.notice import Notice
from pipelines.reporting.notify import check_receivers, deliver, payload
from pipelines.reporting.undelivered import why_not_sent
from pipelines.reporting.unsent import load_unsent, send

pytestmark = pytest.mark.usefixtures("in_this_process")
NOTICE = Notice(("news",), "Reviews <1> & 2", ("New: Child A", "Report: x"), "run-1")


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
def test_an_address_that_no_message_can_go_to_is_reported_before(address: str, told: str) -> None:
    with pytest.raises(UserError, match="--notify") as error:
        check_receivers([address])
    assert told in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("nonsense", "must begin with smtp"),
        ("smtp://", "has no host"),
        ("smtps://name:secret@mail.example.org:port", "port"),
        ("", "is not set, and none answers"),
    ],
)
def test_mail_settings_that_cannot_work_are_reported_before_the_night(
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


@pytest.fixture
def dripping() -> Iterator[str]:
    """The address of a receiver that answers for ever, one header at a time."""
    over = threading.Event()

    def drip() -> None:
        link, _ = server.accept()
        with link:
            link.sendall(b"HTTP/1.1 200 OK\r\n")
            while not over.wait(0.05):
                link.sendall(b"X-More: of the same\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/hook"
        over.set()


def test_a_receiver_that_answers_byte_by_byte_does_not_keep_a_run(
    dripping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notify, "_MOST_SECONDS", 0.5)
    (told,) = deliver(NOTICE, [dripping])
    assert "there was no answer in time" in told


def test_what_a_run_has_to_report_is_kept_before_it_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is killed while it waits for a receiver leaves the message to the next."""
    receivers = ["https://one.example.org/x", "https://two.example.org/x"]
    seen: list[list[str]] = []

    def deliver_one(_: Notice, addresses: list[str]) -> list[str]:
        seen.append([row.host for row in load_unsent(tmp_path)])
        return ["Two is away."] if "two" in addresses[0] else []

    monkeypatch.setattr(unsent, "deliver", deliver_one)
    assert send(tmp_path, receivers, NOTICE) == ["Two is away. The next run tries again."]
    assert seen == [["one.example.org", "two.example.org"], ["two.example.org"]]
    assert [row.host for row in load_unsent(tmp_path)] == ["two.example.org"]


def _chained(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def _refused_certificate() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (_chained(httpx2.ConnectError("x"), OSError(111, "Connection refused")), "(Connection r"),
        (_chained(httpx2.ConnectError("x"), _refused_certificate()), "self-signed certificate"),
        (httpx2.ReadTimeout("x"), "no answer in time"),
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}), "(550 no such user)"),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), "answered 535 wrong password"),
        (smtplib.SMTPServerDisconnected("timed out"), "closed the connection"),
    ],
)
def test_why_a_message_was_not_sent_is_said_in_words(error: Exception, told: str) -> None:
    assert told in why_not_sent(error)


def test_a_redirect_is_not_followed_and_is_reported_as_such(httpserver: HTTPServer) -> None:
    """Whoever answers with another address does not get the message."""
    moved = {"Location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request("/hook").respond_with_data("", status=307, headers=moved)
    (told,) = deliver(NOTICE, [httpserver.url_for("/hook")])
    assert "answered 307, a redirect, which is not followed" in told
    assert [asked.path for asked, _ in httpserver.log] == ["/hook"]


def test_a_mail_has_what_mail_servers_ask_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    class Server:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def send_message(self, message: object) -> None:
            sent.append(str(message))

    monkeypatch.setattr(notify.smtplib, "SMTP", Server)
    monkeypatch.setenv("REVIEWS_MAIL_FROM", "reviews@council.example.org")
    assert deliver(NOTICE, ["mailto:lead@example.org"]) == []
    mail = message_from_string(sent[0])
    assert abs(parsedate_to_datetime(mail["Date"]).timestamp() - time.time()) < 600
    assert mail["Message-ID"].endswith("@council.example.org>")
    assert mail["Auto-Submitted"] == "auto-generated"


def test_doctor_says_who_is_notified_and_which_address_cannot_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def check() -> CheckResult:
        return next(iter(of_messages(Archive(tmp_path))))

    monkeypatch.delenv("REVIEWS_NOTIFY", raising=False)
    assert "REVIEWS_NOTIFY is not set here" in check().says
    monkeypatch.setenv("REVIEWS_NOTIFY", "https://hooks.example.org/secret https://b.example.org")
    assert check() == ok("notify", "Told when a run fails: hooks.example.org, b.example.org.")
    monkeypatch.setenv("REVIEWS_NOTIFY", "http://hooks.example.org/secret")
    assert check().health is Health.BAD
    assert "secret" not in check().says


def test_a_message_makes_no_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a run which found no folder, where the receiver does not answer either."""
    monkeypatch.setattr(unsent, "deliver", lambda *_: ["nobody could be notified."])
    data = tmp_path / "not" / "mounted"
    assert send(data, ["https://hooks.example.org/x"], NOTICE)
    assert not data.parent.exists()
