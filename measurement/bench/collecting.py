"""Measures the collector against a loopback server of its own, without politeness gaps.

The server and the collector run in processes of their own, so that each figure is about one of
them: the collector's memory is its own, and the server says how long its answers took.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from rich.console import Console

from archive.ledger import Ledger
from archive.originals import Originals
from measurement.bench.figures import show_rows
from models.records import Fetch, Fetched, Listed, Sighting
from pipelines.collect import clock
from pipelines.collect.engine import collect
from pipelines.collect.settings import Settings

_SPAWN = multiprocessing.get_context("spawn")
_MIB = 1024 * 1024
_FILLER = b"x" * 65536


def run(console: Console) -> None:
    """Print what `measure` gives."""
    rows = ((name.replace("_", " "), f"{value:,.1f}") for name, value in measure().items())
    show_rows("Collection", rows, console)


def measure(small: int = 500, large: int = 1000, known: int = 10_000) -> dict[str, float]:
    """Three measures: `small` files of 50 kB, `large` files of 2 MB, and a pass over `known`
    documents of which none has changed, first asking for each, then with none due.
    """
    with tempfile.TemporaryDirectory(prefix="collect-bench-") as scratch, _server() as server:
        place = Path(scratch)
        few = _measure(_Task(server.port, place / "small", small, 50_000))
        many = _measure(_Task(server.port, place / "large", large, 2 * _MIB))
        _prepare(place / "known", server.port, known)
        server.busy_seconds()  # start counting here
        asked = _measure(_Task(server.port, place / "known", known, 0))
        served = server.busy_seconds()
        quiet = _measure(_Task(server.port, place / "known", known, 0, recheck_seconds=3600.0))
    return {
        "small_documents_per_second": small / few.seconds,
        "large_documents_per_second": large / many.seconds,
        "large_megabytes_per_second": large * 2 * 1.048576 / many.seconds,
        "large_peak_memory_mb": many.peak_mb,
        "unchanged_asked_seconds": asked.seconds,
        "unchanged_asked_beyond_server_seconds": asked.seconds - served,
        "unchanged_not_due_seconds": quiet.seconds,
        "unchanged_peak_memory_mb": asked.peak_mb,
    }


@dataclass(frozen=True)
class _Limits:
    gap_seconds: float = 0.0
    max_documents: int = 1_000_000
    min: int = 0
    max: int = 1_000_000
    strategy: str = "bench"


@dataclass(frozen=True)
class _Source:
    """A source that lists `count` numbered files."""

    count: int
    size: int
    source_id: str = "bench"
    purpose: str = "documents"
    politeness: _Limits = _Limits()
    expectations: _Limits = _Limits()
    discovery: _Limits = _Limits()
    skip_reason: str | None = None


@dataclass(frozen=True)
class _Task:
    port: int
    data: Path
    count: int
    size: int
    recheck_seconds: float = 0.0


@dataclass(frozen=True)
class _Result:
    seconds: float
    peak_mb: float


def _url(port: int, size: int, number: int) -> str:
    return f"http://127.0.0.1:{port}/{size}/{number}.pdf"


def _work(task: _Task, answer: Connection) -> None:
    """One run, in a process of its own."""

    def discover(source: _Source, fetch: Callable[[str], Fetched]) -> Iterator[Listed]:
        fetch(f"http://127.0.0.1:{task.port}/listing")
        for number in range(source.count):
            yield Listed(_url(task.port, source.size, number))

    store, ledger = Originals(task.data), Ledger(task.data)
    settings = Settings(
        contact="the bench",
        gap_seconds=0.0,
        ports=frozenset({task.port}),
        allow_loopback=True,
        recheck_seconds=task.recheck_seconds,
    )
    source = _Source(task.count, task.size)
    began = time.perf_counter()
    got = collect([source], discover, store, ledger, clock.stamp() + str(began), settings)
    seconds = time.perf_counter() - began
    if got.issues:
        raise RuntimeError(f"the bench went wrong: {got.issues[0].message}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.send(_Result(seconds, peak))


def _measure(task: _Task) -> _Result:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(task, theirs))
    process.start()
    theirs.close()
    try:
        result = ours.recv()
    except EOFError:
        raise RuntimeError("a measured run failed; its error is shown above") from None
    finally:
        process.join()
    if not isinstance(result, _Result):
        raise TypeError(f"a measured run sent {result!r}")
    return result


def _prepare(data: Path, port: int, count: int) -> None:
    """A store and a ledger that know `count` documents, as an earlier run would have left them."""
    store, ledger = Originals(data), Ledger(data)
    for number in range(count):
        url, body = _url(port, 0, number), _body(0, number)
        document_id = store.put(b"".join(body))
        at = clock.stamp()
        ledger.append(
            Fetch(
                "first", "bench", "file", url, at, "fetched", document_id=document_id, etag='"1"'
            ),
            Sighting("bench", url, at, "first", "fetched", document_id),
        )
    ledger.close()


def _body(size: int, number: int) -> list[bytes]:
    head = f"%PDF-1.7\n% {hashlib.sha256(str(number).encode()).hexdigest()}\n".encode()
    whole, rest = divmod(max(0, size - len(head) - 6), len(_FILLER))
    return [head, *[_FILLER] * whole, _FILLER[:rest], b"%%EOF\n"]


@dataclass(frozen=True)
class _Server:
    port: int
    process: SpawnProcess
    pipe: Connection

    def busy_seconds(self) -> float:
        """How long the answers since the last call took, all added."""
        self.pipe.send("busy")
        return float(self.pipe.recv())


@contextmanager
def _server() -> Iterator[_Server]:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield _Server(int(ours.recv()), process, ours)
    finally:
        process.terminate()
        process.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    busy = 0.0

    def do_GET(self) -> None:
        began = time.perf_counter()
        parts = self.path.strip("/").split("/")
        if len(parts) != 2:
            self._send(404 if self.path == "/robots.txt" else 200, [b"<!doctype html>"])
        elif self.headers.get("If-None-Match"):
            self._send(304, [])
        else:
            self._send(200, _body(int(parts[0]), int(parts[1].removesuffix(".pdf"))))
        self.wfile.flush()
        _Handler.busy += time.perf_counter() - began

    def _send(self, status: int, body: list[bytes]) -> None:
        self.send_response(status)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(sum(map(len, body))))
        self.end_headers()
        self.wfile.writelines(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the bench prints figures only."""


def _serve(pipe: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pipe.send(server.server_address[1])
    while True:
        pipe.recv()
        pipe.send(_Handler.busy)
        _Handler.busy = 0.0


if __name__ == "__main__":
    run(Console())
