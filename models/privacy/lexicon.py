"""The word lists of the privacy screen, read once and checked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from vocabulary.loading import VocabularyError, load
from vocabulary.places import places

FOLDER = Path(__file__).parent / "lists"


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: str
    ordinary: str


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bodies: str
    others: str
    places: str
    bearers: str
    lands: str
    like_places: str
    particles: str
    premises: str
    place_beginnings: str
    short_forms: str
    short_firsts: str
    review_kinds: str
    papers: str
    before_names: str
    before_authors: str
    written_titles: str


class _SmallWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str


class _People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    titles: str
    word_titles: str
    staff_titles: str
    staff: str
    kin: str
    honours: str
    public: str
    cited: str
    does: str
    has: str
    names_somebody: str
    befalls: str
    befell: str
    people: str
    relations: str
    owns: str
    witnesses: str


class _Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    postal_areas: str
    mailboxes: str
    public_endings: str
    school_words: str
    dwellings: str
    dwellings_of_wales: str


class Lexicon(msgspec.Struct, frozen=True):
    """Names and words by what they indicate; all but names and public people in lower case."""

    firsts: frozenset[str]
    ordinary_firsts: frozenset[str]
    surnames: frozenset[str]
    ordinary_surnames: frozenset[str]
    lower_names: frozenset[str]  # first names and surnames alike, without those that are words
    bodies: frozenset[str]
    others: frozenset[str]
    not_names: frozenset[str]
    small_words: frozenset[str]
    places: frozenset[str]
    bearers: frozenset[str]
    lands: frozenset[str]  # as names are written
    like_places: frozenset[str]  # first names that are as often something else
    particles: frozenset[str]
    premises: frozenset[str]
    place_beginnings: frozenset[str]
    short_forms: frozenset[str]
    short_firsts: frozenset[str]  # first names cut short, as registers have them
    review_kinds: frozenset[str]
    papers: frozenset[str]
    before_names: frozenset[str]
    before_authors: frozenset[str]
    written_titles: frozenset[str]
    place_words: frozenset[str]  # without those that are first names as well
    place_names: frozenset[str]
    titles: frozenset[str]
    word_titles: frozenset[str]
    staff_titles: frozenset[str]
    staff: tuple[str, ...]
    kin: tuple[str, ...]
    honours: frozenset[str]
    public: frozenset[str]
    cited: frozenset[str]  # surnames of those who are quoted
    does: tuple[str, ...]
    has: tuple[str, ...]
    names_somebody: tuple[str, ...]
    befalls: tuple[str, ...]
    befell: tuple[str, ...]
    people: tuple[str, ...]  # others than kin and staff
    relations: frozenset[str]
    persons: frozenset[str]  # all of them that are one word
    owns: tuple[str, ...]
    witnesses: frozenset[str]
    postal_areas: frozenset[str]
    mailboxes: frozenset[str]
    public_endings: frozenset[str]
    not_names_of_schools: frozenset[str]
    dwellings: frozenset[str]
    dwellings_of_wales: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists. Raises VocabularyError where a file does not fit or a name is there twice."""
    first, last = (load(f"{n}.yaml", _Names, FOLDER) for n in ("first_names", "surnames"))
    words = load("words.yaml", _Words, FOLDER)
    people = load("people.yaml", _People, FOLDER)
    numbers = load("numbers.yaml", _Numbers, FOLDER)
    for name, file in (("first_names", first), ("surnames", last)):
        _checked(name, file)
    bodies = _set(words.bodies)
    firsts, surnames = _set(first.names), _set(last.names)
    return Lexicon(
        firsts=firsts,
        ordinary_firsts=_set(first.ordinary),
        surnames=surnames,
        ordinary_surnames=_set(last.ordinary),
        lower_names=frozenset(name.lower() for name in firsts | surnames),
        bodies=bodies,
        others=_set(words.others),
        not_names=bodies | _set(words.others) | _set(words.places),
        small_words=_set(load("small_words.yaml", _SmallWords, FOLDER).words),
        places=_set(words.places),
        bearers=_set(words.bearers),
        lands=_set(words.lands),
        like_places=_set(words.like_places),
        particles=_set(words.particles),
        premises=_set(words.premises),
        place_beginnings=_set(words.place_beginnings),
        short_forms=_set(words.short_forms),
        short_firsts=_set(words.short_firsts),
        review_kinds=_set(words.review_kinds),
        papers=_set(words.papers),
        before_names=_set(words.before_names),
        before_authors=_set(words.before_authors),
        written_titles=_set(words.written_titles),
        place_names=_place_words(),
        place_words=_place_words() - {name.lower() for name in firsts},
        titles=frozenset(_phrases(people.titles)),
        word_titles=frozenset(_phrases(people.word_titles)),
        staff_titles=frozenset(_phrases(people.staff_titles)),
        staff=_phrases(people.staff),
        kin=_phrases(people.kin),
        honours=frozenset(_phrases(people.honours)),
        public=frozenset(" ".join(p.split()) for p in people.public.split(";") if p.strip()),
        cited=_set(people.cited),
        does=_phrases(people.does),
        has=_phrases(people.has),
        names_somebody=_phrases(people.names_somebody),
        befalls=_phrases(people.befalls),
        befell=_phrases(people.befell),
        people=_phrases(people.people),
        relations=frozenset(_phrases(people.relations)),
        persons=frozenset(_phrases(f"{people.people};{people.kin};{people.staff}")),
        owns=_phrases(people.owns),
        witnesses=frozenset(_phrases(people.witnesses)),
        postal_areas=_set(numbers.postal_areas),
        mailboxes=_set(numbers.mailboxes),
        public_endings=_set(numbers.public_endings),
        not_names_of_schools=_set(numbers.school_words),
        dwellings=_set(numbers.dwellings),
        dwellings_of_wales=_set(numbers.dwellings_of_wales),
    )


def any_of(phrases: tuple[str, ...]) -> str:
    """A pattern for any of the phrases, as whole words."""
    ends = (f"{re.escape(p)}{'' if p[-1] == ':' else chr(92) + 'b'}" for p in phrases)
    return rf"\b(?:{'|'.join(sorted(ends, key=len, reverse=True))})"


def _place_words() -> frozenset[str]:
    """Words of the names of councils' areas: beside one, a surname is part of a place's name."""
    names = (name for place in places() for name in (place.name, *place.others))
    found = {word for name in names for word in re.findall(r"[A-Z][a-z]{2,}", name)}
    return frozenset(word.lower() for word in found)


def _checked(name: str, file: _Names) -> None:
    names = _set(file.names)
    both = [word for word in file.ordinary.split() if word in names]
    small = [word for word in f"{file.names} {file.ordinary}".split() if not word[0].isupper()]
    if both or small:
        raise VocabularyError(
            f"{name}.yaml: {(both or small)[0]} is there twice or in small letters"
        )


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(p.split()) for p in text.split(";") if p.strip()))
