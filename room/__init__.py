"""A reading room: local, read-only web pages over the warehouse and the pages of its documents."""

from room.application import application, warm
from room.settings import RoomError, RoomSettings

__all__ = ["RoomError", "RoomSettings", "application", "warm"]
