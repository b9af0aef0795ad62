"""What commands print for people."""

from pipelines.screen.run import show_run
from pipelines.screen.status import show_listing, show_sources, show_sources_status, show_status

__all__ = ["show_listing", "show_run", "show_sources", "show_sources_status", "show_status"]
