"""Whether a document says that it is invented: on its cover, in small print or running lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.metadata.front import Front, FrontLine
from models.records import Stated
from vocabulary.rules import asked

_SAID, _TAG = asked("fiction", "said"), asked("fiction", "tag")
_SMALL_PRINT = asked("fiction", "small_print")
_PARTS = re.compile(r"\s*(?:[|·•–—/]|\s-\s)\s*")


def fiction_of(front: Front) -> Stated | None:
    """ "true" with the words that say so; None where they say nothing, which is not "real".

    A line that goes on in the next one is asked with it, or half a sentence would be taken for one.
    """
    for lines, question in (
        ([*front.cover, *front.furniture], _SAID),
        (front.small_print, _SMALL_PRINT),
    ):
        for page, text in _sentences(lines):
            if match := question.find(text):
                return Stated("true", 0.95, page, match.group(), "fiction:said")
    for printed in front.furniture:
        if any(_TAG.find(part.strip()) for part in _PARTS.split(printed.text)):
            return Stated("true", 0.9, printed.page, printed.text, "fiction:tag")
    return None


def _sentences(lines: Iterable[FrontLine]) -> Iterator[tuple[int, str]]:
    """Lines, each with those that go on with it: they begin with a small letter."""
    page, text = 1, ""
    for printed in lines:
        if text and printed.text[:1].islower() and printed.page == page:
            text = f"{text} {printed.text}"
            continue
        if text:
            yield page, text
        page, text = printed.page, printed.text
    if text:
        yield page, text
