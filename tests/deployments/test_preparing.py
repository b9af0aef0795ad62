"""The flow `briefing`: a shortlist for each audience file, and what is wrong with the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.errors import UserError
from briefings.selection.used import record
from briefings.shortlist import read
from deployments import preparing
from deployments.preparing import prepare


def test_each_audience_has_its_shortlist_and_a_faulty_file_is_reported(
    tmp_path: Path, sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables: list[list[dict[str, str]]] = []
    monkeypatch.setattr(
        preparing, "create_table_artifact", lambda *, table, **_: tables.append(table)
    )
    data = tmp_path / "data"
    shutil.copytree(sample_data, data)
    with pytest.raises(UserError, match="No audience file"):
        prepare(data, None)
    audiences = data / "audiences"
    audiences.mkdir()
    (audiences / "nurses.yaml").write_text(
        "title: For nurses\nlens: [rights.child_voice]\nfictional: true\n"
    )
    (audiences / "typo.yaml").write_text("titel: For nobody\n")
    (audiences / "torn.yaml").write_text("title: [x\n")
    (audiences / "unknown.yaml").write_text("lens: [no.theme]\n")
    made, faults = prepare(data, None)
    assert made == [data / "briefings" / "nurses.yaml"]
    assert "For nurses" in made[0].read_text(encoding="utf-8")
    assert [row["audience"] for row in tables[0]] == ["nurses"]
    (audiences / "nurses.yaml").unlink()
    prepare(data, None)
    assert len(tables) == 1  # that of the last time stays where nothing was prepared
    torn, typo, unknown = faults
    assert torn.startswith("torn.yaml, line 2: ")
    assert "`titel`" in typo
    assert "It may have title, audience, seed, lens" in typo
    assert unknown.startswith("unknown.yaml: ")
    assert "\n" not in torn


def test_a_new_file_beside_hers_comes_only_with_news(
    tmp_path: Path, sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "create_table_artifact", lambda **_: None)
    data = shutil.copytree(sample_data, tmp_path / "data")
    (data / "audiences").mkdir()
    (data / "audiences" / "nurses.yaml").write_text("lens: [rights.child_voice]\nfictional: true\n")
    (hers,), _ = prepare(data, None)
    hers.write_text(hers.read_text().replace("minutes: 60", "minutes: 45"))
    (beside,), _ = prepare(data, None)
    assert beside.name == "nurses-2.yaml"
    for _ in range(2):
        assert prepare(data, None)[0] == [beside]
    used = read(hers)
    record(data, used, "2025-03-12", "Nurses")  # now each quote says when it was used
    (news,), _ = prepare(data, None)
    assert news.name == "nurses-3.yaml"
    assert prepare(data, None)[0] == [news]
    assert "minutes: 45" in news.read_text()
