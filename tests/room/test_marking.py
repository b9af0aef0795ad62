"""Words of a statement that led to a theme, marked in its text."""

from __future__ import annotations

import pytest

from room.rendering import marked

TEXT = "None understood the family as a whole & nobody asked."


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([(0, 4), (20, 26)], ["None", "family"]),
        ([(5, 19), (19, 26)], ["understood the family"]),
        ([(5, 26), (9, 15)], ["understood the family"]),
        ([(0, 4), (4, 4), (50, 90)], ["None"]),
    ],
)
def test_places_that_overlap_or_touch_are_one_mark(
    spans: list[tuple[int, int]], words: list[str]
) -> None:
    html = str(marked(TEXT, spans))
    assert [part.split("</mark>")[0] for part in html.split("<mark>")[1:]] == words
    assert html.replace("<mark>", "").replace("</mark>", "") == TEXT.replace("&", "&amp;")
