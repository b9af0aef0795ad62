"""One place knows where things lie in the data folder, and its page says what each of them is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import archive
from archive.places import Places

ROOT = Path(__file__).resolve().parents[2]
PAGE = archive.__doc__ or ""
BACKUP = (ROOT / "docs" / "operating.md").read_text("utf-8").split("# backup\n")[1].split("```")[0]
# Names under which code holds the path of a data folder.
DATA_FOLDERS = {"data", "data_folder", "archive.data", "self.data", "self._data", "settings.data"}
DATA_FOLDERS |= {"request.data", "places.data", "Path(data)"}


def test_the_page_on_the_data_folder_names_every_part() -> None:
    parts = {
        path.name for path in vars(Places(Path("DATA"))).values() if path.parent.name == "DATA"
    }
    assert {"originals", "ledger.sqlite", "briefings.jsonl"} <= parts
    said = set(re.findall(r"[\w.]+", PAGE)) | {"metrics.prom"}  # "metrics.json, .prom"
    assert parts - said == set()


def test_what_cannot_be_made_again_is_in_the_backup() -> None:
    entries = re.split(r"^  (?=\S)", PAGE, flags=re.MULTILINE)[1:]
    kept = {re.match(r"[\w.]+", e)[0] for e in entries if "Back this up" in e}  # type: ignore[index]
    assert {"originals", "ledger.sqlite", "corrections", "briefings.jsonl"} <= kept
    assert {name for name in kept if not re.search(rf"\b{re.escape(name)}\b", BACKUP)} == set()


def test_nothing_else_joins_a_path_onto_the_data_folder() -> None:
    joins = [join for path in product_code() for join in joined(path)]
    assert joins == []


def product_code() -> Iterator[Path]:
    for path in ROOT.glob("*/**/*.py"):
        inside = path.relative_to(ROOT)
        if (
            not {"tests", ".venv", "build"} & set(inside.parts)
            and inside.as_posix() != "archive/places.py"
        ):
            yield path


def joined(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            is_text = isinstance(node.right, ast.JoinedStr) or (
                isinstance(node.right, ast.Constant) and isinstance(node.right.value, str)
            )
            if is_text and ast.unparse(node.left) in DATA_FOLDERS:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"
