"""The author's session: one shortlist file, which a hand may edit at the same time."""

from room.session.marks import Marks
from room.session.tray import UNTITLED, Tray

__all__ = ["UNTITLED", "Marks", "Tray"]
