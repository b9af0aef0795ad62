"""Which documents belong to one review, and why."""

from warehouse.families.facts import Facts, Member, facts_of
from warehouse.families.group import group
from warehouse.families.said_again import write_said_again

__all__ = ["Facts", "Member", "facts_of", "group", "write_said_again"]
