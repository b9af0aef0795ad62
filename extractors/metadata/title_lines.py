"""Which lines of a cover are not part of the title: boards, authors, dates, sections."""

from __future__ import annotations

import re

from extractors.metadata.boards import spelt
from extractors.metadata.front import FrontLine
from extractors.metadata.names import is_names_alone
from extractors.metadata.people_lines import is_label, tells_people
from extractors.structure.lexicon import heading_role
from models.records import SectionRole
from vocabulary.rules import asked

NOT_TITLE, KIND = asked("titles", "not_title"), asked("titles", "kind")
_BOARD, _ABOUT_BOARD = asked("titles", "board"), asked("titles", "about_board")
_WRITTEN_BY, _TITLED = asked("titles", "written_by"), asked("titles", "titled")
_OPENING, _SUMMARY = asked("titles", "opening"), asked("titles", "summary")
_SAYS_WHAT, _WHOLE_KIND = asked("titles", "says_what"), asked("titles", "whole_kind")
_UNENDED, _DESCRIBES = asked("titles", "unended"), asked("titles", "describes")
_PART = asked("titles", "part")
_NUMBERED = re.compile(r"\d{1,2}[.)]? +[A-Z]")
_OF_COVER = 25  # lines among which a board is named
_LINE_OF_TEXT = 35  # characters; shorter small lines on a cover are dates, names and subtitles
_SECTIONS = frozenset({SectionRole.FINDINGS, SectionRole.SUMMARY, SectionRole.METHOD})
_APART = frozenset(
    {
        SectionRole.ANALYSIS,
        SectionRole.LEARNING,
        SectionRole.GOOD_PRACTICE,
        SectionRole.RECOMMENDATIONS,
        SectionRole.QUESTIONS,
    }
)
QUOTES = "‘’“”'\""


def without_boards(shown: list[FrontLine], lines: list[FrontLine]) -> list[FrontLine]:
    """The lines that name no board; a board's name may begin on the line above its kind."""
    spelling = _spelling_board(lines)
    shown = [p for p in shown if p not in spelling and not _is_place_of_board(p, lines)]
    kept: list[FrontLine] = []
    for printed in shown:
        if not names_board(printed.text):
            kept.append(printed)
            continue
        begins = len(
            _BOARD.plain.sub("", printed.text).split()
        ) == 0 or printed.text.lower().startswith("local ")
        if begins and kept and kept[-1].line.block == printed.line.block:
            kept.pop()
    return kept


def _spelling_board(lines: list[FrontLine]) -> list[FrontLine]:
    """The lines that spell the name of a board over two or three of them, in any size."""
    windows = (lines[i : i + n] for i in range(min(len(lines), _OF_COVER)) for n in (2, 3))
    kept = (part for part in windows if not any(KIND.find(p.text) for p in part))
    return [p for part in kept if spelt([p.text for p in part]) for p in part]


def _is_place_of_board(printed: FrontLine, lines: list[FrontLine]) -> bool:
    """Whether a line is the place of a board whose kind is on the next line, in another size."""
    at = lines.index(printed) + 1
    below = lines[at].text if at < len(lines) and lines[at].page == printed.page else ""
    is_place = len(printed.text.split()) <= 5 and not KIND.find(printed.text)
    return is_place and bool(_BOARD.plain.fullmatch(below.strip()))


def without_writers(lines: list[FrontLine]) -> list[FrontLine]:
    """The lines without those below "Report by", which hold the writers' names."""
    named = {
        i + 1 for i, p in enumerate(lines[:-1]) if _WRITTEN_BY.find(p.text) or is_label(p.text)
    }
    return [
        p
        for i, p in enumerate(lines)
        if i not in named
        and not tells_people(p.text)
        and not (_TITLED.find(p.text) and is_names_alone(p.text))
    ]


def names_board(text: str) -> bool:
    """Whether a line is a board's name alone, not "Review of the effectiveness of the ... Board"."""
    return bool(_BOARD.find(text)) and not _ABOUT_BOARD.find(text)


def is_section(last: FrontLine, printed: FrontLine, *, is_apart: bool) -> bool:
    """A section's heading below the title ends it; "Executive summary" says what a report is.

    `is_apart`: smaller lines are between the two, as the board, the author and the date do in a
    short paper without a cover. Then "Positive practice" below them is no part of the title.
    """
    if _SUMMARY.find(printed.text):
        return printed.line.size < 0.6 * last.line.size
    if printed.line.block == last.line.block:
        return False
    if _OPENING.find(printed.text.strip()):
        return True
    if _NUMBERED.match(printed.text) and (
        heading_role(printed.text) or printed.line.size < 0.8 * last.line.size
    ):
        return True
    if is_apart and _PART.find(printed.text):
        return True
    role = None if _SAYS_WHAT.find(printed.text) else heading_role(printed.text)
    return role in _SECTIONS or (is_apart and role in _APART and not KIND.find(printed.text))


def begins_kind(last: str, text: str) -> bool:
    """Whether a line begins the name of a kind of document, and the line before it had ended."""
    unended = _UNENDED.find(last) or _DESCRIBES.find(last)
    return bool(_WHOLE_KIND.find(text)) and not unended and not KIND.find(last)


def is_below_text(lines: list[FrontLine], last: FrontLine, printed: FrontLine) -> bool:
    """Whether running text comes between two large lines, which makes the second a heading."""
    between = lines[lines.index(last) + 1 : lines.index(printed)]
    return any(
        len(p.text) > _LINE_OF_TEXT
        and p.line.size < last.line.size
        and not NOT_TITLE.find(p.text.strip(QUOTES + " "))
        for p in between
    )


def stands_apart(lines: list[FrontLine], last: FrontLine, printed: FrontLine) -> bool:
    """Whether smaller lines are between two large ones."""
    between = lines[lines.index(last) + 1 : lines.index(printed)]
    return any(p.line.size < printed.line.size for p in between)
