"""The box around a link whose words are about this link: paragraph, list item, row or card."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from pipelines.strategies.wording import squeeze

_ITEM = {"li", "tr", "article", "dd", "figure"}
_WALL = {"body", "main", "html", "ul", "ol", "dl", "table", "tbody"}
_MAX_BLOCK = 700
_MAX_ITEM = 2500
_MAX_ITEM_LINKS = 8


@dataclass
class Boxes:
    """Sizes of the boxes of one page, each measured once: pages with 10,000 links stay cheap."""

    known: dict[int, tuple[int, int]] = field(default_factory=dict)

    def measure(self, node: LexborNode) -> tuple[int, int]:
        """How many different addresses and how many characters are within `node`."""
        found = self.known.get(node.mem_id)
        if found is None:
            targets = {a.attributes.get("href") for a in node.css("a[href], [data-href]")}
            found = self.known[node.mem_id] = (len(targets), len(node.text()))
        return found


def surroundings(chain: list[LexborNode], boxes: Boxes) -> tuple[LexborNode | None, int | None]:
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


def first_cell(chain: list[LexborNode]) -> str:
    """The first cell of the link's table row, if the link is in another cell."""
    row = next((above for above in chain if above.tag == "tr"), None)
    cell = row.css_first("td, th") if row else None
    return "" if cell is None or cell in chain else squeeze(cell.text(separator=" "))
