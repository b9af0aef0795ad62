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


_OF_A_PUBLISHER = 10  # figures that a number has at least which is not a publisher's own in a title


def learnt_figures(text: str, *, by_first_name: bool) -> Iterator[Hit]:
    """Full days and long numbers in a text that are likely somebody's."""
    for one in told_of_figures(text, Where.TITLE if by_first_name else Where.TEXT):
        if model().score(one) < _LIKELY:
            continue
        start, end, words = one.word
        if is_day(one):
            died = "death" in events().told_beside(text, start, end)
            kind = HitKind.DEATH_DATE if died else HitKind.BIRTH_DATE
        elif _is_of_a_body(text, start, end, is_title=by_first_name):
            continue
        else:
            forms = (kind for kind, form in _FORMS if form.fullmatch(words))
            kind = next(forms, HitKind.RECORD_NUMBER)
        yield Hit(kind, start, end, RULE_OF_FIGURES)


def _is_of_a_body(text: str, start: int, end: int, *, is_title: bool) -> bool:
    """Whether a number is an office's, or the one by which a publisher knows a title."""
    is_short = sum(map(str.isdigit, text[start:end])) < _OF_A_PUBLISHER
    return (is_title and is_short) or is_of_an_office(text, start, end)
