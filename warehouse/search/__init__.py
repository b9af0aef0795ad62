"""Full-text search that needs no extension: an index in ordinary tables, and one table macro."""

from warehouse.search.ask import Hit, Within, invented_hits, search, similar

__all__ = ["Hit", "Within", "invented_hits", "search", "similar"]
