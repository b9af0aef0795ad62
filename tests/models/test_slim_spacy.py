"""spaCy is loaded without its command line, which stays there for those who ask for it."""

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
assert not {name for name in sys.modules if name.startswith(("spacy.cli", "weasel"))}
from spacy.cli.info import info
assert info()["spacy_version"] == spacy.__version__
"""


def test_the_command_line_is_loaded_by_whoever_asks_for_it() -> None:
    subprocess.run([sys.executable, "-c", _CODE], cwd=ROOT, check=True)
