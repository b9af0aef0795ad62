"""Lines to paragraphs, headings and the tree of sections."""

from extractors.structure.paragraphs import Paragraph, paragraphs
from extractors.structure.sections import build_sections, path_of

__all__ = ["Paragraph", "build_sections", "paragraphs", "path_of"]
