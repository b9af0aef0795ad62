"""The privacy screen against invented sentences, and rule by rule against its examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from measurement.privacy.sets import read_set
from models.privacy import patterns as rules_by_form
from models.privacy import screen, screen_document, screen_file_name, sides
from models.privacy.checks import is_nhs_number
from models.privacy.events import events
from models.privacy.names import names
from models.records import Extraction, Kind, Metadata, Stated, Statement, statement_id

HERE = Path(__file__).parent
DOCUMENT = "d" * 64
CALLS_BY_FIRST_NAME = {"title", "heading", "front"}


@pytest.mark.parametrize(
    ("half", "least", "recall", "precision", "by_first_name"),
    [
        ("train", 125, 0.99, 0.99, True),
        ("sealed", 125, 0.99, 0.99, True),
        ("voices", 125, 0.98, 0.98, True),
        ("panels", 90, 0.98, 0.98, True),
        ("margins", 90, 0.98, 0.97, True),
        ("forenames", 320, 0.98, 0.98, None),
        ("outsiders", 260, 0.98, 0.98, None),
        ("clerks", 900, 0.98, 0.99, None),
        ("visitors", 245, 0.99, 0.97, None),
        ("unseen", 250, 0.99, 0.97, None),
        ("registers", 260, 0.98, 0.96, None),
        ("newcomers", 800, 0.97, 0.98, None),
        ("correspondents", 335, 0.99, 0.99, None),
        ("travellers", 420, 0.98, 0.96, None),
        ("families", 900, 0.92, 0.96, None),
        ("lodgers", 320, 0.96, 0.93, None),
        ("neighbours", 140, 0.99, 0.94, None),
        ("callers", 150, 0.97, 0.83, None),
        ("ledgers", 120, 0.88, 0.95, None),
    ],
)
def test_what_is_planted_is_found_and_what_only_looks_so_is_left(
    half: str, least: int, recall: float, precision: float, by_first_name: bool | None
) -> None:
    """In the older sets people are called `by_first_name`, as in reviews that have chosen them.

    In the others only titles, headings and front pages do so.
    """
    found = right = planted = hits = 0
    for field, text, spans, _ in read_set(HERE / f"{half}.txt"):
        calls_so = field in CALLS_BY_FIRST_NAME if by_first_name is None else by_first_name
        got = screen_file_name(text) if field == "file" else screen(text, by_first_name=calls_so)
        planted += len(spans)
        found += sum(any(h.start < end and start < h.end for h in got) for start, end in spans)
        hits += len(got)
        right += sum(any(h.start < end and start < h.end for start, end in spans) for h in got)
    assert planted >= least
    assert found / planted >= recall
    assert right / hits >= precision


def test_each_rule_by_form_does_what_its_examples_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(rules_by_form.faults()) == []
    monkeypatch.setattr(rules_by_form.NamePattern, "find_all", lambda self, text: iter(()))
    assert any("finds nothing in" in fault for fault in rules_by_form.faults())


def test_each_rule_of_names_sides_and_events_does_what_its_examples_say() -> None:
    assert [*names().faults(), *sides.faults(), *events().faults()] == []


def test_an_example_that_is_betrayed_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    for finder in (names(), events()):
        monkeypatch.setattr(type(finder), "find", lambda self, text: iter(()))
    monkeypatch.setattr(sides, "_stands_somewhere", lambda side, text: False)
    told = [*names().faults(), *sides.faults(), *events().faults()]
    assert {fault.partition(":")[0] for fault in told} == {"names.yaml", "lone.yaml", "events.yaml"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("943 476 5919", True),
        ("943 476 5918", False),
        ("0123456789", False),
        ("94347659", False),
        ("943 476 591²", False),
    ],
)
def test_an_nhs_number_has_a_checksum_and_a_range(text: str, wanted: bool) -> None:
    assert is_nhs_number(text) is wanted


@pytest.mark.parametrize(
    ("behind", "dates"),
    [
        ("and by the school as 5 June 2009", 2),
        ("on the card and 5 June 2009 in the file", 2),
        ("but the hospital had 5 June 2009", 2),
        ("according to the card and on 5 June 2009 according to the file", 2),
        ("and went to school on 5 June 2009", 1),
        ("and 5 June 2009", 1),
        ("and the card gives 5 June 2009 as the day of the visit", 1),
    ],
)
def test_a_second_date_of_one_birth_is_found_too(behind: str, dates: int) -> None:
    text = f"His date of birth is given by the clinic as 4 June 2009 {behind}."
    told = [hit.rule for hit in screen(text) if hit.rule.startswith("day_")]
    assert told == ["day_of_birth"] * dates


@pytest.mark.parametrize(
    ("address", "is_held"),
    [
        ("19tuvorleyk@oakdene.sch.uk", True),
        ("okafork@oakdene.sch.uk", True),
        ("kokafor@oakdene.nhs.uk", True),
        ("16plus@oakdene.sch.uk", False),
        ("rowanward@oakdene.nhs.uk", False),
        ("19tuvorleyk@oakdene.nhs.uk", False),
    ],
)
def test_an_address_at_a_public_body_is_held_if_it_names_somebody(
    address: str, is_held: bool
) -> None:
    assert bool(screen(f"It came from {address} in May.")) is is_held


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("Nobody knew that Ivy Cross had been out of school since May.", True),
        ("It is not clear whether Iris Woods understood the form that she signed.", True),
        ("It is not clear whether Iris Woods had been cleared.", False),
        ("Nobody knew that Ivy Cross had been open since May.", False),
    ],
)
def test_a_surname_that_is_mostly_a_place_needs_what_only_people_do(
    text: str, is_held: bool
) -> None:
    assert bool(screen(text)) is is_held


def document(*texts: str, authors: tuple[str, ...] = ()) -> Extraction:
    found = tuple(
        Statement(statement_id(DOCUMENT, t, 0), DOCUMENT, Kind.FINDING, t, 1, 1, (), "test", 0.9)
        for t in texts
    )
    people = tuple(Stated(name, 1.0) for name in authors)
    return Extraction(DOCUMENT, Metadata(authors=people), (), found)


@pytest.mark.parametrize(
    "name",
    ["Żaneta Łodyga", "Štěpán Dvořáček", "Gytė Žąsinienė", "Yaşar Kısakürek", "Ștefania Țurcanu"],
)
def test_a_name_in_letters_of_another_language_is_found(name: str) -> None:
    assert [hit.end - hit.start for hit in screen(f"Nobody asked {name} about the plan.")] == [
        len(name)
    ]


@pytest.mark.parametrize(
    "name",
    ["Emily Hall", "Dr Bernard Wood", "Leanne Day-Marshall", "J. Abernethy", "DC 4471 Rahman"],
)
def test_a_name_of_ordinary_words_or_initials_is_found_whole(name: str) -> None:
    assert [name] == [name[: h.end - h.start] for h in screen(f"In May {name} had not been seen.")]


@pytest.mark.parametrize(
    "text",
    [
        "The team moved to Emily Lane in the spring.",
        "Staff on Albert Ward were not told.",
        "The plan was read at Henry Hall by the panel.",
        "Hope Street was closed for six weeks.",
        "Vitamin K. Doses were missed.",
        "Child J Abbott was not told.",
        "Section B. Findings of the panel.",
        "The review of Mr Aldous had been read by two members of the panel.",
    ],
)
def test_words_that_could_be_a_name_are_none_without_somebody_beside_them(text: str) -> None:
    assert not screen(text)


@pytest.mark.parametrize(
    ("name", "is_held"),
    [
        ("bryn-hafod-susr-eirlys.pdf", False),
        ("dardr_walter.pdf", False),
        ("castlebeck-dhr-marion-exec-summary.pdf", False),
        ("review_finlay_orla.pdf", False),
        ("dhr-overview-patricia-oakden-2019.pdf", True),
        ("wainwright_jack_2021.docx", True),
        ("sar-mrs-rodham-2021.pdf", False),
        ("statement_pc_rodham.pdf", True),
        ("letter to Ms Tuvorley 2019.docx", True),
        ("sar-report-mrs-rodham-2021.pdf", False),
        ("sar_mrs_rodham_2021.pdf", False),
        ("McTuvor_Olwen_DOB_2014.pdf", True),
        ("O'Tuvor_Olwen_DOB_2014.pdf", True),
    ],
)
def test_a_pseudonym_in_a_file_name_is_no_full_name(name: str, is_held: bool) -> None:
    assert bool(screen_file_name(name)) is is_held


@pytest.mark.parametrize("surname", ["Penrose", "Hill"])
def test_a_review_is_known_by_the_name_in_its_title(surname: str) -> None:
    """Once said is no slip there; a full name in a title still is one."""
    told = f"Mrs {surname} was not asked."
    extraction = document(told)
    assert [h.quote for h in screen_document(extraction)] == [told]
    title = Metadata(title=Stated(f"Safeguarding Adults Review: Mrs {surname}", 1.0))
    assert not screen_document(msgspec.structs.replace(extraction, metadata=title))
    full = Metadata(title=Stated(f"Safeguarding Adults Review: Mrs Jean {surname}", 1.0))
    held = screen_document(msgspec.structs.replace(extraction, metadata=full))
    assert [h.field for h in held] == ["statement", "title"]


def test_a_name_that_the_report_uses_throughout_is_its_pseudonym() -> None:
    told = [f"Mrs Penrose {what}." for what in ("fell", "asked for help", "was not heard")]
    slip = "The nurse telephoned Mrs Blenkinsop twice."
    assert [h.quote for h in screen_document(document(*told, slip))] == [slip]


def test_a_name_in_small_letters_that_the_report_uses_throughout_is_its_pseudonym() -> None:
    told = [f"mr tuvorley {what}." for what in ("fell", "asked for help", "was not heard")]
    slip = "The nurse rang mrs blenkinsop twice."
    assert [h.quote for h in screen_document(document(*told, slip))] == [slip]


def test_the_reports_own_author_stays_out_of_every_view() -> None:
    text = "The author, Dr Gwenllian Postlethwaite, found no plan."
    assert not screen_document(document(text))
    assert screen_document(document(text, authors=("Dr Gwenllian Postlethwaite",)))


def test_headings_and_addressees_are_screened_too() -> None:
    base = document("The plan drifted.")
    (first,) = base.statements
    told = msgspec.structs.replace(
        first, heading="The voice of Jasmine Okafor", addressee="Kim Okafor"
    )
    held = screen_document(Extraction(DOCUMENT, Metadata(), (), (told,)))
    assert {h.field for h in held} == {"heading", "addressee"}


def invented_reviews() -> Iterator[Extraction]:
    """Statements of invented reviews, below the title that each has."""
    for folder in ("tests/reviews", "tests/reviews2", "tests/reviews3", "pipelines/sample/gold"):
        place = HERE.parents[1] / folder
        metas = map(msgspec.json.decode, (place / "meta.jsonl").read_bytes().splitlines())
        titles = {meta["file"]: meta.get("title") for meta in metas}
        for path in sorted(place.glob("*.jsonl")):
            if path.name != "meta.jsonl":
                found = map(msgspec.json.decode, path.read_bytes().splitlines())
                title = Stated(titles.get(f"{path.stem}.pdf") or "A review", 1.0)
                told = document(*(one["text"] for one in found))
                yield msgspec.structs.replace(told, metadata=Metadata(title=title))


def test_invented_reviews_are_hardly_held() -> None:
    """A flood of false holds would make the screen be switched off."""
    told = list(invented_reviews())
    n_statements = sum(len(one.statements) for one in told)
    assert n_statements > 1000
    held = [h.quote for one in told for h in screen_document(one) if h.field == "statement"]
    assert len(held) / n_statements < 0.003


def test_a_first_name_alone_is_held_where_the_report_calls_nobody_so() -> None:
    slip = "The grandmother told us that Declan was asleep."
    others = ["Child F was not seen.", "The mother of Child F was ill."]
    assert [h.quote for h in screen_document(document(*others, slip))] == [slip]


def test_first_names_of_a_title_are_chosen_for_all_who_are_called_so() -> None:
    title = Metadata(title=Stated("Domestic Homicide Review: Lorna, and her children Posy", 1.0))
    extraction = document("Lorna, and her children Posy and Arlo, moved.", "Arlo was asleep.")
    assert screen_document(extraction)
    assert not screen_document(msgspec.structs.replace(extraction, metadata=title))
    slip = document("Arlo was asleep.", "His mother, Lorna Blenkinsop, was not.")
    held = screen_document(msgspec.structs.replace(slip, metadata=title))
    assert [h.quote for h in held] == ["His mother, Lorna Blenkinsop, was not."]


def test_a_first_name_that_the_report_uses_throughout_is_its_pseudonym() -> None:
    told = [f"Declan {what}." for what in ("fell", "was not heard", "was moved twice")]
    real = "His real name, Tuvor, was left in by mistake."
    assert [h.quote for h in screen_document(document(*told, real))] == [real]
