"""What a run reports to people and monitors: a report in three forms, figures, notifications."""

from pipelines.reporting.keep import keep_report, last_summary, load_summary, report_paths
from pipelines.reporting.markdown import as_markdown
from pipelines.reporting.summary import Ending, Summary

__all__ = [
    "Ending",
    "Summary",
    "as_markdown",
    "keep_report",
    "last_summary",
    "load_summary",
    "report_paths",
]
