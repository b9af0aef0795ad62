"""The months have one home."""

from __future__ import annotations

from vocabulary.months import month_numbers, months


def test_there_are_twelve_months_in_order() -> None:
    assert [month.english[:3] for month in months()] == (
        "jan feb mar apr may jun jul aug sep oct nov dec".split()
    )


def test_every_name_leads_to_its_number() -> None:
    numbers = month_numbers()
    assert (numbers["rhagfyr"], numbers["dec"], numbers["sept"], numbers["may"]) == (12, 12, 9, 5)
    assert len(numbers) == 36
