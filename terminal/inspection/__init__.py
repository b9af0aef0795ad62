"""A document as the stages see it: as text for a terminal, or drawn on its pages."""

from terminal.inspection.drawing import draw_pages
from terminal.inspection.finding import Inspected, find_document
from terminal.inspection.listing import show

__all__ = ["Inspected", "draw_pages", "find_document", "show"]
