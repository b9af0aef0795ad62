"""Turns the links of a page into listed documents: what to collect, what is left out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from models.records.collection import Listed
from pipelines.sources.schema import Identity, Source
from pipelines.strategies.anchors import Anchor
from pipelines.strategies.dates import PrintedDate, date_in_address, find_date
from pipelines.strategies.grouping import PlaceOnPage, groups
from pipelines.strategies.links import Shape, asset_key, file_name, identity_key, shape, site
from pipelines.strategies.neighbours import other_publisher
from pipelines.strategies.wording import (
    case_words,
    furniture_in,
    is_generic,
    readable,
    role_in,
    size_hint,
    speaks_of_reviews,
    withdrawn_in,
    without_references,
    without_size,
)
from vocabulary.rules import asked

_FILES = {Shape.FILE, Shape.DOWNLOAD}
_WELSH_ADDRESS = asked("listings", "welsh_address")


@dataclass(frozen=True)
class PageView:
    """A page as the judge needs it. `hosts` are those that may have the publisher's files."""

    url: str
    heading: str
    hosts: frozenset[str]
    is_review_page: bool  # everything on it is about reviews, so a pseudonym alone is enough
    hint: Listed | None = None  # what the page that led here said


def is_file(anchor: Anchor) -> bool:
    """Whether a link leads to a file rather than to a page."""
    found = shape(anchor.url)
    return found in _FILES or found is Shape.OTHER_FILE or anchor.is_download


def key_of(source: Source, url: str) -> str:
    """The key of the file at `url` by the source's identity rule."""
    return asset_key(url) if source.identity is Identity.ASSET_ID else identity_key(url)


def judge(source: Source, page: PageView, anchors: Iterable[Anchor]) -> list[Listed]:
    """The listed documents of one page, each file once, in reading order."""
    files = _once((anchor for anchor in anchors if is_file(anchor)), source)
    titles = [_title(anchor, page) for anchor in files]
    roles = [_role(anchor) for anchor in files]
    members = [
        PlaceOnPage("" if is_generic(a.text) else a.text, a.block, a.item, a.headings, role)
        for a, role in zip(files, roles, strict=True)
    ]
    own_words = (*source.areas, source.publisher or "", source.title)
    names = groups(members, page.heading, own_words, page.hint.group if page.hint else None)
    return [
        _listed(source, page, anchor, title, role, name)
        for anchor, title, role, name in zip(files, titles, roles, names, strict=True)
    ]


def _listed(
    source: Source, page: PageView, anchor: Anchor, title: str, role: str | None, group: str | None
) -> Listed:
    date = _date(anchor, page)
    hint = page.hint
    return Listed(
        url=anchor.url,
        title=title,
        date=date.iso if date else None,
        date_quote=date.quote if date else "",
        publisher=source.publisher,
        role=role or (hint.role if hint else None),
        group=group,
        page_url=page.url,
        key=key_of(source, anchor.url),
        file_name=file_name(anchor.url),
        bytes=size_hint(anchor.text) or size_hint(anchor.block) or 0,
        left_out=_left_out(source, page, anchor, title),
        withdrawn=_withdrawn(anchor),
    )


def _withdrawn(anchor: Anchor) -> str | None:
    """The publisher's notice, at the link or in the heading above it, that it is withdrawn."""
    words = (anchor.text, anchor.block, anchor.lead, *anchor.headings[-1:])
    said = next((found for text in words if (found := withdrawn_in(text))), None)
    return f"withdrawn: {said}" if said else None


def _left_out(source: Source, page: PageView, anchor: Anchor, title: str) -> str | None:
    if shape(anchor.url) is Shape.OTHER_FILE:
        suffix = PurePosixPath(file_name(anchor.url)).suffix.lower()
        return f"is not a kind of file that holds a report ({suffix})"
    if not on_own_site(anchor.url, page.hosts):
        return (
            f"is on another site ({site(anchor.url)}): if that site holds this publisher's files, "
            "add it to politeness.file_hosts"
        )
    words = f"{title} {readable(file_name(anchor.url))}"
    if reason := furniture_reason(source, words if is_generic(anchor.text) else title):
        return reason
    if elsewhere := other_publisher(words, anchor.headings, source.areas):
        return elsewhere
    if not page.is_review_page and not speaks_of_reviews(f"{words} {' '.join(anchor.headings)}"):
        return "has no words about reviews"
    return None


def furniture_reason(source: Source, words: str) -> str | None:
    """Why these words are not about a review's document, or None. The source may keep a kind."""
    kind = furniture_in(words)
    return f"looks like page furniture: {kind}" if kind and kind not in source.keep else None


def on_own_site(url: str, hosts: Iterable[str]) -> bool:
    """Whether `url` is on one of the publisher's hosts or a host below it."""
    name = site(url)
    return any(name == host or name.endswith(f".{host}") for host in hosts)


def _title(anchor: Anchor, page: PageView) -> str:
    text = without_size(anchor.text)
    if is_generic(anchor.text):
        return _block_title(anchor) or readable(file_name(anchor.url)) or page.heading
    if case_words(text) or role_in(text) is None:
        return text
    above = (anchor.lead, *reversed(anchor.headings))
    case = next((words for words in above if words != page.heading and case_words(words)), None)
    return f"{without_size(case)}: {text}" if case else text


def _block_title(anchor: Anchor) -> str:
    """The words around a link that says only `Download`: those that name a case first."""
    words = without_size(anchor.block.replace(anchor.text, " ", 1) if anchor.text else anchor.block)
    heading = without_size(anchor.headings[-1]) if anchor.headings else ""
    if is_generic(words) or (case_words(heading) and not case_words(words)):
        return heading
    return words[:200]


def _role(anchor: Anchor) -> str | None:
    if _WELSH_ADDRESS.find(anchor.url):
        return "translation"
    words = (anchor.text, anchor.block, readable(file_name(anchor.url)))
    found = next((role for text in words if (role := role_in(text))), None)
    return found or ("report" if any(speaks_of_reviews(text) for text in words) else None)


def _date(anchor: Anchor, page: PageView) -> PrintedDate | None:
    """The nearest date with a month, or the nearest year, or the month of upload in the address."""
    places: Sequence[str] = (anchor.text, anchor.block, *reversed(anchor.headings))
    found = [date for text in places if (date := find_date(without_references(text)))]
    if not found and page.hint and page.hint.date:
        found = [PrintedDate(page.hint.date, page.hint.date_quote)]
    exact = next((date for date in found if len(date.iso) > 4), None)
    return exact or next(iter(found), None) or date_in_address(anchor.url)


def _once(anchors: Iterable[Anchor], source: Source) -> list[Anchor]:
    """Each file once, by the first of its links whose words are informative."""
    best: dict[str, Anchor] = {}
    for anchor in anchors:
        key = key_of(source, anchor.url)
        if key not in best or (is_generic(best[key].text) and not is_generic(anchor.text)):
            best[key] = anchor
    return list(best.values())
