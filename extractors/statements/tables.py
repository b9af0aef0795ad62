"""Tables of recommendations and actions: one statement a row, with its owner and timescale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.statements.draft import SHORTEST, Draft
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, LineRole, Section, SectionRole

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("number", r"^(?:(?:rec(?:ommendation)?\.?|action|ref(?:erence)?)? ?(?:no\.?|number|#|ref\.?)|ref(?:erence)?|no\.?|#)$"),
        ("timescale", r"^(?:proposed |target |completion )?(?:time ?(?:scale|frame)s?|by when|when|(?:target|completion|due|review)? ?dates?(?: for completion| due)?|deadline|due|target)\b.*$"),
        ("owner", r"^(?:.*\b)?(?:leads?|owners?|responsib\w*|accountab\w*|by whom|who|agency|agencies|organisations?|lead officer)\b.{0,40}$"),
        ("recommendation", r"^(?:the |multi-agency |single agency |overview |key )*(?:recommendations?|areas? for (?:priority |further )?(?:action|improvement|development)|strateg(?:y|ies)|considerations?|what (?:needs|will|do we need).*|improvements? (?:required|needed))\b.{0,50}$"),
        ("finding", r"^(?:key |the )?(?:findings?|issues?|lessons?(?: learned| learnt)?|learning(?: point)?s?|themes?)\b.{0,30}$"),
        ("action", r"^(?:(?:key|agreed|required|proposed|specific|smart) )*actions?\b.{0,40}$"),
        ("other", r"^(?:progress|outcomes?|evidence|status|rag|milestones?|measures?|success|impact|update|scope|how|comments?|monitoring)\b.{0,50}$"),
    )
)  # fmt: skip
_READ_IN = frozenset({SectionRole.RECOMMENDATIONS, SectionRole.ACTION_PLAN, SectionRole.SUMMARY, SectionRole.OTHER,
                      SectionRole.APPENDIX, SectionRole.FINDINGS, SectionRole.LEARNING, SectionRole.ANALYSIS})  # fmt: skip


class _Row(NamedTuple):
    cells: dict[int, list[Paragraph]]

    def text(self, column: int | None) -> str:
        if column is None:
            return ""
        return " ".join(p.full for p in self.cells.get(column, [])).strip()


def table_drafts(found: Sequence[Paragraph], sections: Sequence[Section]) -> list[Draft]:
    """Drafts from every table that has a column of recommendations or actions."""
    drafts: list[Draft] = []
    columns: dict[str, int] = {}
    width = 0
    for table in _tables(found):
        rows = _rows(table)
        head = _header(rows)
        if head is not None:
            columns, body = head
            width = _width(rows)
        elif columns and _width(rows) == width:
            body = rows  # goes on from the page before
        else:
            columns, body = {}, []
        section = table[0].section
        role = sections[section].role if section >= 0 else SectionRole.OTHER
        if columns and role in _READ_IN:
            drafts.extend(_read(body, columns, role))
    return drafts


def _tables(found: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Runs of paragraphs that stand in one table of one page."""
    current: list[Paragraph] = []
    for paragraph in found:
        cell = paragraph.first.cell
        if paragraph.first.role is not LineRole.TABLE or cell is None:
            continue
        if current:
            last = current[-1]
            if last.page != paragraph.page or (last.first.cell or (0,))[0] != cell[0]:
                yield current
                current = []
        current.append(paragraph)
    if current:
        yield current


def _rows(table: list[Paragraph]) -> list[_Row]:
    rows: dict[int, dict[int, list[Paragraph]]] = {}
    for paragraph in table:
        assert paragraph.first.cell is not None  # noqa: S101 - _tables has looked
        _, row, column = paragraph.first.cell
        rows.setdefault(row, {}).setdefault(column, []).append(paragraph)
    return [_Row(rows[key]) for key in sorted(rows)]


def _width(rows: list[_Row]) -> int:
    return len({column for row in rows for column in row.cells})


def _header(rows: list[_Row]) -> tuple[dict[str, int], list[_Row]] | None:
    """Names of the columns and the rows below them; None where no row names a column."""
    for i, row in enumerate(rows[:3]):
        names: dict[str, int] = {}
        for column in sorted(row.cells):
            text = " ".join(row.text(column).split()).strip(" :*")
            name = next((n for n, p in _COLUMNS if len(text) < 70 and p.match(text)), None)
            if name and name not in names:
                names[name] = column
        if len(names) >= 2 and ("recommendation" in names or "action" in names):
            return names, rows[i + 1 :]
    return None


def _read(rows: list[_Row], columns: dict[str, int], role: SectionRole) -> Iterator[Draft]:
    main = columns.get("recommendation", columns.get("action"))
    if main is None or (
        "recommendation" not in columns
        and role not in (SectionRole.ACTION_PLAN, SectionRole.RECOMMENDATIONS)
    ):
        return
    last: Draft | None = None
    for row in rows:
        parts = row.cells.get(main, [])
        text = " ".join(p.text if i == 0 else p.full for i, p in enumerate(parts)).strip()
        number = row.text(columns.get("number")) or None
        if last is not None and parts and number is None and text[:1].islower():
            # A row broken across pages goes on.
            last.text = f"{last.text} {text}"
            last.parts.extend(parts)
            continue
        if len(text) < SHORTEST:
            continue
        label = parts[0].label
        number = number or (label.number if label else None)
        draft = Draft(Kind.RECOMMENDATION, list(parts), "table:row", 0.9, number, text)
        for name, key in (("owner", "addressee"), ("timescale", "timescale")):
            value = row.text(columns.get(name))
            if value:
                draft.fields[key] = value
        last = draft
        yield draft
