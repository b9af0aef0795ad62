"""The result of rehearsing a source."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from models.records import Issue, Severity
from pipelines.advice import what_to_do
from pipelines.rehearsal import Rehearsed
from vocabulary.counting import plural
from vocabulary.issues import issue_label

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


_OF_A_NIGHT = "Nothing tonight"  # advice for runs, which try again by themselves


def _what_to_do(issue: Issue) -> str:
    told = what_to_do(issue)
    if told.startswith(_OF_A_NIGHT):
        return "Correct the source file, or what was saved, and rehearse again."
    return told


def show_rehearsal(found: Rehearsed, console: Console) -> None:
    """Print each file with its outcome, then what a run would say."""
    console.print(Text(f"{found.source_id}: {found.title}", "bold"))
    if found.skip_reason:
        console.print(Text(f"A run would skip it: {found.skip_reason}"), soft_wrap=True)
        return
    had = sum(row.document_id is not None for row in found.files)
    listed, left = plural(found.found, "document"), plural(found.left_out, "link")
    line = f"{listed} listed, {left} left out, {plural(had, 'file')} fetched"
    console.print(line, highlight=False)
    for row in found.files:
        told = f" ({row.message})" if row.message else ""
        title = row.listed_title or "(no title)"
        date = f" [{row.listed_date}]" if row.listed_date else ""
        console.print(
            Text(f"  {issue_label(row.outcome)}: {title}{date} {row.url}{told}"), soft_wrap=True
        )
    for issue in found.issues:
        colour = _COLOURS[issue.severity]
        console.print(Text.assemble((f"{issue.severity} ", colour), issue.message), soft_wrap=True)
        console.print(Text(f"  {_what_to_do(issue)}"), soft_wrap=True)
    for page in found.missing:
        console.print(Text(f"Not among the saved pages: {page}"), soft_wrap=True)
    if found.missing:
        told = (
            "Save them as HOST/PATH below the folder, or correct the addresses in the source file."
        )
        console.print(Text(f"  {told}"), soft_wrap=True)
    if found.is_good:
        console.print("A run would collect these.")
