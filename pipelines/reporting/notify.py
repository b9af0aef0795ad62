"""Brings a message to people: JSON to an address of Teams, Slack or any receiver, or e-mail.

`https://...` is posted to; what it wants is known by its host, or said with `teams+https://` and
`slack+https://`. `mailto:somebody@example.org` sends a mail through REVIEWS_SMTP
(`smtp://host:25`, `smtps://name:password@host:465`; without it the mail server of this machine).
"""

from __future__ import annotations

import json
import logging
import os
import re
import smtplib
import socket
import ssl
from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from functools import partial
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from archive.errors import UserError
from pipelines.reporting.notice import Notice
from pipelines.reporting.undelivered import why_not_sent, within

log = logging.getLogger(__name__)
RECEIVERS = "REVIEWS_NOTIFY"  # with spaces between
SMTP = "REVIEWS_SMTP"
SENDER = "REVIEWS_MAIL_FROM"
_SECONDS = 20.0  # of silence
_MOST_SECONDS = 60.0  # in all: an answer that comes byte by byte is never silent for long
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TEAMS = (".webhook.office.com", ".logic.azure.com", ".powerplatform.com")
_SLACK = ("hooks.slack.com",)
_SCHEMES = {"http", "https", "teams+http", "teams+https", "slack+http", "slack+https", "mailto"}
_MAIL = r"[^@\s]+@[^@\s]+"
_PORTS = {"smtp": 25, "smtps": 465}


def check_receivers(addresses: Iterable[str]) -> None:
    """Raise UserError for an address that no message can go to, and for settings by which no mail
    can be sent, before the night.
    """
    addresses = tuple(addresses)
    for address in addresses:
        if told := _wrong(address):
            raise UserError(
                f"--notify: {told}. Give https://..., teams+https://..., slack+https://... or"
                " mailto:name@example.org."
            )

    if any(address.startswith("mailto:") for address in addresses):
        _check_mail()


def _check_mail() -> None:
    """Whether REVIEWS_SMTP names a server, or this machine has one. Another is not asked: it may
    be down for a moment, and no run should wait for that.
    """
    if os.environ.get(SMTP):
        try:
            _server()
        except ValueError as error:  # without its value, which may hold a password
            raise UserError(
                f"{SMTP} is not a mail server ({error}). Give smtp://HOST:25 or"
                " smtps://NAME:PASSWORD@HOST:465."
            ) from None
        return
    try:
        _, host, port = _server()
        socket.create_connection((host, port), _SECONDS).close()
    except OSError:
        raise UserError(
            f"--notify mailto: needs a mail server: {SMTP} is not set, and none answers on this"
            f" machine. Set {SMTP} to smtp://HOST:25 or smtps://NAME:PASSWORD@HOST:465."
        ) from None


def _server() -> tuple[SplitResult, str, int]:
    """The mail server, its host and its port. Raises ValueError for what names none."""
    server = urlsplit(os.environ.get(SMTP) or "smtp://localhost")
    if server.scheme not in _PORTS:
        raise ValueError("it must begin with smtp:// or smtps://")
    if not server.hostname:
        raise ValueError("it has no host")
    try:
        port = server.port
    except ValueError:
        raise ValueError("its port is not a number up to 65535") from None
    return server, server.hostname, port or _PORTS[server.scheme]


def _wrong(address: str) -> str:
    """Why no message can go to an address, without its path: that is a secret."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises ValueError where it is not a number
    except ValueError:
        return "one of the addresses is not a web address"
    if parts.scheme not in _SCHEMES:
        how = f"by {parts.scheme}" if parts.scheme else "without https:// or mailto: in front"
        return f"no message can be sent {how}{f' to {host}' * bool(host)}"
    if parts.scheme == "mailto":
        return "" if re.fullmatch(_MAIL, unquote(parts.path)) else "mailto: needs name@example.org"
    if not host:
        return f"{parts.scheme}:// needs a host"
    if parts.scheme.endswith("http") and host not in _LOOPBACK:
        return f"a message to {host} by plain http could be read by anybody on the way"
    return ""


def deliver(notice: Notice, addresses: Iterable[str]) -> list[str]:
    """Send a message to each address; returns one sentence for each that it did not reach.

    Addresses of receivers are secrets: of these, messages name the host alone. None keeps a run
    waiting for longer than a minute, however slowly it answers.
    """
    import httpx2  # most runs have nothing to report, or nobody to report to

    faults = (OSError, httpx2.HTTPError, smtplib.SMTPException, ValueError)
    failures = []
    for address in addresses:
        try:
            within(_MOST_SECONDS, partial(_send, notice, address))
        except faults as error:
            failures.append(f"{shown(address)} could not be notified: {why_not_sent(error)}.")
    return failures


def _send(notice: Notice, address: str) -> None:
    if address.startswith("mailto:"):
        _mail(notice, unquote(address.removeprefix("mailto:")))
    else:
        _post(notice, address)


def payload(notice: Notice, address: str) -> tuple[str, dict[str, Any]]:
    """Where a message is posted, and as what."""
    kind, _, rest = address.rpartition("+")
    host = urlsplit(rest).hostname or ""
    if kind == "teams" or host.endswith(_TEAMS):
        return rest, _card(notice)
    if kind == "slack" or host in _SLACK:
        return rest, {"text": f"*{_slack(notice.title)}*\n{_slack(notice.text)}"}
    told = {"title": notice.title, "text": f"{notice.title}\n{notice.text}"}
    return rest, {**told, "reasons": list(notice.reasons), "run_id": notice.run_id}


def _card(notice: Notice) -> dict[str, Any]:
    """An adaptive card, as the workflows of Teams take it."""
    title = {"type": "TextBlock", "text": notice.title, "weight": "bolder", "wrap": True}
    lines = [{"type": "TextBlock", "text": line, "wrap": True} for line in notice.lines]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [title, *lines],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def _slack(text: str) -> str:
    """Slack's three special characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _post(notice: Notice, address: str) -> None:
    url, body = payload(notice, address)
    headers = {"Content-Type": "application/json"}
    content = json.dumps(body).encode()
    import httpx2

    httpx2.post(url, content=content, headers=headers, timeout=_SECONDS).raise_for_status()


def _mail(notice: Notice, to: str) -> None:
    message = EmailMessage()
    message["Subject"] = " ".join(notice.title.split())
    message["From"] = os.environ.get(SENDER) or to
    message["To"] = to
    # Mail without these two is taken for spam; the third keeps absence notices from coming back.
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid("reviews", domain=message["From"].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(notice.text + "\n")
    server, host, port = _server()
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        link: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
    else:
        link = smtplib.SMTP(host, port, timeout=_SECONDS)
    with link:
        if server.scheme == "smtp" and server.username:
            link.starttls(context=ssl.create_default_context())  # no password in the clear
        if server.username:
            link.login(unquote(server.username), unquote(server.password or ""))
        link.send_message(message)


def shown(address: str) -> str:
    """Where a message goes, without what is a secret."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return unquote(parts.path)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.hostname}{port}" if parts.hostname else "the address"
