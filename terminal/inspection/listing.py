"""A document's metadata, sections, statements and lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from models.records import Metadata, Page, Stated
from pipelines.process.hidden import summed
from terminal.inspection.finding import Inspected
from vocabulary.counting import plural
from vocabulary.statuses import status_labels


def show(inspected: Inspected, console: Console, pages: Iterable[int] = ()) -> None:
    """Print metadata and statements, and for `pages` also every line with its role."""
    reading = inspected.reading
    console.print(f"[bold]{inspected.path.name}[/]  {reading.document_id}")
    console.print(
        f"{status_labels()[reading.status]}, {plural(reading.n_pages, 'page')}"
        f" {reading.message or ''}"
    )
    for words in summed(reading.pages):
        console.print(words, markup=False, soft_wrap=True)
    console.print(_metadata(inspected.extraction.metadata))
    console.print(_sections(inspected))
    _statements(inspected, console)
    wanted = set(pages)
    for page in reading.pages:
        if page.number in wanted:
            console.print(_lines(page))


def _metadata(metadata: Metadata) -> Table:
    table = Table("field", "value", "sure", "page", "rule", title="Metadata", title_justify="left")
    for name in metadata.__struct_fields__:
        value = getattr(metadata, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Stated):
                page = str(item.page or "")
                table.add_row(name, Text(item.value), f"{item.confidence:.2f}", page, item.rule)
            elif item not in (None, ""):
                table.add_row(name, Text(str(item)), "", "", "")
    return table


def _sections(inspected: Inspected) -> Table:
    table = Table("page", "section", "role", title="Sections", title_justify="left")
    for section in inspected.extraction.sections:
        indent = "  " * (section.level - 1)
        table.add_row(str(section.page), Text(indent + section.heading), section.role)
    return table


def _statements(inspected: Inspected, console: Console) -> None:
    """One paragraph per statement: its kind and page in one line, its words, its themes."""
    themes: dict[str, list[str]] = {}
    for label in inspected.labelled.labels:
        themes.setdefault(label.statement_id, []).append(f"{label.theme_id} {label.score:.2f}")
    many = plural(len(inspected.extraction.statements), "statement")
    console.print(f"\n[bold]{many}[/]")
    for s in inspected.extraction.statements:
        until = "" if s.page_first == s.page_last else f"-{s.page_last}"
        to = f"  to: {s.addressee}" if s.addressee else ""
        printed = f" (printed {s.page_label_first})" if s.page_label_first else ""
        head = f"{s.statement_id}  p. {s.page_first}{until}{printed}  {s.kind} {s.number or ''}"
        rule = f"  [{s.rule} {s.confidence:.2f}]"
        console.print(Text.assemble((head, "bold"), (rule, "dim"), (to, "cyan")))
        console.print(Padding(Text(s.text), (0, 0, 0, 4), expand=False))
        if s.statement_id in themes:
            found = ", ".join(themes[s.statement_id])
            console.print(Padding(Text(found, "green"), (0, 0, 0, 4), expand=False))


def _lines(page: Page) -> Table:
    table = Table(
        "block", "role", "size", "look", "mark", "text",
        title=f"Page {page.number}", title_justify="left",
    )  # fmt: skip
    for line in page.lines:
        look = "".join(
            letter
            for letter, holds in (("b", line.bold), ("i", line.italic), ("s", line.shaded))
            if holds
        )
        block, mark = str(line.block), line.marker or ""
        table.add_row(block, line.role, f"{line.size:.1f}", look, Text(mark), Text(line.text))
    return table
