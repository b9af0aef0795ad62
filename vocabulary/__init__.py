<<<<<<< HEAD
"""Words of the field, each once, as data: what headings, labels and tables call things."""
=======
"""Each word of the domain once, as data: YAML files and small loaders that check them."""
>>>>>>> metadata
