"""The rule component: which themes a text's own words name, and where."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from models.themes.cues import expand, has_gap, token_patterns
from models.themes.negation import Negation
from models.themes.schema import Entry

Doc.set_extension("theme_hits", default=(), force=True)


class Hit(NamedTuple):
    """One cue found: the theme's place in the taxonomy, characters, and whether it is strong.

    `words` tells apart different cues of a theme: equal for equal first and last stems.
    """

    theme: int
    start: int
    end: int
    strong: bool
    words: int


class ThemeRules:
    """Finds cues; weak ones count towards a theme only beside another cue of the theme.

    Raises ValueError when built from a cue that spaCy or the cue language refuses.
    """

    def __init__(self, nlp: Any, entries: tuple[Entry, ...]) -> None:
        self._nlp = nlp
        self._phrases = PhraseMatcher(nlp.vocab, attr="NORM")
        self._patterns = Matcher(nlp.vocab, validate=True)
        self._keys: dict[int, tuple[int, str]] = {}
        self._negation = Negation(nlp)
        self._presence = frozenset(i for i, entry in enumerate(entries) if entry.presence)
        for place, entry in enumerate(entries):
            self._add_entry(place, entry)

    def _add_entry(self, place: int, entry: Entry) -> None:
        for cue in entry.cues.strong:
            self._add(place, "strong", cue)
        for cue in entry.cues.weak:
            self._add(place, "weak", cue)
        for cue in entry.excludes:
            self._add(place, "exclude", cue)
        for pattern in entry.cues.patterns:
            self._patterns.add(self._key(place, pattern.strength), [pattern.tokens])

    def _key(self, place: int, role: str) -> str:
        name = f"{place}/{role}"
        self._keys[self._nlp.vocab.strings.add(name)] = (place, role)
        return name

    def _add(self, place: int, role: str, cue: str) -> None:
        key = self._key(place, role)
        if has_gap(cue):
            self._patterns.add(key, token_patterns(self._nlp, cue), greedy="LONGEST")
        else:
            self._phrases.add(key, [self._nlp.make_doc(phrase) for phrase in expand(cue)])

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.theme_hits`: for each theme its cues in reading order, overlaps removed."""
        found: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        matches = self._phrases(doc)
        if len(self._patterns):
            matches = matches + self._patterns(doc)
        for key, start, end in matches:
            place, role = self._keys[key]
            found[place][role].append(doc[start:end])
        if not found:
            return doc
        negated = self._negation.scopes(doc)
        hits: list[Hit] = []
        for place, roles in found.items():
            hits += self._hits_of(place, roles, negated)
        doc._.theme_hits = tuple(sorted(hits, key=lambda h: (h.start, h.theme)))
        return doc

    def _hits_of(self, place: int, roles: dict[str, list[Any]], negated: Any) -> list[Hit]:
        """The cues of one theme that stand, longest first where they overlap."""
        barred = [(s.start, s.end) for s in roles.get("exclude", ())]
        barred += negated.always + (negated.presence if place in self._presence else [])
        strong = _longest([s for s in roles.get("strong", ()) if not _barred(s, barred)])
        taken = barred + [(s.start, s.end) for s in strong]
        weak = _longest([s for s in roles.get("weak", ()) if not _barred(s, taken)])
        return [_hit(place, s, True) for s in strong] + [_hit(place, s, False) for s in weak]


def _longest(spans: list[Any]) -> list[Any]:
    """The longest spans where some overlap."""
    return filter_spans(spans) if len(spans) > 1 else spans


def _hit(place: int, span: Any, strong: bool) -> Hit:
    words = span[0].norm ^ (span[-1].norm >> 1)
    return Hit(place, span.start_char, span.end_char, strong, words)


def _barred(span: Any, bars: list[tuple[int, int]]) -> bool:
    """Whether the span overlaps one of the stretches of tokens."""
    return any(start < span.end and span.start < end for start, end in bars)


def fires(hits: list[Hit]) -> bool:
    """Whether these hits of one theme name it: a strong cue, or two different weak ones."""
    return any(hit.strong for hit in hits) or len({hit.words for hit in hits}) >= 2
