"""Places and publishing bodies of the reviews, each in one spelling."""

from warehouse.gazetteer.write import write_gazetteer

__all__ = ["write_gazetteer"]
