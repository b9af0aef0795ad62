"""`manual`: a CSV of addresses that a person keeps, for sites that no strategy can read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from models.records.collection import Listed
from pipelines.sources.schema import Source
from pipelines.sources.settings import Manual
from pipelines.strategies.contract import DiscoveryError, FetchPage
from pipelines.strategies.judge import key_of
from pipelines.strategies.links import file_name, resolve

COLUMNS = ("url", "title", "date", "publisher", "role", "group", "page_url", "left_out")


def discover(source: Source, fetch: FetchPage) -> Iterator[Listed]:  # noqa: ARG001
    """The rows of the CSV file beside the source file; nothing is fetched.

    Raises DiscoveryError with the line and the column at fault.
    """
    settings = source.discovery
    if not isinstance(settings, Manual) or settings.file is None or source.origin is None:
        raise DiscoveryError(f"{source.source_id} does not name a CSV file: set discovery.file")
    path = Path(source.origin).parent / settings.file
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _rows(source, csv.DictReader(lines), path.name)
    except FileNotFoundError:
        raise DiscoveryError(f"there is no file at {path}: discovery.file names it") from None
    except (UnicodeDecodeError, csv.Error) as problem:
        raise DiscoveryError(f"{path.name} is not a CSV file in UTF-8: {problem}") from problem


def _rows(source: Source, table: csv.DictReader[str], name: str) -> Iterator[Listed]:
    unknown = [column for column in table.fieldnames or () if column not in COLUMNS]
    if unknown or "url" not in (table.fieldnames or ()):
        raise DiscoveryError(
            f"{name}, line 1: the columns are {', '.join(COLUMNS)}; `url` is needed"
            + (f"; not known: {', '.join(unknown)}" if unknown else "")
        )
    for row in table:
        given = {column: (row.get(column) or "").strip() or None for column in COLUMNS}
        if not any(given.values()):
            continue
        url = resolve(given["url"] or "", "about:blank")
        if url is None:
            raise DiscoveryError(
                f"{name}, line {table.line_num}, column `url`: must be a full web address"
            )
        yield Listed(
            url=url,
            title=given["title"],
            date=given["date"],
            date_quote=given["date"] or "",
            publisher=given["publisher"] or source.publisher,
            role=given["role"],
            group=given["group"],
            page_url=given["page_url"],
            left_out=given["left_out"],
            key=key_of(source, url),
            file_name=file_name(url),
        )
