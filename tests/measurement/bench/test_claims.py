"""The README's claims about speed: each is in its words, and one that fails is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from measurement.bench import __main__ as bench
from measurement.bench.claims import Claim, Claims, broken, readme_claims
from measurement.bench.figures import Figure

ROOT = Path(__file__).parents[3]
FAST = Claim("speed", "sample", "twice as fast", at_least=2)
SMALL = Claim("size", "corpus", "at most 100 MB", at_most=100)
CLAIMS = Claims(0.1, (FAST, SMALL))


def failed(**figures: list[Figure]) -> tuple[list[Claim], str]:
    screen = io.StringIO()
    found = broken(CLAIMS, dict(figures), Console(file=screen, width=200))
    return found, screen.getvalue()


@pytest.mark.parametrize(
    ("speed", "size", "wanted"),
    [(2.0, 100, []), (1.81, 109, []), (1.79, 100, [FAST]), (2.0, 111, [SMALL])],
)
def test_a_claim_fails_beyond_the_tolerance(speed: float, size: float, wanted: list) -> None:
    got, shown = failed(sample=[Figure("speed", speed, "")], corpus=[Figure("size", size, "MB")])
    assert got == wanted
    assert "within 10%" in shown
    assert ("NO" in shown) == bool(wanted)


def test_a_set_that_is_not_here_fails_nothing_and_a_figure_that_is_gone_does() -> None:
    got, shown = failed(sample=[Figure("speed", 2.0, "")])
    assert got == []
    assert "not measured here" in shown
    assert failed(sample=[Figure("other", 2.0, "")])[0] == [FAST]


@pytest.mark.parametrize("claim", readme_claims().claims, ids=lambda claim: claim.figure)
def test_every_claim_is_in_the_readme_with_its_number(claim: Claim) -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert claim.says in readme
    assert (claim.at_least is None) != (claim.at_most is None)
    assert f"{claim.at_least or claim.at_most:g}" in claim.says


def test_every_claim_is_of_a_figure_that_the_bench_prints() -> None:
    folder = ROOT / "measurement" / "bench"
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert [c.figure for c in readme_claims().claims if f'"{c.figure}"' not in code] == []


@pytest.mark.parametrize(("speed", "status"), [(2.0, 0), (1.0, 1)])
def test_the_bench_fails_where_a_claim_no_longer_holds(
    monkeypatch: pytest.MonkeyPatch, speed: float, status: int
) -> None:
    """`make bench` ends with what `main` gives."""
    monkeypatch.setattr(bench, "measure", lambda *_: [Figure("speed", speed, "")])
    monkeypatch.setattr(bench, "readme_claims", lambda: Claims(0.1, (FAST,)))
    monkeypatch.setattr(bench, "PACKAGES", ())
    assert bench.main() == status
