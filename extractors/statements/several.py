"""Several addressees in one phrase: "the Council, the Trust and the police" are three."""

from __future__ import annotations

import re

from extractors.statements.actors import ACTOR, ENDS_WITH_ACTOR, FIELD
from extractors.statements.welsh import cited, joined
from vocabulary.rules import asked

_BEGINS, _PLURAL = asked("bodies", "begins"), asked("bodies", "plural")
_INSIDE, _LIST_IN_NAME = asked("bodies", "inside"), asked("bodies", "list_in_name")
_ONE_WORD, _TOGETHER = asked("bodies", "one_word"), asked("bodies", "together")
_MOST = 4  # bodies in one phrase


def apart(who: str) -> list[str]:
    """The bodies that a phrase names, each by itself.

    A phrase is divided only between complete names: "Castlegate and District Trust", "Health and
    Social Care Trusts" and "maternity and health visiting services" are one.
    """
    beside = _TOGETHER.plain.split(who)
    if len(beside) > 1 and all(map(_is_body, beside)):
        return [name for one in beside for name in apart(one)]
    names: list[str] = []
    who = _LIST_IN_NAME.plain.sub(lambda m: m.group().replace(" ", "\u00a0"), who)
    for joint in joined(who):
        names += _divided(_INSIDE.plain.sub("\\g<one>\u00a0and\u00a0", joint.strip(" ,")))
    return [cited(name.replace("\u00a0", " ")) for name in names if name]


def _divided(phrase: str) -> list[str]:
    pieces = _with_whole_places(re.split(r"(,? (?:and|&) |, )", phrase))
    names, joint = [pieces[0]], ""
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        listed = joint == ", " and _ONE_WORD.find(piece) and len(pieces) > 3
        begins = _BEGINS.find(piece) or (_BEGINS.find(phrase) and _is_plural(piece))
        if piece.startswith("of "):  # "the Directors of Adults' and of Children's Services"
            names[-1] += joint + piece
        elif _is_whole(names[-1]) and begins and (listed or _is_body(piece)):
            names.append(piece)
        else:
            names[-1] += joint + piece
    # The last piece may have been begun before its kind was given: "the Alcohol and Drug Partnership".
    if len(names) > _MOST or not (_is_body(names[0]) and _is_body(names[-1])):
        return [phrase]  # a list of nations or of colleges is read as printed
    return names


def _with_whole_places(pieces: list[str]) -> list[str]:
    """The names and what joins them, "the Council and Bath and Wells Police" as two names.

    A list of three has a comma; after a second "and" comes the rest of a name.
    """
    out = pieces[:1]
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        is_second = len(out) > 1 and joint == out[-2] == " and "
        if is_second and _is_place(out[-1]) and piece[:1].isupper() and _is_body(piece):
            out[-1] += joint + piece
        else:
            out += [joint, piece]
    return out


def _is_place(name: str) -> bool:
    """Whether a name may be a place: words in capitals, none of which acts."""
    is_capital = all(word[:1].isupper() for word in name.split())
    return is_capital and not (ACTOR.find(name) or FIELD.find(name))


def _is_plural(name: str) -> bool:
    """ "the council and housing providers": several of a kind need no "the"."""
    return bool(_PLURAL.find(name) or FIELD.find(name))


def _is_whole(name: str) -> bool:
    if _ONE_WORD.find(name) or FIELD.find(name):
        return True
    capitals = len(re.findall(r"\b[A-ZÀ-Þ]\w+", name))
    return bool(ENDS_WITH_ACTOR.find(name)) or (_is_body(name) and capitals >= 2)


def _is_body(name: str) -> bool:
    return (
        bool(ACTOR.find(name) or FIELD.find(name)) or len(re.findall(r"\b[A-ZÀ-Þ]\w+", name)) >= 4
    )
