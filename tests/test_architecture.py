"""docs/architecture.md is true: its drawing is that of the contracts, and its files exist."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
STEPS = ("Find", "Fetch", "Read", "Outline", "Extract", "Classify", "Publish")


def layers() -> list[list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (ordered,) = (one for one in contracts if one["type"] == "layers")
    return [["cli.py", "flows.py"], *(layer.split(" | ") for layer in ordered["layers"])]


def about(name: str) -> str:
    path = ROOT / name if name.endswith(".py") else ROOT / name / "__init__.py"
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return re.split(r"[:.](\s|$)", words.splitlines()[0])[0].replace("`", "")


def drawing() -> str:
    """The layers of the contract from the top down, each package with what it says of itself."""
    lines = ["```mermaid", "flowchart TD"]
    for above, layer in enumerate(layers()):
        boxes = [f'{name.replace(".", "_")}["{name}<br>{about(name)}"]' for name in layer]
        lines += [f"  subgraph layer{above}[ ]", *(f"    {box}" for box in boxes), "  end"]
    lines += [f"  layer{above} --> layer{above + 1}" for above in range(len(layers()) - 1)]
    return "\n".join([*lines, "```"])


def test_the_drawing_is_that_of_the_import_contracts() -> None:
    drawn = re.search(r"```mermaid\n.*?```", PAGE, re.DOTALL)
    assert drawn
    assert drawn[0] == drawing(), f"Put this into docs/architecture.md:\n{drawing()}"


def test_a_document_takes_seven_steps_and_the_files_of_each_exist() -> None:
    steps = re.findall(r"^\| (\d)\. (\w+) \|.*$", PAGE, re.MULTILINE)
    assert [(int(number), name) for number, name in steps] == list(enumerate(STEPS, 1))
    named = set(re.findall(r"`([\w/]+\.(?:py|md|toml|yaml))`", PAGE))
    assert len(named) > len(STEPS)
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_pages_that_the_documents_link_to_are_there() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        assert {link for link in links if not (page.parent / link).exists()} == set(), page.name


def test_the_pipeline_is_nowhere_called_a_line() -> None:
    """A line is one printed line of a page (docs/glossary.md)."""
    called = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.glob("*/**/*.py")
        if not {".venv", "build"} & set(path.relative_to(ROOT).parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.alias) and node.asname == "line"
    ]
    assert called == []
