"""The public views as files for other programs."""

from warehouse.exports.files import export
from warehouse.exports.parts import partition

__all__ = ["export", "partition"]
