"""The columns of a table: which of them hold statements, of which kind, and where their numbers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.statements.draft import LONGEST_TITLE
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, SectionRole
from vocabulary.columns import kind_of_column
from vocabulary.rules import asked
from vocabulary.statements import titles

_ROW_JUDGES = asked("chapters", "row_judges")
_FEWEST_ROWS = 3  # that show that a first column counts them
_FEWEST_LABELLED = 2  # rows whose first cell is the label of a statement
_LONGEST_NAME = 70  # characters of a column's head
APPRAISAL = "appraisal"  # what the authors think of each row
RELAYED = "relayed"  # what another review advised
SINGLE_AGENCY = "single_agency"  # what agencies advised themselves
HEAD_ROWS = 3  # among which the names of a table's columns are
_KINDS = {
    "recommendation": Kind.RECOMMENDATION,
    "action": Kind.RECOMMENDATION,
    SINGLE_AGENCY: Kind.RECOMMENDATION,
    **{kind.value: kind for kind in Kind},
    APPRAISAL: Kind.FINDING,  # unless its words praise
}
# One known name among others heads a table of these; "Exercise | Recommendations" relays advice.
_JUDGED = frozenset({"finding", "good_practice", "learning_point", APPRAISAL})
_ADVISED = frozenset({"recommendation", SINGLE_AGENCY})
_BY_WHOM = frozenset({"owner", "timescale"})
_PLANNED = (SectionRole.ACTION_PLAN, SectionRole.RECOMMENDATIONS)


class TableRow(NamedTuple):
    """The paragraphs of one row by their columns."""

    cells: dict[int, list[Paragraph]]

    def text(self, column: int | None) -> str:
        """What is in a column; nothing where the row has no such cell."""
        if column is None:
            return ""
        return " ".join(p.full for p in self.cells.get(column, [])).strip()


class Columns(NamedTuple):
    """The columns that a head names, by what they hold, and the heads of those of numbers."""

    named: dict[str, int]
    numbers: dict[int, str]

    def __bool__(self) -> bool:
        return bool(self.named)

    def get(self, name: str) -> int | None:
        """The first column that holds this, or None."""
        return self.named.get(name)

    def stated(self, role: SectionRole) -> dict[int, Kind]:
        """The columns of statements from left to right, in a section of this role.

        Beside recommendations, actions say how they are carried out; elsewhere they are advice
        among recommendations, in a plan, and beside the learning that they follow from, where the
        table says who acts or by when.
        """
        learnt = "learning_point" in self.named and not self.named.keys().isdisjoint(_BY_WHOM)
        is_planned = (role in _PLANNED or learnt) and self.named.keys().isdisjoint(_ADVISED)
        names = [n for n in self.named if n in _KINDS and (n != "action" or is_planned)]
        return {self.named[n]: _KINDS[n] for n in sorted(names, key=lambda n: self.named[n])}

    def number(self, column: int, kind: Kind, *, is_only: bool) -> int | None:
        """The column of the numbers for one of statements: the nearest to its left.

        `is_only`: there is no other column of statements. "Recommendation no." is for these alone.
        """
        fit = [at for at, head in self.numbers.items() if _is_for(head, kind)]
        left = [at for at in fit if at < column]
        return max(left) if left else min(fit) if fit and is_only else None


NO_COLUMNS = Columns({}, {})


def _is_for(head: str, kind: Kind) -> bool:
    """Whether the head of a column of numbers names this kind of statement, or none."""
    named = [other for other in Kind if titles(other).match(head)]
    return not named or kind in named


def columns_and_body(rows: Sequence[TableRow]) -> tuple[Columns, Sequence[TableRow]] | None:
    """The columns and the rows below their names; None where no row names a column of statements."""
    for i, row in enumerate(rows[:HEAD_ROWS]):
        named: dict[str, int] = {}
        numbers: dict[int, str] = {}
        for column in sorted(row.cells):
            text = row.text(column)
            name = kind_of_column(text) if len(text) < _LONGEST_NAME else None
            if name:
                named.setdefault(name, column)
            if name == "number":
                numbers[column] = text
        if RELAYED in named:
            return NO_COLUMNS, ()
        is_told = bool(named.keys() & _JUDGED) and _is_set_as_head(row, rows[i + 1 :])
        if named.keys() & set(_KINDS) and (len(named) >= 2 or is_told):
            return Columns(named, numbers), rows[i + 1 :]
    return None


def _is_set_as_head(row: TableRow, below: Sequence[TableRow]) -> bool:
    """Whether a row is set as names of columns: short cells in bold or on a shade of its own."""
    cells = [p for cell in row.cells.values() for p in cell]
    texts = [row.text(column) for column in row.cells]
    if len(texts) < 2 or not below or any(len(t) >= _LONGEST_NAME or t[-1:] in ".;" for t in texts):
        return False
    others = [p for other in below for cell in other.cells.values() for p in cell]
    bold = all(p.bold for p in cells) and not all(p.bold for p in others)
    shaded = all(p.first.shaded for p in cells) and not any(p.first.shaded for p in others)
    return bold or shaded


def columns_without_head(rows: Sequence[TableRow]) -> Columns:
    """The columns of a numbered table whose head is not in it: those of numbers and of most words.

    Among recommendations alone; none where the first column does not count its rows.
    """
    numbers = [row.text(0).rstrip(".)") for row in rows]
    counts = (
        [str(int(numbers[0]) + i) for i in range(len(rows))]
        if numbers[0].isdecimal() and len(numbers[0]) < 4
        else []
    )
    if len(rows) < _FEWEST_ROWS or numbers != counts:
        return NO_COLUMNS
    words = Counter({c: sum(len(row.text(c)) for row in rows) for c in used(rows) - {0}})
    if not words:
        return NO_COLUMNS
    return Columns({"number": 0, "recommendation": words.most_common(1)[0][0]}, {0: ""})


def columns_of_labels(rows: Sequence[TableRow]) -> Columns:
    """The columns of a table without a head whose first cells are labels: "Good practice 2"."""
    labels = [row.cells[0][0].label if 0 in row.cells else None for row in rows]
    kinds = {label.kind if label and label.number else None for label in labels}
    kind = kinds.pop() if len(kinds) == 1 else None
    brief = all(_is_label(row.cells.get(0, [])) for row in rows)
    others = used(rows) - {0}
    if kind is None or not brief or len(rows) < _FEWEST_LABELLED or len(others) != 1:
        return NO_COLUMNS
    return Columns({"number": 0, kind.value: others.pop()}, {0: ""})


def columns_of_form(rows: Sequence[TableRow]) -> tuple[Columns, Sequence[TableRow]] | None:
    """The columns and rows of a form: "Recommendation 1" beside its text, "Lead" beside a name.

    Each of its statements becomes a row, with whom and when as further columns; None where the
    table is no form.
    """
    starts = [i for i, row in enumerate(rows) if _labelled(row)]
    if not starts or starts[0] or used(rows) != {0, 1}:
        return None
    kind = _labelled(rows[0])
    named = {"number": 0, str(kind): 1, "owner": 2, "timescale": 3}
    body: list[TableRow] = []
    for start, end in pairwise([*starts, len(rows)]):
        names = {kind_of_column(row.text(0)): row.cells.get(1, []) for row in rows[start + 1 : end]}
        if not names or None in names or _labelled(rows[start]) is not kind:
            return None
        parts = (
            rows[start].cells[0],
            rows[start].cells[1],
            *map(names.get, ("owner", "timescale")),
        )
        body.append(TableRow({column: cell for column, cell in enumerate(parts) if cell}))
    return Columns(named, {0: ""}), body


def columns_of_named_rows(rows: Sequence[TableRow]) -> tuple[Columns, Sequence[TableRow]] | None:
    """The columns and rows of a table whose rows have names, such as "What we make of it".

    Each row that the authors judge in becomes a cell of a column of its kind; the others go. None
    where no row has such a name, or where a name is more than a name. The first row may be the rest
    of one on the page before: it has no name, and goes with the rows that are not read.
    """
    if used(rows) != {0, 1} or not all(_is_label(row.cells[0]) for row in rows if 0 in row.cells):
        return None
    columns = {name: at for at, name in enumerate(sorted(_JUDGED))}
    named = [(_name_of_row(row), row.cells.get(1, [])) for row in rows]
    body = [TableRow({columns[name]: cell}) for name, cell in named if name in columns and cell]
    if not any(_ROW_JUDGES.find(row.text(0)) for row in rows):
        return None
    return Columns(columns, {}), body


def _name_of_row(row: TableRow) -> str | None:
    """What the first cell of a row says that the second holds."""
    name = row.text(0).strip(" :*")
    return APPRAISAL if _ROW_JUDGES.find(name) else kind_of_column(name)


def _labelled(row: TableRow) -> Kind | None:
    """The kind that the label in the first of two cells names."""
    cell = row.cells.get(0, [])
    label = cell[0].label if cell and row.cells.keys() == {0, 1} and _is_label(cell) else None
    return label.kind if label and label.number else None


def _is_label(cell: Sequence[Paragraph]) -> bool:
    """Whether a cell holds a label and at most a title, and no sentence."""
    words = [word for p in cell for word in p.text.split()]
    return bool(cell) and len(words) <= LONGEST_TITLE and not (words and words[-1][-1] in ".?!;")


def used(rows: Sequence[TableRow]) -> set[int]:
    """The columns in which any of the rows has text."""
    return {column for row in rows for column in row.cells}
