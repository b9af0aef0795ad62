"""What most texts of one review share does not show which answers which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from warehouse.terms import Terms

_COMMON = 0.8  # what a term loses that all texts of a review have; chosen on labelled links
_FEW = 3  # texts of a review from which on it can be said what is common


def telling(terms: Terms, review: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each term of each text 1, and less the more other texts of its review have it.

    `review` is that of each text; a text has each of its terms once.
    """
    of_text = review[terms.text_of].astype(np.int64)
    _, place, n_with = np.unique(
        of_text * max(1, len(terms.names)) + terms.ids, return_inverse=True, return_counts=True
    )
    n_texts = np.bincount(review, minlength=1)[of_text]
    share = (n_with[place] - 1) / np.maximum(1, n_texts - 1)
    found: NDArray[np.float64] = np.where(n_texts >= _FEW, 1 - _COMMON * share, 1.0)
    return found
