"""`python -m measurement.teaching.compare`: ways of telling, on documents not learnt from.

(a) the rules, (b) the rules with a model for headings that they do not know, (c) the model over
paragraphs beside the rules, (d) both. Families of documents are never parted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console

from extractors.judging.model import ParagraphModel
from extractors.statements import statements_of
from measurement.evaluation.predict import Predicted
from measurement.evaluation.scores import DocumentScore, score_document
from measurement.evaluation.tallies import Tally
from measurement.teaching.__main__ import FOLDERS, with_forgetting
from measurement.teaching.fitting import folds, teach
from measurement.teaching.headings import HeadingRoles, headed, learn_headings
from measurement.teaching.lessons import NEW, Lesson, lessons
from models.records import Extraction, Kind, Statement, Status
from vocabulary.report_types import has_statements, judges_in_prose

_FOLDS, _SEED = 3, 0
_COLUMNS = ("all", *(str(kind) for kind in Kind))


class Way(NamedTuple):
    """One way of telling."""

    name: str
    has_headings: bool
    has_model: bool


WAYS = (
    Way("a rules", has_headings=False, has_model=False),
    Way("b rules, model of headings", has_headings=True, has_model=False),
    Way("c rules, model of paragraphs", has_headings=False, has_model=True),
    Way("d both models", has_headings=True, has_model=True),
)


def main() -> int:
    """Print a table of F1 by kind, and what each document came to."""
    say = Console(width=160).print
    taught = lessons(FOLDERS)
    scores: dict[str, list[DocumentScore]] = {way.name: [] for way in WAYS}
    for learnt, asked in folds(taught, _FOLDS, _SEED):
        new = [lesson for lesson in asked if lesson.weight == NEW and lesson.is_printed]
        if not new:
            continue
        headings = learn_headings(learnt)
        plain = teach(with_forgetting(learnt))
        for way in WAYS:
            model = plain if way.has_model else None
            for lesson in new:
                scores[way.name].append(
                    _score(lesson, headings if way.has_headings else None, model)
                )
    say("way", *_COLUMNS, "quoted let through", sep=" | ")
    for name, found in scores.items():
        say(name, *_figures(found), sep=" | ")
    for row in zip(*scores.values(), strict=True):
        say(row[0].file[:44], *(f"{score.total.f1 or 0:.3f}" for score in row), sep=" | ")
    return 0


def _score(
    lesson: Lesson, headings: HeadingRoles | None, model: ParagraphModel | None
) -> DocumentScore:
    if headings is not None:
        lesson = headed(lesson, headings)
    kind = lesson.report_type
    said: tuple[Statement, ...] = ()
    if has_statements(kind):
        said = statements_of(
            lesson.gold.document_id,
            lesson.found,
            lesson.sections,
            report_type=kind,
            judges_in_prose=judges_in_prose(kind),
            model=model,
        ).statements
    extraction = Extraction(lesson.gold.document_id, lesson.metadata, lesson.sections, said)
    return score_document(lesson.gold, Predicted(Status.OK, 1, extraction))


def _figures(scores: Sequence[DocumentScore]) -> list[str]:
    totals = {name: Tally() for name in _COLUMNS}
    for score in scores:
        for kind, tally in score.soft.items():
            totals[kind].add(tally)
            totals["all"].add(tally)
    through = sum(score.quoted.total - score.quoted.right for score in scores)
    of = sum(score.quoted.total for score in scores)
    return [*(f"{totals[name].f1 or 0:.3f}" for name in _COLUMNS), f"{through} of {of}"]


if __name__ == "__main__":
    sys.exit(main())
