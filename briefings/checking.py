"""Whether what authors have written can be read: shortlists, audiences, the list of briefings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from archive.places import Places
from briefings.audiences import audience_files, load_audience
from briefings.selection.used import recorded
from briefings.shortlist import read
from vocabulary.errors import ReviewsError


def damaged_files(data: Path) -> Iterator[str]:
    """One sentence for each file of a data folder that cannot be read, with what is wrong."""
    for check in _checks(data):
        try:
            check()
        except ReviewsError as error:
            yield str(error)


def _checks(data: Path) -> Iterator[Callable[[], object]]:
    places = Places(data)
    yield partial(recorded, data)
    for path in sorted(places.briefings.glob("*.y*ml")):
        yield partial(read, path)
    if places.session.exists():
        yield partial(read, places.session)
    for path in audience_files(places.audiences):
        yield partial(load_audience, path)
