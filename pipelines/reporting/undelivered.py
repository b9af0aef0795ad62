"""Why a message did not reach somebody, in words for a person, and how long that may take."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from http import HTTPStatus
from threading import Thread


def within(seconds: float, work: Callable[[], None]) -> None:
    """Do some work; raise what it raises, and TimeoutError where it takes longer than that."""
    raised: list[BaseException] = []

    def do() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again below
            raised.append(error)

    thread = Thread(target=do, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError
    for error in raised:
        raise error


def why_not_sent(error: Exception) -> str:
    """The reason, without the address: that is a secret."""
    import httpx2  # noqa: PLC0415 - slow to load; only failures need it

    if isinstance(error, httpx2.HTTPStatusError):
        status = error.response.status_code
        told = f"its server answered {status}"
        is_moved = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
        return f"{told}, a redirect, which is not followed" if is_moved else told
    if isinstance(error, TimeoutError | httpx2.TimeoutException):
        return "there was no answer in time"
    if certificate := _certificate(error):
        return f"the certificate of its server was refused ({certificate.verify_message})"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), (0, b""))
        return f"the mail server refused this recipient ({code} {_text(said)})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server answered {error.smtp_code} {_text(error.smtp_error)}".rstrip()
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the mail server did not answer, or closed the connection"
    if isinstance(error, OSError | httpx2.TransportError):
        return f"there was no connection ({_root(error)})"
    return type(error).__name__


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


def _root(error: BaseException) -> str:
    """The words of the operating system, or else the kind of error."""
    for one in _causes(error):
        if isinstance(one, OSError) and one.strerror:
            return one.strerror
    return type(error).__name__


def _certificate(error: BaseException) -> ssl.SSLCertVerificationError | None:
    found = (one for one in _causes(error) if isinstance(one, ssl.SSLCertVerificationError))
    return next(found, None)


def _causes(error: BaseException | None) -> list[BaseException]:
    causes = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    return causes
