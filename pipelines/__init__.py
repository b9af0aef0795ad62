"""The line in plain Python: collect, store, process, run, evaluate."""
