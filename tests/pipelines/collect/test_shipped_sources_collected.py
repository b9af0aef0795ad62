"""Every shipped source, its own strategy and its saved example, through the whole engine.

One loopback server plays all publishers by their Host header: GOV.UK, the Home Office library, the
SAR library, WordPress, modern.gov and the listing sites. Pages are the fictional examples in
tests/sources; each file that they link to exists, with invented content.
"""

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from models.records import DocumentState, Outcome
from pipelines.sources import load_sources
from pipelines.strategies import discover
from vocabulary.yaml_text import value_of

EXAMPLES = Path(__file__).parents[2] / "sources"
SHIPPED = [source for source in load_sources().values() if source.skip_reason is None]
ANY_NUMBER = SimpleNamespace(min=0, max=99_999)
NO_GAP = SimpleNamespace(gap_seconds=0.0, max_pages=5000, max_documents=99_999, file_hosts=())


def spelling(url):
    """One spelling for all the ways to escape an address."""
    parts = urlsplit(url)
    return unquote(f"{parts.hostname}{parts.path}?{parts.query}".replace("+", " "))


def respond(status, body, headers):
    def serve(handler):
        handler.answered()
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return serve


@pytest.fixture
def internet(site):
    """The site as all hosts at once, and discovery that reads https addresses through it."""

    def route_of(handler):
        host = handler.headers["Host"].partition(":")[0]
        return site.routes.get(spelling(f"http://{host}{handler.path}"), missing)

    missing = respond(404, b"", {})
    site.routes = {}
    site.route_of = route_of

    def to_loopback(url):
        parts = urlsplit(url)
        return parts._replace(scheme="http", netloc=f"{parts.hostname}:{site.port}").geturl()

    def through(source, fetch):
        def fetch_as_https(url, *, optional=False):
            page = fetch(to_loopback(url), optional=optional)
            return msgspec.structs.replace(page, url=url, requested_url=url)

        for link in discover(source, fetch_as_https):
            yield msgspec.structs.replace(link, url=to_loopback(link.url))

    for source in SHIPPED:
        folder = EXAMPLES / source.source_id
        example = value_of((folder / "example.yaml").read_text(encoding="utf-8"))
        for page in example["pages"]:
            body = (folder / page["file"]).read_bytes()
            answer = respond(page.get("status", 200), body, page.get("headers", {}))
            site.routes[spelling(page["url"])] = answer
        for row in value_of((folder / "expected.yaml").read_text(encoding="utf-8")):
            if "left_out" not in row:
                body = f"%PDF-1.7 fictional: {row['url']}\n%%EOF\n".encode()
                site.routes.setdefault(spelling(row["url"]), respond(200, body, {"ETag": '"1"'}))
    return SimpleNamespace(site=site, discover=through)


def expected_rows(source):
    path = EXAMPLES / source.source_id / "expected.yaml"
    return value_of(path.read_text(encoding="utf-8"))


def test_all_shipped_sources_are_collected_side_by_side(internet, run, store):
    sources = [
        source.model_copy(update={"politeness": NO_GAP, "expectations": ANY_NUMBER})
        for source in SHIPPED
    ]
    result = run(
        *sources, discover=internet.discover, resolver=lambda host, port: ["127.0.0.1"], workers=8
    )
    assert {line.message for line in result.issues if line.severity == "error"} == set()
    for source in sources:
        rows = {row.key: row for row in result.rows if row.source_id == source.source_id}
        for expected in expected_rows(source):
            row = rows[expected["key"]] if "key" in expected else None
            if row is None or "left_out" in expected:
                continue
            allowed = {Outcome.FETCHED}
            if source.purpose == "index":
                allowed = {Outcome.INDEX_ONLY}
            elif "withdrawn" in expected:
                allowed = {Outcome.WITHDRAWN}
                assert row.state is DocumentState.WITHDRAWN
            assert row.outcome in allowed, (source.source_id, row)
            assert row.listed_title == expected.get("title")
            assert row.listed_date == expected.get("date")
    held = {row.document_id for row in result.rows if row.document_id}
    assert set(store.ids()) == held
    assert len(held) > 30
    by_host = {}
    for seen in internet.site.seen:
        by_host.setdefault(seen.headers["Host"], []).append(seen.began)
    assert len(by_host) > 20
    gaps = [b - a for times in by_host.values() for a, b in pairwise(times)]
    assert min(gaps) >= 0.03
