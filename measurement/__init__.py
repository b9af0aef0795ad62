"""Measuring the line: figures against annotated documents, speed, memory."""
