"""What people's corrections bring: measured on corrections that were held out."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.themes.examples import Example
from models.themes.learn import judge, learn
from models.themes.measure import figures

PARTS = 4


def corrections_of(own: list[Example]) -> list[Example]:
    """Those of the texts to learn from that people's corrections gave."""
    return [e for e in own if e.source.is_partial]


def gain(
    reports: list[Example], own: list[Example], themes: tuple[str, ...], seed: int = 0
) -> dict[str, Any]:
    """How well corrected themes are found without any correction, and with other corrections.

    Each quarter of the corrections is judged by a model that learnt from the other three; by the
    document where there are enough, else by the statement. Empty without corrections.
    """
    given = corrections_of(own)
    if len(given) < PARTS:
        return {}
    plain = [e for e in own if not e.source.is_partial]
    target, judged = (np.stack([getattr(e, name) for e in given]) for name in ("target", "judged"))
    without, _ = judge(learn(reports, plain, themes, seed), given)
    with_others = np.zeros_like(without)
    parts = _parts(given)
    for part in range(PARTS):
        held = np.flatnonzero(parts == part)
        known = [e for e, p in zip(given, parts, strict=True) if p != part]
        weights = learn(reports, plain + known, themes, seed)
        with_others[held] = judge(weights, [given[i] for i in held])[0]
    before, after = (figures(said & judged, target) for said in (without, with_others))
    return {
        "statements": len(given),
        "documents": len({e.source.group for e in given}),
        "f1_without": round(before.f1, 3),
        "f1_with": round(after.f1, 3),
        "gain": round(after.f1 - before.f1, 3),
    }


def _parts(given: list[Example]) -> Any:
    """Quarters: whole documents where there are four or more."""
    names = sorted({e.source.group for e in given})
    if len(names) < PARTS:
        return np.arange(len(given)) % PARTS
    place = {name: i % PARTS for i, name in enumerate(names)}
    return np.array([place[e.source.group] for e in given])
