"""One register of review types: what source files and the evaluation say is in it."""

from typing import get_args

import pytest

from measurement.evaluation.metadata import TYPES
from pipelines.sources import ReviewKind
from vocabulary.report_types import Family, code_of, report_types

CODES = {kind.code for kind in report_types()}
# A kind of source may be a whole family of types; a type that no document has come of yet.
WIDER = {*get_args(Family), "owhr"}


@pytest.mark.parametrize("kind", list(ReviewKind))
def test_each_kind_of_a_source_is_a_type_of_review(kind: ReviewKind) -> None:
    assert code_of(kind.value) in CODES | WIDER


def test_no_alias_is_also_a_code() -> None:
    aliases = [alias for kind in report_types() for alias in kind.aliases]
    assert len(aliases) == len(set(aliases))
    assert not CODES.intersection(aliases)


@pytest.mark.parametrize(("words", "codes"), TYPES)
def test_the_evaluation_accepts_types_that_exist(words: str, codes: frozenset[str]) -> None:
    assert codes
    assert codes <= CODES, words
