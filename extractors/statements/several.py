"""Several addressees in one phrase: "the Council, the Trust and the police" are three."""

from __future__ import annotations

import re

from extractors.statements.actors import ACTOR

_JOINT = re.compile(r" a’r | a (?=[A-Z])")  # in Welsh
_BEGINS = re.compile(r"(?:the|its|all|each|every|both|local) |[A-ZÀ-Þ]")
_ENDS_WITH_ACTOR = re.compile(rf"(?:{ACTOR.pattern})[’'s]*$", re.IGNORECASE)
# "the Health and Social Care Partnership": an "and" inside a name divides nothing.
_INSIDE = re.compile(
    r"\b(?P<one>Health|Alcohol|Drugs?|Fire|Children|Education|Women|Policy|Maternity|Learning) and "
    r"(?=(?:Social Care|Drugs?|Alcohol|Rescue|Famil|Early Years|Young|Procedures|Infants|Wellbeing|Skills)\b)",
    re.IGNORECASE,
)
# Ministries whose names are lists.
_LISTS = re.compile(
    r"\b(?:Housing, Communities,? and Local Government|(?:Digital, )?Culture, Media,? and Sport|"
    r"Education, Children,? and Families|Children, Schools,? and Families)\b"
)
_MOST = 4  # bodies in one phrase


def apart(who: str) -> list[str]:
    """The bodies that a phrase names, each by itself.

    A phrase is divided only between complete names: "Castlegate and District Trust", "Health and
    Social Care Trusts" and "maternity and health visiting services" are one.
    """
    names: list[str] = []
    who = _LISTS.sub(lambda m: m.group().replace(" ", "\u00a0"), who)
    for joint in _JOINT.split(who):
        names += _divided(_INSIDE.sub("\\g<one>\u00a0and\u00a0", joint.strip(" ,")))
    return [name.replace("\u00a0", " ") for name in names if name]


def _divided(phrase: str) -> list[str]:
    pieces = re.split(r"(,? and |, )", phrase)
    names, joint = [pieces[0]], ""
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        listed = joint == ", " and re.fullmatch(r"[A-ZÀ-Þ][\w’-]+", piece) and len(pieces) > 3
        if _is_whole(names[-1]) and _BEGINS.match(piece) and (listed or _is_body(piece)):
            names.append(piece)
        else:
            names[-1] += joint + piece
    # The last piece may have been begun before its kind was told: "the Alcohol and Drug Partnership".
    if len(names) > _MOST or not (_is_body(names[0]) and _is_body(names[-1])):
        return [phrase]  # a list of nations or of colleges is read as printed
    return names


def _is_whole(name: str) -> bool:
    if re.fullmatch(r"[A-ZÀ-Þ][\w’-]+", name):
        return True
    capitals = len(re.findall(r"\b[A-ZÀ-Þ]\w+", name))
    return bool(_ENDS_WITH_ACTOR.search(name)) or (_is_body(name) and capitals >= 2)


def _is_body(name: str) -> bool:
    return bool(ACTOR.find(name)) or len(re.findall(r"\b[A-ZÀ-Þ]\w+", name)) >= 4
