import json
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "themes.ipynb"


def test_notebook_runs_and_draws(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="needs the dev extra's matplotlib")
    matplotlib.use("Agg")
    monkeypatch.setenv("WAREHOUSE", str(small))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    names: dict[str, object] = {"__name__": "notebook"}
    for source in code:
        exec(compile(source, str(NOTEBOOK), "exec"), names)
    pyplot = matplotlib.pyplot
    drawn = [pyplot.figure(number) for number in pyplot.get_fignums()]
    assert [bool(figure.axes) for figure in drawn] == [True, True]
    assert any(len(axes.lines) > 1 for axes in drawn[0].axes)
    pyplot.close("all")


def test_notebook_is_kept_without_outputs() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs")]
