"""Charts as SVG, drawn on this machine."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from room.wording import FAMILIES

_INK, _BLUE, _LINE = "#0b0c0c", "#1d70b8", "#505a5f"
_WIDE, _NARROW = 8.4, 3.4  # inches; a narrow one is for screens on which a wide one is too small
_PANEL, _ABOVE, _BELOW, _BESIDE = (
    2.5,
    0.32,
    0.5,
    0.42,
)  # inches of a panel: its height and its margins
_BELOW_NARROW = 0.75
_MANY = 12  # years whose labels need smaller letters
_lock = threading.Lock()  # matplotlib's settings and fonts are shared


def trend(
    title: str, families: Mapping[str, Sequence[dict[str, Any]]], *, is_narrow: bool = False
) -> bytes:
    """Shares by year with their 95 % intervals, one panel per family. Below each year is the number
    of reviews.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - takes a second that few pages need
    from matplotlib.figure import Figure  # noqa: PLC0415

    drawn = {name: rows for name, rows in families.items() if rows}
    n = max(1, len(drawn))
    width, height = _NARROW if is_narrow else _WIDE, _PANEL * n
    below = _BELOW_NARROW if is_narrow else _BELOW
    # With given margins, matplotlib need not draw the chart twice to find them.
    margins = {
        "left": _BESIDE / width,
        "right": 1 - 0.1 / width,
        "top": 1 - _ABOVE / height,
        "bottom": below / height,
        "hspace": (_ABOVE + below) / (_PANEL - _ABOVE - below),
    }
    with _lock, rc_context({"svg.hashsalt": "reading room", "font.size": 9.5}):
        figure = Figure(figsize=(width, height))
        panels = figure.subplots(n, 1, squeeze=False, gridspec_kw=margins)[:, 0]
        for panel, (family, rows) in zip(panels, drawn.items(), strict=False):
            _panel(panel, FAMILIES.get(family, family), rows, is_narrow=is_narrow)
        if not drawn:
            panels[0].set_axis_off()
        target = io.BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None, "Title": title})
    return target.getvalue()


def _panel(panel: Any, name: str, rows: Sequence[dict[str, Any]], *, is_narrow: bool) -> None:
    years = [row["year"] for row in rows]
    shares = [100 * row["share"] for row in rows]
    below = [100 * (row["share"] - row["share_low"]) for row in rows]
    above = [100 * (row["share_high"] - row["share"]) for row in rows]
    panel.errorbar(
        years,
        shares,
        yerr=[[max(0.0, v) for v in below], [max(0.0, v) for v in above]],
        fmt="o",  # a line between points would suggest shares for years that nobody counted
        color=_BLUE,
        ecolor=_LINE,
        elinewidth=1,
        capsize=3,
        markersize=5,
    )
    panel.set_ylim(-5, 107)
    panel.set_title(f"{name}: share of reviews, %", loc="left", color=_INK, fontsize=10.5)
    between = " of " if is_narrow else "\nof "
    panel.set_xticks(years, [f"{row['year']}{between}{row['n_reviews_in_part']}" for row in rows])
    if is_narrow:
        panel.tick_params(axis="x", labelrotation=90)
    if len(rows) > _MANY:
        panel.tick_params(axis="x", labelsize=7)
    panel.margins(x=0.06)
    panel.spines[["top", "right"]].set_visible(False)
    panel.grid(axis="y", color="#e3e3e3", linewidth=0.6)
    panel.set_axisbelow(True)
