"""The notebook runs, and its charts say what they rest on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import warehouse

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "themes.ipynb"


def _cells() -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return cells


@pytest.fixture(scope="module")
def drawn(small: Path) -> Iterator[list[Any]]:
    """The figures that the notebook draws of the small corpus."""
    matplotlib = pytest.importorskip("matplotlib", reason="needs the dev extra's matplotlib")
    matplotlib.use("Agg")
    names: dict[str, object] = {"__name__": "notebook"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WAREHOUSE", str(small))
        for cell in _cells():
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
    pyplot = matplotlib.pyplot
    yield [pyplot.figure(number) for number in pyplot.get_fignums()]
    pyplot.close("all")


def test_shares_show_denominators_and_errors_of_their_themes(drawn: list[Any], small: Path) -> None:
    rows = warehouse.query(
        small,
        "select label, year, n_reviews || '/' || n_reviews_in_year from theme_by_year where "
        "theme_id in (select theme_id from review_themes where is_about group by theme_id "
        "order by count(*) desc, theme_id limit 4)",
    ).rows
    shown = {}
    for axes in drawn[0].axes:
        label, errors = axes.get_title().split("\n")
        assert re.match(r"precision \d\.\d\d, recall \d\.\d\d|precision and recall not", errors)
        for tick in axes.get_xticklabels():
            year, counts = tick.get_text().split("\n")
            shown[label, int(year)] = counts
    assert shown == {(label, year): counts for label, year, counts in rows}


def test_pairs_show_how_many_reviews_have_both(drawn: list[Any], small: Path) -> None:
    axes = drawn[1].axes[0]
    across = [tick.get_text() for tick in axes.get_xticklabels()]
    cells = {(across[int(t.get_position()[1])], across[int(t.get_position()[0])]): int(t.get_text())
             for t in axes.texts}  # fmt: skip
    both = warehouse.query(
        small, "select label_a, label_b, sum(n_both) from theme_pairs group by all"
    ).rows
    known = {frozenset((a, b)): n for a, b, n in both}
    assert cells
    assert cells == {pair: known.get(frozenset(pair), 0) for pair in cells}
    assert all(re.search(r"\(\d+\)$", tick.get_text()) for tick in axes.get_yticklabels())


def test_agencies_show_their_denominator(drawn: list[Any]) -> None:
    axes = drawn[2].axes[0]
    assert len(axes.texts) == len(axes.patches) > 1
    assert all(re.fullmatch(r" \d+ of 12", text.get_text()) for text in axes.texts)


def test_notebook_is_kept_without_outputs() -> None:
    assert not [cell for cell in _cells() if cell.get("outputs")]
