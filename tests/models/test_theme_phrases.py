"""Phrases and patterns are found as spaCy's own matchers would find them."""

from __future__ import annotations

from spacy.matcher import Matcher, PhraseMatcher

from models.themes.cues import expand, has_gap, token_patterns
from models.themes.language import blank
from models.themes.loading import load_taxonomy
from models.themes.patterns import Patterns
from models.themes.phrases import Phrases

ENTRIES = load_taxonomy().entries
CUES = [c for e in ENTRIES for c in (*e.cues.strong, *e.cues.weak, *e.excludes)]
TEXTS = [t for e in ENTRIES for t in (*e.examples.yes, *e.examples.no)]


def test_the_words_of_a_phrase_are_split_and_stemmed_as_spacy_does() -> None:
    nlp = blank()
    few = (expand(cue)[:3] for cue in CUES if not has_gap(cue))
    said = dict.fromkeys(" ".join(phrase.split()) for phrases in few for phrase in phrases)
    ours = Phrases(nlp)
    odd = [p for p in said if ours.stems(p) != tuple(t.norm for t in nlp.make_doc(p))]
    assert len(said) > 1000
    assert odd == []


def test_phrases_are_found_where_the_phrase_matcher_finds_them() -> None:
    nlp = blank()
    phrases, matcher = Phrases(nlp), PhraseMatcher(nlp.vocab, attr="NORM")
    for number, entry in enumerate(ENTRIES):
        key = nlp.vocab.strings.add(f"theme {number}")
        said = [p for c in entry.cues.strong if not has_gap(c) for p in expand(c)]
        phrases.add(key, said)
        matcher.add(f"theme {number}", [nlp.make_doc(p) for p in said])
    found = 0
    for text in TEXTS:
        doc = nlp.make_doc(text)
        ours = phrases([token.norm for token in doc])
        assert sorted(ours) == sorted(matcher(doc))
        found += len(ours)
    assert found > 100


def test_a_pattern_is_found_wherever_its_matcher_finds_it() -> None:
    nlp = blank()
    patterns, matcher = Patterns(nlp), Matcher(nlp.vocab)
    wanted = [
        *token_patterns(nlp, "(care coordinator|psychiatrist) ... (child|core group)"),
        [{"ORTH": "SEND"}],
        [{"LOWER": {"IN": ["was", "were"]}}, {"LOWER": "adopted"}],
        [{"LOWER": "never", "OP": "?"}, {"LOWER": {"REGEX": "^aske?d?$"}}],
    ]
    key = nlp.vocab.strings.add("wanted")
    patterns.add(key, wanted)
    matcher.add(key, wanted)
    for text, n in (
        ("The psychiatrist never saw the children at home.", 1),
        ("The psychiatrist left.", 0),
        ("SEND was planned, and nobody sends a note.", 1),
        ("The child was adopted.", 1),
        ("Nobody ask or asked.", 2),
    ):
        doc = nlp.make_doc(text)
        ours = patterns(doc, [token.norm for token in doc])
        assert sorted(ours) == sorted(matcher(doc))
        assert len(ours) == n, text
