"""How the command is called from where the person is, so that a printed next step works."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path


def reviews_command(folder: Path | None = None) -> str:
    """`reviews` where the shell finds this environment's, else the path to it.

    The path is relative where the command is below `folder` (default: the current one).
    """
    ours = Path(sys.executable).with_name("reviews")
    on_path = shutil.which("reviews")
    if (on_path and Path(on_path).resolve() == ours.resolve()) or not ours.exists():
        return "reviews"
    here = folder or Path.cwd()
    return shlex.quote(str(ours.relative_to(here) if ours.is_relative_to(here) else ours))
