"""Tables of recommendations with what is done about each, by whom and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.structure.paragraphs import Paragraph
from models.records import LineRole
from vocabulary.responses import (
    acceptance_in,
    column_named,
    progress_in,
    progress_of_status,
    verdict_in,
)
from vocabulary.rules import asked

_NUMBER = re.compile(r"(?:[A-Z]{0,4} ?)?\d{1,3}(?:\.\d{1,2})*[a-z]?[.)]?")
_ANSWERS = frozenset({"action", "owner", "due", "progress", "status", "accepted"})
_SHORTEST = 12  # characters of a cell that can hold a recommendation
_COLOUR, _ACCEPTS = asked("responses", "colour"), asked("responses", "accepts")
_LEADING, _NAMED_ALONE = asked("responses", "leading_number"), asked("responses", "named_alone")
_OPENING = 120
_Cells = dict[int, str]


@dataclass
class AnswerDraft:
    """What one row or passage says about one recommendation."""

    page_first: int
    page_last: int
    rule: str
    confidence: float
    number: str | None = None
    recommendation: str | None = None
    acceptance: str | None = None
    progress: str | None = None
    status: str | None = None
    action: str | None = None
    update: str | None = None
    owner: str | None = None
    due: str | None = None


def row_answers(paragraphs: Sequence[Paragraph]) -> list[AnswerDraft]:
    """One answer for each row of the tables that set recommendations beside what is done."""
    key = _key(paragraphs)
    answers: list[AnswerDraft] = []
    columns: dict[str, int] = {}
    verdict = ""
    for rows in _tables(paragraphs):
        for page, cells in rows:
            if named := _header(cells):
                columns = named
                continue
            if not columns:
                continue
            row = _named(cells, columns)
            if "accepted" in columns and row.keys() == {"recommendation"}:
                # One verdict is beside all the recommendations that are listed next to it.
                alone = _NAMED_ALONE.find(row["recommendation"])
                row |= {"accepted": verdict} if alone and verdict else {}
            verdict = row.get("accepted", "")
            _add(answers, row, page, key)
    return answers


def _tables(paragraphs: Sequence[Paragraph]) -> Iterator[list[tuple[int, _Cells]]]:
    """Tables as rows of cells, each with its page."""
    tables: dict[tuple[int, int], dict[int, _Cells]] = {}
    for paragraph in paragraphs:
        if paragraph.first.role is not LineRole.TABLE or paragraph.first.cell is None:
            continue
        table, row, column = paragraph.first.cell
        cells = tables.setdefault((paragraph.page, table), {}).setdefault(row, {})
        cells[column] = f"{cells.get(column, '')} {paragraph.full}".strip()
    for (page, _), rows in tables.items():
        yield [(page, rows[row]) for row in sorted(rows)]


def _header(cells: _Cells) -> dict[str, int] | None:
    """Columns by what they hold, where a row is the heading of a table of responses."""
    named: dict[str, int] = {}
    for column in sorted(cells):
        name = column_named(cells[column]) if len(cells[column]) < 60 else None
        if name and name not in named:
            named[name] = column
    there = named.keys()
    advised = "recommendation" in there and there & _ANSWERS
    planned = {"number", "action"} <= there and there & (_ANSWERS - {"action"})
    return named if advised or planned or {"number", "accepted"} <= there else None


def _named(cells: _Cells, columns: dict[str, int]) -> dict[str, str]:
    return {name: cells[at] for name, at in columns.items() if cells.get(at)}


def _add(answers: list[AnswerDraft], row: dict[str, str], page: int, key: dict[str, str]) -> None:
    """A row is an answer; one without a recommendation goes on with the answer above."""
    advice = row.get("recommendation", "")
    said = advice or row.get("action", "")
    alone = _NAMED_ALONE.find(advice or row.get("number", ""))
    if not row.keys() & (_ANSWERS - {"action"}) and not (advice and row.get("action")):
        return  # a glossary or another list below the plan
    is_named = alone and row.keys() & {"accepted", "action", "status"}
    if not is_named and (len(said) < _SHORTEST or said[:1].islower()):
        if answers:
            _go_on(answers[-1], row, page)
        return
    answer = AnswerDraft(page, page, "response:row", 0.9)
    opening = _LEADING.find(advice)
    number = row.get("number") or (opening["number"] if opening else None)
    numbered = _NUMBER.match(number.strip()) if number else None
    answer.number = numbered.group().strip(" .)") if numbered else None
    if alone and advice:
        answer.number, advice = alone["number"], ""
    answer.recommendation = (advice[opening.end() :] if opening else advice) or None
    answer.action, answer.update = row.get("action"), row.get("progress")
    answer.owner, answer.due = row.get("owner"), row.get("due")
    answer.status = row.get("status") or row.get("accepted")
    _judge(answer, row.get("accepted", ""), key)
    answers.append(answer)


def _go_on(answer: AnswerDraft, row: dict[str, str], page: int) -> None:
    for field, name in (
        ("recommendation", "recommendation"),
        ("action", "action"),
        ("update", "progress"),
    ):
        if row.get(name):
            said = getattr(answer, field)
            setattr(answer, field, f"{said} {row[name]}".strip() if said else row[name])
    answer.page_last = page


def _judge(answer: AnswerDraft, verdict: str, key: dict[str, str]) -> None:
    """Acceptance and progress: the status column with its key, then the words of the update."""
    status = answer.status or ""
    explained = key.get(status.lower().strip(" ."), status)
    opening = (answer.action or "")[:_OPENING] if _ACCEPTS.find(answer.action or "") else ""
    answer.acceptance = verdict_in(verdict) or acceptance_in(status) or acceptance_in(opening)
    update = answer.update or ""
    answer.progress = (
        progress_of_status(explained)
        or progress_of_status(status)
        or (progress_of_status if len(update) < _SHORTEST else progress_in)(update)
    )


def _key(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """What the colours of a table mean, where the document says so."""
    return {
        match["colour"].lower(): match["means"]
        for paragraph in paragraphs
        for match in _COLOUR.finditer(paragraph.full)
    }
