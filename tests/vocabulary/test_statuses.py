"""Each status of documents has a name for people, and the page on statuses gives the same."""

from __future__ import annotations

import re
from pathlib import Path

from models.records import Status
from vocabulary.statuses import status_labels

PAGE = Path(__file__).parents[2] / "docs" / "statuses.md"


def test_every_status_has_a_name() -> None:
    assert list(status_labels()) == [str(status) for status in Status]


def test_the_page_gives_the_same_names() -> None:
    shown = re.findall(r"^\| `(\w+)` \(([^)]+)\) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert dict(shown) == status_labels()
