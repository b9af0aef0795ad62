"""Connects to the very address that was checked, and keeps one deadline for the whole answer.

Checking a name and letting the HTTP library look it up again leaves a gap that a changing DNS
answer slips through. Here the look-up, the check and the connection are one step, at the place
where the socket is opened; TLS and the Host header still use the name.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpcore2
import httpx2

from pipelines.collect.addresses import Resolver, public_addresses
from pipelines.collect.settings import Settings

# What the network or the server may do wrong; all of it may be tried again.
TRANSPORT_ERRORS = (
    httpx2.TransportError,
    httpx2.DecodingError,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
)

_TICK = 0.005  # seconds; timers are not finer than this


class DeadlineError(TimeoutError):
    """The total time for one answer is used up, however busily the server drips."""


class _Clock(threading.local):
    """The deadline of the request that the current thread has under way."""

    deadline: float = float("inf")

    @contextmanager
    def step(self, timeout: float | None) -> Iterator[float]:
        """Gives the seconds that one step may take. Raises DeadlineError after the last ones."""
        remaining = self._remaining()
        try:
            yield min(remaining, timeout) if timeout is not None else remaining
        except httpcore2.TimeoutException:
            self._remaining()
            raise

    def _remaining(self) -> float:
        remaining = self.deadline - time.monotonic()
        if remaining <= _TICK:
            raise DeadlineError("the total time for one answer is used up")
        return remaining


class _Stream(httpcore2.NetworkStream):
    """A socket whose every step ends by the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, clock: _Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._clock.step(timeout) as left:
            return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._clock.step(timeout) as left:
            self._stream.write(buffer, left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        with self._clock.step(timeout) as left:
            stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _Stream(stream, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Opens sockets to checked addresses only."""

    def __init__(self, settings: Settings, resolver: Resolver, clock: _Clock) -> None:
        self._settings = settings
        self._resolver = resolver
        self._clock = clock
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            answers = self._resolver(host.strip("[]"), port)
        except OSError as problem:
            why = problem.strerror or type(problem).__name__
            told = f"{host} cannot be found in DNS ({why})"
            raise httpcore2.ConnectError(told) from problem
        addresses = public_addresses(host, answers, self._settings)
        for address in addresses[:-1]:
            try:
                return self._open(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue  # the next address may answer
        return self._open(addresses[-1], port, timeout, local_address, socket_options)

    def _open(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None,
    ) -> httpcore2.NetworkStream:
        with self._clock.step(timeout) as left:
            stream = self._sockets.connect_tcp(address, port, left, local_address, socket_options)
        return _Stream(stream, self._clock)


class Transport(httpx2.BaseTransport):
    """httpx2's transport over checked addresses: HTTP/1.1, no proxy, no cookies, no redirects.

    Raises RefusedAddressError, DeadlineError, or one of TRANSPORT_ERRORS.
    """

    def __init__(self, settings: Settings, resolver: Resolver) -> None:
        self._clock = _Clock()
        self._stand_in = settings.stand_in
        self._timeout = {
            "connect": settings.connect_seconds,
            "read": settings.read_seconds,
            "write": settings.read_seconds,
            "pool": settings.read_seconds,
        }
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_tls(),
            max_connections=None,  # the hosts' clocks allow one each
            max_keepalive_connections=32,
            keepalive_expiry=15.0,
            network_backend=_Backend(settings, resolver, self._clock),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=self._place(request.url),
                headers=request.headers.raw,
                extensions={"timeout": self._timeout},
            )
        )
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
            request=request,
        )

    def _place(self, url: httpx2.URL) -> httpcore2.URL:
        """Where a request goes: to its host, or to a stand-in for all hosts."""
        if self._stand_in:
            return httpcore2.URL(
                scheme=b"http", host=b"127.0.0.1", port=self._stand_in, target=url.raw_path
            )
        return httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Everything that this thread sends and reads within the block ends in so many seconds."""
        self._clock.deadline = time.monotonic() + seconds
        try:
            yield
        finally:
            self._clock.deadline = float("inf")

    def close(self) -> None:
        self._pool.close()


@cache
def _tls() -> ssl.SSLContext:
    """Certificates are checked; the list of authorities is read once, since it takes a while."""
    return httpx2.create_ssl_context()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
