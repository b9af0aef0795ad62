"""The screen: everything in a text that may identify somebody."""

from __future__ import annotations

import re

from models.privacy.events import events
from models.privacy.flags import may_be_name
from models.privacy.learnt import learnt_figures, learnt_names, prepare_model
from models.privacy.lone import lone_names
from models.privacy.misread import as_letters, as_read, as_small
from models.privacy.names import capitals_of, names
from models.privacy.ordinary import ordinary_names
from models.privacy.patterns import find_patterns, patterns, patterns_behind
from models.privacy.sides import sides
from models.privacy.small_letters import small_firsts, small_names
from models.privacy.strangers import strangers
from models.records import Hit

_DIGIT = re.compile(r"\d")


def prepare() -> None:
    """Load lists and rules now, for all children that are forked from this process."""
    patterns()
    events()
    names()
    sides()
    small_firsts()
    prepare_model()


def screen(text: str, *, by_first_name: bool = False) -> tuple[Hit, ...]:
    """Finds in the order of the text; of two that overlap the longer one stays.

    Titles, and reports that have chosen first names for people, call them `by_first_name`: there
    one that is alone is left.
    """
    # In a heading in capitals every word looks alike.
    small = as_small(text) if text.isupper() else text
    found = list(screen(small, by_first_name=by_first_name)) if small != text else []
    has_digit = _DIGIT.search(text) is not None
    numbers, words = (as_read(text), as_letters(text)) if has_digit else (text, text)
    capitals = capitals_of(words)
    found += find_patterns(text, capitals, has_digit=has_digit)
    if numbers != text:
        found += find_patterns(numbers, capitals, has_digit=True)
    if capitals:  # names need them, and a run that has none does not wait for spaCy
        found += names().find_among(words, capitals)
    if any(map(may_be_name, capitals)):
        found += strangers(words)
        found += ordinary_names(words)
        found += () if by_first_name else lone_names(words)
    found += small_names(text)
    if has_digit:
        found += events().find(numbers)
        found += [
            new
            for hit in tuple(found)
            for rule in patterns_behind()
            if rule.after in hit.kind
            for new in rule.find_behind(text, hit.end)
        ]
    found.sort(key=lambda hit: (hit.start - hit.end, hit.start, hit.rule))
    # What a rule finds has a reason that can be read: the model is asked about the rest.
    if small == text and capitals:
        found += learnt_names(words, by_first_name=by_first_name)
    if has_digit:
        found += learnt_figures(numbers, by_first_name=by_first_name)
    kept: list[Hit] = []
    for hit in found:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))
