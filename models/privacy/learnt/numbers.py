"""Days and numbers that no rule knows: what the model says of them, unless they are an office's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.privacy.events import events
from models.privacy.learnt.features import Where
from models.privacy.learnt.figures import is_day, told_of_figures
from models.privacy.learnt.model import model
from models.privacy.patterns import is_of_an_office
from models.records import Hit, HitKind

RULE_OF_FIGURES = "learnt_figures"
_LIKELY = 0.6  # the score from which a day or a number is held
_FORMS = (
    (HitKind.TELEPHONE, re.compile(r"(?:44|0)[ -]?\d(?:[ .-]?\d){8,9}")),
    (HitKind.NHS_NUMBER, re.compile(r"\d{3}[ .-]?\d{3}[ .-]?\d{4}")),
    (HitKind.POSTCODE, re.compile(r"[A-Z]{1,2}\d[\dA-Z]?[ _-]?\w[A-Z]{2}")),
    (HitKind.VEHICLE, re.compile(r"[A-Z]{1,3} ?\d{1,4} ?[A-Z]{0,3}")),
)


def learnt_figures(text: str, *, by_first_name: bool) -> Iterator[Hit]:
    """Full days and long numbers in a text that are likely somebody's."""
    for one in told_of_figures(text, Where.TITLE if by_first_name else Where.TEXT):
        if model().score(one) < _LIKELY:
            continue
        start, end, words = one.word
        if is_day(one):
            died = "death" in events().told_beside(text, start, end)
            kind = HitKind.DEATH_DATE if died else HitKind.BIRTH_DATE
        elif is_of_an_office(text, start, end):
            continue
        else:
            forms = (kind for kind, form in _FORMS if form.fullmatch(words))
            kind = next(forms, HitKind.RECORD_NUMBER)
        yield Hit(kind, start, end, RULE_OF_FIGURES)
