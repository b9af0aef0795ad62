"""Commands; cli.py joins them and adds those that ask the warehouse."""
