"""Dates as listing pages print them."""

from __future__ import annotations

import pytest

from pipelines.strategies.dates import date_in_address, find_date


@pytest.mark.parametrize(
    ("text", "iso", "quote"),
    [
        ("LCSPR report - January 2023", "2023-01", "January 2023"),
        ("SPR published 4th March 2022", "2022-03-04", "4th March 2022"),
        ("Posted on Thursday 16th May 2024", "2024-05-16", "16th May 2024"),
        ("Published: 03/09/2021", "2021-09-03", "03/09/2021"),
        ("Date added: 05/12/19", "2019-12-05", "05/12/19"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("March 5, 2020", "2020-03-05", "March 5, 2020"),
        ("Sept 2019", "2019-09", "Sept 2019"),
        ("SARs 2026", "2026", "2026"),
        ("Cyhoeddwyd Ionawr 2023", "2023-01", "Ionawr 2023"),
        ("died in June 2019, published May 2021", "2021-05", "May 2021"),
        ("2019, posted 1 May 2021", "2021-05-01", "1 May 2021"),
    ],
)
def test_the_date_of_publication_is_found_with_its_words(text: str, iso: str, quote: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.iso, found.quote) == (iso, quote)


@pytest.mark.parametrize(
    "text",
    ["Overview report", "who died in 2019", "Care Act 2014", "31 February 2020", "ref 120233"],
)
def test_what_is_no_date_of_publication_gives_none(text: str) -> None:
    assert find_date(text) is None


def test_the_month_in_an_upload_address_is_a_last_resort() -> None:
    found = date_in_address("https://b.example/wp-content/uploads/2023/05/r.pdf")
    assert found is not None
    assert (found.iso, found.quote) == ("2023-05", "2023/05")
    assert date_in_address("https://b.example/2023/r.pdf") is None
