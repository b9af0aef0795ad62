"""By when a recommendation is to be carried out, as printed.

A standard that the advice sets for practice ("reply within two working days") is not a timescale.
"""

from __future__ import annotations

import re

from vocabulary.rules import asked

_BY_DATE, _WITHIN = asked("timescales", "by_date"), asked("timescales", "within")
_OF_PUBLICATION = asked("timescales", "of_publication")
_INNER = asked("timescales", "inner")  # then the sentence says what the advice contains


def timescale_in(text: str) -> str | None:
    """The words that say by when, where they belong to the whole of the advice."""
    if match := _OF_PUBLICATION.find(text) or _BY_DATE.find(text):
        return match.group().strip()
    for match in _WITHIN.finditer(text):
        before = text[: match.start()].rsplit(". ", maxsplit=1)[-1]
        opened = re.sub(r"^That ", "", before)
        if not opened.strip(" ,(") or not _INNER.find(opened):
            return match.group().strip()
    return None
