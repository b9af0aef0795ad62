"""Who can be sent a message, and what each kind of receiver takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import write_reviews
from one_night import night
from pytest_httpserver import HTTPServer

from archive.errors import UserError
from pipelines.reporting import notify
from pipelines.reporting.notice import Notice
from pipelines.reporting.notify import check_receivers, deliver, payload

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
