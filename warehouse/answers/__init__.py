"""Which recommendation answers which finding of a review, how that is known and how surely."""

from warehouse.answers.write import write_answers

__all__ = ["write_answers"]
