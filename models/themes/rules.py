"""The rule component: which themes a text's own words name, and where."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from models.themes.cues import expand, has_gap, token_pattern
from models.themes.negation import Negation
from models.themes.schema import Entry

Doc.set_extension("theme_hits", default=(), force=True)


class Hit(NamedTuple):
    """One cue found: the theme's place in the taxonomy, characters, and whether it is strong."""

    theme: int
    start: int
    end: int
    strong: bool


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
        for phrase in expand(cue):
            if has_gap(phrase):
                self._patterns.add(key, [token_pattern(self._nlp, phrase)], greedy="LONGEST")
            else:
                self._phrases.add(key, [self._nlp.make_doc(phrase)])

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
        strong = [s for s in roles.get("strong", ()) if not _barred(s, barred)]
        weak = [s for s in roles.get("weak", ()) if not _barred(s, barred)]
        chosen = filter_spans(strong)
        hits = [Hit(place, s.start_char, s.end_char, True) for s in chosen]
        taken = [(s.start, s.end) for s in chosen]
        alone = [s for s in filter_spans(weak) if not _barred(s, taken)]
        return hits + [Hit(place, s.start_char, s.end_char, False) for s in alone]


def _barred(span: Any, bars: list[tuple[int, int]]) -> bool:
    """Whether the span overlaps one of the stretches of tokens."""
    return any(start < span.end and span.start < end for start, end in bars)


def fires(hits: list[Hit], text: str) -> bool:
    """Whether these hits of one theme name it: a strong cue, or two different weak ones."""
    if any(hit.strong for hit in hits):
        return True
    return len({text[hit.start : hit.end].lower() for hit in hits}) >= 2
