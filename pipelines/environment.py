"""Which folder of sources is the operator's own: for one call, and for a data folder from then on.

`--sources-dir` puts its folder into the environment, where children and flows find it. A run leaves
it in DATA/sources_dir, so that accept, purge, doctor and the rest need not be given it again.
"""

from __future__ import annotations

import os
from pathlib import Path

from archive.errors import UserError
from archive.files import line_of, write_whole
from archive.places import Places

OWN_SOURCES = "REVIEWS_SOURCES_DIR"
_WITHOUT = "Without one, delete it, and name your own folder of sources with --sources-dir again."


def own_sources(data: Path | None) -> Path | None:
    """The operator's own folder of sources: that of this call, or else that of the data folder.

    Raises UserError, with what to do, where it is not there.
    """
    if given := os.environ.get(OWN_SOURCES):
        if not Path(given).is_dir():
            raise UserError(
                f"There is no folder of sources {given}: correct --sources-dir or {OWN_SOURCES}."
            )
        return Path(given)
    remembered = _remembered(data) if data else ""
    if not remembered:
        return None
    if not Path(remembered).is_dir():
        raise UserError(
            f"The folder of sources {remembered} is not there; the runs of {data} use it. Bring it"
            f" back, name another with --sources-dir (or {OWN_SOURCES}), or, to go on with the"
            f" shipped sources alone, delete {Places(data or Path()).sources_dir}."
        )
    return Path(remembered)


def remember_own_sources(data: Path) -> None:
    """Let the data folder keep the folder of sources that this run was given.

    Raises UserError where that, or the one that is kept, is not there: neither could this run
    publish.
    """
    own = own_sources(data)
    if own and str(own.resolve()) != _remembered(data):
        write_whole(Places(data).sources_dir, f"{own.resolve()}\n".encode())


def _remembered(data: Path) -> str:
    try:
        return line_of(Places(data).sources_dir, r"/.+", _WITHOUT)
    except (FileNotFoundError, NotADirectoryError):
        return ""
