"""SciPy's sparse matrices without numpy's tools for testing and for Fortran.

SciPy copies every name of numpy, those too that numpy loads when they are asked for. The two make
up half of the time that the matrices take to load, and a small build waits for them.
"""

from __future__ import annotations

from types import ModuleType

import numpy as np

_NEEDLESS = ("f2py", "testing")


def load_sparse() -> None:
    """Load `scipy.sparse`. Who asks numpy for what is left out later gets it."""
    names = vars(np)
    absent = [name for name in _NEEDLESS if name not in names]
    names |= {name: ModuleType(f"numpy.{name}") for name in absent}
    try:
        import scipy.sparse  # noqa: F401, PLC0415
    finally:
        for name in absent:
            del names[name]
