"""Each word of the domain in one place, as data: YAML files and small loaders that check them."""
