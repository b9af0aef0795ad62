"""A document as the stages see it: in words for a terminal, and drawn over its pages."""

from pipelines.inspection.drawing import draw_pages
from pipelines.inspection.finding import Inspected, find_document
from pipelines.inspection.listing import show

__all__ = ["Inspected", "draw_pages", "find_document", "show"]
