"""The screen's model: what it is told, what it finds beside the rules, and what leaves it alone."""

from __future__ import annotations

import numpy as np
import pytest

from models.privacy import screen, screen_document, screen_file_name
from models.privacy.learnt import RULE_OF_FIGURES
from models.privacy.learnt.features import Where, told
from models.privacy.learnt.model import FILE, PLACES, model, place_of
from models.privacy.learnt.words import seen, shape_of
from models.records import Extraction, HitKind, Kind, Metadata, Statement, statement_id

DOCUMENT = "d" * 64


def learnt(text: str, *, by_first_name: bool = False) -> list[str]:
    found = screen(text, by_first_name=by_first_name)
    return [text[hit.start : hit.end] for hit in found if "learnt" in hit.rule]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officers were sent to Gortnavarrow Road, where the couple lived.", "Gortnavarrow Road"),
        ("The pathologist found old fractures of Tuvormilian's ribs.", "Tuvormilian"),
        ("Nobody asked Oluvatunde why he slept there.", "Oluvatunde"),
    ],
)
def test_a_name_that_no_rule_knows_is_found(text: str, name: str) -> None:
    assert learnt(text) == [name]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The eldest boy (17.09.2008) was in Year 8 when it was seen.", HitKind.BIRTH_DATE),
        ("Her eighteenth, on 16 October 2020, ended her care.", HitKind.BIRTH_DATE),
        ("Second child, 4 March 2011, in care.", HitKind.BIRTH_DATE),
        ("Family file F/118206 went astray.", HitKind.RECORD_NUMBER),
        ("Number of the maternal grandmother: 44 71 29.", HitKind.RECORD_NUMBER),
    ],
)
def test_a_day_or_a_number_without_a_label_is_found(text: str, kind: HitKind) -> None:
    assert [(hit.kind, hit.rule) for hit in screen(text)] == [(kind, RULE_OF_FIGURES)]


@pytest.mark.parametrize(
    "text",
    [
        "The referral of 5 February 2020 contained nine abbreviations.",
        "Ward round 03/07/2018: for discharge when mobile.",
        "Concerns should be reported to the front door, 0300 500 8080, at any time.",
        "The rate fell between 2016/17 and 2018-19.",
        "Child Practice Review 3/2018 said so.",
        "The unit gave 480ml at 8.30am.",
    ],
)
def test_days_of_events_and_numbers_of_offices_are_left(text: str) -> None:
    assert not screen(text)


def test_a_publisher_numbers_its_titles() -> None:
    assert not screen("SC025813: Full inspection", by_first_name=True)


@pytest.mark.parametrize(
    "text",
    [
        "The author, Dr Gwenllian Postlevane, found no plan.",
        "Postlevane, J. and Trevarthick, M. (2013) Action on Neglect. London: DfE.",
        "Young people go to the ‘Tuvormilian’ group on Mondays.",
        "The hub works out of 16 Bridge Street, Tuvorham.",
        "On 3rd November the planning meeting was held.",
        "The nurse rang the GP, and the SENCO wrote to the MASH.",
        "The team moved to Emily Lane in the spring.",
    ],
)
def test_what_reports_print_on_purpose_is_left(text: str) -> None:
    assert not learnt(text)


def test_a_first_name_alone_is_left_in_a_title() -> None:
    assert not learnt("Key episode 2: Leanne returns to the family home", by_first_name=True)


@pytest.mark.parametrize(
    ("name", "is_held"),
    [
        ("SCR_Brogan_Whitlavane_Final_Published.pdf", True),
        ("2532287-tuvorham__children-s-services-focused-visit.pdf", False),
        ("enc_aes128.pdf", False),
        ("tuvorham-lcspr-rowan-2024.pdf", False),
        ("6328894021_GP_summary_print.pdf", True),
    ],
)
def test_files_are_called_by_places_and_numbers_of_publishers(name: str, is_held: bool) -> None:
    assert bool(screen_file_name(name)) is is_held


def document(*texts: str) -> Extraction:
    found = tuple(
        Statement(statement_id(DOCUMENT, t, 0), DOCUMENT, Kind.FINDING, t, 1, 1, (), "test", 0.9)
        for t in texts
    )
    return Extraction(DOCUMENT, Metadata(), (), found)


def test_a_street_that_a_report_names_again_and_again_is_no_slip() -> None:
    told_once = "Officers were sent to Gortnavarrow Road, where the couple lived."
    again = ["Gortnavarrow Road was quiet.", "Nobody knocked in Gortnavarrow Road."]
    assert [h.quote for h in screen_document(document(told_once))] == [told_once]
    assert not [
        hit
        for held in screen_document(document(told_once, *again))
        for hit in held.hits
        if hit.kind is HitKind.ADDRESS
    ]


def test_a_part_of_a_text_says_the_same_of_its_words_as_the_whole() -> None:
    text = "It was said before. " * 9 + "Nobody asked Ann Tuvor-Brak of Elm. " + "It was so. " * 20
    place = text.index("Ann")
    part = list(told(text, Where.TEXT, place, place + 14))
    assert [one.word.text for one in part] == ["Ann", "Tuvor-Brak"]
    assert part == [one for one in told(text, Where.TEXT) if place <= one.word.start < place + 14]


def test_what_is_owned_is_kept_apart() -> None:
    (one,) = told("the plan of Tuvor's ribs", Where.TEXT)
    assert one.word.text == "Tuvor"
    assert "1 's" in {name for part in one.alone for name in part}


@pytest.mark.parametrize(("word", "shape"), [("McTuvor", "XxXx"), ("MARAC", "XX"), ("Elm", "Xx")])
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def test_neighbours_are_recognised_by_their_lists_unless_reports_use_them() -> None:
    assert seen("Tuvor") == "^new"
    assert seen("nurse") == "nurse"
    assert seen("1998") == "digits 4"


def test_the_model_keeps_numbers_and_no_text() -> None:
    with np.load(FILE, allow_pickle=False) as kept:
        assert set(kept.files) == {"weights", "bias"}
        assert kept["weights"].shape == (PLACES,)
        assert kept["weights"].dtype == np.float16
    assert FILE.stat().st_size < 300_000
    assert place_of("list new") < PLACES


def test_the_model_gives_its_reasons() -> None:
    (one,) = told("nobody asked Tuvor about it", Where.TEXT)
    reasons = model().reasons(one, 3)
    assert len(reasons) == 3
    weights = [abs(float(reason.rsplit(maxsplit=1)[1])) for reason in reasons]
    assert weights == sorted(weights, reverse=True)
