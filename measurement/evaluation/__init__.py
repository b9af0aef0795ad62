"""How good the line is against annotated documents: statements, themes, metadata, evidence."""

from measurement.evaluation.folders import evaluate_folders
from measurement.evaluation.gold import GoldDocument, load_gold
from measurement.evaluation.predict import Predicted
from measurement.evaluation.report import as_json, show, summary
from measurement.evaluation.totals import Evaluation, evaluate

__all__ = [
    "Evaluation",
    "GoldDocument",
    "Predicted",
    "as_json",
    "evaluate",
    "evaluate_folders",
    "load_gold",
    "show",
    "summary",
]
