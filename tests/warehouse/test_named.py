"""Conditions that name a theme, an agency, a kind and so on: a wrong word is no silent zero."""

from pathlib import Path

import pytest

import warehouse
from warehouse.named import _themes, _unsure

_THEMES = "select distinct theme_id from review_themes where theme_id = theme_named(%s)"


@pytest.mark.parametrize(
    "word", ["'system.supervision'", "'Supervision and management oversight'", "'supervision'"]
)
def test_a_theme_is_named_by_id_label_or_words_of_one_label(small: Path, word: str) -> None:
    assert warehouse.query(small, _THEMES % word).rows == [("system.supervision",)]


def test_agencies_types_and_families_are_named_by_code_or_label(small: Path) -> None:
    for word in ("'police'", "'Police'"):
        asked = f"select count(*) from recommendations where agencies = [agency_named({word})]"
        assert warehouse.query(small, asked).rows == [(1,)]
    for word in ("'sar'", "'Safeguarding adults review'"):
        kind = f"select count(*) from reviews where review_type = type_named({word})"
        assert warehouse.query(small, kind).rows == [(1,)]
    for word in ("'national_review'", "'National review'"):
        family = f"select count(*) from reviews where report_family = family_named({word})"
        assert warehouse.query(small, family).rows == [(1,)]


@pytest.mark.parametrize(
    ("call", "id_"),
    [
        ("kind_named('Good practice')", "good_practice"),
        ("nation_named('northern ireland')", "Northern Ireland"),
        ("sector_named('Domestic abuse')", "domestic_abuse"),
    ],
)
def test_kinds_nations_and_sectors_are_named_in_any_case(small: Path, call: str, id_: str) -> None:
    assert warehouse.query(small, f"select {call}").rows == [(id_,)]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("theme_named('system.supervison')", "There is no theme system.supervison"),
        ("theme_named('system')", "system is a group of themes; name one of them: system."),
        ("theme_named('and')", "and is in the label of more than one theme: .+; .+"),
        ("theme_named(null)", "There is no theme NULL"),
        ("agency_named('polcie')", "There is no kind of agency polcie; there are"),
        ("agency_named(null)", "There is no kind of agency NULL"),
        ("type_named('saar')", "There is no type of report saar"),
        ("type_named(null)", "There is no type of report NULL"),
        ("family_named('case reviews')", "There is no family case reviews; there are case_review"),
        ("family_named(null)", "There is no family NULL"),
        ("kind_named('findings')", "There is no kind of statement findings; there are recommenda"),
        ("nation_named('Britain')", "There is no nation Britain; there are England, Northern"),
        ("sector_named('adults')", "There is no sector adults; there are child, adult"),
    ],
)
def test_a_wrong_word_is_an_error_that_names_what_there_is(
    small: Path, call: str, told: str
) -> None:
    for sql in (f"select {call}", f"select count(*) from review_themes where theme_id = {call}"):
        with pytest.raises(warehouse.QueryError, match=told):
            warehouse.query(small, sql)


def test_a_name_is_no_work_for_each_row_of_a_join(small: Path) -> None:
    """A look-up of its own in the condition of an outer join made 10 s of 14 ms."""
    plan = warehouse.query(
        small,
        "explain select count(*) from reviews r left join review_themes v"
        " on v.review_id = r.review_id and v.theme_id = theme_named('supervision')",
    ).rows[0][1]
    assert "system.supervision" in plan
    assert "Nested Loop" not in plan
    assert "Blockwise" not in plan


def test_words_of_two_labels_name_no_theme() -> None:
    rows = [
        ("a.x", "a x", "care of the child", ["a", "of people"], "Care of the child"),
        ("a.y", "a y", "care of people", ["a", "of people"], "Care of people"),
    ]
    found = _themes(rows)
    assert "care" not in found  # both
    assert "of people" not in found  # the group's
    assert (found["child"], found["of the"], found["people"]) == ("a.x", "a.x", "a.y")
    assert (found["a x"], found["care of people"]) == ("a.x", "a.y")
    told = _unsure(rows)
    assert (
        told["care"]
        == " is in the label of more than one theme: Care of the child; Care of people."
    )
    assert told["of people"] == " is a group of themes; name one of them: a.x; a.y."
