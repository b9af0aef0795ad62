"""What record, report and figures of a run say once its messages have been sent, or have not."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from archive.folder import Archive
from archive.runs import PUBLISHED, WARNED
from models.records import Issue, Severity
from pipelines.advice import what_to_do
from pipelines.reporting.keep import keep_summary
from pipelines.reporting.summary import Ending, ReportedIssue, Summary

_WELL = {Ending.PUBLISHED, Ending.NOTHING_NEW}


def with_untold(archive: Archive, summary: Summary, untold: Sequence[str]) -> Summary:
    """The summary with a warning for each sentence about somebody who could not be notified.

    Record, report and figures are written anew: a run that had ended with 0 has ended with 2, and
    the figures know which messages still wait.
    """
    issues = tuple(Issue(Severity.WARNING, "run", "not_notified", told) for told in untold)
    if issues:
        summary = _warned(summary, issues)
        for record in archive.runs.load():
            if record.run.run_id == summary.run_id:
                archive.runs.save(
                    msgspec.structs.replace(
                        record,
                        exit_status=summary.exit_status,
                        issues=(*record.issues, *issues),
                    )
                )
    keep_summary(archive, summary)
    return summary


def _warned(summary: Summary, issues: Sequence[Issue]) -> Summary:
    is_well = summary.exit_status == PUBLISHED
    troubles = (
        ReportedIssue(issue.severity, issue.code, issue.message, what_to_do(issue))
        for issue in issues
    )
    return msgspec.structs.replace(
        summary,
        exit_status=WARNED if is_well else summary.exit_status,
        ending=Ending.WARNINGS if summary.ending in _WELL else summary.ending,
        troubles=(*summary.troubles, *troubles),
    )
