"""The typed, frozen records that every package speaks. Nothing here imports another package."""

from models.records.collection import (
    DocumentState,
    Fetch,
    Fetched,
    Listed,
    Outcome,
    Pass,
    Sighting,
    SourceInfo,
)
from models.records.geometry import Box, enclosing
from models.records.losses import DocumentFigures, Gone, Loss
from models.records.reading import Hidden, HiddenKind, Line, LineRole, Page, Reading, Status
from models.records.responses import Response, response_id
from models.records.run import (
    Issue,
    ProcessedDocument,
    ReportKind,
    Run,
    Severity,
    WarehouseInput,
)
from models.records.statements import (
    Evidence,
    Extraction,
    Kind,
    Metadata,
    Section,
    SectionRole,
    Stated,
    Statement,
    Unsure,
    statement_id,
)
from models.records.themes import Labelled, Origin, Stance, Theme, ThemeLabel, ThemeQuality

__all__ = [
    "Box",
    "DocumentFigures",
    "DocumentState",
    "Evidence",
    "Extraction",
    "Fetch",
    "Fetched",
    "Gone",
    "Hidden",
    "HiddenKind",
    "Issue",
    "Kind",
    "Labelled",
    "Line",
    "LineRole",
    "Listed",
    "Loss",
    "Metadata",
    "Origin",
    "Outcome",
    "Page",
    "Pass",
    "ProcessedDocument",
    "Reading",
    "ReportKind",
    "Response",
    "Run",
    "Section",
    "SectionRole",
    "Severity",
    "Sighting",
    "SourceInfo",
    "Stance",
    "Stated",
    "Statement",
    "Status",
    "Theme",
    "ThemeLabel",
    "ThemeQuality",
    "Unsure",
    "WarehouseInput",
    "enclosing",
    "response_id",
    "statement_id",
]
