"""Annotated texts in random layouts: what was set is known, and what is lost is counted."""

from __future__ import annotations

from random import Random

from extractors.structure import Paragraph
from extractors.structure.paragraph import PagedLine
from measurement.layouts.__main__ import is_found
from measurement.layouts.setting import SetBlock, setting
from models.records import Box, Line

TEXT = """! Invented review
# What was found
N 1.1 The invented board met twice.
F The plan was kept by nobody. {think.thresholds}
F* It was not read.
R Recommendation 1: The board should read its plans.
"""


def paragraph(text: str, level: int = 0) -> Paragraph:
    return Paragraph([PagedLine(1, Line(text, Box(0, 0, 10, 10), 11))], level=level)


def test_every_block_of_a_text_is_set_and_reported_in_each_layout() -> None:
    for seed in range(30):
        made = setting(TEXT, Random(seed))
        assert [block.is_heading for block in made.blocks] == [True, *[False] * 4]
        assert all(block.text in made.html for block in made.blocks)
        assert "{think" not in made.html
    assert setting(TEXT, Random(1)).html != setting(TEXT, Random(2)).html


def test_a_block_is_found_whole_with_its_number_and_as_what_it_is() -> None:
    block = SetBlock(is_heading=False, text="The plan was kept by nobody.")
    assert is_found(block, [paragraph("2.3 The plan was kept by nobody.")])
    assert not is_found(block, [paragraph("The plan was kept by nobody. It was not read.")])
    assert not is_found(block, [paragraph("The plan was kept")])
    assert not is_found(block, [paragraph("The plan was kept by nobody.", level=2)])
