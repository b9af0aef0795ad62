"""The shipped templates and what makes them: `python -m briefings.pack.templates`."""
