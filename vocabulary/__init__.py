"""Words of the field, each once, as data: what headings, labels and tables call things."""
