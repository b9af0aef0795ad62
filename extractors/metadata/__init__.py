"""What a document says about itself as a whole."""

from extractors.metadata.describe import describe

__all__ = ["describe"]
