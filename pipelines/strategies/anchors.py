"""Every link on an HTML page, with the words near it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.strategies.html_page import base_address, main_part
from pipelines.strategies.links import resolve, unwrap
from pipelines.strategies.outline import Outline
from pipelines.strategies.surroundings import Boxes, first_cell, surroundings
from pipelines.strategies.wording import squeeze

_REFERENCES = {
    "a": ("href", "data-href", "data-url"),
    "area": ("href",),
    "iframe": ("src", "data-src"),
    "embed": ("src",),
    "object": ("data",),
    "button": ("data-href", "data-url", "formaction"),
    "div": ("data-href", "data-pdf", "data-pdf-url"),
    "li": ("data-href",),
    "span": ("data-href",),
}
_OUTSIDE = {"nav", "header", "footer", "noscript", "script", "style", "template"}
_MAX_LABEL = 400  # some pages wrap whole cards in one link


@dataclass(frozen=True)
class Anchor:
    """One address on a page. `headings` runs from the outermost to the nearest above the link."""

    url: str
    text: str
    block: str = ""
    lead: str = ""  # the first cell of the table row, if the link is in another cell
    item: int | None = None  # which list item, table row or card the link is in
    headings: tuple[str, ...] = ()
    is_download: bool = False  # the page itself says that it leads to a file
    leads_on: bool = False  # chosen by the source's `follow` selector


def anchors(
    tree: LexborHTMLParser,
    page_url: str,
    within: str | None = None,
    heading: str | None = None,
    follow: str | None = None,
) -> Iterator[Anchor]:
    """Every address on the page, in reading order, outside navigation, header and footer.

    `within` limits the search to parts of the page; `heading` adds what counts as a heading;
    `follow` marks links that lead to pages about single reviews.
    """
    base = base_address(tree, page_url)
    marked = {node.mem_id for node in tree.css(heading)} if heading else set()
    chosen = {node.mem_id for node in tree.css(follow)} if follow else set()
    roots = tree.css(within) if within else main_part(tree)
    done: set[int] = set()
    boxes = Boxes()
    for root in roots:
        outline = Outline()
        for node in root.traverse(include_text=False):
            if node.mem_id in done:
                continue
            done.add(node.mem_id)
            outline.note(node, marked)
            reference = _reference(node)
            url = resolve(reference, base) if reference else None
            if url is None:
                continue
            chain = list(_ancestors(node))
            if within is None and any(above.tag in _OUTSIDE for above in chain):
                continue
            block, item = surroundings(chain, boxes)
            yield Anchor(
                url=unwrap(url),
                text=_label(node),
                block=squeeze(block.text(separator=" ")) if block else _label(node),
                lead=first_cell(chain),
                item=item,
                headings=outline.above({above.mem_id for above in chain}),
                is_download=_says_download(node),
                leads_on=node.mem_id in chosen,
            )


def _reference(node: LexborNode) -> str | None:
    names = _REFERENCES.get(node.tag or "")
    if names is None:
        return None
    attributes = node.attributes
    for name in names:
        value = attributes.get(name)
        if value and value.strip() not in {"", "#"} and not value.startswith("javascript:void"):
            return value
    return None


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None and above.tag not in {None, "html", "-undef"}:
        yield above
        above = above.parent


def _label(node: LexborNode) -> str:
    text = squeeze(node.text(separator=" ")) if node.tag != "object" else ""
    attributes = node.attributes
    text = text or squeeze(attributes.get("title") or attributes.get("aria-label") or "")
    return text[:_MAX_LABEL]


def _says_download(node: LexborNode) -> bool:
    declared = (node.attributes.get("type") or "").lower()
    return "download" in node.attributes or declared in {"application/pdf", "application/msword"}
