"""People's corrections: read from files, applied to statements and labels."""

from models.corrections.applying import correct_labels, correct_statements
from models.corrections.documents import DocumentCorrection, correct_document, read_documents
from models.corrections.held import decide
from models.corrections.learning import Said, answers, confirmed_texts
from models.corrections.reading import CorrectionError, for_document, read_corrections
from models.corrections.schema import Correction
from models.corrections.writing import write_documents

__all__ = [
    "Correction",
    "CorrectionError",
    "DocumentCorrection",
    "Said",
    "answers",
    "confirmed_texts",
    "correct_document",
    "correct_labels",
    "correct_statements",
    "decide",
    "for_document",
    "read_corrections",
    "read_documents",
    "write_documents",
]
