"""Spellings of one place are one place, spellings of one body are one body."""

from __future__ import annotations

import pytest

from vocabulary.bodies import bodies_of, body_kinds
from vocabulary.places import place_of, places


def test_codes_and_names_are_unique_and_have_their_form() -> None:
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
def test_what_is_no_council_is_no_place(name: str | None) -> None:
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
    assert first == second
    assert first.place_code == "E06000010"


def test_joint_publishers_are_two_bodies() -> None:
    found = bodies_of("Camden Safeguarding Adults Board; Camden Community Safety Partnership")
    assert [body.kind for body in found] == ["safeguarding_adults", "community_safety"]


def test_other_publishers_keep_their_name() -> None:
    (found,) = bodies_of("Ofsted")
    assert (found.name, found.kind, found.place) == ("Ofsted", "other", None)
