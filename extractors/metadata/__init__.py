"""What a document says about itself as a whole."""

from extractors.metadata.describe import describe
from extractors.metadata.report_type import has_statements, judges_in_prose

__all__ = ["describe", "has_statements", "judges_in_prose"]
