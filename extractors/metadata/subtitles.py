"""What belongs to a title below its largest lines: the subject, a subtitle, the kind of report.

Only on a cover, which has few lines. On a page of text the next line is a heading.
"""

from __future__ import annotations

import re

from extractors.metadata.front import Front, FrontLine
from extractors.metadata.names import is_names_alone
from extractors.metadata.people_lines import is_label, tells_people
from extractors.structure.lexicon import heading_role
from models.records import LineRole
from vocabulary.date_labels import label_of
from vocabulary.rules import asked

_MOST_LINES, _MOST_OF_TEXT, _OF_TEXT = 30, 5, 75
_LONGEST = 120  # characters of a line of a subtitle
_MOST = 5  # lines below the title
_LARGER = 1.05  # times the size of the text
_SUBJECT, _OPENS_SUBJECT = asked("titles", "subject"), asked("titles", "opens_subject")
_KIND, _NAMES_KIND = asked("titles", "below_kind"), asked("titles", "names_kind")
_DATE, _ENDS = asked("titles", "date"), asked("titles", "ends")
# A sentence in somebody's words, set under the title as a motto.
_MOTTO = re.compile(r"[“‘\"'](?:[^“”‘\"]+\s){3,}[^“”‘\"]+[”’\"']\.?")
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+[.?!]$")
_LATER = ("published", "approved", "completed", "updated")
_NUMBERED = re.compile(r"\d{1,2}[.)]? +[A-Z]")


def is_motto(text: str) -> bool:
    """Whether a line is a sentence in quotation marks, no title of its own."""
    return bool(_MOTTO.fullmatch(text.strip()))


def opens_subject(text: str) -> bool:
    """Whether a line says who a report is about, continuing the title."""
    return bool(_OPENS_SUBJECT.find(text))


def further_lines(
    lines: list[FrontLine], usable: list[FrontLine], kept: list[FrontLine], front: Front
) -> list[FrontLine]:
    """The lines below `kept` that go on with the title of a cover."""
    if not kept or not _is_cover(lines):
        return []
    found: list[FrontLine] = []
    for printed in lines[lines.index(kept[-1]) + 1 :]:
        text = printed.text.strip()
        if len(found) == _MOST or _ends(text) or is_prose(lines, printed):
            break
        if printed not in usable or printed in kept or is_motto(text):
            continue
        if not (_is_set_apart(printed, front) or _goes_on(found, printed)):
            break
        found.append(printed)
    return found


def is_prose(lines: list[FrontLine], printed: FrontLine) -> bool:
    """Whether a line is part of a paragraph of sentences, though it may name a kind of report."""
    block = " ".join(p.text for p in lines if p.line.block == printed.line.block)
    return bool(_SENTENCE.search(block.strip()))


def _is_cover(lines: list[FrontLine]) -> bool:
    plain = [p for p in lines if p.line.role in (LineRole.BODY, LineRole.TABLE)]
    return len(plain) <= _MOST_LINES and sum(len(p.text) > _OF_TEXT for p in plain) <= _MOST_OF_TEXT


def _ends(text: str) -> bool:
    """Whether a line says who wrote a report and when, or otherwise ends the title."""
    if _SUBJECT.find(text):
        return False
    named = len(text.split()) > 1 and is_names_alone(text)
    dated = _DATE.find(text) or label_of(text).kind in _LATER
    return bool(
        named
        or dated
        or is_label(text)
        or tells_people(text)
        or _NUMBERED.match(text)
        or (heading_role(text) and not _NAMES_KIND.find(text))
        or _ENDS.find(text)
        or _SENTENCE.fullmatch(text)
        or len(text) > _LONGEST
    )


def _is_set_apart(printed: FrontLine, front: Front) -> bool:
    larger = printed.line.size > _LARGER * front.text_size
    return larger or bool(_SUBJECT.find(printed.text) or _KIND.find(printed.text))


def _goes_on(found: list[FrontLine], printed: FrontLine) -> bool:
    """Whether a line is the rest of a subtitle that wraps."""
    return bool(found) and found[-1].line.block == printed.line.block
