"""How good the line is against annotated documents: statements, themes, metadata, evidence."""

from pipelines.evaluation.folders import evaluate_folders
from pipelines.evaluation.gold import GoldDocument, load_gold
from pipelines.evaluation.predict import Predicted
from pipelines.evaluation.report import as_json, show, summary
from pipelines.evaluation.totals import Evaluation, evaluate

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
