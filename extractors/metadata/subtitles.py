"""What belongs to a title below its largest lines: the subject, a subtitle, the kind of report.

Only on a cover, whose few lines are set apart; on a page of text the next line is a heading.
"""

from __future__ import annotations

import re

from extractors.metadata.front import Front, Printed
from extractors.metadata.names import is_names_alone
from extractors.metadata.people_lines import is_label, tells_people
from extractors.metadata.printed_dates import DATE
from extractors.structure.lexicon import heading_role
from models.records import LineRole
from vocabulary.date_labels import label_of

_MOST_LINES, _MOST_OF_TEXT, _OF_TEXT = 30, 5, 75
_LONGEST = 120  # characters of a line of a subtitle
_MOST = 5  # lines below the title
_LARGER = 1.05  # times the size of the text
_SUBJECT = re.compile(
    r"(?:(?:overview |final )?(?:report )?(?:in)?to the (?:death|homicide|murder|care|circumstances)|in respect of|concerning|regarding"
    r"|relating to|in relation to|re\b|ynghylch|(?:child|adult|baby|infant|plentyn|oedolyn) [A-Z]{1,3}\d?$|[“‘\"'][A-Z][\w’' -]{1,24}[”’\"']$)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:review|report|inquiry|summary|briefing|adolygiad|crynodeb)\b", re.IGNORECASE
)
# A sentence in somebody's words, set under the title as a motto.
_NAMES_KIND = re.compile(
    r"\b(?:review|report|inquiry|briefing)\b|(?:executive|public) summary", re.IGNORECASE
)
_MOTTO = re.compile(r"[“‘\"'](?:[^“”‘\"]+\s){3,}[^“”‘\"]+[”’\"']\.?")
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+[.?!]$")
_DATE = re.compile(DATE, re.IGNORECASE)
_LATER = ("published", "approved", "completed", "updated")
_NUMBERED = re.compile(r"\d{1,2}[.)]? +[A-Z]")
_ENDS = re.compile(
    r"(?:using|conducted|undertaken|carried out|commissioned|published|presented|approved|agreed|accepted|adopted|ratified|signed|reference|ref\b|version|isbn|copyright|"
    r"warning|content|please|contents|foreword|introduction|this|(?:an? |the )?(?:\w+ )?(?:report|review) by|the (?:names?|full)|if you)\b|.*©",
    re.IGNORECASE,
)


def is_motto(text: str) -> bool:
    """Whether a line is a sentence in quotation marks, no title of its own."""
    return bool(_MOTTO.fullmatch(text.strip()))


def opens_subject(text: str) -> bool:
    """Whether a line says who a report is about, continuing the title."""
    return bool(
        re.match(
            r"(?:in respect of|concerning|relating to|in relation to|regarding)\b",
            text,
            re.IGNORECASE,
        )
    )


def further_lines(
    lines: list[Printed], usable: list[Printed], kept: list[Printed], front: Front
) -> list[Printed]:
    """The lines below `kept` that go on with the title of a cover."""
    if not kept or not _is_cover(lines):
        return []
    found: list[Printed] = []
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


def is_prose(lines: list[Printed], printed: Printed) -> bool:
    """Whether a line is part of a paragraph of sentences, though it may name a kind of report."""
    block = " ".join(p.text for p in lines if p.line.block == printed.line.block)
    return bool(_SENTENCE.search(block.strip()))


def _is_cover(lines: list[Printed]) -> bool:
    plain = [p for p in lines if p.line.role in (LineRole.BODY, LineRole.TABLE)]
    return len(plain) <= _MOST_LINES and sum(len(p.text) > _OF_TEXT for p in plain) <= _MOST_OF_TEXT


def _ends(text: str) -> bool:
    """Whether a line says who wrote a report and when, or otherwise ends the title."""
    if _SUBJECT.match(text):
        return False
    named = len(text.split()) > 1 and is_names_alone(text)
    dated = _DATE.search(text) or label_of(text).kind in _LATER
    return bool(
        named
        or dated
        or is_label(text)
        or tells_people(text)
        or _NUMBERED.match(text)
        or (heading_role(text) and not _NAMES_KIND.search(text))
        or _ENDS.match(text)
        or _SENTENCE.fullmatch(text)
        or len(text) > _LONGEST
    )


def _is_set_apart(printed: Printed, front: Front) -> bool:
    larger = printed.line.size > _LARGER * front.text_size
    return larger or bool(_SUBJECT.match(printed.text) or _KIND.search(printed.text))


def _goes_on(found: list[Printed], printed: Printed) -> bool:
    """Whether a line is the rest of a subtitle that wraps."""
    return bool(found) and found[-1].line.block == printed.line.block
