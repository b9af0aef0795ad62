"""Office files without the time they were made, so that the same pack is identical to the byte."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from briefings.pack.wording import clipped, printable

_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # any day would do, as long as it is the same
_LONGEST = 250  # characters of a title: Office allows 255
_ZIP_DAY = (2000, 1, 1, 0, 0, 0)


def fixed(document: Any, title: str) -> bytes:
    """A presentation of python-pptx or a document of python-docx as it is stored."""
    properties = document.core_properties
    properties.title = clipped(printable(title), _LONGEST)
    properties.created = properties.modified = _DAY
    properties.last_modified_by = properties.comments = ""
    properties.revision = 1
    properties.language = "en-GB"
    made = io.BytesIO()
    document.save(made)
    return _dated(made)


def _dated(made: io.BytesIO) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _ZIP_DAY)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry))
    return out.getvalue()
