"""Which documents belong to one review, and why."""

from warehouse.families.facts import Facts, Member, facts_of
from warehouse.families.group import group

__all__ = ["Facts", "Member", "facts_of", "group"]
