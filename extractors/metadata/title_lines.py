"""Which lines of a cover are not part of the title: boards, authors, dates, sections."""

from __future__ import annotations

import re

from extractors.metadata.front import Printed
from extractors.metadata.names import is_names_alone
from extractors.metadata.people_lines import is_label, tells_people
from extractors.structure.lexicon import heading_role
from models.records import SectionRole
from vocabulary.months import months

_MONTH = "|".join(month.english for month in months())
NOT_TITLE = re.compile(
    r"^(?:report|final report|final|published|\d+ of \d+|(?!\d{6,8}$|\()[\d\W]+|official.*|restricted.*|confidential.*|version .*|draft.*"
    r"|(?:page|date|authors?|chair|lead|reviewers?|independent (?:lead |overview |report )*(?:reviewers?|authors?|chair)|(?:overview )?(?:report )?(?:author|writer))\b.*"
    r"|(?:(?:overview |this )?report )?(?:prepared|written|produced|authored|compiled|endorsed) by\b.*|(?:overview )?(?:report|review) by\b.*"
    r"|(?:(?:final |this )?(?:report|review|version) )?(?:approved|presented|submitted|completed|agreed|signed)\b.*|signature.*|born .*|aged \d.*"
    r"|on behalf of .*|copyright.*|.*©.*|under chapter .*|[‘“'\"]?working together to .*|case number .*"
    rf"|(?:{_MONTH}) (?:19|20)\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)? \w+ (?:19|20)\d\d|published by .*|independent report|policy paper|research|overview|corporate report"
    r"|.*\bfiction(?:al)?\b.*|contents|information about .*|inspection dates?.*|skip to .*|cookies.*|gov\.uk|home|ofsted|died (?:in |on )?[\w ]+|urn.*|reference no.*|isbn.*|hc \d+.*|hl paper.*)$",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\b(?:safeguarding (?:children(?:['’]s)?|adults?|child)? ?(?:partnership board|partnership|board)"
    r"|protection committee|community safety partnership|safer \w+ partnership)$|^bwrdd diogelu\b",
    re.IGNORECASE,
)
KIND = re.compile(r"\b(?:review|report|inquiry|inspection)\b", re.IGNORECASE)
_WRITTEN_BY = re.compile(r"^.*\bby\s*:?-?$", re.IGNORECASE)
_TITLED = re.compile(r"(?:Dr|Prof(?:essor)?|Dame|Sir)\b")
_NUMBERED = re.compile(r"\d{1,2}[.)]? +[A-Z]")
_LINE_OF_TEXT = 35  # characters; shorter small lines on a cover are dates, names and subtitles
QUOTES = "‘’“”'\""
# What a report opens with below a title on the same page.
_OPENING = re.compile(
    r"(?:(?:chair[’']?s |ministerial )?foreword|preface|introduction|acknowledgements?|(?:table of )?contents|welcome|rhagair|cyflwyniad)",
    re.IGNORECASE,
)


def without_boards(shown: list[Printed], lines: list[Printed]) -> list[Printed]:
    """The lines that name no board; a board's name may begin on the line above its kind."""
    shown = [p for p in shown if not _is_place_of_board(p, lines)]
    kept: list[Printed] = []
    for printed in shown:
        if not names_board(printed.text):
            kept.append(printed)
            continue
        begins = len(_BOARD.sub("", printed.text).split()) == 0 or printed.text.lower().startswith(
            "local "
        )
        if begins and kept and kept[-1].line.block == printed.line.block:
            kept.pop()
    return kept


def _is_place_of_board(printed: Printed, lines: list[Printed]) -> bool:
    """Whether a line is the place of a board whose kind is on the next line, in another size."""
    at = lines.index(printed) + 1
    below = lines[at].text if at < len(lines) and lines[at].page == printed.page else ""
    is_place = len(printed.text.split()) <= 5 and not KIND.search(printed.text)
    return is_place and bool(_BOARD.fullmatch(below.strip()))


def without_writers(lines: list[Printed]) -> list[Printed]:
    """The lines without those below "Report by", which hold the writers' names."""
    named = {
        i + 1 for i, p in enumerate(lines[:-1]) if _WRITTEN_BY.match(p.text) or is_label(p.text)
    }
    return [
        p
        for i, p in enumerate(lines)
        if i not in named
        and not tells_people(p.text)
        and not (_TITLED.match(p.text) and is_names_alone(p.text))
    ]


def names_board(text: str) -> bool:
    """Whether a line is a board's name alone, not "Review of the effectiveness of the ... Board"."""
    return bool(_BOARD.search(text)) and not re.search(
        r"\b(?:review|inspection|report)\b", text, re.IGNORECASE
    )


def is_section(last: Printed, printed: Printed) -> bool:
    """A section's heading below the title ends it; "Executive summary" says what a report is."""
    if re.match(r"(?:executive |public )?summary(?: report)?$", printed.text, re.IGNORECASE):
        return printed.line.size < 0.6 * last.line.size
    if printed.line.block == last.line.block:
        return False
    if _OPENING.fullmatch(printed.text.strip()):
        return True
    if _NUMBERED.match(printed.text) and (
        heading_role(printed.text) or printed.line.size < 0.8 * last.line.size
    ):
        return True
    named = re.search(r"\b(?:review|report|inspection of)\b", printed.text, re.IGNORECASE)
    return not named and heading_role(printed.text) in (
        SectionRole.FINDINGS,
        SectionRole.SUMMARY,
        SectionRole.METHOD,
    )


def is_below_text(lines: list[Printed], last: Printed, printed: Printed) -> bool:
    """Whether running text comes between two large lines, which makes the second a heading."""
    between = lines[lines.index(last) + 1 : lines.index(printed)]
    return any(
        len(p.text) > _LINE_OF_TEXT
        and p.line.size < last.line.size
        and not NOT_TITLE.match(p.text.strip(QUOTES + " "))
        for p in between
    )
