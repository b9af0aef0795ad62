"""Names, homes and schools that no rule knows: a small model of words and of what stands beside."""

from models.privacy.learnt.finding import RULE, learnt_in_file_name, learnt_names
from models.privacy.learnt.model import model as prepare_model

__all__ = ["RULE", "learnt_in_file_name", "learnt_names", "prepare_model"]
