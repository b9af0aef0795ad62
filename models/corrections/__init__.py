"""People's corrections: read from files, applied to statements and labels."""

from models.corrections.applying import correct_labels, correct_statements
from models.corrections.learning import confirmed_texts
from models.corrections.reading import CorrectionError, for_document, read_corrections
from models.corrections.schema import Correction

__all__ = [
    "Correction",
    "CorrectionError",
    "confirmed_texts",
    "correct_labels",
    "correct_statements",
    "for_document",
    "read_corrections",
]
