"""Data checks: SQL files that return the wrong rows, with severity, reason and next step on top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from models.records import Issue, Severity
from warehouse.access import connect
from warehouse.errors import WarehouseError
from warehouse.listed import in_sql

_FOLDER = Path(__file__).parent / "checks"
_HEAD = re.compile(r"^-- (severity|reason|next|needs): (.+)$", re.MULTILINE)
_SHOWN = 5  # examples named in the message
_SHORT = 16  # digits of an id: those of a statement are all of it


@dataclass(frozen=True)
class Check:
    """One check. The query gives one text column: what is wrong, without any report text."""

    code: str
    severity: Severity
    reason: str
    next_step: str
    sql: str
    needs_last: bool


def all_checks() -> list[Check]:
    """Every check that ships, by name."""
    return [_read(path) for path in sorted(_FOLDER.glob("*.sql"))]


def comparing_checks() -> frozenset[str]:
    """Codes of the checks that look at the build before: what they find may not last."""
    return frozenset(check.code for check in all_checks() if check.needs_last)


def next_steps() -> dict[str, str]:
    """What a person does about what each check finds, by its code."""
    return {check.code: check.next_step for check in all_checks()}


def run_checks(connection: duckdb.DuckDBPyConnection, published: Path) -> list[Issue]:
    """Run all checks on the open build; some compare with the published file, if it is good."""
    has_last = _load_last(connection, published)
    issues = []
    for check in all_checks():
        if check.needs_last and not has_last:
            continue
        # Sorted, so that a build of the same input names the same examples.
        wrong = sorted(str(row[0]) for row in connection.execute(check.sql).fetchall())
        if wrong:
            shown = ", ".join(_named(connection, wrong[:_SHOWN]))
            shown += ", ..." if len(wrong) > _SHOWN else ""
            text = f"{check.reason} {len(wrong)} found: {shown}. {check.next_step}"
            issues.append(Issue(check.severity, "check", check.code, text))
    return issues


def _named(connection: duckdb.DuckDBPyConnection, wrong: list[str]) -> list[str]:
    """What a check found, with the name of the file before the id of a document or statement.

    An id may have more behind it: which of a document's fields it is.
    """
    ids = [each.partition(" ")[0] for each in wrong]
    rows = connection.execute(
        "select document_id, any_value(file_name) from core.documents where document_id in "
        "(select unnest($1)) group by 1 union all select s.statement_id, "
        "any_value(d.file_name || ', page ' || s.page_first) from core.statements s "
        "join core.documents d using (document_id) where s.statement_id in "
        "(select unnest($1)) group by 1",
        [ids],
    ).fetchall()
    names = {found: name for found, name in rows if name}
    return [
        f"{names[found]} ({found[:_SHORT]}){each.removeprefix(found)}" if found in names else each
        for found, each in zip(ids, wrong, strict=True)
    ]


def _read(path: Path) -> Check:
    text = in_sql(path.read_text(encoding="utf-8"))
    head = dict(_HEAD.findall(text))
    needs_last = head.get("needs") == "last build"
    severity = Severity(head["severity"])
    return Check(path.stem, severity, head["reason"], head["next"], text, needs_last)


def _load_last(connection: duckdb.DuckDBPyConnection, published: Path) -> bool:
    """Put the last good build's figures into `memory.stage.last`."""
    if not published.exists():
        return False
    try:
        with connect(published) as last:
            row = last.execute(
                "select (select count(*) from reviews), (select count(*) from statements), "
                "(select count(*) from statement_themes), "
                "(select count(*) from documents where status <> 'withdrawn'), "
                "(select count(*) from reviews where is_counted), "
                "(select count(*) from reviews where is_counted and is_fictional)"
            ).fetchone()
    except (WarehouseError, duckdb.Error):
        return False
    connection.execute(
        "create table memory.stage.last as select $1::bigint as n_reviews, $2::bigint as "
        "n_statements, $3::bigint as n_labels, $4::bigint as n_documents, "
        "$5::bigint as n_counted, $6::bigint as n_invented",
        list(row or ()),
    )
    return True
