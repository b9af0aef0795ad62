"""From publishers' pages to a published warehouse, in plain Python."""
