"""Prefect's side of a run: when flows run, what the server shows of them, and what ends them."""
