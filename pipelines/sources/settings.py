"""The settings of each discovery strategy in a source file. One strict model per strategy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from selectolax.lexbor import LexborHTMLParser, SelectolaxError
from w3lib.url import parse_url


def _web_address(value: str) -> str:
    parts = parse_url(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in value:
        raise ValueError("must be a full web address that begins with https:// or http://")
    return value


def _css_selector(value: str) -> str:
    try:
        LexborHTMLParser("<p></p>").css(value)
    except SelectolaxError as problem:
        raise ValueError(
            "is not a CSS selector that can be understood; leave the line out to use the whole page"
        ) from problem
    return value


Address = Annotated[str, AfterValidator(_web_address)]
Selector = Annotated[str, Field(min_length=1), AfterValidator(_css_selector)]


class Strict(BaseModel):
    """Refuses fields it does not know and values of the wrong type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class GovukApi(Strict):
    """GOV.UK's search API finds publications, its content API lists their files."""

    strategy: Literal["govuk_api"]
    organisation: str = Field(pattern=r"^[a-z0-9-]+$")
    document_types: tuple[str, ...] = ()  # content_store_document_type; empty: all
    api: Address = "https://www.gov.uk"
    page_size: int = Field(default=500, ge=1, le=1500)


class Listing(Strict):
    """HTML pages with links to files; one hop to pages about single reviews."""

    strategy: Literal["listing"]
    pages: tuple[Address, ...] = ()
    within: Selector | None = None  # only this part of the page
    next_page: Selector | None = None  # the link to the next page of the list
    follow: Selector | None = None  # links to review pages; None: by their words
    hop: bool = True
    heading: Selector | None = None  # what counts as a heading beside h1 to h6


class HomeOfficeLibrary(Strict):
    """The Domestic Homicide Review library: cards on numbered pages."""

    strategy: Literal["home_office_library"]
    library: Address = "https://homicide-review.homeoffice.gov.uk/"
    page_size: Literal[10, 50, 100] = 100


class SarLibrary(Strict):
    """The National SAR Library: tables below a heading for the year of filing."""

    strategy: Literal["sar_library"]
    pages: tuple[Address, ...] = ()


class WordPress(Strict):
    """A WordPress site: its pages, and its media list for exact dates; only linked files count."""

    strategy: Literal["wordpress"]
    site: Address
    pages: tuple[Address, ...] = Field(min_length=1)
    within: Selector | None = None


class ModernGov(Strict):
    """A council's modern.gov site: pages of meetings, issues or search results with papers."""

    strategy: Literal["modern_gov"]
    pages: tuple[Address, ...] = ()
    site: Address | None = None
    search: tuple[str, ...] = ()  # words for the site's own document search


class Feed(Strict):
    """An RSS or Atom feed whose entries lead to files or to pages with files."""

    strategy: Literal["feed"]
    feed: Address
    hop: bool = True


class Sitemap(Strict):
    """A sitemap (or an index of sitemaps), with words that an address must contain."""

    strategy: Literal["sitemap"]
    sitemap: Address
    contains: tuple[str, ...] = Field(min_length=1)
    hop: bool = True


class IndexPage(Strict):
    """A page whose headings name reviews that are published elsewhere."""

    strategy: Literal["index_page"]
    pages: tuple[Address, ...] = Field(min_length=1)
    entries: Selector = "h2, h3, h4"


class Folder(Strict):
    """Files below a folder of this machine."""

    strategy: Literal["folder"]
    path: str | None = None  # None: given when the run starts


class Manual(Strict):
    """Addresses kept by hand in a CSV file beside the source file."""

    strategy: Literal["manual"]
    file: str | None = None


Discovery = Annotated[
    GovukApi
    | Listing
    | HomeOfficeLibrary
    | SarLibrary
    | WordPress
    | ModernGov
    | Feed
    | Sitemap
    | IndexPage
    | Folder
    | Manual,
    Field(discriminator="strategy"),
]
