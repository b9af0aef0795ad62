"""Questions to the warehouse, one module a subject."""
