"""The lens of a briefing: themes with weights, words of the author's question, one review.

Themes are those that the author names. If she names none, they are those that the words of her
question name, and in addition those of the review in focus, by how much of it they take. Themes of
every report (records, training) get a slightly lower weight, and rare ones a higher one. Rarity
changes a weight by at most a half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefings.selection.desk import BriefingDesk
from models.records import ThemeLabel

PROPOSED = 6  # themes proposed from a review
NAMED_TOP = 3.0
_BESIDE = 0.5  # the most that themes of the focus weigh if the author asks for others
_TILT = 0.5


class ThemeOfFocus(msgspec.Struct, frozen=True):
    """A theme with its weight, and how many statements of the focus have it."""

    theme_id: str
    weight: float
    n_statements: int
    of_statements: int
    is_named: bool = False


class Lens(msgspec.Struct, frozen=True):
    """Themes, words and the review in focus."""

    focus: str | None
    themes: tuple[ThemeOfFocus, ...]
    question: str
    asked: tuple[int, ...]  # stems of the question
    told: tuple[
        tuple[int, float], ...
    ]  # stems with which the focus describes the themes, with weights

    @property
    def is_named(self) -> bool:
        """Whether the author named themes herself."""
        return any(theme.is_named for theme in self.themes if theme.weight > 0)

    def parameters(self, *names: str) -> dict[str, object]:
        """The parameters of the statements in `sql/`, all or some; weights add up to one."""
        weighed = [theme for theme in self.themes if theme.weight > 0]
        found: dict[str, object] = {
            "themes": [theme.theme_id for theme in weighed],
            "weights": _shares([theme.weight for theme in weighed]),
            # Where the author names none, those proposed are what is asked for.
            "named_weights": _shares(
                [t.weight * (t.is_named or not self.is_named) for t in weighed]
            ),
            "asked": list(self.asked),
            "told": [stem for stem, _ in self.told],
            "told_weights": [weight for _, weight in self.told],
        }
        return {name: found[name] for name in names or found}


def lens_of(
    desk: BriefingDesk,
    focus: str | None,
    named: Mapping[str, float],
    question: str = "",
    said: Iterable[ThemeLabel] = (),
) -> Lens:
    """The lens for a review, for themes that the author names, for her question, or for all three.

    `said` are the themes that the words of her question name: they count if she names none herself.
    """
    known = desk.labels()
    by_words = {label.theme_id: NAMED_TOP * label.score for label in said}
    asked = named or {name: weight for name, weight in by_words.items() if name in known}
    themes = tuple(_themes(desk, focus, asked, are_named=bool(named)))
    lens = Lens(focus, themes, question, _asked(desk, question), ())
    if not focus:
        return lens
    given = lens.parameters("themes", "weights", "asked")
    rows = desk.ask_file("told_words", {**given, "focus": focus})
    told = tuple((int(row["stem_no"]), float(row["weight"])) for row in rows)
    return msgspec.structs.replace(lens, told=told)


def _themes(
    desk: BriefingDesk, focus: str | None, asked: Mapping[str, float], *, are_named: bool
) -> list[ThemeOfFocus]:
    rows = desk.ask_file("focus_themes", {"focus": focus}) if focus else []
    of = {str(row["theme_id"]): row for row in rows}
    total = int(rows[0]["n_total"]) if rows else 0

    def theme(theme_id: str, weight: float, is_named: bool) -> ThemeOfFocus:
        n = int(of[theme_id]["n_statements"]) if theme_id in of else 0
        return ThemeOfFocus(theme_id, round(weight, 1), n, total, is_named)

    chosen = [theme(name, weight, is_named=are_named) for name, weight in asked.items()]
    weighed = {str(row["theme_id"]): _weight(row) for row in rows if row["theme_id"] not in asked}
    best = sorted(weighed, key=lambda name: (-weighed[name], name))
    best = best[: max(0, PROPOSED - len(chosen))]
    top = max((weighed[name] for name in best), default=1.0)
    scale = NAMED_TOP * (_BESIDE if chosen else 1.0) / top
    chosen += [theme(name, max(0.1, weighed[name] * scale), is_named=False) for name in best]
    return sorted(chosen, key=lambda found: (-found.weight, -found.n_statements, found.theme_id))


def _weight(row: Mapping[str, float]) -> float:
    """The theme's share of the focus, changed by at most a half for its rarity elsewhere."""
    share, usual = float(row["share"]), float(row["usual_share"])
    return share * (1 - _TILT + _TILT * 2 * share / (share + usual))


def _shares(weights: Sequence[float]) -> list[float]:
    total = sum(weights) or 1.0
    return [weight / total for weight in weights]


def _asked(desk: BriefingDesk, question: str) -> tuple[int, ...]:
    words = sorted(set(re.findall(r"[a-z0-9]{3,}", question.lower())))
    return tuple(int(row["stem_no"]) for row in desk.ask_file("asked_words", {"words": words}))
