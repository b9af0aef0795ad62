"""Words that take a cue away, and how far they reach."""

from __future__ import annotations

from typing import Any, NamedTuple

from spacy.matcher import PhraseMatcher

from models.themes.cues import expand

# Nothing is said to be wrong or at issue: the theme is mentioned, not discussed.
ALWAYS = (
    "no (concern|worry|issue|problem) (about|regarding|with|over|relating to|in relation to)",
    "no (safeguarding|significant|particular) (concern|issue) (about|regarding|with|over)",
    "(is|was|were|are) not a (factor|feature|concern)",
    "(outside|beyond) the scope of",
    "did not consider it necessary to look at",
)
# The thing itself was not there; just for themes that name a thing and not a practice.
PRESENCE = (
    "no (evidence|history|indication|sign|suggestion|record|report|disclosure) (of|that)",
    "no (known|current|previous|reported|recorded) (history of|)",
    "not (known|thought|believed) to (be|have|use|misuse)",
    "(ruled|rule) out",
    "(denied|denies|denying) (any|)",
    "did not have (a|any|)",
    "never (had|been|experienced)",
    "there (was|were|is|are) no",
)
MAX_REACH = 10
_STOPS = frozenset({".", ";", ":", "?", "!", ",", "but", "however", "although", "and"})


class Scopes(NamedTuple):
    """Stretches of tokens (start, end) in which cues do not count."""

    always: list[tuple[int, int]]
    presence: list[tuple[int, int]]


class Negation:
    """Finds negators and reaches from each to the end of its clause, ten tokens at most."""

    def __init__(self, nlp: Any) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._always = nlp.vocab.strings.add("always")
        for name, cues in (("always", ALWAYS), ("presence", PRESENCE)):
            phrases = [p for cue in cues for p in expand(cue)]
            self._matcher.add(name, [nlp.make_doc(phrase) for phrase in phrases])

    def scopes(self, doc: Any) -> Scopes:
        """The negated stretches of a text."""
        scopes = Scopes([], [])
        for key, start, end in self._matcher(doc):
            stop = end
            while stop < len(doc) and stop - end < MAX_REACH and doc[stop].lower_ not in _STOPS:
                stop += 1
            if key == self._always:
                first = _clause_start(doc, start) if doc[end - 1].lower_ in _AT_END else start
                scopes.always.append((first, stop))
            else:
                scopes.presence.append((start, stop))
        return scopes


_AT_END = frozenset({"factor", "feature", "concern"})


def _clause_start(doc: Any, start: int) -> int:
    """Where the clause begins: "X was not a factor" looks back."""
    while start > 0 and doc[start - 1].lower_ not in _STOPS:
        start -= 1
    return start
