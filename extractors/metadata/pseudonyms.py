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
_LABEL = asked("subjects", "label")
_WELSH_CHILD, _WELSH_ADULT = asked("subjects", "welsh_child"), asked("subjects", "welsh_adult")
_QUOTES = " ‘’'“”\""


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
    """Labels that stand for names, as printed: "Child T", "Plentyn T"."""
    return tuple(dict.fromkeys(m.group() for m in _LABEL.finditer(text)))


def in_english(name: str) -> str:
    """A label as its English papers have it, so that "Plentyn T" and "Child T" are one."""
    return _WELSH_CHILD.plain.sub("Child", _WELSH_ADULT.plain.sub("Adult", name))


def _parts(title: str) -> Iterator[str]:
    """The title up to its first subtitle, and whole, without what says of which kind it is."""
    parts = re.sub(r" \([^)]*\)$", "", title).split(": ")
    for many in (2, len(parts)):
        yield _SUFFIX.plain.sub("", _SUMMARY_OF.plain.sub("", ": ".join(parts[:many])))


def _listed(names: str) -> tuple[str, ...]:
    """The names of a list; a phrase with an ordinary word in it is not a list of names."""
    collective = _COLLECTIVE.find(names)
    names = names[collective.end() :] if collective else names
    listed = [name.strip(_QUOTES) for name in _JOINT.plain.split(names)]
    people = [name for name in listed if name and not _OTHERS.find(name)]
    are_names = all(
        name[0].isupper() and len(name.split()) <= 3 and not _NO_NAME.find(name) for name in people
    )
    return tuple(people) if are_names else ()
