"""The rule component: which themes a text's own words name, and where."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, NamedTuple

from spacy.attrs import IDX, LENGTH, NORM
from spacy.tokens import Doc

from models.themes.cues import has_gap, token_patterns
from models.themes.negation import Negation
from models.themes.patterns import Patterns
from models.themes.phrases import Phrases
from models.themes.schema import Entry
from models.themes.senses import OtherSenses

Doc.set_extension("theme_hits", default=(), force=True)
Doc.set_extension("theme_denied", default=(), force=True)


class Hit(NamedTuple):
    """One cue found: the theme's place in the taxonomy, characters, and whether it is strong.

    `words` separates different cues of a theme: equal for equal first and last stems.
    """

    theme: int
    start: int
    end: int
    strong: bool
    words: int


Stretch = tuple[int, int]  # first token, and the one after the last
_ROLES = ("strong", "weak", "exclude")
_Found = tuple[list[Stretch], list[Stretch], list[Stretch]]  # a theme's, by role


class ThemeRules:
    """Finds cues; weak ones count towards a theme only beside another cue of the theme.

    Raises ValueError when built from a cue that spaCy or the cue language refuses.
    """

    def __init__(self, nlp: Any, entries: tuple[Entry, ...]) -> None:
        self._nlp = nlp
        self._plain: list[tuple[int, str]] = []
        self._patterns = Patterns(nlp)
        self._keys: dict[int, tuple[int, int]] = {}
        self._negation = Negation(nlp)
        self._other_senses = OtherSenses(nlp)
        self._presence = frozenset(i for i, entry in enumerate(entries) if entry.presence)
        for place, entry in enumerate(entries):
            self._add_entry(place, entry)
        self._phrases = Phrases.of(nlp, self._plain)

    def _add_entry(self, place: int, entry: Entry) -> None:
        for cue in entry.cues.strong:
            self._add(place, "strong", cue)
        for cue in entry.cues.weak:
            self._add(place, "weak", cue)
        for cue in entry.excludes:
            self._add(place, "exclude", cue)
        for pattern in entry.cues.patterns:
            self._patterns.add(self._key(place, pattern.strength), [pattern.tokens])

    def _key(self, place: int, role: str) -> int:
        key: int = self._nlp.vocab.strings.add(f"{place}/{role}")
        self._keys[key] = (place, _ROLES.index(role))
        return key

    def _add(self, place: int, role: str, cue: str) -> None:
        key = self._key(place, role)
        if has_gap(cue):
            self._patterns.add(key, token_patterns(self._nlp, cue), greedy="LONGEST")
        else:
            self._plain.append((key, cue))

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.theme_hits`: for each theme its cues in reading order, overlaps removed; and
        `doc._.theme_denied`: themes that the text names only to say that they were not there;
        and `doc._.theme_unheard`: words that mean no theme.
        """
        table = doc.to_array([NORM, IDX, LENGTH]).tolist()
        stems = [row[0] for row in table]
        unheard = self._other_senses(stems)
        if unheard:
            doc._.theme_unheard = tuple(unheard)
        matches = self._phrases(stems) + self._patterns(doc, stems)
        if not matches:
            return doc
        found: dict[int, _Found] = {}
        for key, start, end in matches:
            place, role = self._keys[key]
            of_theme = found.get(place)
            if of_theme is None:
                of_theme = found[place] = ([], [], [])
            of_theme[role].append((start, end))
        negated = self._negation.scopes(doc, stems)
        hits: list[Hit] = []
        denied: list[int] = []
        for place, of_theme in found.items():
            bars = unheard + negated.always + (negated.presence if place in self._presence else [])
            strong, weak = _standing(of_theme, bars)
            hits += [_hit(table, place, stretch, True) for stretch in strong]
            hits += [_hit(table, place, stretch, False) for stretch in weak]
            if not strong and bars and place in self._presence:
                named = of_theme[0] + of_theme[1]
                if any(_overlap(stretch, bar) for stretch in named for bar in negated.denied):
                    denied.append(place)
        hits.sort(key=_BY_PLACE)
        doc._.theme_hits = tuple(hits)
        doc._.theme_denied = tuple(denied)
        return doc


_NEW = tuple.__new__  # a named tuple's own takes three times as long, and there are many hits
_BY_PLACE = itemgetter(1, 0)  # start, then theme


def _standing(found: _Found, bars: list[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """The strong and weak cues of one theme that hold, longest first where they overlap."""
    strong, weak, excluded = found
    if excluded:
        bars = bars + excluded
    if not bars and len(strong) + len(weak) == 1:  # as for most themes of most texts
        return strong, weak
    strong = _longest(strong, bars)
    return strong, _longest(weak, bars + strong) if weak else weak


def _longest(stretches: list[Stretch], bars: list[Stretch]) -> list[Stretch]:
    """The longest stretches that overlap neither a bar nor a longer stretch."""
    if len(stretches) > 1:
        stretches = sorted(stretches, key=lambda s: (s[0] - s[1], s[0]))
    taken = list(bars)
    kept: list[Stretch] = []
    for stretch in stretches:
        start, end = stretch
        for first, last in taken:
            if first < end and start < last:
                break
        else:
            kept.append(stretch)
            taken.append(stretch)
    return kept


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hit(table: list[list[int]], place: int, stretch: Stretch, strong: bool) -> Hit:
    first_norm, start, _ = table[stretch[0]]
    last_norm, last, length = table[stretch[1] - 1]
    words = first_norm ^ (last_norm >> 1)
    return _NEW(Hit, (place, start, last + length, strong, words))


def fires(hits: list[Hit]) -> bool:
    """Whether these hits of one theme name it: a strong cue, or two different weak ones."""
    return any(hit.strong for hit in hits) or len({hit.words for hit in hits}) >= 2
