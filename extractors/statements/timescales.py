"""By when a recommendation is to be carried out, as printed.

A standard that the advice sets for practice ("reply within two working days") is no timescale.
"""

from __future__ import annotations

import re

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "spring|summer|autumn|winter"
)
_BY_DATE = re.compile(
    rf"\bby (?:the end of |no later than |the (?:start|beginning) of )?(?:(?:{_MONTH}),? )?(?:19|20)\d\d\b"
    r"|\bat the earliest opportunity\b|\bwithout delay\b|\bimmediately\b(?= (?:ensure|review|stop|take)|[.;]?$)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bwithin (?:the next )?(?:\d+|one|two|three|four|five|six|nine|twelve|eighteen|twenty-four) "
    r"(?:weeks?|months?|years?)\b(?: of (?:the )?(?:publication|this report|approval|receipt)[\w ]{0,30})?",
    re.IGNORECASE,
)
_OF_PUBLICATION = re.compile(
    r"\bwithin (?:\d+|\w+) (?:working )?days of (?:the )?(?:publication|approval)[\w ]{0,30}",
    re.IGNORECASE,
)
# After these words the sentence tells what the advice contains.
_INNER = re.compile(
    r"\b(?:that|which|who|whom|whose|when|whenever|where|if|unless|until|so|including|every|each|any)\b(?! (?:the )?[A-Z][\w ]{2,60} (?:should|must)\b)",
    re.IGNORECASE,
)


def timescale_in(text: str) -> str | None:
    """The words that tell by when, where they belong to the whole of the advice."""
    if match := _OF_PUBLICATION.search(text) or _BY_DATE.search(text):
        return match.group().strip()
    for match in _WITHIN.finditer(text):
        before = text[: match.start()].rsplit(". ", maxsplit=1)[-1]
        opened = re.sub(r"^That ", "", before)
        if not opened.strip(" ,(") or not _INNER.search(opened):
            return match.group().strip()
    return None
