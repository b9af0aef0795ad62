"""What the code imports is what pyproject.toml names, and the other way round."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
SHIPPED = [
    ROOT / name for name in SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
]
OURS = {path.stem for path in SHIPPED}
# Tools that are run by name, types for mypy, and what another package loads by itself.
RUN_BY_NAME = {
    "import-linter", "mypy", "pandas-stubs", "pip-tools", "pytest-httpserver", "ruff",
    "types-pyyaml",
}  # fmt: skip
LOADED_BY_OTHERS = {
    "pandas": "DuckDB makes frames with it",
    "python-multipart": "Starlette reads forms with it",
}
SKIPPED_WHERE_ABSENT = {
    "axe-playwright-python": "the reading room is looked at in a browser",
    "playwright": "the reading room is looked at in a browser",
    "flask": "moto's server of objects",
    "flask-cors": "moto's server of objects",
    "moto": "run as a server of objects",
}
# Where developers teach and measure; what they need for it no reader has to install.
FOR_DEVELOPERS = ("measurement", "models/themes", "pipelines/sample")


def names(requirements: list[str]) -> set[str]:
    return {plain(re.split(r"[\[<>=!~; ]", line)[0]) for line in requirements}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
DECLARED = names(PROJECT["dependencies"])
BY_EXTRA = names([line for name, lines in EXTRAS.items() if name != "dev" for line in lines])
OPTIONAL = BY_EXTRA | names(EXTRAS["dev"])


def imported(folder: Path) -> Iterator[tuple[str, Path]]:
    """Modules from outside the project and the standard library, with the file that imports."""
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found = [node.module or ""]
            else:
                continue
            for module in (name.partition(".")[0] for name in found):
                if module not in OURS and module not in sys.stdlib_module_names:
                    yield module, path


@cache
def product() -> list[tuple[str, Path]]:
    return [row for top in SHIPPED for row in imported(top)]


@cache
def distributions() -> Mapping[str, list[str]]:
    return packages_distributions()


def of(module: str) -> set[str]:
    return {plain(name) for name in distributions().get(module, [module])}


def test_every_import_of_the_product_is_declared() -> None:
    assert len(product()) > 100
    missing = set()
    for module, path in product():
        place = path.relative_to(ROOT).as_posix()
        allowed = OPTIONAL if place.startswith(FOR_DEVELOPERS) else BY_EXTRA
        if not of(module) & (DECLARED | allowed):
            missing.add((module, place))
    assert sorted(missing) == []


def test_every_import_of_the_tests_is_declared() -> None:
    beside = {"tests"} | {path.stem for path in (ROOT / "tests").rglob("*.py")}
    missing = {
        (module, str(path.relative_to(ROOT)))
        for module, path in imported(ROOT / "tests")
        if module not in beside and not of(module) & (DECLARED | OPTIONAL)
    }
    assert sorted(missing) == []


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_nothing_is_declared_that_is_not_used(name: str) -> None:
    used = {found for module, _ in product() for found in of(module)}
    assert name in used | LOADED_BY_OTHERS.keys()


def test_the_tools_of_developers_are_used() -> None:
    used = {found for module, _ in (*product(), *imported(ROOT / "tests")) for found in of(module)}
    unused = names(EXTRAS["dev"]) - used - BY_EXTRA - RUN_BY_NAME - SKIPPED_WHERE_ABSENT.keys()
    assert sorted(unused) == []
