"""The run report as Markdown: for a mail, a wiki, or the artifact of a scheduler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from pipelines.reporting.content import Block, blocks
from pipelines.reporting.summary import Summary

# What would end a cell or begin markup: titles come from other people's pages.
_SPECIAL = re.compile(r"([\\|<>\[\]*_])")


def as_markdown(summary: Summary) -> str:
    """The whole report."""
    parts = [f"# {summary.ending.in_words}", *(_block(block) for block in blocks(summary))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    if block.heading:
        return f"## {block.heading}"
    if block.text:
        return block.text
    return "\n".join(_table(block))


def _table(block: Block) -> Iterator[str]:
    yield _row(block.columns)
    yield _row(tuple("---" for _ in block.columns))
    for row, link in zip_longest(block.rows, block.links):
        cells = [_cell(cell) for cell in row]
        if link:
            cells[0] = f"[{cells[0]}](<{link.replace('>', '%3E')}>)"
        yield _row(tuple(cells))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """A command between backticks is kept as it is typed, but for what would end the cell."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 == 0:  # a backtick that is none of ours
        return _SPECIAL.sub(r"\\\1", "`".join(parts))
    return "`".join(
        part.replace("|", r"\|") if i % 2 else _SPECIAL.sub(r"\\\1", part)
        for i, part in enumerate(parts)
    )
