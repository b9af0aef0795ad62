"""Data folders that are made once and are there again, as they were, for every test."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

FirstRun = Callable[[int], Path]  # the folder after one run over so many reviews


class Kept:
    """Folders by the names of what made them, each always at the same place.

    A data folder knows the paths of its documents: a copy elsewhere would be another folder.
    """

    def __init__(self, top: Path) -> None:
        self._top = top

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder that `make` fills when it is first asked for."""
        folder, first = self._top / name, self._top / "as made" / name
        if not first.exists():
            folder.mkdir()
            make(folder)
            _close_ledgers()
            shutil.copytree(folder, first, symlinks=True)
            gc.freeze()  # what is loaded by now is not looked at again
            return folder
        _close_ledgers()
        shutil.rmtree(folder)
        return shutil.copytree(first, folder, symlinks=True)


def _close_ledgers() -> None:
    """One that nobody holds any more, closed late, would delete the log of the one in its place."""
    gc.collect()


def parts(folder: Path) -> tuple[Path, Path]:
    """The data folder after a first run, and its documents."""
    return folder / "data", folder / "in"
