"""Reads HTML pages and the pages that they link to, within one site and a limit of pages.

Shared by every strategy that ends at HTML pages (listing, wordpress, modern_gov, feed, sitemap).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from models.records.collection import Fetched, Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Listing
from pipelines.strategies.anchors import Anchor, anchors
from pipelines.strategies.contract import DiscoveryError, PageReader, is_page, why_not
from pipelines.strategies.html_page import base_address, html_tree, page_heading
from pipelines.strategies.judge import PageView, is_file, judge, key_of, on_own_site
from pipelines.strategies.links import Shape, identity_key, resolve, shape, site
from pipelines.strategies.neighbours import other_publisher
from pipelines.strategies.withdrawals import withdrawals
from pipelines.strategies.wording import furniture_in, readable, speaks_of_reviews, squeeze
from vocabulary.rules import asked

_NEXT_PAGE = "a[rel~=next], link[rel~=next], li.next a[href], a.next[href], .pager__item--next a"
_NEXT_WORDS = asked("listings", "next_page")
_FILE_SIGNS = (b"pk\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Stop:
    """A page still to be read, how it was reached, and what the linking page said about it.

    Depth 0 is a page that the source needs: if it fails, the discovery fails.
    """

    url: str
    depth: int
    hint: Listed | None = None


class Crawl:
    """One walk over a publisher's pages. `all_reviews`: every file on them belongs to a review."""

    def __init__(
        self, source: Source, settings: Listing, reader: PageReader, *, all_reviews: bool = True
    ) -> None:
        self.source = source
        self.settings = settings
        self.reader = reader
        self.all_reviews = all_reviews
        self.hosts = {host.lower() for host in source.politeness.file_hosts}
        self._waiting: deque[Stop] = deque()
        self._seen: set[str] = set()
        self._listed: set[str] = set()

    def start(self, pages: Iterable[str]) -> None:
        """Adds pages that the source needs; their sites become the publisher's."""
        for url in pages:
            self.hosts.add(site(url))
            self._push(Stop(url, depth=0))

    def visit(self, page: Stop) -> None:
        """Adds a page that was found elsewhere, in a feed or a sitemap."""
        self.hosts.add(site(page.url))
        self._push(page)

    def run(self) -> Iterator[Listed]:
        """Reads page after page. Pages left unread are listed with a reason.

        Raises DiscoveryError if a page of depth 0 cannot be read.
        """
        while self._waiting:
            stop = self._waiting.popleft()
            if self.reader.is_spent:
                yield _unread(stop, f"not read: the limit of {self.reader.limit} pages is reached")
            else:
                yield from self._read(stop)

    def judged(self, view: PageView, anchors: Iterable[Anchor]) -> Iterator[Listed]:
        """The documents of one page that no earlier page has listed."""
        for row in judge(self.source, view, anchors):
            key = key_of(self.source, row.url)
            if key not in self._listed:
                self._listed.add(key)
                yield row

    def _push(self, stop: Stop) -> None:
        key = identity_key(stop.url)
        if key not in self._seen:
            self._seen.add(key)
            self._waiting.append(stop)

    def _read(self, stop: Stop) -> Iterator[Listed]:
        answer = self.reader.need(stop.url) if stop.depth == 0 else self.reader.get(stop.url)
        if not is_page(answer):
            yield _unread(stop, why_not(answer))
            return
        if not looks_like_html(answer):
            anchor = Anchor(
                stop.url, (stop.hint.title if stop.hint else "") or "", is_download=True
            )
            yield from self.judged(self._view(answer.url, "", stop), [anchor])
            return
        if stop.depth == 0 and site(answer.url) not in self.hosts:
            self.hosts.add(site(answer.url))  # the publisher has moved to another domain
            yield _unread(
                stop,
                f"the listing has moved to {answer.url}: put the new address in the source file",
            )
        tree = html_tree(answer)
        within = self.settings.within
        if stop.depth == 0 and within and not tree.css_first(within):
            raise DiscoveryError(
                f"{answer.url} has no part `{within}`: the layout has changed; correct "
                "discovery.within in the source file, or remove it"
            )
        own = self.settings if stop.depth == 0 else Listing(strategy="listing")
        found = list(anchors(tree, answer.url, own.within, self.settings.heading, own.follow))
        yield from self.judged(self._view(answer.url, page_heading(tree), stop), found)
        yield from withdrawals(tree, answer.url)
        if stop.depth == 0:
            self._push_next(tree, answer.url)
        yield from self._push_hops(stop, found)

    def _view(self, url: str, heading: str, stop: Stop) -> PageView:
        return PageView(url, heading, frozenset(self.hosts), self.all_reviews, stop.hint)

    def _push_next(self, tree: LexborHTMLParser, page_url: str) -> None:
        node = tree.css_first(self.settings.next_page or _NEXT_PAGE)
        if node is None and not self.settings.next_page:
            links = tree.css("a[href]")
            node = next((a for a in links if _NEXT_WORDS.find(squeeze(a.text()))), None)
        href = node.attributes.get("href") if node else None
        url = resolve(href or "", base_address(tree, page_url))
        if url and on_own_site(url, self.hosts):
            self._push(Stop(url, depth=0))

    def _push_hops(self, stop: Stop, anchors: Iterable[Anchor]) -> Iterator[Listed]:
        for anchor in anchors:
            is_landing = shape(anchor.url) is Shape.LANDING
            may_hop = self.settings.hop and stop.depth == 0 and self._leads_on(anchor, stop.url)
            if is_file(anchor) or not (is_landing or may_hop):
                continue
            if not on_own_site(anchor.url, self.hosts) or identity_key(anchor.url) in self._seen:
                continue
            next_stop = Stop(anchor.url, stop.depth + 1, self._hint(stop, anchor))
            words = f"{anchor.text} {_slug(anchor.url)}"
            if elsewhere := other_publisher(words, anchor.headings, self.source.areas):
                yield _unread(next_stop, elsewhere)
            else:
                self._push(next_stop)

    def _leads_on(self, anchor: Anchor, page_url: str) -> bool:
        """Whether a link leads to a page about reviews: by the selector, its words or its place."""
        if self.settings.follow:
            return anchor.leads_on
        words = f"{anchor.text} {_slug(anchor.url)}"
        is_about_one = speaks_of_reviews(words) or _is_below(anchor.url, page_url)
        return is_about_one and furniture_in(anchor.text) is None

    def _hint(self, stop: Stop, anchor: Anchor) -> Listed | None:
        """What the listing says about the page that `anchor` leads to, in the form for a file."""
        view = PageView(stop.url, "", frozenset(self.hosts), is_review_page=True)
        as_file = replace(anchor, is_download=True)
        return next(iter(judge(self.source, view, [as_file])), None)


def looks_like_html(answer: Fetched) -> bool:
    """Whether the first bytes are those of a page. The content type is only a hint."""
    head = answer.content[:1024].lstrip().lower()
    if b"%pdf-" in head or head.startswith(_FILE_SIGNS):
        return False
    return b"<" in head or answer.media_type == "text/html"


def _is_below(url: str, page_url: str) -> bool:
    """Whether an address continues that of a page about reviews, as `/reviews/rowan` does."""
    base = urlsplit(page_url).path.rstrip("/")
    return speaks_of_reviews(readable(base)) and urlsplit(url).path.startswith(f"{base}/")


def _slug(url: str) -> str:
    return readable(url.rstrip("/").rsplit("/", 1)[-1])


def _unread(stop: Stop, reason: str) -> Listed:
    hint = stop.hint
    return Listed(
        url=stop.url,
        title=hint.title if hint else None,
        page_url=hint.page_url if hint else stop.url,
        left_out=reason,
    )
