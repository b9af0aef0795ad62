"""From the warehouse to a briefing: one review or theme in, quotable extracts of others out."""

from briefings.content import Briefing, ChosenReview, Extract, ThemeCount
from briefings.markdown import as_markdown, write_markdown
from briefings.select import BriefingError, select

__all__ = [
    "Briefing",
    "BriefingError",
    "ChosenReview",
    "Extract",
    "ThemeCount",
    "as_markdown",
    "select",
    "write_markdown",
]
