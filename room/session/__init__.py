"""The author's session: one shortlist file, which may be edited by hand at the same time."""

from room.session.marks import Marks
from room.session.tray import UNTITLED, Tray

__all__ = ["UNTITLED", "Marks", "Tray"]
