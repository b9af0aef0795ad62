"""Queries to the warehouse, one module per subject."""
