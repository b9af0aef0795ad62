"""The names that a review gives its subjects in its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Stated
from vocabulary.rules import asked

_SUFFIX, _SUMMARY_OF = asked("subjects", "suffix"), asked("subjects", "summary_of")
_AFTER_KIND, _BEFORE_KIND = asked("subjects", "after_kind"), asked("subjects", "before_kind")
_OF_THE_DEATH, _QUOTED = asked("subjects", "of_the_death"), asked("subjects", "quoted_name")
_JOINT, _COLLECTIVE = asked("subjects", "name_joint"), asked("subjects", "collective")
_NO_NAME, _OTHERS = asked("no_names", "no_pseudonym"), asked("no_names", "others")
_LABEL, _TITLED_NAME = asked("subjects", "label"), asked("subjects", "titled_name")
_COUPLE, _PLACE = asked("subjects", "couple"), asked("no_names", "place")
_WELSH_CHILD, _WELSH_ADULT = asked("subjects", "welsh_child"), asked("subjects", "welsh_adult")
_LISTED_BEFORE = ("and ", "& ", ", ")
_QUOTES = " ‘’'“”\""
_INNER = (
    r"^(?:[A-Z]\w* )+[‘“\"](?=[A-Z])"  # behind words that say who somebody is: Young Person “Fern”
)


def pseudonyms_of(title: Stated | None) -> tuple[str, ...]:
    """Pseudonyms in the title: they tie the documents of one review together."""
    for text in _parts(title.value) if title else ():
        for place in (_AFTER_KIND, _OF_THE_DEATH, _BEFORE_KIND):
            match = place.find(text)
            if match and (names := _listed(match["who"])):
                return names
    if title is None:
        return ()
    quoted = (m["name"] for m in _QUOTED.finditer(title.value))
    return tuple(dict.fromkeys(quoted)) or labels_in(title.value)


def labels_in(text: str) -> tuple[str, ...]:
    """Labels that are used for names, as printed: "Child T", "Plentyn T"."""
    titled = list(_TITLED_NAME.finditer(text))
    if len(titled) == 1 and text[: titled[0].start()].endswith(_LISTED_BEFORE):
        titled = []  # the last of a list of names that have no titles
    labels = [*_LABEL.finditer(text), *titled]
    return tuple(dict.fromkeys(m.group() for m in sorted(labels, key=lambda m: m.start())))


def in_english(name: str) -> str:
    """A label as its English papers have it, so that "Plentyn T" and "Child T" are one."""
    return _WELSH_CHILD.plain.sub("Child", _WELSH_ADULT.plain.sub("Adult", name))


def _parts(title: str) -> Iterator[str]:
    """The title up to its first subtitle, whole, its first and last part, each without its kind."""
    parts = re.sub(r" \([A-Z]{3,}\)| \([a-z][^)]*\)| \([^)]*\)$", "", title).split(": ")
    for some in (parts[:2], parts, parts[:1], parts[-1:]):
        yield _SUFFIX.plain.sub("", _SUMMARY_OF.plain.sub("", ": ".join(some)))


def _each_of(couple: re.Match[str]) -> str:
    """ "Mr and Mrs Elm" are "Mr Elm" and "Mrs Elm"."""
    who = couple["who"]
    return f"Mr {who} and Mrs {who}" if who else couple.group()


def _listed(names: str) -> tuple[str, ...]:
    """The names of a list; a phrase with an ordinary word in it is not a list of names."""
    collective = _COLLECTIVE.find(names)
    names = names[collective.end() :] if collective else names
    names = _COUPLE.plain.sub(_each_of, names)
    listed = [re.split(_INNER, name.strip(_QUOTES))[-1] for name in _JOINT.plain.split(names)]
    people = [name for name in listed if name and not _OTHERS.find(name)]
    are_names = all(
        all(word[0].isupper() or word[0].isdigit() for word in name.split())
        and len(name.split()) <= 3
        and not (_NO_NAME.find(name) or _PLACE.find(name))
        for name in people
    )
    return tuple(people) if are_names else ()
