"""Every error of this project has one root, so that its words reach a person in one place."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Signals inside one package: none of them is for a person, and the callers there catch them all.
INSIDE = {"CorruptArtefactError", "DeadlineError", "NurseryGoneError", "StoppedError", "XmlError"}
INSIDE |= {"SignalledError"}  # like KeyboardInterrupt: the command line ends with it


def bases() -> dict[str, set[str]]:
    """The project's own exceptions, by what they are made from."""
    found: dict[str, set[str]] = {}
    for path in ROOT.glob("*/**/*.py"):
        if path.relative_to(ROOT).parts[0] in {"tests", ".venv", "build"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Exception")):
                assert node.name not in found, f"{node.name} is defined twice"
                found[node.name] = {ast.unparse(base) for base in node.bases}
    return found


def test_every_error_has_the_one_root() -> None:
    known = bases()
    assert len(known) > len(INSIDE)

    def is_ours(name: str) -> bool:
        return name == "ReviewsError" or any(is_ours(base) for base in known.get(name, ()))

    assert {name for name in known if not is_ours(name)} == INSIDE
