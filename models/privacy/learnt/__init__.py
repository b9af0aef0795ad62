"""Names, homes, schools, days and numbers that no rule knows: a small model of words."""

from models.privacy.learnt.finding import RULE, learnt_in_file_name, learnt_names
from models.privacy.learnt.model import model as prepare_model
from models.privacy.learnt.numbers import RULE_OF_FIGURES, learnt_figures

__all__ = [
    "RULE",
    "RULE_OF_FIGURES",
    "learnt_figures",
    "learnt_in_file_name",
    "learnt_names",
    "prepare_model",
]
