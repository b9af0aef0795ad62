"""An HTML page as a tree: decoded, with its base address, its heading and its main part."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.encoding import html_to_unicode

from models.records.collection import Fetched
from pipelines.strategies.links import resolve
from pipelines.strategies.wording import squeeze


def html_tree(answer: Fetched) -> LexborHTMLParser:
    """The page as a tree, decoded by its header, its `meta` or its bytes, as browsers do."""
    _, text = html_to_unicode(
        answer.headers.get("content-type"), answer.content, auto_detect_fun=_guess
    )
    return LexborHTMLParser(text)


def _guess(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def base_address(tree: LexborHTMLParser, page_url: str) -> str:
    """The base address of the page's references: `<base href>` or the page's own address."""
    node = tree.css_first("base[href]")
    given = node.attributes.get("href") if node else None
    return (resolve(given, page_url) if given else None) or page_url


def page_heading(tree: LexborHTMLParser) -> str:
    """The page's first `h1`, or else its title without the name of the site."""
    node = tree.css_first("main h1") or tree.css_first("h1")
    if node and (text := squeeze(node.text())):
        return text
    title = tree.css_first("title")
    return re.split(r"\s[|\u2013\u2014-]\s", squeeze(title.text()))[0] if title else ""


def main_part(tree: LexborHTMLParser) -> list[LexborNode]:
    """The part that the page marks as its main content, or its whole body."""
    for selector in ("main", "[role=main]", "#main-content", "#content"):
        node = tree.css_first(selector)
        if node and node.css_first("a[href], iframe, object, embed, [data-href]"):
            return [node]
    return [tree.body] if tree.body else []
