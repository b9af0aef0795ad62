"""Make the sample's PDFs and their annotations from the text: `python -m pipelines.sample.build`.

The result is the same to the byte on every machine with the same reportlab: no times, no
identifiers, only the fonts that every reader has.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.sample.layout import lay_out
from pipelines.sample.source import SampleText, read_source

FOLDER = Path(__file__).parent
_META = ("area", "nation", "publication_date", "review_period", "author", "methodology", "outcome")


def sources() -> list[Path]:
    """The text files, in order."""
    return sorted((FOLDER / "text").glob("*.txt"))


def make(path: Path) -> tuple[str, bytes, list[dict[str, Any]], dict[str, Any]]:
    """File name, PDF, annotated statements and metadata of one document."""
    source = read_source(path)
    data, pages, total = lay_out(source)
    file = f"{source.name}.pdf"
    document = hashlib.sha256(data).hexdigest()
    rows = list(_annotations(source, pages, {"doc": document, "file": file}))
    return file, data, rows, {"doc": document, "file": file, **_metadata(source, total)}


def _annotations(
    source: SampleText, pages: dict[int, tuple[int, int]], base: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    heading: str | None = None
    numbers: dict[str, int] = {}
    count = 0
    for place, block in enumerate(source.blocks):
        if block.style in ("h1", "h2", "h3") and block.mark is None:
            heading = block.printed
        mark = block.mark
        if mark is None:
            continue
        first, last = pages.get(place, (0, 0))
        text = block.text
        if mark.kind == "quoted":  # is at the end of the block before
            before = source.blocks[place - 1]
            text, (first, last) = (
                re.split(r": | recommended that ", before.text, maxsplit=1)[1],
                pages[place - 1],
            )
        row = {
            **base,
            "kind": mark.kind,
            "number": mark.number,
            "text": re.sub(r"\^\d", "", text),
            "page": first,
            "page_end": last,
            "heading": heading,
            "addressee": mark.to,
            "themes": list(mark.themes),
        }
        if mark.repeat:
            row["repeat_of"] = numbers[mark.repeat]
        count += 1  # repeats name the line that they repeat, counted from 1
        numbers.setdefault(f"R{mark.number}", count)
        yield row


def _metadata(source: SampleText, total: int) -> dict[str, Any]:
    fields, meta = source.fields, source.meta
    told: dict[str, Any] = {
        "title": f"{fields['title']}: {fields['subject']}",
        "document_type": fields["type"],
        "publisher": fields["publisher"],
        **{name: meta[name] for name in _META if meta.get(name)},
        "n_pages": total,
        "language": "en",
        "fictional": True,
    }
    if meta.get("n_children"):
        told["n_children"] = int(meta["n_children"])
    return told


def write(folder: Path = FOLDER) -> list[str]:
    """Write pdf/*.pdf, gold/*.jsonl and gold/meta.jsonl below `folder`; gives the file names."""
    (folder / "pdf").mkdir(parents=True, exist_ok=True)
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    names, metas = [], []
    for path in sources():
        file, data, rows, meta = make(path)
        (folder / "pdf" / file).write_bytes(data)
        _write_lines(folder / "gold" / f"{Path(file).stem}.jsonl", rows)
        metas.append(meta)
        names.append(file)
    _write_lines(folder / "gold" / "meta.jsonl", metas)
    return names


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    for name in write():
        print(name)  # noqa: T201 - a script for a person
