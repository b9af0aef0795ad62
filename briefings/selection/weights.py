"""The weight of each part of a choice. `weights.yaml` has them and says where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from vocabulary.kinds import kind_labels
from vocabulary.loading import VocabularyError, load

FILE = Path(__file__).with_name("weights.yaml")
MEASURED_PARTS = (
    "lens_profile",
    "focus_profile",
    "best_themed",
    "best_asked",
    "best_told",
    "asked_share",
)
COMPANY = "company"
REVIEW_PARTS = (*MEASURED_PARTS, COMPANY)
QUOTE_PARTS = ("named", "themed", "asked", "told", "review", "reads", "long", "story", "names")


class ChoiceWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights by the name of the part; those of reviews add up to one."""

    reviews: dict[str, float]
    quotes: dict[str, float]


@cache
def weights() -> ChoiceWeights:
    """The shipped weights. Raises VocabularyError if a part has none or a name is unknown."""
    found = load(FILE.name, ChoiceWeights, FILE.parent)
    _check("reviews", found.reviews, REVIEW_PARTS)
    _check("quotes", found.quotes, (*QUOTE_PARTS, *kind_labels()))
    return found


def _check(which: str, given: dict[str, float], parts: Iterable[str]) -> None:
    if wrong := sorted(set(given) ^ set(parts)):
        raise VocabularyError(f"{FILE.name}, {which}: {', '.join(wrong)} is missing or unknown.")
