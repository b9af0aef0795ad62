"""Which reviews and which of their words belong in a briefing, and why."""

from briefings.selection.errors import BriefingError

__all__ = ["BriefingError"]
