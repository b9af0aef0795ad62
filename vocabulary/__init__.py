"""Each word of the domain once, as data: YAML files and small loaders that check them."""
