"""Two readings of the same statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from measurement.agreement import agreements, main, read


def test_agreement_beyond_chance_is_reported_for_each_theme() -> None:
    first = {str(i): frozenset({"a"} if i < 5 else {"b"}) for i in range(10)}
    second = {**first, "0": frozenset({"b"})}
    rows = {row.name: row for row in agreements(first, second)}
    # 9 of 10 agree; by chance 0.5 * 0.4 + 0.5 * 0.6 = 0.5 would
    assert rows["a"].kappa == pytest.approx(0.8)
    assert rows["a"].f1 == pytest.approx(8 / 9)
    assert (rows["all pooled"].first, rows["all pooled"].both) == (10, 9)


def test_readings_of_other_statements_are_refused() -> None:
    with pytest.raises(ValueError, match="not of the same statements: 2"):
        agreements({"1": frozenset()}, {"1": frozenset(), "2": frozenset()})


def test_a_line_that_is_no_reading_is_named(tmp_path: Path) -> None:
    path = tmp_path / "second.jsonl"
    path.write_text('{"id": 1, "themes": ["a"]}\n{"id": 2}\n')
    with pytest.raises(ValueError, match=r"second.jsonl:2: not a reading"):
        read(path)
    path.write_text('{"id": 1, "themes": ["a"]}\n{"id": 1, "themes": []}\n')
    with pytest.raises(ValueError, match="read twice"):
        read(path)


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "first.jsonl"
    path.write_text('{"id": 1, "themes": ["a"]}\n{"id": 2, "themes": []}\n')
    assert main([str(path), str(path)]) == 0
    assert "a | 1 | 1 | 1 | 1.00 | 1.00" in capsys.readouterr().out
