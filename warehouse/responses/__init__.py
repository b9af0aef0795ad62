"""Responses and action plans, each answer tied to the recommendation that it answers."""

from warehouse.responses.write import write_responses

__all__ = ["write_responses"]
