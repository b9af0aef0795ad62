"""The one HTTP client: polite, patient with passing faults, and hard to lead astray."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt
from tenacity.wait import wait_random_exponential
from w3lib.url import safe_url_string

from archive.originals import Originals
from models.records import Fetch, Fetched, Outcome
from pipelines.collect import clock
from pipelines.collect.addresses import (
    RefusedAddressError,
    Resolver,
    check_step,
    check_url,
    host_of,
    resolve,
)
from pipelines.collect.client.answer import Answer, Caller, PendingRequest, Validators
from pipelines.collect.client.exchange import REDIRECTS, TooLargeError, exchange
from pipelines.collect.client.headers import kept
from pipelines.collect.client.transport import TRANSPORT_ERRORS, DeadlineError, Transport
from pipelines.collect.politeness import HostRestingError, Hosts
from pipelines.collect.robots import Robots, Verdict
from pipelines.collect.settings import Settings


class Client:
    """Fetches pages and files. One per process, shared by all threads; close it at the end."""

    def __init__(
        self,
        settings: Settings,
        store: Originals,
        log: Callable[[Fetch], None],
        resolver: Resolver = resolve,
    ) -> None:
        self.settings = settings
        self.hosts = Hosts(settings)
        self._store = store
        self._log = log
        self._robots = Robots(settings)
        self._transport = Transport(settings, resolver)
        self._backoff = wait_random_exponential(
            multiplier=settings.backoff_seconds, max=settings.longest_backoff
        )

    def page(self, url: str, caller: Caller) -> Fetched:
        """A page, whatever its status; status 0 where there was no answer (see `Fetched`)."""
        return _as_page(url, self._ask(PendingRequest(url, "page", caller, self.settings.page)))

    def file(
        self,
        url: str,
        caller: Caller,
        *,
        validators: Validators | None = None,
        accept_html: bool = False,
        listed_name: str = "",
        is_purged: Callable[[str], bool] = lambda _: False,
    ) -> Answer:
        """A file, streamed into the store. With `validators` the server may say "not modified".

        Where the store no longer holds the file that the validators belong to, they are not sent.
        """
        if validators and not self._store.has(validators.document_id):
            validators = None
        limits = self.settings.file
        job = PendingRequest(
            url, "file", caller, limits, validators, accept_html, listed_name, is_purged
        )
        return self._ask(job)

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def _ask(self, job: PendingRequest) -> Answer:
        """All attempts at one address; the last answer counts."""
        attempts = Retrying(
            stop=stop_after_attempt(self.settings.tries),
            retry=retry_if_result(lambda answer: answer.is_transient),
            wait=self._wait,
            sleep=self.hosts.pause,
            retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
        )
        answer = Answer(Outcome.ERROR, job.url)
        for attempt in attempts:
            answer = self._attempt(job, attempt.retry_state.attempt_number)
            attempt.retry_state.set_result(answer)
        return answer

    def _wait(self, state: RetryCallState) -> float:
        """Random and growing. What the server itself asks for holds for all who ask it."""
        answer: Answer = state.outcome.result()  # type: ignore[union-attr]
        if answer.retry_after:
            self.hosts.hold_off(host_of(answer.url), answer.retry_after)
        return self._backoff(state)

    def _attempt(self, job: PendingRequest, number: int) -> Answer:
        started, began = clock.now(), time.monotonic()
        answer = self._settle(self._follow(job))
        if answer.was_asked:
            self._log(_row(job, answer, number, started, time.monotonic() - began))
        return answer

    def _follow(self, job: PendingRequest) -> Answer:
        """One attempt, over redirects: every step is checked as the first one was."""
        url, passed = job.url, [job.url]
        while True:
            answer = self._step(job, url)
            redirects = tuple(passed[1:])
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or answer.outcome is not Outcome.ERROR:
                return replace(answer, redirects=redirects)
            if location is None:
                message = f"status {answer.status} without an address to redirect to"
                return replace(answer, redirects=redirects, message=message)
            target = str(safe_url_string(urljoin(url, location)))
            try:
                check_step(url, target, self.settings)
            except RefusedAddressError as problem:
                refused = Answer(Outcome.REFUSED, target, message=str(problem))
                return replace(refused, redirects=(*redirects, target))
            if target in passed or len(passed) > self.settings.redirects:
                why = "the redirects form a loop" if target in passed else "too many redirects"
                return replace(answer, outcome=Outcome.REDIRECTS, redirects=redirects, message=why)
            url = target
            passed.append(url)

    def _step(self, job: PendingRequest, url: str) -> Answer:
        """One request, unless robots.txt, the address or a resting host forbid it."""
        host = ""
        try:
            check_url(url, self.settings)
            host = host_of(url)
            verdict = self._verdict(job, url)
            if not verdict.allowed:
                return Answer(verdict.refusal, url, message=verdict.reason)
            with self.hosts.turn(host, max(job.caller.gap, verdict.gap)):
                return exchange(self._transport, self._store, job, url, self.settings.user_agent)
        except (RefusedAddressError, httpx2.InvalidURL) as problem:
            return Answer(Outcome.REFUSED, url, message=str(problem))
        except HostRestingError as problem:
            return Answer(problem.outcome, url, message=str(problem), was_asked=False)
        except TooLargeError as problem:
            return Answer(Outcome.TOO_LARGE, url, message=str(problem))
        except DeadlineError as problem:
            self.hosts.failed(host)
            return Answer(Outcome.TOO_SLOW, url, message=str(problem))
        except TRANSPORT_ERRORS as problem:
            message = f"{type(problem).__name__}: {problem}"[:300]
            return Answer(Outcome.ERROR, url, message=message, is_transient=True)

    def _verdict(self, job: PendingRequest, url: str) -> Verdict:
        if job.purpose == "robots":
            return Verdict(allowed=True)
        self.hosts.check(host_of(url))
        return self._robots.verdict(url, lambda address: self._robots_file(address, job.caller))

    def _robots_file(self, address: str, caller: Caller) -> Fetched:
        answer = self._ask(PendingRequest(address, "robots", caller, self.settings.robots))
        if answer.outcome is Outcome.REFUSED:
            raise RefusedAddressError(answer.message)
        return _as_page(address, answer)

    def _settle(self, answer: Answer) -> Answer:
        """Let the host's clock learn from the answer."""
        host = host_of(answer.url)
        if not answer.was_asked or answer.outcome in {Outcome.REFUSED, Outcome.BLOCKED_BY_ROBOTS}:
            return answer
        if answer.outcome is Outcome.BLOCKED_BY_WAF:
            self.hosts.challenged(host)
        elif answer.retry_after and answer.retry_after > self.settings.longest_wait:
            reason = (
                f"not requested: the host asked for {answer.retry_after:.0f} s without requests"
            )
            self.hosts.rest(host, answer.retry_after, reason, Outcome.RATE_LIMITED)
            return replace(answer, is_transient=False)
        elif answer.is_transient:
            self.hosts.failed(host)
        elif answer.outcome is not Outcome.TOO_SLOW:
            self.hosts.succeeded(host)
        return answer


def _as_page(url: str, answer: Answer) -> Fetched:
    return Fetched(
        url=answer.url,
        status=answer.status or 0,
        content=answer.content,
        headers=answer.headers,
        requested_url=url,
        outcome=answer.outcome,
        message=answer.message,
    )


def _row(
    job: PendingRequest, answer: Answer, number: int, started: datetime, seconds: float
) -> Fetch:
    return Fetch(
        run_id=job.caller.run_id,
        source_id=job.caller.source_id,
        purpose=job.purpose,
        url=job.url,
        started_at=clock.stamp(started),
        outcome=answer.outcome,
        status=answer.status,
        final_url=answer.url if answer.url != job.url else None,
        redirects=answer.redirects,
        duration_ms=round(seconds * 1000),
        bytes=answer.bytes,
        attempt=number,
        document_id=answer.document_id,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        headers=kept(answer.headers),
        message=answer.message,
    )
