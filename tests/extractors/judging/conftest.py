"""Statements of reviews given as text: the pages of the tests of statements."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_PATH = Path(__file__).parents[1] / "statements" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("statements_conftest", _PATH)
assert _SPEC
assert _SPEC.loader
_module = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_module)
statements_of = _module.statements_of
