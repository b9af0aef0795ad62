"""Applies people's decisions: to statements before they are labelled, to labels afterwards.

All functions are pure. A correction that finds no statement is an issue, never an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from models.corrections.finding import find
from models.corrections.held import STATEMENT
from models.corrections.schema import THEME_ACTIONS, Correction
from models.records import (
    Extraction,
    Issue,
    Labelled,
    Origin,
    Severity,
    Stance,
    Statement,
    ThemeLabel,
    statement_id,
)


class CorrectedExtraction(NamedTuple):
    """Statements as people want them, and the corrections that found none."""

    extraction: Extraction
    issues: tuple[Issue, ...]


class CorrectedLabels(NamedTuple):
    """Labels as people want them, and the corrections that found no statement."""

    labelled: Labelled
    issues: tuple[Issue, ...]


def correct_statements(
    extraction: Extraction, corrections: Iterable[Correction]
) -> CorrectedExtraction:
    """Kinds, boundaries, merges, splits and drops. `corrections` of other documents are skipped.

    A statement whose words change keeps its place, page, boxes and id: sessions, shortlists and
    later corrections name it by that. Only what a split adds has ids of its own.
    """
    statements = list(extraction.statements)
    issues: list[Issue] = []
    for correction in corrections:
        if correction.document_id != extraction.document_id or not _is_of_statement(correction):
            continue
        target = find(statements, correction.statement_id, correction.quote)
        changed = None if target is None else _change(statements, target, correction)
        if changed is None:
            issues.append(_orphan(correction))
        else:
            statements = changed
    numbered = tuple(msgspec.structs.replace(s, ordinal=i) for i, s in enumerate(statements))
    result = msgspec.structs.replace(extraction, statements=numbered)
    return CorrectedExtraction(
        result if numbered != extraction.statements else extraction, tuple(issues)
    )


def _is_of_statement(correction: Correction) -> bool:
    """Whether it changes a statement itself: no theme of it, nothing that only lets it be seen."""
    if correction.action == "mask":
        return correction.field == STATEMENT
    return correction.action not in THEME_ACTIONS | {"accept"}


def _change(
    statements: list[Statement], target: Statement, correction: Correction
) -> list[Statement] | None:
    """The list after one correction; None where its words do not fit the statement."""
    place = statements.index(target)
    before, after = statements[:place], statements[place + 1 :]
    if correction.action == "drop":
        return before + after
    if correction.action == "set_kind" and correction.kind is not None:
        return [*before, msgspec.structs.replace(target, kind=correction.kind), *after]
    if correction.action in ("mask", "set_text") and correction.text:
        return [*before, msgspec.structs.replace(target, text=correction.text), *after]
    if correction.action == "split":
        if any(part not in target.text for part in correction.parts):
            return None
        first = msgspec.structs.replace(target, text=correction.parts[0])
        return [*before, first, *(_added(target, part) for part in correction.parts[1:]), *after]
    return _merge(before, target, after, correction)


def _merge(
    before: list[Statement], target: Statement, after: list[Statement], correction: Correction
) -> list[Statement] | None:
    """The target with the statements that `merge_with` quotes, in that order."""
    merged = target
    for quote in correction.merge_with:
        other = find(after, "", quote)
        if other is None:
            return None
        after = [s for s in after if s is not other]
        merged = msgspec.structs.replace(
            merged,
            text=f"{merged.text} {other.text}",
            page_first=min(merged.page_first, other.page_first),
            page_last=max(merged.page_last, other.page_last),
            page_label_first=min((merged, other), key=lambda s: s.page_first).page_label_first,
            page_label_last=max((merged, other), key=lambda s: s.page_last).page_label_last,
            evidence=merged.evidence + other.evidence,
        )
    return [*before, merged, *after]


def _added(statement: Statement, text: str) -> Statement:
    name = statement_id(statement.document_id, text, 0)
    return msgspec.structs.replace(statement, text=text, statement_id=name)


def correct_labels(
    extraction: Extraction, labelled: Labelled, corrections: Iterable[Correction]
) -> CorrectedLabels:
    """Themes added and removed by people; they win over rules and model, the last one last."""
    labels = list(labelled.labels)
    abstained = list(labelled.abstained)
    issues: list[Issue] = []
    for correction in corrections:
        if correction.document_id != extraction.document_id:
            continue
        if correction.action not in THEME_ACTIONS:
            continue
        target = find(extraction.statements, correction.statement_id, correction.quote)
        if target is None:
            issues.append(_orphan(correction))
            continue
        mine = [x for x in labels + abstained if _decides(correction, target, x)]
        labels = [x for x in labels if x not in mine]
        abstained = [x for x in abstained if x not in mine]
        labels += [_human(target, theme, mine) for theme in given(correction)]
    result = msgspec.structs.replace(labelled, labels=tuple(labels), abstained=tuple(abstained))
    return CorrectedLabels(result, tuple(issues))


def given(correction: Correction) -> tuple[str, ...]:
    """The themes that a correction gives its statement."""
    if correction.action == "add_theme" and correction.theme is not None:
        return (correction.theme,)
    return correction.themes if correction.action == "set_themes" else ()


def _decides(correction: Correction, target: Statement, label: ThemeLabel) -> bool:
    """Whether the correction speaks of this label: of its theme, or of all of its statement's."""
    is_its = correction.action == "set_themes" or label.theme_id == correction.theme
    return is_its and label.statement_id == target.statement_id


def _human(statement: Statement, theme: str, known: list[ThemeLabel]) -> ThemeLabel:
    """A person's label: the evidence found before, else the whole statement."""
    for label in known:
        if label.theme_id == theme:
            return msgspec.structs.replace(label, score=1.0, origin=Origin.HUMAN)
    return ThemeLabel(
        statement_id=statement.statement_id,
        theme_id=theme,
        score=1.0,
        origin=Origin.HUMAN,
        evidence=statement.text,
        evidence_start=0,
        evidence_end=len(statement.text),
        stance=Stance.NEUTRAL,
    )


def _orphan(correction: Correction) -> Issue:
    """What becomes of a correction whose statement is gone; holds no report text."""
    message = (
        f"the correction {correction.action} at {correction.file or 'an unknown place'} no "
        "longer fits any statement of its document; look at it, then correct or delete it"
    )
    return Issue(
        Severity.WARNING,
        "classify",
        "correction_orphaned",
        message,
        document_id=correction.document_id,
    )
