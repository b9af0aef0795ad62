"""The sample's text files: blocks of text with what an annotator would say of them.

A file begins with lines "@key: value". Blocks are parted by an empty line. The first characters of
a block say what it is: "# ", "## " and "### " headings, "- " a bullet, "1. " a list item, "> " somebody's
own words, "~" a shaded box, "^" a footnote, "@table:" and "@row:" a table ("@table[20,80]:" with
the columns' shares of the width), "@landscape:" and "@portrait:" a turn of the page. "{...}" holds
an annotation; "||" parts the label from the statement's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_NOTE = re.compile(r"\{([^{}]*)\}")
_TABLE = re.compile(r"@(table|row)(?:\[([\d,]+)\])?:(.*)$", re.DOTALL)
_PLACED = ("@row:", "@table:", "@table[", "@landscape:", "@portrait:")
_BLOCK = re.compile(r"^(### |## |# |- |> |~|\d+\. )?(.*)$", re.DOTALL)
_STYLES = {"# ": "h1", "## ": "h2", "### ": "h3", "- ": "bullet", "> ": "quote", "~": "box"}


@dataclass(frozen=True)
class Mark:
    """An annotation: kind, number, addressee, themes, and what it repeats."""

    kind: str
    number: str | None = None
    to: str | None = None
    themes: tuple[str, ...] = ()
    repeat: str | None = None


@dataclass
class SampleBlock:
    """A piece of text; `label` is printed before `text` and is no part of the statement."""

    style: str
    text: str
    label: str = ""
    mark: Mark | None = None
    cells: list[str] = field(default_factory=list)
    shares: tuple[float, ...] = ()

    @property
    def printed(self) -> str:
        return f"{self.label} {self.text}".strip()


@dataclass
class SampleText:
    """One document of the sample."""

    name: str
    fields: dict[str, str]
    cover: list[str]
    meta: dict[str, str]
    blocks: list[SampleBlock]
    footnotes: dict[str, str]


def read_source(path: Path) -> SampleText:
    """Read a text file; raises ValueError naming the block that does not fit."""
    source = SampleText(path.stem.split("-", 1)[1], {}, [], {}, [], {})
    body: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"@(\w+):\s?(.*)$", line)
        if line.startswith(_PLACED):
            body += ["", line]
        elif match:
            _take_field(source, match[1], match[2])
        elif line.startswith("^"):
            number, text = line[1:].split(" ", 1)
            source.footnotes[number] = text
        else:
            body.append(line)
    for text in re.split(r"\n\s*\n", "\n".join(body)):
        if text.strip():
            source.blocks.append(_block(text.strip()))
    return source


def _take_field(source: SampleText, key: str, value: str) -> None:
    if key == "cover":
        source.cover.append(value)
    elif key == "meta":
        pairs = (part.split("=", 1) for part in value.split(";") if "=" in part)
        source.meta = {name.strip(): text.strip() for name, text in pairs}
    else:
        source.fields[key] = value


def _block(text: str) -> SampleBlock:
    table = _TABLE.match(text)
    if table:
        mark, rest = _mark(table[3])
        cells = [cell.strip() for cell in rest.split("|")]
        shares = tuple(float(share) for share in (table[2] or "").split(",") if share)
        return SampleBlock(table[1], cells[0], mark=mark, cells=cells, shares=shares)
    if text.startswith(("@landscape:", "@portrait:")):
        return SampleBlock(text[1:].partition(":")[0], "")
    mark, rest = _mark(text)
    match = _BLOCK.match(rest)
    prefix, words = (match[1] or "", match[2]) if match else ("", rest)
    style = _STYLES.get(prefix, "item" if prefix else "text")
    label, parted, statement = words.partition("||")
    if not parted:
        label, statement = "", words
    if style == "item":
        label = f"{prefix.strip()} {label}".strip()
    return SampleBlock(style, " ".join(statement.split()), " ".join(label.split()), mark)


def _mark(text: str) -> tuple[Mark | None, str]:
    match = _NOTE.search(text)
    if not match:
        return None, text
    fields = dict(part.split("=", 1) for part in match[1].split(";"))
    themes = tuple(t for t in fields.get("themes", "").split(",") if t)
    mark = Mark(
        fields["kind"], fields.get("number"), fields.get("to"), themes, fields.get("repeat")
    )
    return mark, text[: match.start()] + text[match.end() :].lstrip()
