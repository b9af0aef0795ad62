"""A review made of statements whose kinds are known, in forms and type that chance chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from random import Random
from typing import NamedTuple

from measurement.forms.single import printed_as
from models.records import Kind

_PAIRS = (
    (Kind.FINDING, Kind.RECOMMENDATION, "What we found", "What we recommend"),
    (Kind.LEARNING_POINT, Kind.RECOMMENDATION, "Learning", "Recommendation"),
    (Kind.GOOD_PRACTICE, Kind.LEARNING_POINT, "Good practice", "Learning"),
    (Kind.GOOD_PRACTICE, Kind.FINDING, "What worked well", "What worked less well"),
    (Kind.FINDING, Kind.QUESTION, "Finding", "Question for the Board"),
)
_COVER = """<div class=cover><h1>Safeguarding Adults Review: Adult K (invented)</h1>
    <p>Westmarch Safeguarding Adults Board</p><p>Published March 2025</p></div>"""
_OFTEN, _PAIRED = 0.75, 0.3  # shares of the kinds that a document prints, and in pairs besides
_H1 = (
    "font-size:1.6em",
    "font-size:1.5em;color:#1d5a8a",
    "font-size:1.2em;text-transform:uppercase",
    "font-size:1.3em;color:#fff;background:#26547c;padding:4px",
)
_BOXES = ("background:#e4eef5", "border:1px solid #333", "border-left:5px solid #494")
_FONTS = ("DejaVu Sans", "Liberation Serif", "Liberation Sans")


class PrintedStatement(NamedTuple):
    """A statement, its kind, and the form in which it was printed."""

    kind: Kind
    text: str
    form: str


class Document(NamedTuple):
    """A page in HTML and what it states."""

    html: str
    statements: list[PrintedStatement]


def document(pool: Mapping[Kind, Sequence[str]], told: Sequence[str], draw: Random) -> Document:
    """A document of statements of `pool` between paragraphs of `told`."""
    made: list[PrintedStatement] = []
    body = [
        _COVER,
        "<h1>Introduction</h1>",
        *(f"<p>{escape(text)}</p>" for text in draw.sample(told, 3)),
        "<h1>Summary of events</h1>",
        *(f"<p>{escape(text)}</p>" for text in draw.sample(told, draw.randint(2, 5))),
    ]
    for kind in Kind:
        if draw.random() < _OFTEN:
            texts = draw.sample(pool[kind], draw.randint(2, 6))
            html, form = printed_as(kind, texts, draw)
            body.append(html)
            made += [PrintedStatement(kind, text, form) for text in texts]
        if draw.random() < _PAIRED:
            html, pairs = _pair(pool, draw)
            body.append(html)
            made += pairs
    html = f"<html lang=en><meta charset=utf-8><style>{_style(draw)}</style>{''.join(body)}</html>"
    return Document(html, made)


def _pair(pool: Mapping[Kind, Sequence[str]], draw: Random) -> tuple[str, list[PrintedStatement]]:
    """A table with two columns of statements, and sometimes one of numbers."""
    first, second, head, other = draw.choice(_PAIRS)
    size, numbered = draw.randint(2, 5), draw.random() < 0.5
    texts = list(zip(draw.sample(pool[first], size), draw.sample(pool[second], size), strict=True))
    heads = (["No."] if numbered else []) + [head, other]
    rows = [[*([str(i)] if numbered else []), *row] for i, row in enumerate(texts, 1)]
    cells = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    table = f"<table><tr>{''.join(f'<th>{word}</th>' for word in heads)}</tr>{cells}</table>"
    form = f"table of two: {head} | {other}"
    made = [
        PrintedStatement(kind, text, form)
        for row in texts
        for kind, text in zip((first, second), row, strict=True)
    ]
    return f"<h1>Summary of learning</h1>{table}", made


def _style(draw: Random) -> str:
    return f"""
    @page {{ size: A4; margin: {draw.choice(("15mm", "20mm", "25mm"))} }}
    body {{ font: {draw.choice((10, 11, 12))}pt/{draw.choice((1.15, 1.3, 1.5))}
            '{draw.choice(_FONTS)}' }}
    h1 {{ {draw.choice(_H1)} }} h3 {{ font-size: 1em }}
    h1, h3 {{ margin: 1em 0 .5em; break-after: avoid }}
    p {{ margin: 0 0 .8em; text-align: {draw.choice(("left", "justify"))} }}
    .cover {{ break-after: page }} .band {{ background: #26547c; color: #fff; font-weight: bold }}
    .box {{ {draw.choice(_BOXES)}; padding: .5em .8em; margin-bottom: .6em }}
    .np {{ display: flex; gap: .8em; margin-bottom: .6em }} .np span {{ min-width: 2.6em }}
    .np p {{ margin: 0 }}
    .np .dot {{ flex: none; width: 1.7em; min-width: 0; line-height: 1.7em; text-align: center;
            color: #fff; background: #264; border-radius: 50% }}
    .cards {{ display: flex; flex-wrap: wrap; gap: 12px }}
    .card {{ flex: 0 0 44%; border: 1px solid #555; padding: 8px }}
    table {{ border-collapse: collapse; width: 100%; margin: .8em 0 }}
    td, th {{ border: 1px solid #555; padding: 4px 6px; vertical-align: top; text-align: left }}
    .bare td, .bare th {{ border: none }}
    """
