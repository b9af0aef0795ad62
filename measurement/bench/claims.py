"""What the README claims, held against what was measured."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec
from rich.console import Console
from rich.table import Table

from measurement.bench.figures import Figure
from vocabulary.loading import load

SAMPLE, CORPUS = "sample", "corpus"  # the sets of documents that figures are of
_FOLDER = Path(__file__).parent


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence of the README, `says`, and the figure that it is about."""

    figure: str
    of: Literal["sample", "corpus"]
    says: str
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float, tolerance: float) -> bool:
        """Whether a measured value is as good as the README says, within the tolerance."""
        if self.at_least is not None and value < self.at_least * (1 - tolerance):
            return False
        return self.at_most is None or value <= self.at_most * (1 + tolerance)


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file claims.yaml; `tolerance` is the share by which a figure may miss its claim."""

    tolerance: float
    claims: tuple[Claim, ...]


def readme_claims() -> Claims:
    """All claims. Raises VocabularyError where the file is not as it should be."""
    return load("claims.yaml", Claims, _FOLDER)


def broken(claims: Claims, measured: dict[str, Iterable[Figure]], console: Console) -> list[Claim]:
    """Print every claim with its figure and the tolerance, and give those that do not hold.

    `measured` has figures by the set of documents; what a set that is not here would show is
    named as not measured.
    """
    values = {(of, f.what): f.value for of, figures in measured.items() for f in figures}
    title = f"What the README claims, within {claims.tolerance:.0%}"
    table = Table("claim", "of", "said", "measured", "holds", title=title, title_justify="left")
    failed: list[Claim] = []
    for claim in claims.claims:
        value = values.get((claim.of, claim.figure))
        if value is None and claim.of in measured:
            failed.append(claim)  # the bench no longer measures it: nobody would notice
            holds = "NO: not measured any more"
        elif value is None:
            holds = "not measured here"
        else:
            is_kept = claim.holds(value, claims.tolerance)
            holds = "yes" if is_kept else "NO"
            failed += [] if is_kept else [claim]
        limit = f"at least {claim.at_least:g}" if claim.at_least else f"at most {claim.at_most:g}"
        shown = "" if value is None else f"{value:,.3g}"
        table.add_row(claim.says, claim.of, limit, shown, holds)
    console.print(table)
    return failed
