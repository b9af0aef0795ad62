"""The taxonomy of themes and the classifier that labels statements with it."""

from typing import TYPE_CHECKING, Any

from models.slim_spacy import load_spacy
from models.themes.families import is_narrative
from models.themes.loading import load_taxonomy
from models.themes.quality import theme_quality
from models.themes.reviews import ReviewModel, review_model
from vocabulary.located import VocabularyError

if TYPE_CHECKING:
    from models.themes.classify import Classifier

__all__ = [
    "Classifier",
    "ReviewModel",
    "VocabularyError",
    "is_narrative",
    "load_taxonomy",
    "review_model",
    "theme_quality",
]


def __getattr__(name: str) -> Any:
    """The classifier when it is first asked for: every command would else wait for spaCy."""
    if name != "Classifier":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    load_spacy()
    from models.themes.classify import Classifier  # noqa: PLC0415

    return Classifier
