"""`sar_library`: the National SAR Library's tables of files, one below each year of filing.

The heading's year is the year of filing, so it is not used as the date of the report. The library
names no board, so the row has no publisher.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import SarLibrary
from pipelines.strategies.contract import DiscoveryError, FetchPage, PageReader
from pipelines.strategies.dates import find_date
from pipelines.strategies.html_page import base_address, html_tree
from pipelines.strategies.judge import furniture_reason, key_of
from pipelines.strategies.links import Shape, file_name, resolve, shape
from pipelines.strategies.wording import case_words, is_generic, readable, role_in, squeeze


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """Every row with a file on the library's pages; raises DiscoveryError on a page without any."""
    settings = source.discovery
    if not isinstance(settings, SarLibrary):
        raise TypeError(f"{source.source_id} is not the SAR library")
    reader = PageReader(source, fetch)
    seen: set[str] = set()
    for page in settings.pages:
        answer = reader.need(page)
        tree = html_tree(answer)
        count = 0
        for row, section in _table_rows(tree):
            for listed in _files(source, row, section, base_address(tree, answer.url), answer.url):
                count += 1
                if listed.key not in seen:
                    seen.add(listed.key)
                    yield listed
        if not count:
            raise DiscoveryError(f"{page} has no table with files: the layout has changed")


def _table_rows(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """The page's table rows, each with the words of the collapsible heading above it."""
    section = ""
    if tree.body is None:
        return
    for node in tree.body.traverse(include_text=False):
        if node.tag == "button" or node.tag in {"h1", "h2", "h3"}:
            section = squeeze(node.text(separator=" "))
        elif node.tag == "tr":
            yield node, section


def _files(
    source: Source, row: LexborNode, section: str, base: str, page_url: str
) -> Iterator[Listed]:
    for link in row.css("a[href]"):
        url = resolve(link.attributes.get("href") or "", base)
        if url is None:
            continue
        cells = [squeeze(cell.text(separator=" ")) for cell in row.css("td")]
        printed = next((cell for cell in cells if not is_generic(cell)), file_name(url))
        title = readable(printed)
        date = find_date(title)
        yield Listed(
            url=url,
            title=title,
            date=date.iso if date else None,
            date_quote=date.quote if date else "",
            role=role_in(title) or "report",
            group=" ".join((section, *case_words(title))) if case_words(title) else None,
            page_url=page_url,
            left_out=_reason(source, url, title),
            key=key_of(source, url),
            file_name=file_name(url),
        )


def _reason(source: Source, url: str, title: str) -> str | None:
    if shape(url) not in {Shape.FILE, Shape.DOWNLOAD}:
        return "is not a kind of file that holds a report"
    return furniture_reason(source, title)
