"""A real HTTP server on loopback that plays publishers' sites, and records how it was treated."""

import json
import re
import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from types import SimpleNamespace
from urllib.parse import urljoin

from models.records import Listed

GAP = 0.03


def fiction(name="Child Q", size=0):
    """The bytes of a fictional report that pass for a PDF."""
    body = f"%PDF-1.7\n% fictional review: {name}\n".encode()
    return body + b"x" * max(0, size - len(body) - 7) + b"\n%%EOF\n"


@dataclass
class Seen:
    """One request as the server saw it."""

    path: str
    headers: dict
    began: float
    others_under_way: int = 0
    is_answered: bool = False
    connection: tuple = ()


class Site:
    """One host. `routes` maps a path to a function of the handler; anything else is a 404."""

    def __init__(self):
        self.routes = {}
        self.seen = []
        self.route_of = lambda handler: self.routes.get(handler.path, missing)
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site._answer(self)

            def log_message(self, *args):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, request, client_address):
                pass  # clients that give up are the point of some tests

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.text("/robots.txt", "User-agent: *\nDisallow: /private/\n")
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def url(self, path):
        return urljoin(self.base, path)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, handler):
        with self._lock:
            seen = Seen(handler.path, dict(handler.headers), time.monotonic())
            seen.connection = handler.client_address
            seen.others_under_way = sum(not other.is_answered for other in self.seen)
            self.seen.append(seen)
        handler.answered = lambda: setattr(seen, "is_answered", True)
        try:
            self.route_of(handler)(handler)
        finally:
            handler.answered()

    # What may stand at a path

    def bytes(self, path, body, status=200, **headers):
        self.routes[path] = lambda handler: send(handler, body, status, headers)

    def text(self, path, text, status=200, **headers):
        headers.setdefault("Content-Type", "text/plain")
        self.bytes(path, text.encode(), status, **headers)

    def page(self, path, *links, more=""):
        items = "".join(f'<li><a href="{link}">Review {link}</a></li>' for link in links)
        html = f"<!doctype html><html><body><ul>{items}</ul>{more}</body></html>"
        self.text(path, html, **{"Content-Type": "text/html"})

    def pdf(self, path, name=None, etag=None, **headers):
        """A file that answers conditional requests like a well-kept server."""
        body = fiction(name or path)
        etag = etag or f'"{abs(hash(body))}"'

        def serve(handler):
            if handler.headers.get("If-None-Match") == etag:
                send(handler, b"", 304, {"ETag": etag})
            else:
                send(
                    handler, body, 200, {"ETag": etag, "Content-Type": "application/pdf"} | headers
                )

        self.routes[path] = serve
        return body

    def redirect(self, path, target, status=301):
        self.bytes(path, b"", status, Location=target)

    def in_turn(self, path, *routes):
        """Each request gets the next of these answers, the last one for ever."""
        waiting = list(routes)

        def serve(handler):
            answer = waiting.pop(0) if waiting[1:] else waiting[0]
            answer(handler)

        self.routes[path] = serve

    # What was met

    def count(self, path):
        return sum(seen.path == path for seen in self.seen)

    def paths(self):
        return [seen.path for seen in self.seen]

    def gaps(self):
        """Seconds from request to request: never less than the gap that the client keeps."""
        return [after.began - before.began for before, after in pairwise(self.seen)]

    def was_treated_politely(self, gap=GAP):
        return all(found >= gap for found in self.gaps()) and not any(
            seen.others_under_way for seen in self.seen
        )


def send(handler, body, status=200, headers=None):
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name.replace("_", "-"), value)
    if not any(name.lower() == "content-length" for name in headers or {}):
        handler.send_header("Content-Length", str(len(body)))
    handler.answered()
    handler.end_headers()
    if status != 304:
        handler.wfile.write(body)


def missing(handler):
    send(handler, b"<!doctype html><title>Not found</title>", 404, {"Content-Type": "text/html"})


def http_date(seconds_from_now):
    return formatdate(time.time() + seconds_from_now, usegmt=True)


@dataclass
class Publisher:
    """A source as the engine sees one; lists the links of `pages`, or of a GOV.UK-like API."""

    source_id: str
    pages: tuple = ()
    purpose: str = "documents"
    politeness: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(gap_seconds=0.0, max_documents=1000)
    )
    expectations: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(min=0, max=99_999)
    )
    discovery: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(strategy="listing"))
    skip_reason: str | None = None


def read_pages(source, fetch):
    """The plainest discovery: every link of every page; names with `policy` are left out."""
    for url in source.pages:
        page = fetch(url)
        if page.status != 200:
            raise RuntimeError(f"{url} answered {page.status}")
        for href in re.findall(r'href="([^"]+)"', page.content.decode()):
            full = urljoin(page.url, href)
            reason = "a policy" if "policy" in href else None
            yield Listed(full, title=f"Review {href}", page_url=page.url, left_out=reason)


def read_govuk(source, fetch):
    """GOV.UK in small: a search answer, one content item each, attachments, withdrawal notices."""
    for url in source.pages:
        for found in json.loads(fetch(url).content)["results"]:
            item = fetch(urljoin(url, f"/api/content{found['link']}"))
            content = json.loads(item.content)
            if item.status == 410 or content.get("document_type") == "gone":
                continue
            notice = content.get("withdrawn_notice") or {}
            for attachment in content["details"]["attachments"]:
                yield Listed(
                    urljoin(url, attachment["url"]),
                    title=content["title"],
                    date=content["first_published_at"],
                    withdrawn=notice.get("withdrawn_at"),
                    key=attachment["id"],
                )


class AnyPort(frozenset):
    """The loopback servers of the tests get their ports from the system."""

    def __contains__(self, port):
        return True
