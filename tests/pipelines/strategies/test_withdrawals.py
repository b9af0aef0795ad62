"""A publisher says that a review is withdrawn, and no link to it is left. All are fictional."""

from __future__ import annotations

import pytest
from listings import kept, rows

from pipelines.collect.listing import ListedNow

LINK = '<li><a href="/elm.pdf">Child Elm serious case review</a></li>'


def listing(page: str) -> ListedNow:
    found = ListedNow()
    for row in rows(f"<main><ul>{LINK}</ul>{page}</main>"):
        found.add(row)
    return found


@pytest.mark.parametrize(
    ("page", "group", "is_said"),
    [
        ("<p>The report about Child Rowan has been withdrawn.</p>", "child rowan", True),
        ("<h3>Child Rowan</h3><p>Withdrawn on 3 May 2024</p>", "child rowan", True),
        ("<li>Child Rowan (withdrawn at the family's wish)</li>", "child rowan", True),
        ("<p>The report about Child Rowan has been withdrawn.</p>", "child ash", False),
        ("<p>The report about Child Rowan has been withdrawn.</p>", None, False),
        ("<p>Child Rowan was withdrawn from school.</p>", "child rowan", False),
        (
            "<p>Our report on Child Rowan says why services were withdrawn.</p>",
            "child rowan",
            False,
        ),
    ],
)
def test_words_without_a_link_say_that_a_review_is_withdrawn(
    page: str, group: str | None, is_said: bool
) -> None:
    found = listing(page)
    assert (found.withdrawal_of(group) is not None) is is_said
    assert [row.title for row in found.listed.values()] == ["Child Elm serious case review"]


def test_a_notice_beside_a_link_is_of_that_link() -> None:
    page = "<main><p><a href='/t.pdf'>Child T review</a> This report has been withdrawn.</p></main>"
    found = rows(page)
    assert [row.is_notice for row in found] == [False]
    assert found[0].withdrawn
    assert len(kept(found)) == 1
