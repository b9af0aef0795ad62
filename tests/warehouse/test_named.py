"""Conditions that name a theme, an agency, a type or a family: a wrong word is no silent zero."""

from pathlib import Path

import pytest

import warehouse

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
    ("call", "told"),
    [
        ("theme_named('system.supervison')", "There is no theme system.supervison"),
        ("theme_named('system')", "system is a group of themes"),
        ("theme_named(null)", "No theme is named here"),
        ("agency_named('polcie')", "There is no kind of agency polcie; there are"),
        ("agency_named(null)", "There is no kind of agency NULL"),
        ("type_named('saar')", "There is no type of report saar"),
        ("type_named(null)", "No type of report is named here"),
        ("family_named('case reviews')", "There is no family case reviews; there are case_review"),
        ("family_named(null)", "There is no family NULL"),
    ],
)
def test_a_wrong_word_is_an_error_that_names_what_there_is(
    small: Path, call: str, told: str
) -> None:
    for sql in (f"select {call}", f"select count(*) from review_themes where theme_id = {call}"):
        with pytest.raises(warehouse.QueryError, match=told):
            warehouse.query(small, sql)
