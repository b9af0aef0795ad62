"""Random styles of a page: type, headings, spacing, columns, boxes, tables and running lines."""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class Layout(NamedTuple):
    """The choices for one document; `numbering` and `recommendations` change its text as well."""

    css: str
    numbering: str
    recommendations: str
    boxed: str
    bullets: str
    chosen: tuple[str, ...]  # "columns=2", ...: what the table of faults counts by


_H1 = {
    "large": "font-size:1.7em",
    "colour": "font-size:1.6em;color:#1d5a8a",
    "band": "font-size:1.3em;color:#fff;background:#26547c;padding:4px 8px",
    "capitals": "font-size:1.1em;text-transform:uppercase",
    "rule": "font-size:1.4em;border-bottom:1px solid #666",
    "bold": "font-size:1em",
    "centre": "font-size:1.4em;text-align:center",
}
_H2 = {
    "bold": "font-size:1.1em",
    "italic": "font-size:1.1em;font-weight:normal;font-style:italic",
    "underlined": "font-size:1em;font-weight:normal;text-decoration:underline",
    "coloured": "font-size:1em;font-weight:normal;color:#06c",
    "small-capitals": "font-size:1.1em;font-variant:small-caps",
}
_PARAGRAPHS = {
    "gap": "margin:0 0 .8em 0",
    "small-gap": "margin:0 0 .3em 0",
    "indent": "margin:0;text-indent:1.6em",
}
_BOXES = {
    "none": "",
    "shaded": "background:#e4eef5;padding:.5em .8em",
    "framed": "border:1px solid #333;padding:.5em .8em",
    "bar": "border-left:5px solid #494;padding:.3em .8em",
    "beside": "float:right;width:40%;background:#eee;margin-left:1em;padding:.5em;font-size:.9em",
}
_BULLETS = {
    "disc": "list-style:disc",
    "square": "list-style:square",
    "dash": "list-style-type:'–  '",
    "arrow": "list-style-type:'➢ '",
}
_FONTS = ("DejaVu Sans", "Liberation Serif", "Liberation Sans", "DejaVu Serif")
_NUMBERING = ("none", "none", "hanging", "inline", "counted")
_RECOMMENDATIONS = ("plain", "table", "labels in cells", "boxed")


def layout(draw: Random) -> Layout:
    """The choices that `draw` makes."""
    h1, h2 = draw.choice(list(_H1)), draw.choice(list(_H2))
    spacing, boxed = draw.choice(list(_PARAGRAPHS)), draw.choice(list(_BOXES))
    bullets, columns = draw.choice(list(_BULLETS)), draw.choice((1, 1, 1, 2))
    size, leading = draw.choice((9, 10, 10.5, 11, 12)), draw.choice((1.15, 1.25, 1.4, 1.6))
    margin, align = draw.choice(("15mm", "20mm", "25mm")), draw.choice(("left", "justify"))
    numbering, recommendations = draw.choice(_NUMBERING), draw.choice(_RECOMMENDATIONS)
    css = f"""
    @page {{ size: A4; margin: {margin} }}
    body {{ font: {size}pt/{leading} '{draw.choice(_FONTS)}' }}
    h1 {{ {_H1[h1]} }} h2 {{ {_H2[h2]} }} h3 {{ font-size: 1em; font-style: italic }}
    h1, h2, h3 {{ margin: 1.1em 0 .5em; break-after: avoid }}
    p {{ {_PARAGRAPHS[spacing]}; text-align: {align} }}
    .cover {{ break-after: page }} .main {{ columns: {columns}; column-gap: 9mm }}
    .box {{ {_BOXES[boxed]}; margin-bottom: .6em }} .box p, .np p {{ margin: 0; text-indent: 0 }}
    .np {{ display: flex; gap: .8em; margin-bottom: .6em }} .np span {{ min-width: 2.6em }}
    ul {{ margin: 0 0 .8em; padding-left: 1.6em; {_BULLETS[bullets]} }}
    table {{ border-collapse: collapse; width: 100%; margin: .8em 0 }}
    td, th {{ border: 1px solid #555; padding: 4px 6px; vertical-align: top; text-align: left }}
    """
    chosen = (
        f"h1={h1}", f"h2={h2}", f"spacing={spacing}", f"boxes={boxed}", f"bullets={bullets}",
        f"columns={columns}", f"numbering={numbering}", f"recommendations={recommendations}",
    )  # fmt: skip
    return Layout(css, numbering, recommendations, boxed, bullets, chosen)
