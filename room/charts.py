"""Charts as SVG, drawn on this machine."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from room.wording import FAMILIES

_INK, _BLUE, _LINE = "#0b0c0c", "#1d70b8", "#505a5f"
_lock = threading.Lock()  # matplotlib's settings and fonts are shared


def trend(title: str, families: Mapping[str, Sequence[dict[str, Any]]]) -> bytes:
    """Shares by year with their 95 % interval, one panel a family; under each year the number of
    reviews that the share is of.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - takes a second that few pages need
    from matplotlib.figure import Figure  # noqa: PLC0415

    drawn = {name: rows for name, rows in families.items() if rows}
    with _lock, rc_context({"svg.hashsalt": "reading room", "font.size": 9.5}):
        figure = Figure(figsize=(8.4, 2.5 * max(1, len(drawn))), layout="constrained")
        panels = figure.subplots(max(1, len(drawn)), 1, squeeze=False)[:, 0]
        for panel, (family, rows) in zip(panels, drawn.items(), strict=False):
            _panel(panel, FAMILIES.get(family, family), rows)
        if not drawn:
            panels[0].set_axis_off()
        target = io.BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None, "Title": title})
    return target.getvalue()


def _panel(panel: Any, name: str, rows: Sequence[dict[str, Any]]) -> None:
    years = [row["year"] for row in rows]
    shares = [100 * row["share"] for row in rows]
    below = [100 * (row["share"] - row["share_low"]) for row in rows]
    above = [100 * (row["share_high"] - row["share"]) for row in rows]
    panel.errorbar(
        years,
        shares,
        yerr=[[max(0.0, v) for v in below], [max(0.0, v) for v in above]],
        fmt="o",  # a line between points would tell of years and shares that nobody counted
        color=_BLUE,
        ecolor=_LINE,
        elinewidth=1,
        capsize=3,
        markersize=5,
    )
    panel.set_ylim(-5, 107)
    panel.set_title(f"{name}: share of reviews, %", loc="left", color=_INK, fontsize=10.5)
    panel.set_xticks(years, [f"{row['year']}\nof {row['n_reviews_in_part']}" for row in rows])
    if len(rows) > 12:
        panel.tick_params(axis="x", labelsize=7)
    panel.margins(x=0.06)
    panel.spines[["top", "right"]].set_visible(False)
    panel.grid(axis="y", color="#e3e3e3", linewidth=0.6)
    panel.set_axisbelow(True)
