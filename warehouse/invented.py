"""A made-up corpus of any size: fictional words only, seeded, the same every time."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from models.records import (
    Box,
    Evidence,
    Extraction,
    Kind,
    Labelled,
    Metadata,
    Origin,
    ProcessedDocument,
    ReportKind,
    Response,
    Run,
    SectionRole,
    Sighting,
    SourceInfo,
    Stance,
    Stated,
    Statement,
    Status,
    Theme,
    ThemeLabel,
    WarehouseInput,
    statement_id,
)
from models.sketches import sketch
from vocabulary.report_types import report_types

_KINDS = [Kind.RECOMMENDATION] * 4 + [Kind.FINDING] * 3 + [
    Kind.GOOD_PRACTICE, Kind.LEARNING_POINT, Kind.QUESTION
]  # fmt: skip
_NATIONS = ["England", "England", "England", "Scotland", "Wales", "Northern Ireland"]
_TYPES = ["lcspr", "scr", "sar", "dhr", "learning_review"]
_AGENCIES = [
    "health_visiting",
    "police",
    "childrens_social_care",
    "general_practice",
    "housing",
    "central_government",
]
_DOERS = [
    "The partnership", "The board", "Health visiting services", "The police", "General practices",
    "Children's social care", "Housing services", "The integrated care board",
]  # fmt: skip
_ACTS = [
    "should seek assurance that", "should review whether", "must make sure that",
    "should ask its members to show how", "needs to satisfy itself that",
    "did not always check that",
]  # fmt: skip
_THINGS = [
    "supervision", "chronologies", "referrals", "assessments", "handovers", "strategy meetings",
    "home visits", "fathers", "interpreters", "advocates", "thresholds", "escalation", "training",
    "pre-birth planning", "hospital discharge", "mental capacity", "self-neglect", "housing moves",
    "school absence", "bruising in babies", "professional curiosity", "the child's daily life",
]  # fmt: skip
_HOWS = [
    "is effective and recorded", "reaches every practitioner who needs it", "is timely",
    "considers the whole family", "is understood across agencies", "hears the child's voice",
    "is audited at least yearly", "takes parents' learning disabilities into account",
    "is shared with adult services", "leads to a clear plan", "is offered without delay",
]  # fmt: skip


# The themes that the cookbook asks about, so that its queries have something to find.
_ASKED = [
    "family.fathers_men", "family.whole_family", "family.parental_learning_disability",
    "rights.child_voice", "think.professional_curiosity", "harm.domestic_abuse",
    "system.supervision",
]  # fmt: skip
_LABELS = {
    "family.whole_family": "Whole family / Think Family",
    "family.fathers_men": "Fathers and men in the household",
}
_THEMES = _ASKED + [f"other.t{i}" for i in range(60 - len(_ASKED))]
# The reviews that the cookbook asks for by name.
_NAMED = ("Heron", "Tern", "Rowan")


def corpus(n_reviews: int, *, statements: int = 30, n_words: int = 6000) -> WarehouseInput:
    """`n_reviews` fictional reviews of `statements` statements each, from 40 sources."""
    run = Run("bench", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", "bench", "0", {"read": "1"})
    themes = tuple(
        Theme(
            name,
            name.split(".")[0],
            name.split(".")[0],
            _LABELS.get(name, f"Label of {name}"),
            "Fictional.",
        )
        for name in _THEMES
    )
    sources = tuple(
        SourceInfo(f"source{i}", f"Source {i}", f"Made-up Board {i}", _NATIONS[i % 6])
        for i in range(40)
    )
    return WarehouseInput(
        run=run,
        documents=_documents(n_reviews, statements, n_words),
        sightings=(_sighting(i) for i in range(n_reviews)),
        sources=sources,
        themes=themes,
        report_types=tuple(
            ReportKind(k.code, k.label, k.family, k.sector, k.nation, k.is_review)
            for k in report_types()
        ),
    )


def save(documents: Iterable[ProcessedDocument], path: Path) -> None:
    """Write documents one after the other, each behind its length."""
    encoder = msgspec.msgpack.Encoder()
    with path.open("wb") as file:
        for document in documents:
            content = encoder.encode(document)
            file.write(len(content).to_bytes(4, "little") + content)


def load(path: Path) -> Iterator[ProcessedDocument]:
    """The documents of `save`, read one at a time, as a run reads those of its stages."""
    decoder = msgspec.msgpack.Decoder(ProcessedDocument)
    with path.open("rb") as file:
        while length := file.read(4):
            yield decoder.decode(file.read(int.from_bytes(length, "little")))


def document_id(number: int) -> str:
    """The id of the document with this number."""
    return hashlib.sha256(f"fictional review {number}".encode()).hexdigest()


def _sighting(i: int) -> Sighting:
    seen = f"2025-{1 + i % 12:02d}-01T00:00:00Z"
    url = f"https://board{i % 40}.example/{i}.pdf"
    return Sighting(f"source{i % 40}", url, seen, "bench", "fetched", document_id(i))


def _documents(n_reviews: int, statements: int, n_words: int) -> Iterator[ProcessedDocument]:
    chance = random.Random(7)  # noqa: S311 - for making things up
    words = [_word(chance) for _ in range(n_words)]
    for i in range(n_reviews):
        yield _document(i, chance, words, statements)


def _document(
    i: int, chance: random.Random, words: list[str], statements: int
) -> ProcessedDocument:
    name = document_id(i)
    made = tuple(_statement(name, n, chance, words) for n in range(statements))
    labels = tuple(label for s in made for label in _labels(s, chance))
    told = words[i % len(words)] if i >= len(_NAMED) else _NAMED[i]
    title = f"Review of {told} {words[i * 7 % len(words)]} {i}"
    meta = Metadata(
        document_type=Stated(chance.choice(_TYPES), 1.0),
        is_review=True,
        title=Stated(title, 1.0, 1, title),
        nation=Stated(_NATIONS[i % 6], 1.0),
        publisher=Stated(f"Made-up Board {i % 40}", 1.0),
        area=Stated(f"Made-up Place {i % 40}", 1.0),
        age_bands=("under 1",) if i % 3 == 0 else ("5-9",),
        outcome=Stated("death" if i % 2 else "serious_harm", 1.0),
        period_to=Stated(f"{2005 + i % 20}-06", 1.0),
        incident_on=Stated(f"{2005 + i % 20}-05", 1.0) if i % 3 else None,
        published_on=Stated(f"{2006 + i % 20}-{1 + i % 12:02d}", 1.0),
    )
    words_of_all = sketch(" ".join(s.text for s in made))
    answers = tuple(_response(s) for s in made if i % 4 == 0 and s.kind is Kind.RECOMMENDATION)
    extraction = Extraction(name, meta, (), made, words_of_all, responses=answers)
    return ProcessedDocument(
        name, Status.OK, 40, extraction, Labelled(name, labels),
        f"{told.lower()}.pdf" if i < len(_NAMED) else f"review-{i}.pdf",
        page_sizes=((595.0, 842.0),) * 40,
    )  # fmt: skip


def _statement(name: str, n: int, chance: random.Random, words: list[str]) -> Statement:
    kind = chance.choice(_KINDS)
    # Rare words are rare and common ones common, as in prose. A third repeats an earlier subject.
    subject = int(len(words) * chance.random() ** 2)
    n_extra = chance.randint(1, 3) if chance.random() < 0.33 else chance.randint(12, 50)
    extra = words[subject : subject + 4]
    extra += [words[int(len(words) * chance.random() ** 3)] for _ in range(n_extra)]
    thing, other = chance.sample(_THINGS, 2)
    text = (
        f"{chance.choice(_DOERS)} {chance.choice(_ACTS)} {thing} {chance.choice(_HOWS)}, "
        f"where {other} {' '.join(extra)}."
    )
    page = 1 + n
    evidence = tuple(
        Evidence(page, Box(72.0, 100.0 + 14 * line, 520.0, 112.0 + 14 * line)) for line in range(3)
    )
    return Statement(
        statement_id(name, text, 0), name, kind, text, page, page, evidence, "bench", 0.9, n,
        str(n), "Findings", ("Findings",), SectionRole.FINDINGS,
        agencies=(chance.choice(_AGENCIES),) if kind is Kind.RECOMMENDATION else (),
    )  # fmt: skip


def _response(s: Statement) -> Response:
    """What a quarter of the reviews say what became of their recommendations."""
    return Response(
        f"answer-{s.statement_id}", s.document_id, s.ordinal, 40, 40, "bench", 0.9, s.number,
        acceptance="accepted", progress=("done", "in_progress", None)[s.ordinal % 3],
        due=f"March {2020 + s.ordinal % 8}",
    )  # fmt: skip


def _labels(s: Statement, chance: random.Random) -> Iterator[ThemeLabel]:
    for number in {int(60 * chance.random() ** 2) for _ in range(2)}:
        yield ThemeLabel(
            s.statement_id, _THEMES[number], 0.8, Origin.RULE, s.text[:12], 0, 12,
            chance.choice(list(Stance)),
        )  # fmt: skip


def _word(chance: random.Random) -> str:
    parts = [
        "".join(chance.sample("bcdfglmnprstv", 1) + chance.sample("aeiou", 1)) for _ in range(3)
    ]
    return "".join(parts)[: chance.randint(4, 6)]
