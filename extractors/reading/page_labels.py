"""The page numbers that are printed: people cite "page 9 of 31", which is not the file's ninth.

A number in a header or footer counts if it goes up with the pages; "Review 2021" does not. If none
is printed, the file's own names for its pages are used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from models.records import LineRole, Page

_EDGES = frozenset({LineRole.HEADER, LineRole.FOOTER, LineRole.PAGE_NUMBER})
_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,4})(?![\w,/-]|\.\d)")
_ROMAN = re.compile(r"^\W*(?:page\s+)?([ivxlc]{1,7})\W*$", re.IGNORECASE)
_FEWEST = 2  # pages on which the number goes up before it counts


def with_labels(pages: Sequence[Page], named: Sequence[str | None]) -> tuple[Page, ...]:
    """The pages with the number printed on each, else with its name in the file (`named`)."""
    numbers = [_numbers(page) for page in pages]
    steps = Counter(
        number - page.number for page, found in zip(pages, numbers, strict=True) for number in found
    )
    # Printed numbers may begin anew after a summary: several runs, each with its own step.
    known = {step for step, count in steps.items() if count >= min(_FEWEST, len(pages))}
    out = []
    for page, found, name in zip(pages, numbers, named, strict=True):
        fitting = [number for number in found if number - page.number in known]
        label = (
            _roman(page)
            if not fitting
            else str(max(fitting, key=lambda number: steps[number - page.number]))
        )
        out.append(msgspec.structs.replace(page, label=label or name or None))
    return tuple(out)


def _numbers(page: Page) -> list[int]:
    """The numbers in a page's header and footer; of "9 of 31" the first."""
    return [
        int(number)
        for line in page.lines
        if line.role in _EDGES
        for number in _NUMBER.findall(re.sub(r"\bof\s+\d+", "", line.text))
    ]


def _roman(page: Page) -> str | None:
    for line in page.lines:
        match = _ROMAN.match(line.text) if line.role is LineRole.PAGE_NUMBER else None
        if match:
            return match.group(1)
    return None
