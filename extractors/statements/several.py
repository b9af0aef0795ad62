"""Several addressees in one phrase: "the Council, the Trust and the police" are three."""

from __future__ import annotations

import re

from extractors.statements.actors import ACTOR, ENDS_WITH_ACTOR, FIELD
from extractors.statements.welsh import cited, joined

_BEGINS = re.compile(r"(?:the|its|all|each|every|both|local) |[A-ZÀ-Þ]")
# "the Health and Social Care Partnership": an "and" inside a name divides nothing.
_PLURAL = re.compile(
    rf"(?!includ|work)(?:[a-z’'-]+ ){{0,3}}?(?:{ACTOR.pattern})(?<=s)", re.IGNORECASE
)
_INSIDE = re.compile(
    r"\b(?P<one>Health|Alcohol|Drugs?|Fire|Children|Education|Women|Policy|Maternity|Learning|Police|Assessment|Performance|Quality|Policy|Training) and "
    r"(?=(?:Social Care|Drugs?|Alcohol|Rescue|Famil|Early Years|Young|Procedures|Infants|Wellbeing|Skills|Crime|Safeguarding|Improvement|Development|Audit|Assurance|Practice)\b)",
    re.IGNORECASE,
)
# Ministries whose names are lists.
_LISTS = re.compile(
    r"\b(?:Housing, Communities,? and Local Government|Levelling Up, Housing,? and Communities|(?:Digital, )?Culture, Media,? and Sport|"
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
    for joint in joined(who):
        names += _divided(_INSIDE.sub("\\g<one>\u00a0and\u00a0", joint.strip(" ,")))
    return [cited(name.replace("\u00a0", " ")) for name in names if name]


def _divided(phrase: str) -> list[str]:
    pieces = re.split(r"(,? (?:and|&) |, )", phrase)
    names, joint = [pieces[0]], ""
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        listed = joint == ", " and re.fullmatch(r"[A-ZÀ-Þ][\w’-]+", piece) and len(pieces) > 3
        begins = _BEGINS.match(piece) or (_BEGINS.match(phrase) and _is_plural(piece))
        if _is_whole(names[-1]) and begins and (listed or _is_body(piece)):
            names.append(piece)
        else:
            names[-1] += joint + piece
    # The last piece may have been begun before its kind was told: "the Alcohol and Drug Partnership".
    if len(names) > _MOST or not (_is_body(names[0]) and _is_body(names[-1])):
        return [phrase]  # a list of nations or of colleges is read as printed
    return names


def _is_plural(name: str) -> bool:
    """ "the council and housing providers": several of a kind need no "the"."""
    return bool(_PLURAL.fullmatch(name) or FIELD.find(name))


def _is_whole(name: str) -> bool:
    if re.fullmatch(r"[A-ZÀ-Þ][\w’-]+", name) or FIELD.find(name):
        return True
    capitals = len(re.findall(r"\b[A-ZÀ-Þ]\w+", name))
    return bool(ENDS_WITH_ACTOR.search(name)) or (_is_body(name) and capitals >= 2)


def _is_body(name: str) -> bool:
    return (
        bool(ACTOR.find(name) or FIELD.find(name)) or len(re.findall(r"\b[A-ZÀ-Þ]\w+", name)) >= 4
    )
