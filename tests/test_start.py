"""What a start does not load: nobody waits for a library that the command does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "docx", "duckdb", "jinja2", "matplotlib", "numpy", "openpyxl", "pandas", "pdfplumber", "pptx",
    "prefect", "pyarrow", "pypdfium2", "scipy", "sklearn", "spacy", "starlette", "uvicorn",
}  # fmt: skip
_LOADED = """
import atexit, json, sys
atexit.register(lambda: sys.stderr.write("\\n" + json.dumps(sorted(sys.modules))))
sys.argv = ["reviews", *sys.argv[1:]]
import cli
cli.main()
"""


def loaded(*arguments: str | Path) -> set[str]:
    """Top-level packages that the process of a command has loaded when it ends well."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return {name for name in json.loads(done.stderr.splitlines()[-1]) if "." not in name}


def test_help_loads_no_heavy_library() -> None:
    assert loaded("--help") & (HEAVY | {"httpx2", "pydantic"}) == set()


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, set[str]]:
    folder = tmp_path_factory.mktemp("start")
    file = ROOT / "pipelines" / "sample" / "pdf" / "briefing-aspen-2025.pdf"
    return file, folder / "data", loaded("run", "--from", file, "--data", folder / "data")


def test_a_first_run_loads_only_what_it_needs_to_build(
    first_run: tuple[Path, Path, set[str]],
) -> None:
    # Children read the file; this is the process that publishes.
    assert first_run[2] & HEAVY <= {"duckdb", "numpy", "pyarrow", "pypdfium2"}
    assert first_run[2] & {"httpx2", "tenacity"} == set()
    assert "duckdb" in first_run[2]


def test_a_run_without_news_builds_nothing(first_run: tuple[Path, Path, set[str]]) -> None:
    file, data, _ = first_run
    needless = HEAVY | {"selectolax", "w3lib"}  # the latter read source files
    assert loaded("run", "--from", file, "--data", data) & needless == set()


def test_a_frame_is_made_if_pyarrow_got_no_rows(
    first_run: tuple[Path, Path, set[str]],
) -> None:
    code = """
import sys
from pathlib import Path
from warehouse.arrow import without_frames
without_frames()
assert "pandas" not in sys.modules
import pyarrow, warehouse
found = warehouse.frame(Path(sys.argv[1]), "select title from reviews")
assert list(found.columns) == ["title"]
assert pyarrow.table({"n": [1]}).to_pandas()["n"].tolist() == [1]
"""
    file = first_run[1] / "warehouse.duckdb"
    subprocess.run([sys.executable, "-c", code, str(file)], cwd=ROOT, check=True)
