import contextlib
import re
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


_FIXED = re.compile(
    r"'((?:harm|person|family|rights|think|engage|multi|system)\.[a-z_]+)'"  # a theme
    r"|ilike '%([^%']+)%'|search\('([^']+)'|new_since\('([^']+)'"
)


def test_a_recipe_with_words_of_its_own_says_which_to_replace() -> None:
    blocks = COOKBOOK.read_text(encoding="utf-8").split("\n## ")[1:]
    fixed = 0
    for block in blocks:
        prose, _, rest = block.partition("```sql\n")
        for found in _FIXED.finditer(rest.partition("```")[0]):
            word = next(filter(None, found.groups()))
            told = " ".join(prose.split()).partition("Replace with your own:")[2]
            assert f"`{word}`" in told, block[:80]
            fixed += 1
    assert fixed > 10
