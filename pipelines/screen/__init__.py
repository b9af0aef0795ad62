"""What commands print for people."""

from pipelines.screen.run import run_as_json, show_run
from pipelines.screen.status import show_check, show_sources, show_sources_status, show_status

__all__ = [
    "run_as_json",
    "show_check",
    "show_run",
    "show_sources",
    "show_sources_status",
    "show_status",
]
