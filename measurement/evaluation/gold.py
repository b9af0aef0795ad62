"""Annotated documents: one JSONL file of statements per document, `meta*.jsonl` for metadata."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

Row = TypeVar("Row")
QUOTED = "quoted"  # an earlier review's recommendation that is only relayed: must not come out


class GoldStatement(msgspec.Struct, frozen=True):
    """One annotated statement; `repeat_of` is the line (from 1) of the statement it repeats."""

    doc: str
    kind: str
    text: str
    page: int
    file: str = ""
    number: str | None = None
    page_end: int | None = None
    heading: str | None = None
    addressee: str | None = None
    themes: tuple[str, ...] = ()
    repeat_of: int | None = None

    @property
    def last_page(self) -> int:
        return self.page_end or self.page


class GoldMetadata(msgspec.Struct, frozen=True):
    """What an annotator read about a whole document; None where it is not printed."""

    doc: str
    file: str = ""
    title: str | None = None
    document_type: str | None = None
    publisher: str | None = None
    area: str | None = None
    nation: str | None = None
    publication_date: str | None = None
    review_period: str | None = None
    n_children: int | None = None
    n_adults: int | None = None
    author: str | None = None
    methodology: str | None = None
    outcome: str | None = None
    language: str | None = None
    n_pages: int | None = None
    date_note: str | None = None
    partial: bool = False


class GoldDocument(msgspec.Struct, frozen=True):
    """A document's annotations, statements in reading order."""

    document_id: str
    file: str
    statements: tuple[GoldStatement, ...] = ()
    metadata: GoldMetadata | None = None

    @property
    def is_partial(self) -> bool:
        return self.metadata is not None and self.metadata.partial


def load_gold(folder: Path) -> list[GoldDocument]:
    """Every annotated document below `folder`, by file name.

    Raises FileNotFoundError where there is no folder or no annotation in it, and ValueError,
    naming file and line, where a line is not a valid annotation.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"No folder of annotations at {folder}.")
    statements: dict[str, list[GoldStatement]] = {}
    metadata: dict[str, GoldMetadata] = {}
    for path in sorted(folder.glob("*.jsonl")):
        if path.name.startswith("meta"):
            metadata |= {row.doc: row for row in _rows(path, GoldMetadata)}
        else:
            for row in _rows(path, GoldStatement):
                statements.setdefault(row.doc, []).append(row)
    names = {row.doc: row.file for rows in statements.values() for row in rows}
    names |= {doc: row.file for doc, row in metadata.items()}
    if not names:
        raise FileNotFoundError(f"No annotations (*.jsonl) in {folder}.")
    return [
        GoldDocument(doc, name, tuple(statements.get(doc, ())), metadata.get(doc))
        for doc, name in sorted(names.items(), key=lambda item: (item[1], item[0]))
    ]


def _rows(path: Path, kind: type[Row]) -> list[Row]:
    decoder = msgspec.json.Decoder(kind)
    rows: list[Row] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            rows.append(decoder.decode(line))
        except msgspec.MsgspecError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return rows
