"""What authors have written is looked at by doctor: a damaged file is named, with what is wrong."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from archive.places import Places
from briefings.checking import damaged_files
from briefings.selection.used import Used, recorded
from briefings.shortlist import Shortlist, write
from vocabulary.errors import ReviewsError

NO_TEXT = b'briefing: "\xb2"'  # as one flipped bit in a string leaves it


@pytest.fixture
def data(tmp_path: Path) -> Path:
    places = Places(tmp_path)
    used = Used("2026-03-12", "Social workers", "A briefing", (), ())
    places.briefings_held.write_bytes(msgspec.json.encode(used) + b"\n")
    places.audiences.mkdir()
    (places.audiences / "one.yaml").write_text("title: A briefing\nlens: [neglect]\n")
    places.briefings.mkdir()
    for path in (places.session, places.briefings / "one.yaml"):
        write(Shortlist("A briefing"), path)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["briefings.jsonl", "session.yaml", "briefings/one.yaml", "audiences/one.yaml"]
)
@pytest.mark.parametrize("content", [b"", NO_TEXT, b"x: ["])
def test_a_damaged_file_is_named(data: Path, name: str, content: bytes) -> None:
    assert list(damaged_files(data)) == []
    (data / name).write_bytes(content)
    (told,) = damaged_files(data)
    assert Path(name).name in told


def test_a_lost_list_is_not_taken_for_an_empty_one(data: Path) -> None:
    assert len(recorded(data)) == 1
    Places(data).briefings_held.write_bytes(b"")
    with pytest.raises(ReviewsError, match="Restore it from the backup"):
        recorded(data)
