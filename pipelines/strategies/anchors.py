"""Everything on an HTML page that leads somewhere, with the words that stand near it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.encoding import html_to_unicode

from models.records.collection import Fetched
from pipelines.strategies.links import resolve, unwrap
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
_ITEM = {"li", "tr", "article", "dd", "figure"}
_WALL = {"body", "main", "html", "ul", "ol", "dl", "table", "tbody"}
_HEADING_LEVEL = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "caption": 7, "summary": 7}
_HEADING_LEVEL |= {"dt": 7, "legend": 7, "button": 7}
_SOFT_LEVEL = 8  # a bold paragraph, or the words of a list item above its own list
_NUMBERED = re.compile(r"(?:item\s*)?\d+[.:]\s", re.IGNORECASE)  # an item below its meeting
_MAX_HEADING = 250
_MAX_LABEL = 400  # some pages wrap whole cards in one link
_MAX_BLOCK = 700
_MAX_ITEM = 2500
_MAX_ITEM_LINKS = 8


@dataclass(frozen=True)
class Anchor:
    """One address on a page. `headings` runs from the outermost to the nearest above the link."""

    url: str
    text: str
    block: str = ""
    lead: str = ""  # the first cell of the table row, where the link stands in another
    item: int | None = None  # which list item, table row or card the link stands in
    headings: tuple[str, ...] = ()
    is_download: bool = False  # the page itself says that a file lies behind it
    leads_on: bool = False  # chosen by the source's `follow` selector


@dataclass
class _Outline:
    """The headings above the place reached so far."""

    stack: list[tuple[int, str, int | None]] = field(default_factory=list)

    def add(self, level: int, text: str, within: int | None = None) -> None:
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        if text:
            self.stack.append((level, text[:_MAX_HEADING], within))

    def above(self, ancestors: set[int]) -> tuple[str, ...]:
        return tuple(text for _, text, box in self.stack if box is None or box in ancestors)


@dataclass
class _Boxes:
    """Sizes of the boxes of one page, each measured once: pages with 10,000 links stay cheap."""

    known: dict[int, tuple[int, int]] = field(default_factory=dict)

    def measure(self, node: LexborNode) -> tuple[int, int]:
        """How many different addresses and how many characters stand within `node`."""
        found = self.known.get(node.mem_id)
        if found is None:
            targets = {a.attributes.get("href") for a in node.css("a[href], [data-href]")}
            found = self.known[node.mem_id] = (len(targets), len(node.text()))
        return found


def html_tree(answer: Fetched) -> LexborHTMLParser:
    """The page as a tree, decoded by its header, its `meta` or its bytes, as browsers do it."""
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
    """The address against which the page's references count: `<base href>` or the page's own."""
    node = tree.css_first("base[href]")
    given = node.attributes.get("href") if node else None
    return (resolve(given, page_url) if given else None) or page_url


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
    roots = tree.css(within) if within else _main_part(tree)
    done: set[int] = set()
    boxes = _Boxes()
    for root in roots:
        outline = _Outline()
        for node in root.traverse(include_text=False):
            if node.mem_id in done:
                continue
            done.add(node.mem_id)
            _note_heading(node, outline, marked)
            reference = _reference(node)
            url = resolve(reference, base) if reference else None
            if url is None:
                continue
            chain = list(_ancestors(node))
            if within is None and any(above.tag in _OUTSIDE for above in chain):
                continue
            block, item = _surroundings(chain, boxes)
            yield Anchor(
                url=unwrap(url),
                text=_label(node),
                block=squeeze(block.text(separator=" ")) if block else _label(node),
                lead=_first_cell(chain),
                item=item,
                headings=outline.above({above.mem_id for above in chain}),
                is_download=_says_download(node),
                leads_on=node.mem_id in chosen,
            )


def page_heading(tree: LexborHTMLParser) -> str:
    """The page's first `h1`, else its title without the name of the site."""
    node = tree.css_first("main h1") or tree.css_first("h1")
    if node and (text := squeeze(node.text())):
        return text
    title = tree.css_first("title")
    return re.split(r"\s[|\u2013\u2014-]\s", squeeze(title.text()))[0] if title else ""


def _main_part(tree: LexborHTMLParser) -> list[LexborNode]:
    for selector in ("main", "[role=main]", "#main-content", "#content"):
        node = tree.css_first(selector)
        if node and node.css_first("a[href], iframe, object, embed, [data-href]"):
            return [node]
    return [tree.body] if tree.body else []


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


def _note_heading(node: LexborNode, outline: _Outline, marked: set[int]) -> None:
    tag = node.tag or ""
    if node.mem_id in marked:
        text = squeeze(node.text(separator=" "))
        outline.add(_SOFT_LEVEL if _NUMBERED.match(text) else 7, text)
    elif tag in _HEADING_LEVEL:
        parent = node.parent
        if tag == "button" and (_reference(node) or (parent and parent.tag in _HEADING_LEVEL)):
            return
        box = parent.mem_id if tag == "summary" and parent else None
        outline.add(_HEADING_LEVEL[tag], squeeze(node.text(separator=" ")), box)
    elif tag in {"strong", "b"}:
        parent = node.parent
        text = squeeze(node.text(separator=" "))
        if parent and parent.tag in {"p", "div"} and text == squeeze(parent.text(separator=" ")):
            outline.add(_SOFT_LEVEL, text)
    elif tag == "li" and node.css_first("ul, ol"):
        outline.add(_SOFT_LEVEL, _own_words(node), node.mem_id)


def _own_words(item: LexborNode) -> str:
    """The words of a list item before the list within it."""
    words = []
    for child in item.iter(include_text=True):
        if child.tag in {"ul", "ol"}:
            break
        words.append(child.text(separator=" "))
    return squeeze(" ".join(words))


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


def _first_cell(chain: list[LexborNode]) -> str:
    row = next((above for above in chain if above.tag == "tr"), None)
    cell = row.css_first("td, th") if row else None
    return "" if cell is None or cell in chain else squeeze(cell.text(separator=" "))


def _says_download(node: LexborNode) -> bool:
    declared = (node.attributes.get("type") or "").lower()
    return "download" in node.attributes or declared in {"application/pdf", "application/msword"}


def _surroundings(chain: list[LexborNode], boxes: _Boxes) -> tuple[LexborNode | None, int | None]:
    """The largest box whose words are about this link alone, or its list item, row or card."""
    block: LexborNode | None = None
    for above in chain[:8]:
        tag = above.tag or ""
        if tag in _WALL:
            break
        targets, length = boxes.measure(above)
        if tag in _ITEM:
            if targets <= _MAX_ITEM_LINKS and length <= _MAX_ITEM:
                return above, above.mem_id
            break
        if targets <= 1 and length <= _MAX_BLOCK and not above.css_first("h1, h2"):
            block = above
    return block, None
