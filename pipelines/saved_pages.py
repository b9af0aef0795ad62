"""A publisher of this machine: saved pages, told apart by the Host header as publishers are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from archive.errors import UserError

_HERE = {"127.0.0.1", "localhost"}
_SAVED_AS = ("", ".html", ".htm", "/index.html", "/index.htm")  # in the order of looking


def port_of(address: str) -> int:
    """The port of a server on this machine. Raises UserError for any other address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        port = None
    if port is None or parts.scheme != "http" or parts.hostname not in _HERE:
        raise UserError(
            f"{address} is not a server on this machine: give http://127.0.0.1:PORT, or a folder."
        )
    return port


@contextmanager
def serving(folder: Path, missing: set[str] | None = None) -> Iterator[int]:
    """Serve HOST/PATH below a folder to this machine alone; returns the port.

    `missing` is filled with what is asked for and was not saved, as HOST/PATH.
    """
    handler = partial(_Pages, folder.resolve(), set() if missing is None else missing)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def saved(folder: Path, host: str, target: str) -> Path | None:
    """The file that was saved of an address; None where there is none."""
    parts = urlsplit(target)
    path = unquote(parts.path).strip("/")
    # A query is part of the name, as wget has it: another page of a list is another file.
    name = f"{path}?{unquote(parts.query)}" if parts.query else path
    home = (folder / host.partition(":")[0].lower()).resolve()
    for ending in _SAVED_AS if home.parent == folder.resolve() else ():
        file = (home / f"{name}{ending}".lstrip("/")).resolve()
        if file.is_file() and file.is_relative_to(home):
            return file
    return None


class _Pages(BaseHTTPRequestHandler):
    """Answers with what was saved, or 404."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, missing: set[str], *args: object) -> None:
        self._folder, self._missing = folder, missing
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """One page or file."""
        host = self.headers.get("Host", "")
        file = saved(self._folder, host, self.path)
        if not file and self.path != "/robots.txt":  # which a publisher need not have
            self._missing.add(f"{host.partition(':')[0]}{self.path}")
        content = file.read_bytes() if file else b""
        self.send_response(200 if file else 404)
        if file:
            self.send_header("Content-Type", _kind(file, content))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: the run says what it asked for."""


def _kind(file: Path, content: bytes) -> str:
    guessed = guess_type(file.name.partition("?")[0])[0]
    if guessed:
        return guessed
    return "text/html" if content.lstrip()[:1] == b"<" else "application/octet-stream"
