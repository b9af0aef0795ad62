"""`folder`: what `reviews run --from PATH` ingests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.strategies import DiscoveryError
from pipelines.strategies.files_below import list_folder


def test_every_file_below_is_listed_in_order_whatever_its_suffix(tmp_path: Path) -> None:
    for name in ("b.pdf", "a/z.PDF", "a/no suffix", "c.docx"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"x")
    rows = list(list_folder(tmp_path))
    assert [row.title for row in rows] == ["a/no suffix", "a/z.PDF", "b.pdf", "c.docx"]
    assert rows[0].url == (tmp_path / "a/no suffix").as_uri()
    assert all(row.left_out is None for row in rows)


def test_hidden_files_are_left_out_with_their_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".DS_Store", ".git/config", "kept.pdf"):
        (tmp_path / name).write_bytes(b"x")
    rows = list(list_folder(tmp_path))
    assert [row.title for row in rows if row.left_out is None] == ["kept.pdf"]
    assert [row.left_out for row in rows if row.left_out] == [
        "2 hidden files (the name begins with a dot)"
    ]


def test_one_file_may_be_named_itself(tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(b"x")
    assert [row.title for row in list_folder(tmp_path / "one.pdf")] == ["one.pdf"]


def test_a_missing_path_says_so(tmp_path: Path) -> None:
    with pytest.raises(DiscoveryError, match="there is no file or folder at"):
        list(list_folder(tmp_path / "nowhere"))


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(DiscoveryError, match="is empty: put the review files in it"):
        list(list_folder(tmp_path))


def test_a_folder_of_hidden_files_only_says_so(tmp_path: Path) -> None:
    (tmp_path / ".x.pdf").write_bytes(b"x")
    with pytest.raises(DiscoveryError, match="contains only hidden files"):
        list(list_folder(tmp_path))


def test_a_dangling_link_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "gone.pdf")
    rows = list(list_folder(tmp_path))
    assert rows[0].title == "a.pdf"
    assert rows[1].left_out is not None
    assert "broken link" in rows[1].left_out


def test_a_folder_that_cannot_be_opened_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    (tmp_path / "locked").mkdir()
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(DiscoveryError, match=r"cannot be read .*Permission denied"):
        list(list_folder(tmp_path))


def test_a_link_to_a_folder_is_reported_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(b"x")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in", target_is_directory=True)
    rows = list(list_folder(tmp_path / "in"))
    assert [row.left_out for row in rows] == [
        None,
        "cannot be read: again is a link to a folder, which is not followed",
    ]


def test_each_fault_has_an_address_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / ".b").write_bytes(b"x")
    for name in ("c", "d"):
        (tmp_path / name).symlink_to(tmp_path / "gone")
    left_out = [row for row in list_folder(tmp_path) if row.left_out]
    assert len({row.key or row.url for row in left_out}) == 3


def test_a_name_that_is_no_text_is_listed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"r\xff.pdf")).write_bytes(b"x")
    row = next(list_folder(tmp_path))
    assert row.title == "r?.pdf"
    assert row.url.endswith("/r%FF.pdf")


def test_a_link_never_brings_in_a_file_from_outside(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.pdf", tmp_path / "in"
    outside.write_bytes(b"%PDF-1.4 somebody else's")
    folder.mkdir()
    (folder / "own.pdf").write_bytes(b"%PDF-1.4 own")
    (folder / "again.pdf").symlink_to("own.pdf")
    (folder / "first.pdf").symlink_to(outside)
    (folder / "second.pdf").symlink_to("first.pdf")
    (folder / "third.pdf").symlink_to("../in/../outside.pdf")
    rows = list(list_folder(folder))
    assert [row.title for row in rows if not row.left_out] == ["again.pdf", "own.pdf"]
    told = [row.left_out for row in rows if row.left_out]
    assert len(told) == 3
    assert all("outside the folder" in words for words in told)
