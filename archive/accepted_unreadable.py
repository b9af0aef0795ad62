"""Documents that a person has accepted as unreadable: nobody needs to hear of them again.

DATA/accepted_unreadable.json holds their ids. They are tried again wherever the rules or programs
change.
"""

from __future__ import annotations

import msgspec

from archive.errors import UserError
from archive.files import write_whole
from archive.places import Places
from vocabulary.json_text import record_of


class AcceptedUnreadable:
    """The ids of one data folder; read once a run."""

    def __init__(self, places: Places) -> None:
        """Raises UserError where the file is damaged."""
        self._path = places.accepted_unreadable
        self._ids: set[str] = set()
        if self._path.exists():
            try:
                self._ids = record_of(self._path.read_bytes(), set[str])
            except msgspec.MsgspecError as error:
                raise UserError(
                    f"{self._path} is damaged. Restore it from the backup; or delete it: then each"
                    " unreadable document is reported again until you accept it."
                ) from error

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._ids

    def add(self, document_id: str) -> None:
        """Accept a document as unreadable."""
        self._ids.add(document_id)
        self._save()

    def forget(self, document_id: str) -> None:
        """Leave no trace of a document."""
        if document_id in self._ids:
            self._ids.remove(document_id)
            self._save()

    def _save(self) -> None:
        write_whole(self._path, msgspec.json.encode(sorted(self._ids)))
