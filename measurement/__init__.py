"""Measuring the pipeline: figures against annotated documents, speed, memory."""
