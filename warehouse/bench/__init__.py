"""Measures the warehouse on a made-up corpus."""
