"""Words of one document in files that are no result of a stage: briefings, sessions, corrections.

A file is known by the statements that it quotes, whatever their layout: only their words count. A
shortlist is also known by the review that it names, and with it the pack that was made from it.
"""

from __future__ import annotations

import hashlib
import html
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from archive.errors import UserError
from archive.files import write_whole
from archive.folder import Archive
from pipelines.correcting import DataCorrections
from pipelines.process import processed
from vocabulary.json_text import record_of
from vocabulary.yaml_text import text_of, value_of

_PHRASE = 8  # words in a row: fewer may be in any report
_LARGEST = 64 << 20
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"</(?:a:p|w:p|p|li|td|th|h\d|div|blockquote)>|<br */?>")
_TEXTS = {".md", ".txt", ".html", ".htm", ".yaml", ".yml", ".json", ".jsonl", ".csv"}
_ZIPPED = {".docx", ".pptx", ".xlsx"}
GONE = "[purged]"


def digests_of(archive: Archive, document_id: str) -> frozenset[str]:
    """Digests of how the sentences of a document's statements begin, as plain words."""
    record = processed(archive.artefacts, document_id)
    found = set()
    for statement in record.extraction.statements:
        for sentence in re.split(r"[.;!?]\s", statement.text):
            words = _WORD.findall(sentence.lower())
            if len(words) >= _PHRASE:
                found.add(_digest(document_id, words[:_PHRASE]))
    return frozenset(found)


def title_of(archive: Archive, document_id: str) -> str:
    """A document's title, as plain words; nothing where it has none."""
    title = processed(archive.artefacts, document_id).extraction.metadata.title
    return f" {' '.join(_WORD.findall(title.value.lower()))} " if title else ""


def check_briefings(folders: Iterable[Path]) -> None:
    """Raise UserError where a folder is not there: copies in the one that was meant would stay."""
    for folder in folders:
        if not folder.exists():
            raise UserError(
                f"Nothing was deleted: there is no folder {folder}. Give --briefings the folder in"
                " which the shortlists and packs are."
            )


def copies_in(
    folders: Iterable[Path], document_id: str, digests: Collection[str], title: str | None
) -> list[Path]:
    """Every file of a briefing or a session that is about the document.

    A pack may give no more of a review than its title, which others may have too: there the
    shortlist beside it says which review is meant. Where the title is no longer known (None), the
    names of a pack's files say that they were made from that shortlist.
    """
    folders = tuple(folders)
    gone = [path for path in _files(folders) if _tells_of(path, document_id, digests)]
    lists = [path for path in gone if path.suffix.lower() in {".yaml", ".yml"}]
    if lists and title != "":
        gone += [
            path
            for path in _files({one.parent for one in lists})
            if path not in gone
            and any(
                _is_of_pack(path, one.stem)
                if title is None
                else path.name.startswith(one.stem) and title in _plain(path)
                for one in lists
                if one.parent == path.parent
            )
        ]
    return gone


def delete_copies(
    folders: Iterable[Path], document_id: str, digests: Collection[str], title: str | None
) -> list[Path]:
    """Delete every such file; gives their paths."""
    gone = copies_in(folders, document_id, digests, title)
    for path in gone:
        path.unlink()
    return gone


def _tells_of(path: Path, document_id: str, digests: Collection[str]) -> bool:
    """Whether a file names the document's review or begins a sentence as it does."""
    plain = _plain(path)
    if f" rev {document_id[:10]} " in plain:
        return True
    words = plain.split()
    return bool(digests) and any(
        _digest(document_id, words[at : at + _PHRASE]) in digests
        for at in range(len(words) - _PHRASE + 1)
    )


def _digest(document_id: str, words: list[str]) -> str:
    return hashlib.sha256(f"{document_id}\0{' '.join(words)}".encode()).hexdigest()[:16]


def _is_of_pack(path: Path, stem: str) -> bool:
    """Whether a rendering of the shortlist names a file so, also beside one that was edited."""
    name = re.escape(stem) + r"(?:-handout|-facilitator)?(?:-\d+)?\.(?:pptx|docx|md|html)"
    return re.fullmatch(name, path.name) is not None


def check_corrections(archive: Archive) -> None:
    """Raise the error, naming file and line, of a file of corrections that cannot be read."""
    from warehouse.families.corrections import read_corrections  # noqa: PLC0415 - loads DuckDB

    DataCorrections(archive.places)
    if (families := archive.places.families).exists():
        read_corrections(families, archive.documents())


def forget_corrections(folder: Path, document_id: str) -> int:
    """Remove the entries that quote the document from people's corrections. Returns how many."""
    taken = 0
    for path in sorted(folder.glob("*.yaml")):
        entries = value_of(text_of(path))
        kept, count = _kept_of(entries, document_id)
        if not count:
            continue
        taken += count
        if kept:
            text = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)
            write_whole(path, text.encode())
        else:
            path.unlink()
    return taken


def _kept_of(entries: Any, document_id: str) -> tuple[Any, int]:
    """A file of corrections without a document, and how many entries of it named that."""
    if isinstance(entries, list):
        kept = [entry for entry in entries if not _is_about(entry, document_id)]
        return kept, len(entries) - len(kept)
    if not isinstance(entries, dict):  # which says nothing
        return entries, 0
    families = {part: list(groups or ()) for part, groups in entries.items()}
    left = {
        part: [[i for i in ids if not document_id.startswith(i)] for ids in groups]
        for part, groups in families.items()
    }
    count = sum(left[part] != groups for part, groups in families.items())
    found = {part: [ids for ids in groups if len(ids) > 1] for part, groups in left.items()}
    return {part: groups for part, groups in found.items() if groups}, count


def forget_names(files: Iterable[Path], document_id: str, names: Iterable[str]) -> None:
    """Take the names of a document's files out of records that stay, such as those of runs."""
    known = sorted({name for name in names if name}, key=len, reverse=True)
    for path in files:
        try:
            record = record_of(path.read_bytes(), object)
        except (OSError, msgspec.MsgspecError):
            continue
        text = msgspec.json.encode(_without(record, document_id, known))
        if text != msgspec.json.encode(record):
            write_whole(path, text)


def _without(value: Any, document_id: str, names: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(part, document_id, names) for key, part in value.items()}
    if isinstance(value, list):
        kept = (part for part in value if not _is_about(part, document_id))
        return [_without(part, document_id, names) for part in kept]
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, GONE)
    return value


def _is_about(entry: Any, document_id: str) -> bool:
    return isinstance(entry, dict) and entry.get("document_id") == document_id


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            is_text = path.suffix.lower() in _TEXTS | _ZIPPED
            if is_text and path.is_file() and not path.is_symlink():
                yield path


def _plain(path: Path) -> str:
    """All words of a file in small letters, one space between them and at both ends."""
    if path.stat().st_size > _LARGEST:
        return ""
    if path.suffix.lower() in _ZIPPED:
        try:
            with zipfile.ZipFile(path) as whole:
                parts = [whole.read(n) for n in whole.namelist() if n.endswith(".xml")]
        except (zipfile.BadZipFile, OSError):
            return ""
        text = " ".join(part.decode("utf-8", errors="replace") for part in parts)
    else:
        text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix.lower() not in {".md", ".txt", ".yaml", ".yml", ".csv"}:
        text = html.unescape(_TAG.sub("", _PARAGRAPH.sub(" ", text)))
    return f" {' '.join(_WORD.findall(text.lower()))} "
