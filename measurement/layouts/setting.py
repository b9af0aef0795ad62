"""An annotated text as a page for a browser, and what a careful reader finds on it."""

from __future__ import annotations

import re
from html import escape
from random import Random
from typing import NamedTuple

from measurement.layouts.styles import Layout, layout

_THEMES = re.compile(r"\s*\{[a-z_., ]+\}\s*$")
_OWN_NUMBER = re.compile(r"[A-Z][A-Za-z ]* \d+[:.]|\(?[a-z0-9]+[.)]\s|\d+\.\d+")
_LABEL = re.compile(
    r"^(?:Recommendation\s*)?\(?[0-9A-Za-z]{1,4}[.):]\s+|^Recommendation\s+\w+[:.]?\s+"
)
_PLAIN, _IN_BOXES = "N", "LG"


class SetBlock(NamedTuple):
    """A heading or a paragraph, as it was set without its number."""

    is_heading: bool
    text: str


class Setting(NamedTuple):
    """A page in HTML, its layout, and its blocks in order."""

    html: str
    layout: Layout
    blocks: list[SetBlock]


def setting(text: str, draw: Random) -> Setting:
    """`text` in the format of `measurement/teaching/written`, in a layout that `draw` chooses."""
    chosen = layout(draw)
    cover: list[str] = []
    body: list[str] = []
    blocks: list[SetBlock] = []
    chapter = paragraph = 0
    rows: list[str] = []
    for row in text.splitlines():
        code, _, words = _THEMES.sub("", row).partition(" ")
        kind = code.rstrip("*")
        if code == "!":
            cover.append(f"<p>{escape(words)}</p>")
            continue
        in_table = kind == "R" and chosen.recommendations in ("table", "labels in cells")
        if rows and not in_table:
            body.append(_table(rows, chosen))
            rows = []
        if code.startswith("#"):
            chapter, paragraph = (chapter + 1, 0) if code == "#" else (chapter, paragraph)
            body.append(f"<h{len(code)}>{escape(words)}</h{len(code)}>")
            blocks.append(SetBlock(is_heading=True, text=words))
            continue
        if in_table:
            rows.append(_LABEL.sub("", words))
            blocks.append(SetBlock(is_heading=False, text=rows[-1]))
            continue
        blocks.append(SetBlock(is_heading=False, text=words))
        if code.endswith("*"):
            body.append(f"<ul><li>{escape(words)}</li></ul>")
            continue
        paragraph += 1
        number = f"{paragraph}." if chosen.numbering == "counted" else f"{chapter}.{paragraph}"
        is_numbered = kind == _PLAIN and not _OWN_NUMBER.match(words)
        body.append(_paragraph(words, kind, number if is_numbered else "", chosen))
    if rows:
        body.append(_table(rows, chosen))
    whole = f"<div class=cover>{''.join(cover)}</div><div class=main>{''.join(body)}</div>"
    html = (
        f"<html lang=en><meta charset=utf-8><style>{chosen.css}</style><body>{whole}</body></html>"
    )
    return Setting(html, chosen, blocks)


def _paragraph(words: str, kind: str, number: str, chosen: Layout) -> str:
    text = escape(words)
    boxed = kind in _IN_BOXES if chosen.boxed != "none" else False
    if boxed or (kind == "R" and chosen.recommendations == "boxed"):
        return f"<div class=box><p>{text}</p></div>"
    if not number or chosen.numbering == "none":
        return f"<p>{text}</p>"
    if chosen.numbering == "hanging":
        return f"<div class=np><span>{number}</span><p>{text}</p></div>"
    return f"<p>{number} {text}</p>"


def _table(rows: list[str], chosen: Layout) -> str:
    if chosen.recommendations == "table":
        head = "<tr><th>No.</th><th>Recommendation</th></tr>"
        cells = [f"<tr><td>{i}</td><td>{escape(row)}</td></tr>" for i, row in enumerate(rows, 1)]
        return f"<table>{head}{''.join(cells)}</table>"
    labelled = [
        f"<tr><td>Recommendation {i}</td><td>{escape(row)}</td></tr>"
        for i, row in enumerate(rows, 1)
    ]
    return f"<table>{''.join(labelled)}</table>"
