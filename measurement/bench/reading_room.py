"""The reading room as readers meet it: a process of its own, asked over HTTP by eight at once."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
from rich.console import Console

from archive.originals import open_data
from archive.places import Places
from archive.stages import ROOT
from measurement.bench.figures import show_rows
from pipelines.request import RunRequest
from pipelines.run import ingest
from warehouse import query
from warehouse.building import build
from warehouse.invented import corpus

_READERS, _LOADS = 8, 60  # each reader opens so many pages
_PAUSE, _PAUSED_LOADS = 1.0, 20  # seconds that a reader looks at a page, on average
_WAIT = 60.0  # seconds until a room that does not open counts as broken
_SAID = (
    "supervision", "fathers", "thresholds", "training", "home visits", "escalation", "chronologies",
    "referrals", "handovers", "interpreters", "advocates", "bruising", "recorded", "timely",
)  # fmt: skip
# Many searches, of which few come twice: what the room remembers of one must not flatter the rest.
_WORDS = (*_SAID, *(f"{one} {other}" for one in _SAID for other in _SAID if one < other))


class Opened(NamedTuple):
    """A room that is open."""

    address: str
    seconds: float  # from the command to the first page
    process: int


def run(console: Console) -> None:
    """Print page loads on 10,000 made-up reviews, and pictures on the bundled sample."""
    show_rows("Reading room", measure(), console)


def measure(n_reviews: int = 10_000, statements: int = 30) -> Iterator[tuple[str, str]]:
    """Rows of a table."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "large"
        made_up(data, n_reviews, statements)
        with _room(data) as room:
            yield "Reading room: start", f"{room.seconds:.1f} s (aim 2)"
            yield from _loads(room, data)
            yield "Reading room: memory, most", f"{_most_mb(room.process):,.0f} MB (aim 500)"
        sample = Path(folder) / "sample"
        ingest(RunRequest(sample), Console(quiet=True))
        with _room(sample) as room:
            yield from _pictures(room, sample)


def made_up(data: Path, n_reviews: int, statements: int) -> None:
    """A data folder with a large warehouse and no documents."""
    open_data(data)
    places = Places(data)
    build(corpus(n_reviews, statements=statements), places.warehouse)
    places.builds.mkdir(exist_ok=True)
    (places.builds / "bench.duckdb").hardlink_to(places.warehouse)


@contextmanager
def _room(data: Path) -> Iterator[Opened]:
    """`reviews read` in a process of its own."""
    port = random.randrange(20_000, 60_000)  # noqa: S311 - any free port will do
    command = [sys.executable, "cli.py", "read", "--data", str(data), "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        yield Opened(address, _opened(address, started), process.pid)
    finally:
        process.terminate()
        process.wait()


def _opened(address: str, started: float) -> float:
    while time.monotonic() - started < _WAIT:
        try:
            httpx2.get(f"{address}/", timeout=_WAIT).raise_for_status()
        except httpx2.TransportError:
            time.sleep(0.02)
            continue
        return time.monotonic() - started
    raise RuntimeError(f"The reading room did not open within {_WAIT:g} s.")


def _loads(room: Opened, data: Path) -> Iterator[tuple[str, str]]:
    """Page loads of eight readers at once, by kind of page; then of eight who look at each."""
    path = Places(data).warehouse
    found = query(
        path, "select review_id, statement_id from statements using sample 400 (reservoir, 1)"
    )
    themes = [str(row[0]) for row in query(path, "select theme_id from themes").rows]
    _set_focus(room, str(found.rows[0][0]))
    before = _processor(room.process)
    seconds = _read(room, found.rows, themes, _LOADS, 0.0)
    used = _processor(room.process) - before
    every = [value for values in seconds.values() for value in values]
    yield f"Reading room: {len(every)} pages, {_READERS} readers", f"{_shown(every)} (aim 150)"
    yield "  processor for a page, on average", f"{used / len(every) * 1000:.0f} ms"
    for kind, values in sorted(seconds.items(), key=lambda item: -_at(item[1], 0.95)):
        yield f"  {kind}", f"{_shown(values)}, {len(values)} loads"
    paused = _read(room, found.rows, themes, _PAUSED_LOADS, _PAUSE)
    every = [value for values in paused.values() for value in values]
    name = f"Reading room: {len(every)} pages, {_READERS} readers who pause {_PAUSE:g} s"
    yield name, f"{_shown(every)} (aim 150)"


def _read(
    room: Opened, rows: Sequence[Sequence[Any]], themes: list[str], loads: int, pause: float
) -> dict[str, list[float]]:
    """Seconds that pages took, by kind: readers at once, each with pages of their own."""
    seconds: dict[str, list[float]] = defaultdict(list)

    def read(number: int) -> None:
        dice = random.Random(f"{number} {pause}")  # noqa: S311 - the same pages each time
        with httpx2.Client(base_url=room.address, timeout=_WAIT) as client:
            for _ in range(loads):
                kind, address = _page(dice, rows, themes)
                started = time.monotonic()
                client.get(address, follow_redirects=True).raise_for_status()
                seconds[kind].append(time.monotonic() - started)
                time.sleep(pause * dice.uniform(0.5, 1.5) if pause else 0)

    with ThreadPoolExecutor(_READERS) as pool:
        list(pool.map(read, range(_READERS)))  # a page that fails, fails the bench
    return seconds


def _page(dice: random.Random, rows: Sequence[Sequence[Any]], themes: list[str]) -> tuple[str, str]:
    """A kind of page, and the address of one of them."""
    review, statement = dice.choice(rows)
    word = dice.choice(_WORDS)
    return dice.choice([
        ("session", "/"),
        ("reviews", "/reviews?nation=Wales"),
        ("review, a page", f"/reviews/{review}"),
        ("review, a page", f"/statements/{statement}"),
        ("review, inside", f"/reviews/{review}?find={word}"),
        ("review, about", f"/reviews/{review}?view=about"),
        ("search", f"/search?q={word}"),
        ("search, narrowed", f"/search?q={word}&kind=finding&nation=Wales"),
        ("more like this", f"/like/{statement}"),
        ("what worked", f"/lists/worked?theme={dice.choice(themes)}"),
        ("asked before", f"/lists/asked?theme={dice.choice(themes)}"),
        ("theme", f"/themes/{dice.choice(themes)}"),
        ("candidates", "/candidates"),
        ("coverage", "/coverage"),
    ])  # fmt: skip


def _set_focus(room: Opened, review: str) -> None:
    """A session with a focus, as a page of the room would send it."""
    with httpx2.Client(base_url=room.address, timeout=_WAIT) as client:
        token = re.search(r'name="form_token" value="(\w+)"', client.get("/").text)
        sent = {"form_token": token[1] if token else "", "review": review}
        client.post("/session/focus", data=sent)


def _pictures(room: Opened, data: Path) -> Iterator[tuple[str, str]]:
    """Pictures of pages, each for the first time."""
    found = query(
        Places(data).warehouse,
        "select document_id, unnest(range(1, n_pages + 1)) as page from documents",
    )
    seconds = []
    with httpx2.Client(base_url=room.address, timeout=_WAIT) as client:
        for document, page in found.rows:
            started = time.monotonic()
            client.get(f"/pictures/{document}/{page}.png").raise_for_status()
            seconds.append(time.monotonic() - started)
    yield f"Page picture, cold: {len(seconds)} pages", f"{_shown(seconds)} (aim 300)"


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _shown(values: list[float]) -> str:
    return f"half within {_at(values, 0.5) * 1000:.0f} ms, 95 % {_at(values, 0.95) * 1000:.0f} ms"


def _processor(process: int) -> float:
    """Seconds of processor that a process has used; 0 where the system does not say."""
    try:
        fields = (
            Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        )
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _most_mb(process: int) -> float:
    """The most memory that a process has held; 0 where the system does not say."""
    try:
        text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", text)
    return int(found[1]) / 1024 if found else 0.0
