"""What a document says about itself, field by field, against what an annotator read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from measurement.evaluation.gold import GoldMetadata
from measurement.evaluation.matching import token_f1, words
from measurement.evaluation.predict import Predicted
from measurement.evaluation.tallies import Ratio
from models.records import Metadata, Stated
from vocabulary.report_types import code_of, report_type

# What annotators wrote, in words, and the codes of vocabulary/report_types that mean it.
TYPES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (pattern, frozenset(codes.split()))
    for pattern, codes in (
        (r"local child safeguarding practice", "lcspr"),
        (r"serious case", "scr"),
        (r"safeguarding adults? review", "sar"),
        (r"mental health homicide", "mental_health_homicide_review"),
        (r"domestic (homicide|abuse related death)", "dhr"),
        (r"case management", "case_management_review"),
        (r"single unified", "susr"),
        (r"(child|adult) practice review", "child_practice_review adult_practice_review"),
        (r"learning review", "learning_review"),
        (r"national (child|review)", "national_review"),
        (r"rapid reviews", "rapid_review_analysis"),
        (r"briefing|learning brief", "briefing"),
        (r"response|action plan", "response action_plan"),
        (r"joint targeted area", "jtai"),
        (r"joint area review", "joint_area_review"),
        (r"focused visit", "focused_visit"),
        (r"send inspection", "area_send"),
        (r"ilacs", "ilacs"),
        (r"sif|single inspection framework", "sif ilacs"),
        (r"public inquiry", "public_inquiry"),
        (r"select committee", "committee_report"),
        (r"independent review", "independent_review national_review"),
    )
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november "
        "december".split(),
        start=1,
    )
}
_ADULT = {"18-64", "65 and over"}
_OF_ADULTS = {"dhr", "mental_health_homicide_review"}  # almost always
_LETTERS = re.compile(r"\(?[A-Z]{2,}[a-z]{0,2}\)?")
Judge = Callable[[GoldMetadata, Metadata], bool]


def metadata_score(
    gold: GoldMetadata | None, predicted: Predicted
) -> tuple[dict[str, Ratio], dict[str, tuple[str, str]]]:
    """Field to right or wrong, where the annotator stated it; and the wrong ones with both values.

    Fields that the annotator left empty are not judged.
    """
    ratios: dict[str, Ratio] = {}
    errors: dict[str, tuple[str, str]] = {}
    if gold is None:
        return ratios, errors
    metadata = predicted.extraction.metadata
    for name, judge in _JUDGES.items():
        told = getattr(gold, name)
        if told is None or (name == "n_adults" and gold.n_children):
            continue  # beside children, adults are counted who are their parents
        right = judge(gold, metadata)
        ratios[name] = Ratio(int(right), 1)
        if not right:
            errors[name] = (str(told), _given(name, metadata))
    if gold.n_pages is not None:
        ratios["n_pages"] = Ratio(int(gold.n_pages == predicted.n_pages), 1)
    return ratios, errors


def _value(stated: Stated | None) -> str:
    return stated.value if stated else ""


def _alike(told: str | None, given: str, floor: float) -> bool:
    return token_f1(Counter(words(told or "")), Counter(words(given))) >= floor


def _document_type(gold: GoldMetadata, metadata: Metadata) -> bool:
    told = code_of((gold.document_type or "").lower()).replace("_", " ")
    given = _value(metadata.document_type)
    # "7-minute briefing (Safeguarding Adults Review)" says what it is and what it is about.
    named = [codes for pattern, codes in TYPES if re.search(pattern, told)]
    if named:
        return any(given in codes for codes in named)
    return _alike(told, given.replace("_", " "), 0.5)


def _date(gold: GoldMetadata, metadata: Metadata) -> bool:
    told, given = gold.publication_date or "", _value(metadata.published_on)
    # A note says that month and day are not printed in the document: then the year decides.
    return given[:4] == told[:4] if gold.date_note else given == told


def _period(gold: GoldMetadata, metadata: Metadata) -> bool:
    told = [
        f"{year}-{_MONTHS[month.lower()]:02d}" if month.lower() in _MONTHS else year
        for month, year in re.findall(r"(?:([A-Za-z]+) )?(\d{4})", gold.review_period or "")
    ]
    given = [_value(metadata.period_from), _value(metadata.period_to)]
    return len(told) == 2 and all(g.startswith(t) for t, g in zip(told, given, strict=True))


def _children(metadata: Metadata) -> int | None:
    """How many of the people reviewed are children: none in a review of adults."""
    return 0 if _of_adults(metadata) else metadata.n_subjects


def _of_adults(metadata: Metadata) -> bool:
    kind = report_type(_value(metadata.document_type))
    if kind and (kind.sector != "all" or kind.code in _OF_ADULTS):
        return kind.sector != "child"
    if metadata.age_bands:
        return set(metadata.age_bands) <= _ADULT
    return bool(re.search(r"\bAdults?\b", _value(metadata.publisher)))


def _authors(gold: GoldMetadata, metadata: Metadata) -> bool:
    """Honours, degrees and professions behind a name are printed by some annotators."""
    told = {_bare(name) for name in re.split(r",| and |;", gold.author or "")} - {()}
    return told == {_bare(author.value) for author in metadata.authors}


def _bare(name: str) -> tuple[str, ...]:
    plain = [word for word in name.split() if not _LETTERS.fullmatch(word)]
    return tuple(words(" ".join(plain))) if len(plain) > 1 else ()


def _outcome(gold: GoldMetadata, metadata: Metadata) -> bool:
    given = _value(metadata.outcome).replace("_", " ")
    return bool(given) and (gold.outcome or "").lower().startswith(given)


def _method(gold: GoldMetadata, metadata: Metadata) -> bool:
    """Right where most of the words given are the annotator's, who often says more."""
    given = [w for w in words(_value(metadata.method).replace("_", " ")) if len(w) > 2]
    told = set(words(gold.methodology or ""))
    return bool(given) and sum(word in told for word in given) / len(given) >= 0.5


_JUDGES: dict[str, Judge] = {
    "title": lambda g, m: _alike(g.title, _value(m.title), 0.85),
    "document_type": _document_type,
    "publisher": lambda g, m: _alike(g.publisher, _value(m.publisher), 0.75),
    "area": lambda g, m: words(g.area or "") == words(_value(m.area)),
    "nation": lambda g, m: words(g.nation or "") == words(_value(m.nation).replace("_", " ")),
    "publication_date": _date,
    "review_period": _period,
    "n_children": lambda g, m: g.n_children == _children(m),
    "n_adults": lambda g, m: g.n_adults == m.n_subjects,
    "author": _authors,
    "methodology": _method,
    "outcome": _outcome,
    "language": lambda g, m: g.language == m.language,
}


def _given(name: str, metadata: Metadata) -> str:
    """The value given for a field, for a person."""
    fields = {
        "publication_date": "published_on",
        "n_children": "n_subjects",
        "n_adults": "n_subjects",
        "author": "authors",
        "methodology": "method",
    }
    if name == "review_period":
        return f"{_value(metadata.period_from)} to {_value(metadata.period_to)}"
    value = getattr(metadata, fields.get(name, name))
    if isinstance(value, tuple):
        return "; ".join(_value(item) for item in value)
    return _value(value) if isinstance(value, Stated) or value is None else str(value)
