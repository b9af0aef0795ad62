"""The headings above each place of a page, accordions, bold lines and list items included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from pipelines.strategies.wording import squeeze

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LEVELS |= {"caption": 7, "summary": 7, "dt": 7, "legend": 7}
_MARKED_LEVEL = 7  # chosen by the source's `heading` selector, or the button of an accordion
_SOFT_LEVEL = 8  # a bold paragraph, or the words of a list item above its own list
_NUMBERED = re.compile(r"(?:item\s*)?\d+[.:]\s", re.IGNORECASE)  # an agenda item below its meeting
_OPENS = re.compile(r"collaps|accordion|toggle|expand", re.IGNORECASE)
_HOLDS_BOLD = {"p", "div", "td", "li"}
_MAX_HEADING = 250
_MAX_LEAD = 150  # a longer paragraph above a list is prose, not its heading


@dataclass
class Outline:
    """The headings above the place reached so far."""

    stack: list[tuple[int, str, int | None]] = field(default_factory=list)

    def add(self, level: int, text: str, within: int | None = None) -> None:
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        if text:
            self.stack.append((level, text[:_MAX_HEADING], within))

    def above(self, ancestors: set[int]) -> tuple[str, ...]:
        return tuple(text for _, text, box in self.stack if box is None or box in ancestors)

    def note(self, node: LexborNode, marked: set[int]) -> None:
        """Adds `node` if it is a heading; `marked` are nodes that the source marks as headings."""
        tag, parent = node.tag or "", node.parent
        text = (
            squeeze(node.text(separator=" ")) if tag in _MAY_HEAD or node.mem_id in marked else ""
        )
        if node.mem_id in marked:
            self.add(_SOFT_LEVEL if _NUMBERED.match(text) else _MARKED_LEVEL, text)
        elif tag in _LEVELS:
            self.add(_LEVELS[tag], text, parent.mem_id if tag == "summary" and parent else None)
        elif tag == "button" and _opens_a_part(node):
            self.add(_MARKED_LEVEL, text)
        elif tag in {"strong", "b"} and parent and parent.tag in _HOLDS_BOLD:
            whole = squeeze(parent.text(separator=" "))
            if text == whole and parent.tag in {"p", "div"}:
                self.add(_SOFT_LEVEL, text)
            elif whole.startswith(text):
                self.add(_SOFT_LEVEL, text, parent.mem_id)
        elif tag == "th" and (node.attributes.get("colspan") or "1") != "1":
            self.add(_MARKED_LEVEL, squeeze(node.text(separator=" ")))
        elif tag == "li" and node.css_first("ul, ol"):
            self.add(_SOFT_LEVEL, _own_words(node), node.mem_id)
        elif tag in {"ul", "ol"} and (words := _words_before(node)):
            self.add(_SOFT_LEVEL, words, node.mem_id)


_MAY_HEAD = {*_LEVELS, "button", "strong", "b"}


def _opens_a_part(button: LexborNode) -> bool:
    """Whether a button is the heading of an accordion, and not inside another heading."""
    if button.parent and button.parent.tag in _LEVELS:
        return False
    attributes = button.attributes
    signs = f"{attributes.get('class') or ''} {attributes.get('data-toggle') or ''}"
    return "aria-expanded" in attributes or _OPENS.search(signs) is not None


def _words_before(listing: LexborNode) -> str:
    """The short paragraph without links right above a list, or nothing."""
    before = listing.prev
    while before is not None and before.tag in {"-text", "_comment", "-comment"}:
        if squeeze(before.text()) and before.tag == "-text":
            return ""
        before = before.prev
    if before is None or before.tag != "p" or before.css_first("a[href]"):
        return ""
    words = squeeze(before.text(separator=" "))
    return words if len(words) <= _MAX_LEAD else ""


def _own_words(item: LexborNode) -> str:
    """The words of a list item before the list within it."""
    words = []
    for child in item.iter(include_text=True):
        if child.tag in {"ul", "ol"}:
            break
        words.append(child.text(separator=" "))
    return squeeze(" ".join(words))
