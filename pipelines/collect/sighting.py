"""Between links, answers and sightings: what is copied from where."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from msgspec.structs import replace

from archive.ledger import KnownAddress
from archive.originals import Originals
from archive.trouble import is_full
from models.records import Listed, Outcome, Sighting
from pipelines.collect.client import Answer, Validators
from pipelines.collect.client.sniff import Sniffer


def row_of(link: Listed, source_id: str, run_id: str, key: str) -> Sighting:
    """What the listing says about a link, as a sighting that nothing has happened to yet."""
    return Sighting(
        source_id=source_id,
        url=link.url,
        seen_at="",
        run_id=run_id,
        outcome="",
        listed_title=link.title,
        listed_date=link.date,
        listed_publisher=link.publisher,
        listed_role=link.role,
        listed_group=link.group,
        page_url=link.page_url,
        key=key,
        listed_date_quote=link.date_quote,
        listed_note=link.note,
    )


def take_local(url: str, store: Originals) -> Answer:
    """A file of this machine, for the folder strategy."""
    path = Path(url2pathname(urlsplit(url).path))
    sniffer = Sniffer()
    try:
        with path.open("rb") as file, store.incoming() as incoming:
            while chunk := file.read(1 << 20):
                sniffer.feed(chunk)
                incoming.write(chunk)
            document_id, size = incoming.keep(), incoming.bytes
    except OSError as problem:
        if is_full(problem):
            raise
        return Answer(Outcome.ERROR, url, message=f"cannot be read: {problem.strerror}")
    return Answer(
        Outcome.FETCHED,
        url,
        document_id=document_id,
        bytes=size,
        media_type=sniffer.media_type or "",
        file_name=path.name,
    )


def validators_of(known: KnownAddress | None, url: str) -> Validators | None:
    """They belong to these bytes at this address, and to no other spelling of it."""
    if known is None or known.document_id is None or known.validated_url != url:
        return None
    if known.etag is None and known.last_modified is None:
        return None
    return Validators(known.document_id, known.etag, known.last_modified)


def with_file(row: Sighting, answer: Answer, known: KnownAddress | None) -> Sighting:
    """The facts of the file: of the one just had, or else of the one last had here."""
    if answer.outcome is Outcome.FETCHED:
        return replace(
            row,
            document_id=answer.document_id,
            file_name=answer.file_name,
            bytes=answer.bytes,
            media_type=answer.media_type,
        )
    if known is None or known.document_id is None:
        return replace(row, document_id=None)
    latest = known.latest
    return replace(
        row,
        document_id=known.document_id,
        file_name=latest.file_name,
        bytes=latest.bytes,
        media_type=latest.media_type,
    )
