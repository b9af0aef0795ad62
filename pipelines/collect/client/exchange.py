"""One request and its answer: status, body within limits, and what both mean together."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

import httpx2

from archive.originals import Originals
from models.records import Outcome
from pipelines.collect.client.answer import Answer, PendingRequest
from pipelines.collect.client.headers import file_name, retry_after
from pipelines.collect.client.sniff import HTML, Sniffer, is_challenge
from pipelines.collect.client.transport import TRANSPORT_ERRORS, Transport
from pipelines.collect.settings import AnswerLimits
from vocabulary.errors import ReviewsError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = frozenset({200, 203})
_GONE = frozenset({404, 410})
_FORBIDDEN = frozenset({401, 403, 451})
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_SMALL = 256 * 1024  # enough of an error page to know it by


class TooLargeError(ReviewsError, ValueError):
    """The body is larger than the limit, on the wire or unpacked."""


def exchange(
    transport: Transport, store: Originals, job: PendingRequest, url: str, user_agent: str
) -> Answer:
    """Ask for `url` once. A redirect comes back as it is.

    Raises what the transport raises, and TooLargeError.
    """
    request = httpx2.Request("GET", url, headers=job.headers(user_agent))
    with transport.deadline(job.limits.seconds):
        response = transport.handle_request(request)
        try:
            return _read(response, store, job, url)
        finally:
            response.close()


def _read(response: httpx2.Response, store: Originals, job: PendingRequest, url: str) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    answer = Answer(Outcome.ERROR, url, response.status_code, headers)
    status = response.status_code
    if status in REDIRECTS:
        _start(response)  # read to its end, the connection can be used again
        return answer
    if status == 304 and job.validators is not None:
        _start(response)
        held = job.validators.document_id
        return replace(answer, outcome=Outcome.NOT_MODIFIED, document_id=held)
    if status in _OK and job.purpose == "file":
        return _read_file(response, store, job, answer)
    content = b"".join(_body(response, job.limits)) if status in _OK else _start(response)
    return _judge(replace(answer, content=content, bytes=len(content)), job)


def _judge(answer: Answer, job: PendingRequest) -> Answer:
    """What the status of a page, or of a file that was not given, means."""
    status = answer.status or 0
    if job.purpose != "robots" and is_challenge(answer.headers, answer.content):
        return replace(
            answer,
            outcome=Outcome.BLOCKED_BY_WAF,
            message="a challenge page that asks for proof of being human",
        )
    if status in _OK:
        return replace(answer, outcome=Outcome.FETCHED)
    if status in _GONE:
        return replace(answer, outcome=Outcome.GONE, message=f"status {status}")
    if status in _FORBIDDEN:
        return replace(answer, outcome=Outcome.FORBIDDEN, message=f"status {status}")
    wait = retry_after(answer.headers.get("retry-after"))
    is_limit = status == 429 or (status == 503 and wait is not None)
    return replace(
        answer,
        outcome=Outcome.RATE_LIMITED if is_limit else Outcome.ERROR,
        message=f"status {status}",
        retry_after=wait,
        is_transient=status in _TRANSIENT,
    )


def _read_file(
    response: httpx2.Response, store: Originals, job: PendingRequest, answer: Answer
) -> Answer:
    """Stream a body into the store unless its own bytes say that it is not a document."""
    sniffer = Sniffer()
    with store.incoming() as incoming:
        for chunk in _body(response, job.limits):
            sniffer.feed(chunk)
            incoming.write(chunk)
            if sniffer.is_hopeless and not (job.accept_html and sniffer.media_type == HTML):
                break
        answer = replace(answer, bytes=incoming.bytes, media_type=sniffer.media_type or "")
        refusal = _refusal(sniffer, job, answer)
        if refusal:
            return refusal
        if job.is_purged(incoming.document_id):
            message = "this document was deleted on request; it is not kept again"
            return replace(answer, outcome=Outcome.PURGED, message=message)
        return replace(
            answer,
            outcome=Outcome.FETCHED,
            document_id=incoming.keep(),
            file_name=file_name(
                answer.headers.get("content-disposition"), job.listed_name, answer.url
            ),
            message="no end mark: the file may be cut off" if sniffer.lacks_end else None,
        )


def _refusal(sniffer: Sniffer, job: PendingRequest, answer: Answer) -> Answer | None:
    if is_challenge(answer.headers, sniffer.start if sniffer.media_type == HTML else b""):
        return _judge(replace(answer, content=sniffer.start), job)
    if sniffer.media_type is None or (sniffer.media_type == HTML and not job.accept_html):
        what = "a web page" if sniffer.media_type == HTML else "no PDF, Word or rich-text file"
        what = "nothing" if answer.bytes == 0 else what
        message = f"the address gave {what} where a document was expected"
        return replace(answer, outcome=Outcome.NOT_A_DOCUMENT, message=message)
    return None


def _start(response: httpx2.Response) -> bytes:
    """The beginning of a body that is not wanted for itself; its faults do not matter."""
    content = b""
    with contextlib.suppress(*TRANSPORT_ERRORS):
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) >= _SMALL:
                break
    return content[:_SMALL]


def _body(response: httpx2.Response, limits: AnswerLimits) -> Iterator[bytes]:
    """The unpacked body, piece by piece; the library unpacks at most 1 MiB at a time.

    Raises TooLargeError as soon as a limit is passed.
    """
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdecimal() and int(declared) > limits.wire_bytes:
        raise TooLargeError(f"the server announces {declared} bytes")
    unpacked = 0
    for chunk in response.iter_bytes():
        unpacked += len(chunk)
        if response.num_bytes_downloaded > limits.wire_bytes:
            raise TooLargeError(f"more than {limits.wire_bytes} bytes were sent")
        if unpacked > limits.unpacked_bytes:
            raise TooLargeError(f"more than {limits.unpacked_bytes} bytes after unpacking")
        yield chunk
