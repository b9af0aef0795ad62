"""Documents through the stages, in child processes, each result kept as soon as it is there."""

from pipelines.process.ahead import nursery_ahead
from pipelines.process.document import (
    current_keys,
    failed_documents,
    fingerprint,
    forget_failure,
    is_done,
    process_document,
    processed,
    stored_reading,
)
from pipelines.process.executor import work
from pipelines.process.limits import Limits
from pipelines.process.messages import Job
from pipelines.process.outcomes import NOT_IN_FULL, DocumentOutcome, Trouble
from pipelines.process.progress import Progress

__all__ = [
    "NOT_IN_FULL",
    "DocumentOutcome",
    "Job",
    "Limits",
    "Progress",
    "Trouble",
    "current_keys",
    "failed_documents",
    "fingerprint",
    "forget_failure",
    "is_done",
    "nursery_ahead",
    "process_document",
    "processed",
    "stored_reading",
    "work",
]
