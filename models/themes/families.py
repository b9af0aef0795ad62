"""Which documents tell a story: they show themes that they do not name.

An inspection letter or an inquiry says "supervision is weak"; a local review says that nobody had
asked the worker how she was. So each kind has its own regressions and thresholds.
"""

from __future__ import annotations

from models.records import Metadata

# Codes of extractors/report_types. What is of no known type is judged as a letter, the kind that
# asks for more before it says a theme.
NARRATIVE_TYPES = frozenset(
    """adult_practice_review briefing case_management_review child_practice_review dhr lcspr
    learning_review mental_health_homicide_review sar scr significant_case_review susr""".split()
)


def is_narrative(metadata: Metadata) -> bool:
    """Whether this document tells a story."""
    stated = metadata.document_type
    return stated is not None and stated.value in NARRATIVE_TYPES
