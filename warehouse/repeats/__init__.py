"""The same advice given again in other reviews, beyond equal wording."""

from warehouse.repeats.write import write_repeats

__all__ = ["write_repeats"]
