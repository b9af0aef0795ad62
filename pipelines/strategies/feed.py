"""`feed`: RSS and Atom entries that lead to files, or to pages with files."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element

import msgspec
from selectolax.lexbor import LexborHTMLParser

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Feed, Listing
from pipelines.strategies.anchors import Anchor
from pipelines.strategies.contract import FetchPage, PageReader
from pipelines.strategies.crawl import Crawl, Stop
from pipelines.strategies.dates import find_date
from pipelines.strategies.judge import PageView, is_file, judge
from pipelines.strategies.links import resolve, site
from pipelines.strategies.wording import speaks_of_reviews, squeeze
from pipelines.strategies.xml_text import child_text, local_name, parse_xml


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """The files of entries about reviews. Other entries are listed with a reason."""
    settings = source.discovery
    if not isinstance(settings, Feed):
        raise TypeError(f"{source.source_id} is not a feed")
    reader = PageReader(source, fetch)
    answer = reader.need(settings.feed)
    crawl = Crawl(source, Listing(strategy="listing", hop=False), reader)
    crawl.hosts.add(site(answer.url))
    for entry in parse_xml(answer).iter():
        if local_name(entry) in {"item", "entry"}:
            yield from _entry(source, settings, crawl, entry, answer.url)
    yield from crawl.run()


def _entry(
    source: Source, settings: Feed, crawl: Crawl, entry: Element, feed_url: str
) -> Iterator[Listed]:
    title = child_text(entry, "title")
    markup = child_text(entry, "summary") or child_text(entry, "description")
    summary = squeeze(LexborHTMLParser(markup).text(separator=" ")) if markup else ""
    for url in dict.fromkeys(_links(entry, feed_url)):
        anchor = Anchor(url, title, f"{title} {summary}"[:600])
        view = PageView(feed_url, "", frozenset(crawl.hosts), is_review_page=False)
        if is_file(anchor):
            yield from (_dated(row, entry) for row in crawl.judged(view, [anchor]))
        elif not settings.hop or not speaks_of_reviews(f"{title} {summary}"):
            reason = "the entry has no words about reviews"
            yield Listed(url=url, title=title, page_url=feed_url, left_out=reason)
        else:
            as_file = msgspec.structs.replace  # the entry describes the page that it leads to
            hints = judge(source, view, [Anchor(url, title, anchor.block, is_download=True)])
            crawl.visit(Stop(url, 1, as_file(_dated(hints[0], entry), left_out=None)))


def _links(entry: Element, feed_url: str) -> Iterator[str]:
    """The addresses of an entry: enclosures first, then its page."""
    found: list[str] = []
    for child in entry:
        name = local_name(child)
        if name == "enclosure":
            found.insert(0, child.get("url") or "")
        elif name == "link" and child.get("rel", "alternate") in {"alternate", "enclosure"}:
            found.append(child.get("href") or (child.text or ""))
    for reference in found:
        url = resolve(reference, feed_url)
        if url:
            yield url


def _dated(row: Listed, entry: Element) -> Listed:
    """The row, with the entry's date if its words give none."""
    if row.date:
        return row
    printed = next(
        (text for name in ("published", "pubDate", "updated") if (text := child_text(entry, name))),
        "",
    )
    found = find_date(printed[:10])
    iso = found.iso if found else _mail_date(printed)
    return msgspec.structs.replace(row, date=iso, date_quote=printed) if iso else row


def _mail_date(printed: str) -> str | None:
    try:
        return parsedate_to_datetime(printed).date().isoformat()
    except ValueError:
        return None
