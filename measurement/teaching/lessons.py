"""Annotated reviews as lessons: features of every paragraph, and what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

import extractors
from extractors.judging.places import Answers, ParagraphFeatures
from extractors.metadata import describe
from extractors.statements.relayed import relayed
from extractors.statements.weighed import answers_of, drafts_of
from extractors.structure import Paragraph, build_sections, paragraphs
from extractors.structure.lexicon import heading_role
from measurement.evaluation.gold import GoldDocument, load_gold
from measurement.evaluation.predict import find_files
from measurement.teaching.alignment import labels_of
from measurement.teaching.written import read_written
from models.records import Kind, Metadata, Reading, Section, SectionRole
from vocabulary.report_types import is_weighed, judges_in_prose

# Where the words of headings are looked up: a lesson may pretend not to know some of them.
_LOOKED_UP = (
    "extractors.structure.sections.heading_role",
    "extractors.judging.places.heading_role",
    "extractors.statements.habits.heading_role",
)
WRITTEN = Path(__file__).parent / "written"
_PART = re.compile(
    r"[-_](?:7-minute-briefing|briefing|partnership-response|crynodeb)\b.*|\d{4}|\.pdf"
)
# How much a lesson counts: the rules were written on the known ones, and texts show no layout.
NEW, KNOWN = 3, 1
# Shares of statements that the rules lose, turn and make up in a lesson that doubts them.
_FAULTS = {NEW: (0.1, 0.03, 0.02), KNOWN: (0.35, 0.1, 0.05)}
_GUESS = ("finding", "judgement:analysis")
Doubt = Callable[[Answers, Sequence[Paragraph]], Answers]


@dataclass(frozen=True)
class Lesson:
    """One annotated document."""

    gold: GoldDocument
    reading: Reading
    metadata: Metadata
    found: Sequence[Paragraph]
    sections: tuple[Section, ...]
    answers: Answers
    features: Sequence[Sequence[str]]
    labels: Sequence[str | None]
    family: str  # a report, its briefing and its response: never parted in a comparison
    weight: int

    @property
    def report_type(self) -> str | None:
        stated = self.metadata.document_type
        return stated.value if stated else None

    @property
    def is_printed(self) -> bool:
        """Whether it was annotated on its pages, not written to be taught."""
        return self.gold.file.endswith(".pdf")

    def forgetting(self, share: float, salt: str) -> Lesson:
        """The same document, read by someone who does not know a share of its headings.

        The rules fail as well, as often as they do on documents that nobody has seen: the model
        must not learn to trust them as far as they can be trusted on those they were written on.
        """

        def role(heading: str, report_type: str | None = None) -> SectionRole | None:
            known = heading_role(heading, report_type)
            drawn = crc32(f"{salt} {self.gold.file} {heading.lower()}".encode()) % 1000
            return None if drawn < 1000 * share else known

        with patch(_LOOKED_UP[0], role), patch(_LOOKED_UP[1], role), patch(_LOOKED_UP[2], role):
            return replace(self, **_read(self.reading, self.report_type, self._doubted(salt)))

    def _doubted(self, salt: str) -> Doubt:
        lost, turned, made_up = _FAULTS[self.weight]

        def doubt(answers: Answers, paragraphs: Sequence[Paragraph]) -> Answers:
            return doubted(answers, paragraphs, lost, turned, made_up, f"{salt} {self.gold.file}")

        return doubt


def lessons(folders: Iterable[tuple[Path, int]]) -> list[Lesson]:
    """Every annotated document in the folders, with the weight of its folder, and the written.

    What the rules read alone (letters, responses) teaches nothing.
    """
    out = [lesson(*read_written(path), KNOWN) for path in sorted(WRITTEN.glob("*.txt"))]
    for folder, weight in folders:
        gold = load_gold(folder)
        places = [folder, folder.parent / "pdf"]
        files = find_files([p for p in places if p.is_dir()], {d.document_id for d in gold})
        for document in gold:
            if document.document_id not in files:
                raise FileNotFoundError(f"No file for {document.file} in {folder}.")
            reading = extractors.read(files[document.document_id], document.document_id)
            out.append(lesson(document, reading, weight))
    return [taught for taught in out if is_weighed(taught.report_type)]


def lesson(gold: GoldDocument, reading: Reading, weight: int) -> Lesson:
    """One annotated document, read."""
    metadata = describe(reading)
    report_type = metadata.document_type.value if metadata.document_type else None
    read = _read(reading, report_type)
    labels = labels_of(read["found"], read["sections"], gold.statements)
    family = " ".join(re.split(r"[-_ ]+", _PART.sub("", gold.file))[:2])
    return Lesson(gold, reading, metadata, **read, labels=labels, family=family, weight=weight)


def doubted(
    answers: Answers,
    paragraphs: Sequence[Paragraph],
    lost: float,
    turned: float,
    made_up: float,
    salt: str,
) -> Answers:
    """The rules' answers with faults: statements lost, turned into findings, and made up."""
    out: dict[int, tuple[str, str, bool]] = {}
    current: tuple[str, str] | None = None
    for i, paragraph in enumerate(paragraphs):
        answer = answers.get(i)
        drawn = crc32(f"{salt} {i} {paragraph.full[:40]}".encode()) % 1000 / 1000
        if answer is None:
            current = None
            if not paragraph.level and len(paragraph.full) > 100 and drawn < made_up:
                out[i] = (*_GUESS, True)
            continue
        if answer[2]:
            soft = answer[0] in (Kind.GOOD_PRACTICE, Kind.LEARNING_POINT)
            current = _GUESS if soft and lost <= drawn < lost + turned else answer[:2]
            current = None if drawn < lost else current
        if current:
            out[i] = (*current, answer[2])
    return out


def _read(reading: Reading, report_type: str | None, doubt: Doubt | None = None) -> dict[str, Any]:
    found = paragraphs(reading)
    return shown(found, build_sections(found, report_type), report_type, doubt)


def shown(
    paragraphs: Sequence[Paragraph],
    sections: tuple[Section, ...],
    report_type: str | None,
    doubt: Doubt | None = None,
) -> dict[str, Any]:
    """What a lesson shows of its paragraphs and sections, by field."""
    others = relayed(paragraphs, sections)
    drafts = drafts_of(paragraphs, sections, others, judges_in_prose=judges_in_prose(report_type))
    answers = answers_of(paragraphs, drafts)
    if doubt is not None:
        answers = doubt(answers, paragraphs)
    features = ParagraphFeatures(paragraphs, sections, answers, report_type).all()
    return {"found": paragraphs, "sections": sections, "answers": answers, "features": features}
