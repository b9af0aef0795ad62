"""The public views as files for other programs."""

from warehouse.export.files import export
from warehouse.export.parts import partition

__all__ = ["export", "partition"]
