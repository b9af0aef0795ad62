"""Annotated reviews as lessons: features of every paragraph, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

import extractors
from extractors.judging.places import Answers, Places
from extractors.metadata import describe, judges_in_prose
from extractors.statements.weighed import answers_of, drafts_of
from extractors.structure import Paragraph, build_sections, paragraphs
from extractors.structure.lexicon import heading_role
from models.records import Metadata, Reading, Section, SectionRole
from pipelines.evaluation.gold import GoldDocument, load_gold
from pipelines.evaluation.predict import find_files
from pipelines.teaching.alignment import labels_of

# Where the words of headings are looked up: a lesson may pretend not to know some of them.
_LOOKED_UP = (
    "extractors.structure.sections.heading_role",
    "extractors.judging.places.heading_role",
    "extractors.statements.habits.heading_role",
)
_PART = re.compile(r"[-_](?:7-minute-briefing|briefing|partnership-response|crynodeb)\b.*|\d{4}|\.pdf")
NEW, KNOWN = 3, 1  # how much a lesson counts: the rules were written on the known ones


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

    def forgetting(self, share: float, salt: str) -> Lesson:
        """The same document, read by someone who does not know a share of its headings."""

        def role(heading: str, report_type: str | None = None) -> SectionRole | None:
            known = heading_role(heading, report_type)
            drawn = crc32(f"{salt} {self.gold.file} {heading.lower()}".encode()) % 1000
            return None if drawn < 1000 * share else known

        with patch(_LOOKED_UP[0], role), patch(_LOOKED_UP[1], role), patch(_LOOKED_UP[2], role):
            return replace(self, **_read(self.reading, self.report_type))


def lessons(folders: Iterable[tuple[Path, int]]) -> list[Lesson]:
    """Every annotated document in the folders, each with the weight of its folder."""
    out: list[Lesson] = []
    for folder, weight in folders:
        gold = load_gold(folder)
        places = [folder, folder.parent / "pdf"]
        files = find_files([p for p in places if p.is_dir()], {d.document_id for d in gold})
        for document in gold:
            if document.document_id not in files:
                raise FileNotFoundError(f"No file for {document.file} in {folder}.")
            reading = extractors.read(files[document.document_id], document.document_id)
            out.append(lesson(document, reading, weight))
    return out


def lesson(gold: GoldDocument, reading: Reading, weight: int) -> Lesson:
    """One annotated document, read."""
    metadata = describe(reading)
    report_type = metadata.document_type.value if metadata.document_type else None
    read = _read(reading, report_type)
    labels = labels_of(read["found"], read["sections"], gold.statements)
    family = " ".join(re.split(r"[-_ ]+", _PART.sub("", gold.file))[:2])
    return Lesson(gold, reading, metadata, **read, labels=labels, family=family, weight=weight)


def _read(reading: Reading, report_type: str | None) -> dict[str, object]:
    found = paragraphs(reading)
    sections = build_sections(found, report_type)
    drafts = drafts_of(found, sections, judges_in_prose=judges_in_prose(report_type))
    answers = answers_of(found, drafts)
    features = Places(found, sections, answers, report_type).all()
    return {"found": found, "sections": sections, "answers": answers, "features": features}
