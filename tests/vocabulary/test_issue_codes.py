"""Each code of an issue stands once in the register, and no other is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from models.records import Status
from vocabulary.issues import issue_codes

ROOT = Path(__file__).parents[2]
PACKAGES = ("archive", "extractors", "models", "pipelines", "warehouse")
CALLS = {"Issue", "issue"}


def written(tree: ast.AST) -> Iterator[str]:
    """Codes that a module gives to issues, as it writes them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CALLS and len(node.args) > 2 and isinstance(node.args[2], ast.Constant):
                yield str(node.args[2].value)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CODE":
            yield str(ast.literal_eval(node.value))
        # A row of the build: severity, stage, code, ...
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            row = node.value.elts
            if (
                len(row) > 2
                and isinstance(row[2], ast.Constant)
                and "Severity" in ast.unparse(row[0])
            ):
                yield str(row[2].value)


def test_the_codes_in_use_are_those_of_the_register() -> None:
    modules = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    used = {code for path in modules for code in written(ast.parse(path.read_text("utf-8")))}
    assert used == set(issue_codes())


def test_no_code_is_a_check_or_a_status_too_but_for_unreadable() -> None:
    checks = {path.stem for path in (ROOT / "warehouse" / "checks").glob("*.sql")}
    assert not checks & set(issue_codes())
    assert {str(status) for status in Status} & set(issue_codes()) == {"unreadable"}


def test_each_code_says_what_to_do_in_a_sentence() -> None:
    for code, told in issue_codes().items():
        assert told.means.endswith("."), code
        assert told.do.endswith("."), code
