"""Notices on a page that a report is withdrawn, if there is no longer a link to it."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from models.records.collection import Listed
from pipelines.strategies.html_page import main_part
from pipelines.strategies.links import Shape, resolve, shape
from pipelines.strategies.wording import squeeze, withdrawn_in

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "strong"}
_BLOCKS = {"p", "li", "td", "dd", "div", "section", "article"}
_FILES = {Shape.FILE, Shape.DOWNLOAD}
_LONGEST = 600  # characters of a notice; a longer text is the whole page


def withdrawals(tree: LexborHTMLParser, page_url: str) -> Iterator[Listed]:
    """One row for each notice: `title` is the heading above it and its own words."""
    heading = ""
    for root in main_part(tree):
        for node in root.traverse(include_text=False):
            if node.tag in _HEADINGS:
                heading = squeeze(node.text(separator=" "))
            if node.tag not in _BLOCKS or _holds_a_block(node) or _links_to_a_file(node, page_url):
                continue
            text = squeeze(node.text(separator=" "))
            if len(text) <= _LONGEST and (said := withdrawn_in(text)):
                yield Listed(
                    url=page_url,
                    title=f"{heading}: {text}",
                    page_url=page_url,
                    withdrawn=f"withdrawn: {said}",
                    is_notice=True,
                )


def _holds_a_block(node: LexborNode) -> bool:
    return any(inner.mem_id != node.mem_id for inner in node.css(",".join(_BLOCKS)))


def _links_to_a_file(node: LexborNode, page_url: str) -> bool:
    links = (resolve(a.attributes.get("href") or "", page_url) for a in node.css("a[href]"))
    return any(url is not None and shape(url) in _FILES for url in links)
