"""What `make rules` says and how it ends."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from measurement import rules


def test_rules_that_find_nothing_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # That this holds of all rules is what tests/vocabulary/test_rules.py asserts, in five seconds.
    monkeypatch.setattr(rules, "unnoticed", lambda: iter(()))
    canvas = Canvas(str(tmp_path / "invented.pdf"), pagesize=A4)
    canvas.drawString(60, 700, "We recommend that each clinic keeps a list of its visitors.")
    canvas.save()

    assert rules.main([str(tmp_path)]) == 0

    told = capsys.readouterr().out
    assert ", 0 unnoticed\n" in told
    assert "finds nothing: calls.agrees.we_agree\n" in told
    assert "calls.recommends.authors_recommend" not in told


def test_a_deletion_that_nobody_notices_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "unnoticed", lambda: iter(["rules/x.yaml, line 3, rule y: ..."]))

    assert rules.main([]) == 1
