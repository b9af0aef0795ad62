"""Labelled sentences of the privacy screen: how they are read, what its model learns of them."""
