"""Documents through the stages, in child processes, each result kept as soon as it is there."""

from pipelines.process.document import (
    Outcome,
    fingerprint,
    is_done,
    process_document,
    processed,
    stored_reading,
)
from pipelines.process.messages import Job
from pipelines.process.pool import Limits, work
from pipelines.process.progress import Progress

__all__ = [
    "Job",
    "Limits",
    "Outcome",
    "Progress",
    "fingerprint",
    "is_done",
    "process_document",
    "processed",
    "stored_reading",
    "work",
]
