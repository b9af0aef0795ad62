"""The commands. cli.py joins them and adds those that query the warehouse."""
