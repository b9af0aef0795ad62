import contextlib
from pathlib import Path

import pytest

from warehouse.cookbook import COOKBOOK, answered, recipes, render
from warehouse.errors import QueryError
from warehouse.query import query

TEXT = COOKBOOK.read_text(encoding="utf-8")
RECIPES = list(recipes(TEXT))


def test_there_are_enough_recipes() -> None:
    assert len({r.title for r in RECIPES}) == len(RECIPES) >= 20


@pytest.mark.parametrize("recipe", RECIPES, ids=[r.title for r in RECIPES])
def test_recipe_gives_the_result_that_is_shown(small: Path, recipe: object) -> None:
    found = query(small, recipe.sql)
    assert render(found) == recipe.result, "run python -m warehouse.cookbook on the small corpus"


def test_writing_again_changes_nothing(small: Path) -> None:
    assert answered(TEXT, small) == TEXT


def test_recipes_are_short() -> None:
    assert max(len(r.sql.splitlines()) for r in RECIPES) <= 6


def test_recipes_answer_on_the_sample(sample: Path) -> None:
    # Nine reviews have nothing withdrawn, no advice to the police and so on.
    answered_ones = []
    for recipe in RECIPES:
        # No review of the sample is called Heron, and that is said.
        with contextlib.suppress(QueryError):
            answered_ones += [recipe.title] if query(sample, recipe.sql).rows else []
    assert len(answered_ones) >= 15, answered_ones
