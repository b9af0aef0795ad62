"""The files of one GOV.UK content item, as listed documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.strategies.judge import furniture_reason, key_of, on_own_site
from pipelines.strategies.links import Shape, file_name, shape, site
from pipelines.strategies.wording import role_in, squeeze, without_size

_READABLE = {
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FILE_HOSTS = ("gov.uk", "assets.publishing.service.gov.uk")


class ContentItem:
    """A content item, with what all its files share: title, date, withdrawal, last change."""

    def __init__(self, content: dict[str, Any], page: str, api: str) -> None:
        self.content = content
        self.page = page
        self.api = api
        self.details: dict[str, Any] = content.get("details") or {}
        self.title = squeeze(str(content.get("title") or ""))

    @property
    def date(self) -> str | None:
        """The day of first publication."""
        stamp = self.content.get("first_published_at") or self.details.get("first_public_at")
        return str(stamp)[:10] if stamp else None

    @property
    def withdrawn(self) -> str | None:
        """The publisher's notice that the item is withdrawn, or None."""
        notice = self.content.get("withdrawn_notice") or {}
        if not notice:
            return None
        words = LexborHTMLParser(str(notice.get("explanation") or "")).text(separator=" ")
        day = str(notice.get("withdrawn_at") or "")[:10]
        return f"withdrawn {day}: {squeeze(words)}".strip()

    @property
    def change(self) -> str:
        """The last major change in the publisher's words; empty if there was none."""
        history = self.details.get("change_history") or []
        if len(history) < 2:
            return ""
        last = max(history, key=lambda change: str(change.get("public_timestamp") or ""))
        return f"{str(last.get('public_timestamp'))[:10]}: {squeeze(str(last.get('note') or ''))}"


def rows_of(source: Source, item: ContentItem) -> Iterator[Listed]:
    """One row for each attachment; an item without any gives one row that says so."""
    attachments = item.details.get("attachments") or []
    if not attachments:
        if item.content.get("schema_name") == "html_publication":
            yield _row(source, item, item.page, item.title, "text/html")
        elif item.content.get("schema_name") not in {"document_collection", "organisation"}:
            kind = item.content.get("document_type")
            yield _row(
                source, item, item.page, item.title, "", f"a page of type `{kind}` without a file"
            )
        return
    readable = {_words(a) for a in attachments if a.get("content_type") in _READABLE}
    for attachment in attachments:
        yield _attachment(source, item, attachment, readable)


def _attachment(
    source: Source, item: ContentItem, attachment: dict[str, Any], readable: set[str]
) -> Listed:
    url = urljoin(item.api, str(attachment.get("url") or ""))
    kind = attachment.get("attachment_type")
    declared = str(attachment.get("content_type") or "")
    title = squeeze(str(attachment.get("title") or attachment.get("filename") or item.title))
    is_page = kind == "html" or (kind is None and not declared and shape(url) is Shape.PAGE)
    if is_page:
        double = _words(attachment) in readable
        reason = "the same document is there as a file" if double else None
        return _row(source, item, url, title, "text/html", reason)
    hosts = (*_FILE_HOSTS, site(item.api), *source.politeness.file_hosts)
    if kind == "external" or not on_own_site(url, hosts):
        return _row(source, item, url, title, declared, f"is on another site ({site(url)})")
    reason = None
    if declared and declared not in _READABLE:
        reason = f"is not a kind of file that holds a report ({declared})"
    size = int(attachment.get("file_size") or 0)
    return _row(source, item, url, title, declared, reason, size)


def _row(
    source: Source,
    item: ContentItem,
    url: str,
    title: str,
    media_type: str,
    reason: str | None = None,
    size: int = 0,
) -> Listed:
    date = item.date
    return Listed(
        url=url,
        title=title,
        date=date,
        date_quote="first_published_at" if date else "",
        publisher=source.publisher,
        role=role_in(title) or role_in(item.title) or "report",
        group=item.title or None,
        page_url=item.page,
        left_out=reason or furniture_reason(source, title),
        withdrawn=item.withdrawn,
        key=key_of(source, url),
        file_name=file_name(url),
        media_type=media_type,
        bytes=size,
        note=item.change,
    )


def _words(attachment: dict[str, Any]) -> str:
    return without_size(str(attachment.get("title") or "")).lower()
