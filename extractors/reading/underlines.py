"""Which lines of text are underlined: a drawn line as long as the text is just below it."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.reading.shapes import RuledLine
from models.records import Box

_THIN = 2.6  # points: a thicker one is a bar
_BELOW, _ABOVE = 3.5, 4.5  # points from the foot of the letters' box to the rule
_OVERHANG = 3.0  # points: a longer rule separates sections or frames a table
_COVERED = 0.9  # share of the text's width; programs draw a rule for each run of words
_STEP = 4  # points of height that share a list


class Underlines:
    """The horizontal rules of a page, by their vertical position."""

    def __init__(self, rules: Iterable[RuledLine]) -> None:
        self._at: dict[int, list[RuledLine]] = {}
        for rule in rules:
            if rule.bottom - rule.top <= _THIN and rule.x1 - rule.x0 > rule.bottom - rule.top:
                self._at.setdefault(int(rule.top // _STEP), []).append(rule)

    def below(self, box: Box) -> bool:
        """Whether a line of text in `box` is underlined."""
        if not self._at:
            return False
        first, last = int((box.bottom - _ABOVE) // _STEP), int((box.bottom + _BELOW) // _STEP)
        covered = 0.0
        for at in range(first, last + 1):
            for rule in self._at.get(at, ()):
                if not box.bottom - _ABOVE <= rule.top <= box.bottom + _BELOW:
                    continue
                if rule.x1 <= box.x0 or rule.x0 >= box.x1:
                    continue
                if rule.x0 < box.x0 - _OVERHANG or rule.x1 > box.x1 + _OVERHANG:
                    return False
                covered += min(rule.x1, box.x1) - max(rule.x0, box.x0)
        return covered >= _COVERED * (box.x1 - box.x0)
