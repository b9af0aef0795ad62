"""datapackage.json beside the CSV files: what every column is, after the Data Package standard."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse.comments import about, column_comment
from warehouse.keys import Keys, keys, referred


def write_package(folder: Path, schemas: dict[str, pa.Schema]) -> None:
    """Describe `csv/VIEW.csv` for every view of `schemas` (columns as in the warehouse)."""
    package = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": "safeguarding-reviews",
        "title": "Findings and recommendations of published UK safeguarding reviews",
        "description": "Text is copyright of the publishing boards; see the column licence. A text "
        "that begins with = + - or @ has a quote mark before it, so that no spreadsheet runs it.",
        "profile": "tabular-data-package",
        "resources": [_resource(folder, view, schema) for view, schema in schemas.items()],
    }
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _resource(folder: Path, view: str, schema: pa.Schema) -> dict[str, Any]:
    path = folder / "csv" / f"{view}.csv"
    data = path.read_bytes()
    return {
        "name": view.replace("_", "-"),
        "path": f"csv/{view}.csv",
        "profile": "tabular-data-resource",
        "description": about(view),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [
                {
                    "name": field.name,
                    "type": _kind(field.type),
                    "description": column_comment(view, field.name),
                    **_format(field.type),
                }
                for field in schema
            ],
            "missingValues": [""],
            **_keys(view),
        },
    }


def _keys(view: str) -> dict[str, Any]:
    known = keys().get(view, Keys())
    foreign = [
        {
            "fields": [column],
            "reference": {"resource": to.replace("_", "-"), "fields": [referred(to)]},
        }
        for column, to in known.refers.items()
    ]
    own = {"primaryKey": list(known.key)} if known.key else {}
    return own | ({"foreignKeys": foreign} if foreign else {})


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_date(kind):
        return "date"
    return "datetime" if pa.types.is_timestamp(kind) else "string"


def _format(kind: pa.DataType) -> dict[str, str]:
    # pyarrow writes "2024-11-14 00:00:00.000000", which is not the standard's default.
    return {"format": "%Y-%m-%d %H:%M:%S.%f"} if pa.types.is_timestamp(kind) else {}
