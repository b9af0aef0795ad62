"""Full-text search that needs no extension: an index in ordinary tables, and one table macro."""

from warehouse.search.ask import Hit, Within, search, similar

__all__ = ["Hit", "Within", "search", "similar"]
