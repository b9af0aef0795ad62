"""Whatever the status of a document: it is published, and the dictionary names it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from small import entry

import warehouse
from models.records import Status
from warehouse.comments import column_comment


def test_a_document_of_every_status_is_published(tmp_path: Path) -> None:
    given = entry()
    first, *others = given.documents
    assert len(others) >= len(Status)
    given.documents = [
        first,
        *(
            msgspec.structs.replace(document, status=status)
            for status, document in zip(Status, others, strict=False)
        ),
    ]
    target = tmp_path / "warehouse.duckdb"
    report = warehouse.build(given, target)
    assert report.is_published, report.issues
    assert "status_known" not in {issue.code for issue in report.issues}
    found = warehouse.query(target, "select distinct status from documents").rows
    assert {status for (status,) in found} == {str(status) for status in Status}


def test_the_dictionary_names_every_status() -> None:
    words = re.findall(r"[a-z_]+", column_comment("documents", "status").split(":")[1])
    assert words == [str(status) for status in Status]
