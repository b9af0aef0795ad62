"""spaCy without what loads with it and is never asked: its command line, and pydantic's past.

The two take nearly half of the time that spaCy takes to load.
"""

from __future__ import annotations

import sys
from types import ModuleType

_COMMANDS = ("spacy.cli", "spacy.cli.info")
# spaCy's reader of configurations knows schemas of this old kind where there is one. Nobody here
# has any, and from Python 3.14 on it does without by itself.
_PAST = "pydantic.v1"


def load_spacy() -> None:
    """Load spaCy; what its commands need (a client for the network, a project tool) is left out.

    spaCy offers one function of its command line (`spacy.info`), and so loads all of it. An empty
    module takes its place meanwhile. Who imports `spacy.cli` or `pydantic.v1` later gets the
    real one.
    """
    if "spacy" in sys.modules:
        return
    package, info = map(ModuleType, _COMMANDS)
    package.__path__ = []
    vars(info)["info"] = None
    absent: dict[str, ModuleType | None] = dict(zip(_COMMANDS, (package, info), strict=True))
    if _PAST not in sys.modules:
        absent[_PAST] = None  # for Python: there is no such module
    sys.modules |= absent  # type: ignore[arg-type]
    try:
        import spacy  # noqa: F401, PLC0415
    finally:
        for name in absent:
            del sys.modules[name]
