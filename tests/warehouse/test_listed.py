"""SQL and comments take their lists of words from where each word is defined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.records import Kind, Status
from vocabulary.kinds import kind_names
from vocabulary.registers import nations_or_uk
from vocabulary.statuses import readable, status_labels, wholly_read
from warehouse.errors import WarehouseError
from warehouse.listed import FAMILIES, in_comment, in_sql

WAREHOUSE = Path(__file__).parents[2] / "warehouse"
LISTS = {
    "statuses": set(status_labels()),
    "kinds": set(kind_names()),
    "nations": set(nations_or_uk()),
    "families": set(FAMILIES),
}


def test_a_list_is_quoted_in_sql_and_plain_in_a_comment() -> None:
    assert in_sql("x in ({sectors})") == "x in ('child', 'adult', 'domestic_abuse', 'all')"
    assert in_sql("'{sectors in words}.'") == "'child, adult, domestic_abuse and all.'"
    assert in_comment("One of {sectors}.") == "One of child, adult, domestic_abuse, all."


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(WarehouseError, match=r"There is no list \{moods\}; there are statuses"):
        in_sql("x in ({moods})")


def test_the_lists_are_those_of_the_records() -> None:
    assert set(status_labels()) == set(Status)
    assert set(kind_names()) == set(Kind)
    assert wholly_read() == {Status.OK, Status.SCANNED_OCR}
    assert readable() == {Status.PARTIAL, *wholly_read()}


@pytest.mark.parametrize("name", LISTS)
def test_no_sql_and_no_comment_writes_a_whole_list_by_hand(name: str) -> None:
    files = [*WAREHOUSE.rglob("*.sql"), WAREHOUSE / "comments.yaml"]
    by_hand = [
        f"{path.name}: {line}"
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if LISTS[name] <= set(re.findall(r"[A-Z]\w+ [A-Z]\w+|\w+", line))
    ]
    assert not by_hand
