"""Teach the model that separates statements from other paragraphs, and compare ways of telling."""
