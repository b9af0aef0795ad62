"""`home_office_library`: cards of domestic homicide reviews on numbered pages.

The first eight hexadecimal digits of a download's id are the Unix time of its upload (MongoDB
ObjectId), exact where the card prints only the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlencode, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import HomeOfficeLibrary
from pipelines.strategies.contract import DiscoveryError, FetchPage, PageReader
from pipelines.strategies.dates import find_date
from pipelines.strategies.html_page import base_address, html_tree
from pipelines.strategies.judge import key_of
from pipelines.strategies.links import resolve
from pipelines.strategies.wording import role_in, squeeze

_CARD = 'section[aria-label^="DHR result"], section[aria-label^="DARDR result"]'
_COUNT = re.compile(r"Showing results\s+([\d,]+)\s+to\s+([\d,]+)\s+of\s+([\d,]+)")
_OBJECT_ID = re.compile(r"/download/([0-9a-f]{8})[0-9a-f]{16}\b", re.IGNORECASE)


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:
    """Every file of every card, the last upload first.

    Raises DiscoveryError if the pages do not have as many cards as they say.
    """
    settings = source.discovery
    if not isinstance(settings, HomeOfficeLibrary):
        raise TypeError(f"{source.source_id} is not the Home Office library")
    reader = PageReader(source, fetch)
    cards = number = 0
    while True:
        answer = reader.need(_page(settings, number))
        tree = html_tree(answer)
        found = tree.css(_CARD)
        last, total = _counts(tree, answer.url, len(found))
        for card in found:
            yield from _rows(source, card, base_address(tree, answer.url), answer.url)
        cards += len(found)
        number += 1
        if last >= total or not found:
            break
    if cards < total:
        raise DiscoveryError(
            f"{settings.library} says that it holds {total} reviews, but its pages show {cards}: "
            "try again later; if this goes on, the layout has changed"
        )


def _page(settings: HomeOfficeLibrary, number: int) -> str:
    query = {
        "pagination[pageNumber]": number,
        "pagination[pageSize]": settings.page_size,
        "pagination[sortField]": "uploadDate",
        "pagination[sortDirection]": "desc",
    }
    return f"{urljoin(settings.library, '/')}?{urlencode(query)}"


def _counts(tree: LexborHTMLParser, url: str, cards: int) -> tuple[int, int]:
    """The number of the page's last result and of all results."""
    for caption in tree.css(".govuk-caption-m"):
        match = _COUNT.search(squeeze(caption.text()))
        if match:
            _, last, total = (int(number.replace(",", "")) for number in match.groups())
            return last, total
    raise DiscoveryError(
        f"{url} shows {cards} reviews but not how many there are: the layout has changed"
    )


def _rows(source: Source, card: LexborNode, base: str, page_url: str) -> Iterator[Listed]:
    label = squeeze(card.attributes.get("aria-label") or "")
    reference = re.sub(r"^(?:DHR|DARDR) result ", "", label)
    details = _details(card)
    title = _title(card) or reference
    seen: set[str] = set()
    for link in card.css("a[href]"):
        url = resolve(link.attributes.get("href") or "", base)
        if url is None or "/download/" not in url or url in seen:
            continue
        seen.add(url)
        name = squeeze(link.attributes.get("download") or link.attributes.get("aria-label") or "")
        date, quote = _uploaded(url, details.get("uploaded on", ""))
        yield Listed(
            url=url,
            title=title,
            date=date,
            date_quote=quote,
            publisher=details.get("csp") or None,
            role=role_in(re.sub(r"^(?:View|Download) ", "", name)) or "report",
            group=reference,
            page_url=page_url,
            key=key_of(source, url),
            file_name=reference,
        )
    if not seen:
        yield Listed(url=page_url, title=title, group=reference, left_out="the card has no file")


def _title(card: LexborNode) -> str:
    heading = card.css_first("h3")
    if heading is None:
        return ""
    caption = heading.css_first("span.govuk-caption-m")
    text = squeeze(heading.text(separator=" "))
    return text.removeprefix(squeeze(caption.text())).strip() if caption else text


def _details(card: LexborNode) -> dict[str, str]:
    """The card's values by their captions, whatever their order."""
    found: dict[str, str] = {}
    for value in card.css(".dhrr-results-card--detail-value"):
        box = value.parent
        caption = box.css_first(".govuk-caption-m") if box else None
        if caption:
            found[squeeze(caption.text()).lower()] = squeeze(value.text())
    return found


def _uploaded(url: str, printed: str) -> tuple[str | None, str]:
    """The day of upload from the id if the printed month agrees, otherwise the printed month."""
    match = _OBJECT_ID.search(url)
    day = datetime.fromtimestamp(int(match[1], 16), UTC).date().isoformat() if match else None
    month = find_date(printed)
    if day and (month is None or day.startswith(month.iso)):
        return day, f"upload time in the address; {printed}".removesuffix("; ")
    return (month.iso, printed) if month else (None, "")
