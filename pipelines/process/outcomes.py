"""What happened to one document, and what an operator should know of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from archive.stages import EXTRACT, READ
from models.records import Extraction, Issue, SectionRole, Severity, Status
from pipelines.process.facts import FileFacts
from pipelines.process.hidden import hidden_issues

NOT_IN_FULL = frozenset({*Status} - {Status.OK, Status.SCANNED_OCR})
LONGEST_SILENT = 5  # pages: a letter or a poster may have nothing to say
SURE_TYPE = 0.8  # above it a title or a letter head says the type
PROMISING = frozenset({SectionRole.RECOMMENDATIONS, SectionRole.FINDINGS})


class Trouble(StrEnum):
    """What kept a document from being processed that is no fault of its own."""

    FULL = "full"  # no room on the disk: no document fares better
    MACHINE = "machine"  # the child was killed, or the machine failed at this document
    DAMAGED = "damaged"  # the stored original is missing, or its bytes are no longer its own


class DocumentOutcome(msgspec.Struct):
    """What happened to one document: which stages ran, and what was noticed.

    With `trouble` it has no result, and no attempt was used up.
    """

    document_id: str
    status: Status
    n_pages: int
    ran: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    seconds: float = 0.0
    stage_seconds: dict[str, float] = {}
    trouble: Trouble | None = None
    is_half: bool = False  # the last stage is still to come, in another child

    def after(self, half: DocumentOutcome) -> DocumentOutcome:
        """This outcome with what the first half of the work took and noticed."""
        return msgspec.structs.replace(
            self,
            ran=(*half.ran, *self.ran),
            issues=(*half.issues, *self.issues),
            seconds=half.seconds + self.seconds,
            stage_seconds=half.stage_seconds | self.stage_seconds,
        )


def failed(document_id: str, message: str, *, is_programs: bool) -> DocumentOutcome:
    """The outcome of a document that could not be processed; whether this program is at fault."""
    issue = (
        Issue(Severity.WARNING, READ.name, "program_error", message, document_id)
        if is_programs
        else Issue(Severity.WARNING, READ.name, "unreadable", message, document_id)
    )
    return DocumentOutcome(document_id, Status.UNREADABLE, 0, issues=(issue,))


def postponed(document_id: str, trouble: Trouble) -> DocumentOutcome:
    """The outcome of a document that the machine failed: the next run tries again."""
    message = "The machine failed, not the document."
    issue = Issue(Severity.WARNING, READ.name, "machine_failed", message, document_id)
    return DocumentOutcome(document_id, Status.UNREADABLE, 0, issues=(issue,), trouble=trouble)


def silent(facts: FileFacts, extraction: Extraction) -> tuple[Issue, ...]:
    """A document that gave no statement, and that is long or promises some in a heading.

    Its type may have been mistaken: "policy" may rest on a word of its text. What its title or its
    role says is believed of a short one.
    """
    kind = extraction.metadata.document_type
    is_told = kind is not None and kind.confidence > SURE_TYPE
    promises = not is_told and any(s.role in PROMISING for s in extraction.sections)
    if extraction.statements or (facts.n_pages <= LONGEST_SILENT and not promises):
        return ()
    message = (
        f"No statement was found in {facts.n_pages} pages with {len(extraction.sections)} headings,"
        f" read as {kind.value if kind else 'of no known type'}."
    )
    document_id = extraction.document_id
    return (Issue(Severity.WARNING, EXTRACT.name, "no_statements", message, document_id),)


def noticed(document_id: str, facts: FileFacts) -> tuple[Issue, ...]:
    """What an operator should know about a document that was read."""
    issues = []
    if facts.status in NOT_IN_FULL:
        message = facts.message or "The document could not be read in full."
        issues.append(Issue(Severity.WARNING, READ.name, str(facts.status), message, document_id))
    issues += [
        Issue(Severity.INFO, READ.name, "page_problem", why, document_id, page=page)
        for page, why in facts.problems
    ]
    issues += hidden_issues(document_id, facts.hidden)
    return tuple(issues)
