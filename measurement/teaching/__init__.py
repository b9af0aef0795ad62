"""Teach the model that tells statements from other paragraphs, and compare ways of telling."""
