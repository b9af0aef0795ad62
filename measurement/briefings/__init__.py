"""How well briefings choose: labels, scores, and what simpler ways of choosing would find."""

from measurement.briefings.labels import Case, LabelError, read_cases
from measurement.briefings.score import Scores, measure

__all__ = ["Case", "LabelError", "Scores", "measure", "read_cases"]
