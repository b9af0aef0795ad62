"""A paragraph: the lines that belong together, with the label and the bullet split off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.structure.labels import Label
from models.records import Line
from vocabulary.hyphens import is_suspended

_GLUED = re.compile(r"\w-$|\S{2,12}/$")  # "multi-" and "and/" join what follows


class PagedLine(NamedTuple):
    """A line and the number of its page."""

    page: int
    line: Line


@dataclass
class Paragraph:
    """Lines that belong together. `text` has the label and the bullet removed."""

    lines: list[PagedLine]
    label: Label | None = None
    marker: str | None = None
    level: int = 0  # 0: text; 1 and more: a heading of this level
    section: int = -1  # index of the section it is in
    in_table: bool = False  # in a table of data; a box drawn as a table does not count
    in_panel: bool = False  # in a framed or shaded field, or a table of one column
    _text: str | None = field(default=None, repr=False)

    @property
    def first(self) -> Line:
        return self.lines[0].line

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def page_last(self) -> int:
        return self.lines[-1].page

    @property
    def full(self) -> str:
        """The text with its label."""
        if self._text is None:
            self._text = join_lines(placed.line.text for placed in self.lines)
        return self._text

    @property
    def text(self) -> str:
        return self.full[self.label.length :] if self.label else self.full

    @property
    def x0(self) -> float:
        return self.first.box.x0

    @property
    def bold(self) -> bool:
        length = bold = 0
        for _, line in self.lines:
            length += len(line.text)
            if line.bold_run is not None:
                bold += line.bold_run[1] - line.bold_run[0]
            elif line.bold:
                bold += len(line.text)
        return bold > 0.6 * length

    @property
    def is_named(self) -> bool:
        """Whether it has a label that says what it is and counts it: "Recommendation 3"."""
        label = self.label
        return label is not None and label.kind is not None and label.number is not None

    @property
    def is_item(self) -> bool:
        """Whether it begins with a bullet or any label."""
        return self.marker is not None or self.label is not None


def _joins(out: str, text: str) -> bool:
    if not (_GLUED.search(out[-14:]) and text[:1].isalnum()):
        return False
    return out.endswith("/") or not is_suspended(text)


def join_lines(texts: Sequence[str] | Iterator[str]) -> str:
    """Printed lines as one text: a soft hyphen joins two, one space separates the others."""
    out = ""
    for text in texts:
        if not text:
            continue
        if out.endswith("\u00ad"):
            out = out[:-1] + text
        elif out.endswith(("-", "/")) and _joins(out, text):
            out += text
        else:
            out = f"{out} {text}" if out else text
    return out.replace("\u00ad", "")
