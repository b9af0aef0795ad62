"""Prefect's side of a run: when flows run, what the server shows about them, and what ends them."""
