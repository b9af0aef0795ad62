"""How good the line is against annotated documents: statements, themes, metadata, evidence."""

from pipelines.evaluation.gold import GoldDocument, load_gold
from pipelines.evaluation.predict import Predicted, find_files, predict
from pipelines.evaluation.report import as_json, show, summary
from pipelines.evaluation.totals import Evaluation, evaluate

__all__ = [
    "Evaluation",
    "GoldDocument",
    "Predicted",
    "as_json",
    "evaluate",
    "find_files",
    "load_gold",
    "predict",
    "show",
    "summary",
]
