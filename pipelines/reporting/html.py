"""The run report as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import zip_longest

from pipelines.reporting.content import Block, blocks
from pipelines.reporting.summary import Summary

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #111; background: #fff; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid #bbb; }
"""


def as_html(summary: Summary) -> str:
    """The whole report."""
    title = escape(summary.ending.in_words)
    body = "\n".join(part for block in blocks(summary) for part in _block(block))
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    if block.heading:
        yield f"<h2>{escape(block.heading)}</h2>"
    elif block.text:
        yield f"<p>{_with_code(block.text)}</p>"
    else:
        yield "<table>"
        if any(block.columns):
            heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.columns)
            yield f"<thead><tr>{heads}</tr></thead>"
        yield "<tbody>"
        for row, link in zip_longest(block.rows, block.links):
            first, *others = (_with_code(cell) for cell in row)
            if link:
                first = f'<a href="{escape(link)}" rel="noopener">{first}</a>'
            cells = "".join(f"<td>{cell}</td>" for cell in others)
            yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
        yield "</tbody></table>"


def _with_code(text: str) -> str:
    """Commands are between backticks, as in Markdown."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))
