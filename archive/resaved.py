"""Files that were saved again with the same words: other bytes, the same document.

DATA/resaved/ID holds the id of the document whose words these bytes say again. Both are kept: a
sighting of the new bytes is one of the document, so that its name and those of its statements last.
"""

from __future__ import annotations

from pathlib import Path

from archive.files import line_of, write_whole
from archive.places import Places

_AN_ID = r"[0-9a-f]{64}"
_WITHOUT = "Without one, delete it: the file then counts as a document of its own."


class Resaved:
    """What is known of files that were saved again in one data folder."""

    def __init__(self, data: Path) -> None:
        self._folder = Places(data).resaved

    def original(self, document_id: str) -> str:
        """The document whose words these bytes say: most often their own. Raises UserError."""
        try:
            return line_of(self._folder / document_id, _AN_ID, _WITHOUT)
        except OSError:
            return document_id

    def note(self, document_id: str, original: str) -> None:
        """Record that the file `document_id` has the same text as `original`."""
        write_whole(self._folder / document_id, f"{original}\n".encode("ascii"))

    def of(self, original: str) -> list[str]:
        """The ids of the bytes that were saved again of a document."""
        names = (path.name for path in sorted(self._folder.glob("*")))
        return [name for name in names if self.original(name) == original]

    def check(self) -> None:
        """Read every note. Raises UserError for the first that is damaged."""
        for path in sorted(self._folder.glob("*")):
            self.original(path.name)

    def forget(self, original: str) -> None:
        """Forget everything that was saved again of a document."""
        for name in self.of(original):
            (self._folder / name).unlink(missing_ok=True)
