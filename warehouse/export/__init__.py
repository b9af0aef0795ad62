"""The public views as files: Parquet, CSV with a data package, and one Excel workbook."""

from warehouse.export.files import export

__all__ = ["export"]
