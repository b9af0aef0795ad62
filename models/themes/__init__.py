"""The taxonomy of themes and the classifier that labels statements with it."""

from models.themes.classify import Classifier
from models.themes.loading import load_taxonomy
from models.themes.located import TaxonomyError
from models.themes.quality import theme_quality

__all__ = ["Classifier", "TaxonomyError", "load_taxonomy", "theme_quality"]
