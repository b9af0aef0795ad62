"""What texts advise, as lists of concepts: doers and modals gone, synonyms of the sector joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from vocabulary.kept import digest_of, kept
from vocabulary.loading import load
from warehouse.terms import Terms, stem, stemmer_told

_WORDS = re.compile(r"[a-z0-9]+")
_MADE_BY = digest_of(__file__)
OBJECT = "#"  # what an object's concept begins with

_Phrases = dict[tuple[str, ...], str]  # stems -> concept ("=assure"); the longest are met first


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """concepts.yaml as it is written."""

    skip: tuple[str, ...]
    concepts: dict[str, tuple[str, ...]]
    people: tuple[str, ...]
    present: tuple[str, ...]
    bodies: dict[str, tuple[str, ...]]
    objects: dict[str, tuple[str, ...]]


class _Lexicon(NamedTuple):
    """concepts.yaml by stems."""

    skip: frozenset[str]
    phrases: _Phrases
    people: frozenset[str]  # concepts that say whom, or whose work, advice is about
    whom: frozenset[str]  # these, and others who are in advice of every kind
    bodies: dict[str, str]  # agency -> group of those that are asked alike


def without_asked(texts: Sequence[str], addressees: Sequence[str | None]) -> list[str]:
    """The texts without the names of whom they ask, which `addressees` gives, parted by semicolons.

    A steering group may be asked for two things: its name in both texts is no advice in common.
    """
    return [
        _without(text, names.split("; ")) if names else text
        for text, names in zip(texts, addressees, strict=True)
    ]


def _without(text: str, names: list[str]) -> str:
    for name in names:
        before, found, after = text.partition(name)
        text = f"{before} {after}" if found else text
    return text


def advised(words: Terms) -> Terms:
    """Concepts ("=assure") and remaining stems of each text, each once, in order."""
    known = lexicon()
    stems = list(dict.fromkeys(map(stem, words.names)))
    place = {s: i for i, s in enumerate(stems)}
    stem_of = np.array([place[stem(word)] for word in words.names], dtype=np.int32)
    said = stem_of[words.ids] if len(stem_of) else words.ids
    names = list(dict.fromkeys([*known.phrases.values(), *stems]))
    number = {name: i for i, name in enumerate(names)}
    single = np.array([_alone(s, known, number) for s in stems], dtype=np.int32)
    found = single[said] if len(single) else said.copy()
    at, length, meant = _phrases(said, words, known.phrases, place, number)
    found[at] = meant
    for further in range(1, int(length.max(initial=1))):
        found[at[length > further] + further] = -1
    return _each_once(Terms(names, found, words.starts))


def _alone(stem_: str, known: _Lexicon, number: dict[str, int]) -> int:
    """The concept that a stem says by itself; -1 where it says nothing."""
    meant = known.phrases.get((stem_,))
    if meant is not None:
        return number[meant]
    is_telling = stem_ not in known.skip and len(stem_) > 1 and not stem_.isdigit()
    return number[stem_] if is_telling else -1


def _phrases(
    said: NDArray[np.int32], words: Terms, phrases: _Phrases, place: dict[str, int],
    number: dict[str, int],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Places, lengths and concepts of phrases of several words, from the left, none overlapping."""
    heads = {p[0] for p in phrases if len(p) > 1} & place.keys()
    is_head = np.zeros(len(place), dtype=bool)
    is_head[[place[head] for head in heads]] = True
    places = np.flatnonzero(is_head[said]) if len(place) else np.empty(0, dtype=np.int64)
    order = np.argsort(said[places], kind="stable")
    places, first = places[order], said[places[order]]
    ends = words.starts[1:][words.text_of[places]]
    length = np.zeros(len(places), dtype=np.int64)
    meant = np.zeros(len(places), dtype=np.int64)
    for phrase, concept in phrases.items():
        if len(phrase) < 2 or not all(s in place for s in phrase):
            continue
        here = slice(*np.searchsorted(first, [place[phrase[0]], place[phrase[0]] + 1]))
        fits = (length[here] == 0) & (places[here] + len(phrase) <= ends[here])
        for further, s in enumerate(phrase[1:], start=1):
            fits[fits] = said[places[here][fits] + further] == place[s]
        length[here][fits], meant[here][fits] = len(phrase), number[concept]
    chosen = np.flatnonzero(length)
    chosen = chosen[np.argsort(places[chosen])]
    chosen = chosen[_apart(places[chosen], length[chosen])]
    return places[chosen], length[chosen], meant[chosen]


def _apart(places: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the phrases begin after the last one taken has ended."""
    taken, resume = [], 0
    for at, end in zip(places.tolist(), (places + length).tolist(), strict=True):
        taken.append(at >= resume)
        resume = end if at >= resume else resume
    return np.array(taken, dtype=bool)


def _each_once(found: Terms) -> Terms:
    """Leaves out -1 and what a text has said already."""
    kept = np.flatnonzero(found.ids >= 0)
    codes = found.text_of[kept].astype(np.int64) * len(found.names) + found.ids[kept]
    first = kept[np.sort(np.unique(codes, return_index=True)[1])]
    counts = np.bincount(found.text_of[first], minlength=len(found))
    return Terms(found.names, found.ids[first], np.concatenate([[0], np.cumsum(counts)]))


@cache
def lexicon() -> _Lexicon:
    """Concepts and groups of concepts.yaml."""
    content = load("concepts.yaml", _File, Path(__file__).parent)

    def stemmed() -> tuple[frozenset[str], _Phrases]:
        skip = frozenset(s for line in content.skip for s in _stems(line))
        phrases: _Phrases = {}
        for part, mark in ((content.concepts, "="), (content.objects, OBJECT)):
            for concept, said in part.items():
                for phrase in said:
                    phrases.setdefault(_stems(phrase), f"{mark}{concept}")
        return skip, dict(sorted(phrases.items(), key=lambda pair: -len(pair[0])))

    # Kept, since a build of few texts would spend more on these stems than on its own.
    skip, longest_first = kept(stemmed, "concepts", _MADE_BY, stemmer_told(), repr(content))
    people = frozenset(f"={concept}" for concept in content.people)
    whom = people | {f"={concept}" for concept in content.present}
    bodies = {agency: group for group, some in content.bodies.items() for agency in some}
    return _Lexicon(skip, longest_first, people, whom, bodies)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORDS.findall(text.lower()))
