"""pyarrow, kept from loading pandas where no frame is asked for."""

from __future__ import annotations

import sys
from typing import Any

import pyarrow as pa


class _Refused:
    """An import finder to which pandas is not there."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:  # noqa: ARG004
        if name == "pandas":
            raise ModuleNotFoundError(name)


def without_frames() -> None:
    """Let pyarrow settle now that what it is given are no frames.

    At its first array of a list it would load pandas to find out, which takes a quarter of a
    second. What asks for a frame later (`warehouse.frame`) still loads pandas and gets one.
    """
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _Refused)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(_Refused)
