"""The privacy screen: what in a text may identify somebody, by rules and word lists alone."""

from models.privacy.document import screen_document
from models.privacy.file_names import screen_file_name
from models.privacy.holding import masked
from models.privacy.screen import prepare, screen

__all__ = ["masked", "prepare", "screen", "screen_document", "screen_file_name"]
