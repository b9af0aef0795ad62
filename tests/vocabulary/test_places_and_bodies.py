"""Spellings of one place are one place, spellings of one body are one body."""

from __future__ import annotations

import pytest

from vocabulary.bodies import bodies_of, body_kinds, named_bodies
from vocabulary.places import place_of, places


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes = [place.code for place in places()]
    assert len(codes) == len(set(codes))
    assert all(
        code[0] == place.nation[0] and len(code) == 9
        for code, place in zip(codes, places(), strict=True)
    )
    assert [sum(p.nation == n and p.until is None for p in places()) for n in
            ("England", "Wales", "Scotland", "Northern Ireland")] == [153, 22, 32, 11]  # fmt: skip


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Hull", "Kingston upon Hull"),
        ("Kingston Upon Hull", "Kingston upon Hull"),
        ("Derby City", "Derby"),
        ("Stoke-on- Trent", "Stoke-on-Trent"),
        ("London Borough of Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("City of London", "City of London"),
        ("Sir Benfro", "Pembrokeshire"),
        ("Bury", "Bury"),
    ],
)
def test_a_place_by_any_of_its_names(spelling: str, name: str) -> None:
    found = place_of(spelling)
    assert found is not None
    assert found.name == name


def test_a_former_area_keeps_its_name_and_says_what_followed() -> None:
    cumbria = place_of("Cumbria County Council")
    assert cumbria is not None
    assert (cumbria.until, len(cumbria.followed_by)) == ("2023-04-01", 2)


@pytest.mark.parametrize("name", [None, "", "Rowan", "Aldmarsh", "Care", "London"])
def test_what_is_not_a_council_is_not_a_place(name: str | None) -> None:
    assert place_of(name) is None


@pytest.mark.parametrize("kind", body_kinds(), ids=lambda kind: kind.kind)
def test_the_spellings_of_a_body_are_one(kind) -> None:
    found = [bodies_of(example)[0] for example in kind.examples]
    assert {body.kind for body in found} == {kind.kind}
    assert len({body.body_id for body in found}) == 1


def test_a_board_and_the_partnership_that_followed_are_one_body() -> None:
    names = (
        "Hull Safeguarding Children Board",
        "Kingston upon Hull Safeguarding Children Partnership",
    )
    first, second = (bodies_of(name)[0] for name in names)
    assert (first.body_id, first.name) == (second.body_id, second.name)
    assert (first.printed, second.printed) == names
    assert first.place_code == "E06000010"


def test_joint_publishers_are_two_bodies() -> None:
    found = bodies_of("Camden Safeguarding Adults Board; Camden Community Safety Partnership")
    assert [body.kind for body in found] == ["safeguarding_adults", "community_safety"]


@pytest.mark.parametrize("named", named_bodies(), ids=lambda named: named.name)
def test_a_body_that_exists_once_is_known_by_all_of_its_names(named) -> None:
    spellings = (named.name, *named.formerly, *named.examples)
    assert {bodies_of(spelling) for spelling in spellings} == {bodies_of(named.name)}
    (body,) = bodies_of(named.name)
    assert (body.name, body.kind) == (named.name, named.kind)


def test_joint_inspectorates_are_the_bodies_that_they_name() -> None:
    found = bodies_of("Ofsted, Care Quality Commission, HMI Constabulary and HMI Probation")
    names = ["Ofsted", "Care Quality Commission", "HMICFRS", "HM Inspectorate of Probation"]
    assert [body.name for body in found] == names
    assert len({body.body_id for body in found}) == 4


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Safeguarding Board for the Aldmarsh Region", "Aldmarsh Regional Safeguarding Board"),
        ("Aldmarsh Safer Communities Partnership", "Aldmarsh Community Safety Partnership"),
        (
            "Safer Aldmarsh Community Safety Partnership",
            "Aldmarsh Community Safety Partnership",
        ),
        ("Ofsted Watch", "Ofsted Watch"),  # what names more than the body is another one
        ("Aldmarsh Inquiry", "Aldmarsh Inquiry"),
    ],
)
def test_a_name_without_what_is_around_its_place(printed: str, name: str) -> None:
    assert [body.name for body in bodies_of(printed)] == [name]
