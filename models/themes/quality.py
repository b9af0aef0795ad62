"""How well each theme is recognised, as measured when the shipped model was trained."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from models.records import ThemeQuality

METRICS = Path(__file__).with_name("model") / "metrics.json"


def theme_quality(path: Path = METRICS) -> tuple[ThemeQuality, ...]:
    """One record per theme, from the figures of grouped cross-validation; none before training."""
    if not path.exists():
        return ()
    rows = json.loads(path.read_text(encoding="utf-8"))["themes"]
    return tuple(msgspec.convert(row, ThemeQuality) for row in rows)


def learnt_taxonomy(path: Path = METRICS) -> str:
    """Digest of the taxonomy that the shipped model was trained on, and that was checked then."""
    if not path.exists():
        return ""
    return str(json.loads(path.read_text(encoding="utf-8")).get("taxonomy_digest", ""))
