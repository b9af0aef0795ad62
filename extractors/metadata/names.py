"""Names of people as printed on front pages: titles kept, qualifications and posts taken off."""

from __future__ import annotations

import re

from vocabulary.rules import asked

_PERSON, _TITLES, _INITIAL = (asked("people", name) for name in ("person", "titles", "initial"))
_LETTERS = asked("people", "letters")
_JOINT, _JOINT_OF_LINE = asked("people", "joint"), asked("people", "joint_of_line")
_NAMED, _CAPITALS = asked("people", "named"), asked("people", "capitals")
PEOPLE = asked("people", "people")
# Words of posts, bodies and documents: none of them is part of a name.
_NO_NAME = asked("no_names", "no_person")


def names_in(text: str) -> tuple[str, ...]:
    """The names that open `text`, without posts and qualifications; empty where it opens with none."""
    text = " ".join(text.replace("\u00a0", " ").split()).lstrip(" :–-,.*").rstrip(" :–-,*")
    capitals = _CAPITALS.find(text)
    if capitals and len(capitals.group().split()) <= 7:
        text = capitals.group().title().replace(" And ", " and ") + text[capitals.end() :]
    names: list[str] = []
    for part in _JOINT.plain.split(text):
        found = _first(part)
        if not found:
            break
        names.append(found)
        if "," in part:
            further, others = part.split(",")[1:], []
            for other in further:
                name = _first(other)
                if not name:
                    break
                others.append(name)
            names += others
    return tuple(dict.fromkeys(names))


def _first(part: str) -> str:
    """The name at the beginning of one part of a list, or nothing."""
    part = _LETTERS.plain.sub("", part.strip())
    match = _PERSON.find(part.split(",")[0])
    if not match:
        return ""
    kept: list[str] = []
    for word in match.group().split():
        if _is_no_name(word.strip(".,")) and not _INITIAL.find(word):
            break
        if re.fullmatch(r"[A-Z]{3,}", word):
            break  # an abbreviation; names in capitals were set as names before
        kept.append(word)
    whole = " ".join(kept)
    if _TITLES.find(whole):
        return ""
    return whole if _PERSON.plain.fullmatch(whole) else ""


def _is_no_name(word: str) -> bool:
    """Whether the whole word is never a name. It may still be part of a double-barrelled name."""
    found = _NO_NAME.find(word)
    return bool(found and found.group() == word)


def is_names_alone(text: str) -> bool:
    """Whether a line holds names and their letters, and nothing else."""
    words = " ".join(text.split())
    bare = "; ".join(_LETTERS.plain.sub("", p.strip()) for p in _JOINT_OF_LINE.plain.split(words))
    if re.search(r"\d", bare) or len(bare.split()) > 9 or _NO_NAME.find(bare):
        return False
    if not _NAMED.find(bare):
        return False
    return bool(
        PEOPLE.find(bare.replace("; ", " and ")) or _CAPITALS.plain.fullmatch(bare)
    ) and bool(names_in(words))
