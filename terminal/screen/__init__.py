"""What commands print for people."""

from terminal.screen.answers import (
    as_records,
    show_hits,
    show_rows,
    write_csv,
)
from terminal.screen.changes import show_changes
from terminal.screen.explanation import show_explanation
from terminal.screen.run import run_as_json, show_run
from terminal.screen.status import (
    show_check,
    show_out_of_reach,
    show_sources,
    show_sources_status,
    show_status,
)

__all__ = [
    "as_records",
    "run_as_json",
    "show_changes",
    "show_check",
    "show_explanation",
    "show_hits",
    "show_out_of_reach",
    "show_rows",
    "show_run",
    "show_sources",
    "show_sources_status",
    "show_status",
    "write_csv",
]
