"""Which documents narrate: they show themes that they do not name.

An inspection letter or an inquiry says "supervision is weak"; a local review says that nobody had
asked the worker how she was. So each kind has its own regressions and thresholds.
"""

from __future__ import annotations

from models.records import Metadata
from vocabulary.report_types import report_type


def is_narrative(metadata: Metadata) -> bool:
    """Whether this document narrates.

    What is of no known type is judged as a letter, the kind that asks for more before it says a
    theme.
    """
    stated = metadata.document_type
    kind = report_type(stated.value) if stated else None
    return kind is not None and kind.tells_a_story
