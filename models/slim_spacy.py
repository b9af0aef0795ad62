"""spaCy without its own command line, which takes a third of the time that spaCy takes to load."""

from __future__ import annotations

import sys
from types import ModuleType

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def load_spacy() -> None:
    """Load spaCy; what its commands need (a client for the network, a project tool) is left out.

    spaCy offers one function of its command line (`spacy.info`), and so loads all of it. An empty
    module stands in its place meanwhile. Who imports `spacy.cli` later gets the real one.
    """
    if "spacy" in sys.modules:
        return
    package, info = map(ModuleType, _COMMANDS)
    package.__path__ = []
    vars(info)["info"] = None
    sys.modules |= dict(zip(_COMMANDS, (package, info), strict=True))
    try:
        import spacy  # noqa: F401, PLC0415
    finally:
        for name in _COMMANDS:
            del sys.modules[name]
