"""`listing`: HTML pages with links to files, their next pages, and one hop to review pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from models.records.collection import Fetched, Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Listing
from pipelines.strategies.anchors import Anchor, anchors, base_address, page_heading
from pipelines.strategies.contract import Fetch, read_page
from pipelines.strategies.judge import PageView, is_file, judge, key_of, on_own_site
from pipelines.strategies.links import Shape, identity_key, resolve, shape, site
from pipelines.strategies.neighbours import other_publisher
from pipelines.strategies.wording import furniture_in, readable, speaks_of_reviews

_NEXT_PAGE = "a[rel~=next], link[rel~=next], li.next a[href], a.next[href], .pager__item--next a"


@dataclass(frozen=True)
class _Stop:
    """A page still to be read, how it was reached, and what led there."""

    url: str
    depth: int
    is_landing: bool = False
    hint: Listed | None = None


@dataclass
class Crawl:
    """What one discovery has seen: pages read and waiting, files listed."""

    source: Source
    settings: Listing
    hosts: frozenset[str]
    waiting: deque[_Stop] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    pages: int = 0

    def push(self, stop: _Stop) -> None:
        key = identity_key(stop.url)
        if key not in self.seen:
            self.seen.add(key)
            self.waiting.append(stop)


def discover(source: Source, fetch: Fetch) -> Iterator[Listed]:
    """The documents on the source's listing pages and on pages about single reviews."""
    settings = source.discovery
    if not isinstance(settings, Listing):
        raise TypeError(f"{source.source_id} is not a listing")
    yield from crawl(source, settings, fetch)


def crawl(source: Source, settings: Listing, fetch: Fetch) -> Iterator[Listed]:
    """Reads `settings.pages` and what they lead to; the pages left unread are listed with a reason.

    Raises DiscoveryError where one of the settings' own pages or a next page cannot be read.
    """
    hosts = {site(url) for url in settings.pages} | {
        h.lower() for h in source.politeness.file_hosts
    }
    state = Crawl(source, settings, frozenset(hosts))
    for url in settings.pages:
        state.push(_Stop(url, depth=0))
    while state.waiting:
        stop = state.waiting.popleft()
        if state.pages >= source.politeness.max_pages:
            yield _unread(
                stop, f"not read: the limit of {source.politeness.max_pages} pages is reached"
            )
            continue
        state.pages += 1
        yield from _read(state, stop, fetch)


def _read(state: Crawl, stop: _Stop, fetch: Fetch) -> Iterator[Listed]:
    answer = read_page(fetch, stop.url) if stop.depth == 0 else fetch(stop.url)
    if answer.status != 200:
        yield _unread(stop, f"the page answered {answer.status}")
        return
    if not looks_like_html(answer):
        yield from _file_itself(state, stop, answer)
        return
    if site(answer.url) not in state.hosts and stop.depth == 0:
        state.hosts |= {site(answer.url)}  # the publisher has moved to another domain
        yield _unread(
            stop, f"the listing page has moved to {answer.url}: put this address in the file"
        )
    tree = LexborHTMLParser(answer.content)
    own = state.settings.within if stop.depth == 0 else None
    found = list(anchors(tree, answer.url, own, state.settings.heading, state.settings.follow))
    view = PageView(
        answer.url, page_heading(tree), state.hosts, is_review_page=True, hint=stop.hint
    )
    for row in judge(state.source, view, found):
        key = key_of(state.source, row.url)
        if key not in state.listed:
            state.listed.add(key)
            yield row
    _push_next(state, stop, tree, answer.url)
    yield from _push_hops(state, stop, found)


def looks_like_html(answer: Fetched) -> bool:
    """Whether the first bytes are a page; the content type is a hint only."""
    head = answer.content[:1024].lstrip().lower()
    if b"%pdf-" in head or head.startswith((b"pk\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        return False
    return b"<" in head or "html" in answer.headers.get("content-type", "")


def _file_itself(state: Crawl, stop: _Stop, answer: Fetched) -> Iterator[Listed]:
    """A page's address that gives a file at once."""
    anchor = Anchor(stop.url, stop.hint.title or "" if stop.hint else "", is_download=True)
    view = PageView(answer.url, "", state.hosts, is_review_page=True, hint=stop.hint)
    for row in judge(state.source, view, [anchor]):
        if key_of(state.source, row.url) not in state.listed:
            state.listed.add(key_of(state.source, row.url))
            yield row


def _push_next(state: Crawl, stop: _Stop, tree: LexborHTMLParser, page_url: str) -> None:
    if stop.depth:
        return
    node = tree.css_first(state.settings.next_page or _NEXT_PAGE)
    url = resolve(node.attributes.get("href") or "", base_address(tree, page_url)) if node else None
    if url and on_own_site(url, state.hosts):
        state.push(_Stop(url, depth=0))


def _push_hops(state: Crawl, stop: _Stop, found: Iterable[Anchor]) -> Iterator[Listed]:
    for anchor in found:
        is_landing = shape(anchor.url) is Shape.LANDING
        if is_file(anchor) or not (is_landing or (state.settings.hop and stop.depth == 0)):
            continue
        if not on_own_site(anchor.url, state.hosts) or not (is_landing or _leads_on(state, anchor)):
            continue
        words = f"{anchor.text} {readable(anchor.url)}"
        elsewhere = other_publisher(words, anchor.headings, state.source.areas)
        next_stop = _Stop(anchor.url, stop.depth + 1, is_landing, _hint(state.source, stop, anchor))
        if elsewhere:
            yield _unread(next_stop, elsewhere)
        else:
            state.push(next_stop)


def _leads_on(state: Crawl, anchor: Anchor) -> bool:
    """Whether a link leads to a page about reviews: by the source's selector or by its words."""
    if state.settings.follow:
        return anchor.leads_on
    words = f"{anchor.text} {readable(anchor.url.rstrip('/').rsplit('/', 1)[-1])}"
    return speaks_of_reviews(words) and furniture_in(anchor.text) is None


def _hint(source: Source, stop: _Stop, anchor: Anchor) -> Listed:
    """What the listing says about the page that `anchor` leads to, as for a file."""
    view = PageView(stop.url, "", frozenset({site(anchor.url)}), is_review_page=True)
    file_like = Anchor(
        anchor.url, anchor.text, anchor.block, anchor.item, anchor.headings, is_download=True
    )
    rows = judge(source, view, [file_like])
    return rows[0] if rows else Listed(url=anchor.url, title=anchor.text)


def _unread(stop: _Stop, reason: str) -> Listed:
    title = stop.hint.title if stop.hint else None
    page_url = stop.hint.page_url if stop.hint else stop.url
    return Listed(url=stop.url, title=title, page_url=page_url, left_out=reason)
