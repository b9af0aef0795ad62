"""spaCy is loaded without what it never needs here, which stays there for those who ask for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CODE = """
import sys
from models.slim_spacy import load_spacy
load_spacy()
import spacy
assert [token.text for token in spacy.blank("en")("A plan.")] == ["A", "plan", "."]
left_out = ("spacy.cli", "weasel", "pydantic.v1")
assert not {name for name in sys.modules if name.startswith(left_out)}
from spacy.cli.info import info
assert info()["spacy_version"] == spacy.__version__
import pydantic.v1
assert pydantic.v1.BaseModel
"""


def test_what_is_left_out_is_loaded_by_whoever_asks_for_it() -> None:
    subprocess.run([sys.executable, "-c", _CODE], cwd=ROOT, check=True)
