"""Source files: what is accepted, and what a person is told about what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipelines.sources import SourceFileError, load_folders, load_source

GOOD: dict[str, object] = {
    "title": "Calderbrook Safeguarding Children Partnership (fictional)",
    "publisher": "Calderbrook Safeguarding Children Partnership",
    "nation": "england",
    "sector": "child",
    "kinds": ["lcspr", "scr"],
    "home": "https://calderbrook.example/",
    "areas": ["Calderbrook"],
    "discovery": {"strategy": "listing", "pages": ["https://calderbrook.example/reviews"]},
    "licence": {"name": "publisher-copyright", "evidence": "footer of the site"},
    "last_checked": {"on": "2026-11-01", "how": "stored_copy"},
    "verified": False,
    "unknown": ["Whether the list has a second page."],
}


def write(folder: Path, content: object, name: str = "calderbrook_scp.yaml") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, **changes: object) -> str:
    content = {key: value for key, value in (GOOD | changes).items() if value is not ...}
    with pytest.raises(SourceFileError) as caught:
        load_source(write(folder, content))
    return str(caught.value)


def test_a_good_file_gives_a_source_and_what_the_warehouse_needs(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, GOOD))
    assert source.source_id == "calderbrook_scp"
    assert source.skip_reason is None
    info = source.info()
    assert (info.source_id, info.nation, info.licence) == (
        "calderbrook_scp",
        "England",
        "publisher-copyright",
    )
    assert info.is_verified is False


def test_a_date_may_be_written_without_quotation_marks(tmp_path: Path) -> None:
    text = yaml.safe_dump(GOOD).replace("'2026-11-01'", "2026-11-01")
    assert str(load_source(write(tmp_path, text)).last_checked.on) == "2026-11-01"


def test_a_wrong_value_names_file_field_and_what_is_allowed(tmp_path: Path) -> None:
    said = problems(tmp_path, nation="Englnd")
    assert said == (
        "calderbrook_scp.yaml: field `nation` is 'Englnd'; "
        "allowed: england, scotland, wales, northern_ireland, uk"
    )


def test_a_misspelt_field_gets_a_suggestion(tmp_path: Path) -> None:
    assert "field `publsher` is not known; did you mean `publisher`?" in problems(
        tmp_path, publsher="x"
    )


def test_a_misspelt_setting_gets_a_suggestion_without_inner_names(tmp_path: Path) -> None:
    said = problems(tmp_path, discovery={"strategy": "listing", "page": ["https://a.example/"]})
    assert "field `discovery.page` is not known; did you mean `pages`?" in said


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    assert "field `licence` is missing" in problems(tmp_path, licence=...)


def test_an_unknown_strategy_gets_the_list(tmp_path: Path) -> None:
    said = problems(tmp_path, discovery={"strategy": "guesswork"})
    assert "field `discovery.strategy` must be one of: govuk_api, listing" in said


def test_an_address_without_its_beginning_is_refused(tmp_path: Path) -> None:
    said = problems(tmp_path, discovery={"strategy": "listing", "pages": ["calderbrook.example"]})
    assert "`discovery.pages (entry 1)`" in said
    assert "must be a full web address" in said


def test_a_selector_that_means_nothing_is_refused(tmp_path: Path) -> None:
    pages = ["https://calderbrook.example/reviews"]
    said = problems(tmp_path, discovery={"strategy": "listing", "pages": pages, "within": "div[[["})
    assert "`discovery.within`" in said
    assert "not a CSS selector" in said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kinds", "lcspr", "field `kinds` is 'lcspr'; it must be a list"),
        ("kinds", [], "it must be a list of at least 1 entry"),
        ("title", 2020, "field `title` is 2020; it must be text"),
        ("verified", "no", "field `verified` is 'no'; it must be true or false"),
        (
            "last_checked",
            {"on": "soon", "how": "live"},
            "`last_checked.on` is 'soon'; it must be a",
        ),
        ("last_checked", "today", "it must be a group of indented lines"),
        (
            "politeness",
            {"gap_seconds": 0.1},
            "`politeness.gap_seconds` is 0.1; it must be 1.0 or m",
        ),
        ("expectations", {"max": 1.5}, "`expectations.max` is 1.5; it must be a whole number"),
        ("areas", ["x", 5], "field `areas (entry 2)` is 5; it must be text"),
    ],
)
def test_each_kind_of_fault_is_said_in_plain_words(
    tmp_path: Path, field: str, value: object, said: str
) -> None:
    assert said in problems(tmp_path, **{field: value})


def test_text_where_a_number_belongs_is_refused(tmp_path: Path) -> None:
    said = problems(tmp_path, expectations={"min": "three"})
    assert "field `expectations.min` is 'three'" in said


def test_min_above_max_is_refused(tmp_path: Path) -> None:
    assert "`min` (9) is above `max` (2)" in problems(tmp_path, expectations={"min": 9, "max": 2})


def test_no_source_is_polite_below_one_second(tmp_path: Path) -> None:
    assert "politeness.gap_seconds" in problems(tmp_path, politeness={"gap_seconds": 0.1})


def test_verified_needs_a_live_check(tmp_path: Path) -> None:
    assert "needs `last_checked` with `how: live`" in problems(tmp_path, verified=True)


def test_unverified_must_say_what_is_not_known(tmp_path: Path) -> None:
    assert "needs at least one line in `unknown`" in problems(tmp_path, unknown=[])


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    said = problems(tmp_path, nation="Englnd", sector="kids", title=...)
    assert all(name in said for name in ("`nation`", "`sector`", "`title`"))


def test_a_field_given_twice_is_refused(tmp_path: Path) -> None:
    text = yaml.safe_dump(GOOD) + "nation: wales\n"
    with pytest.raises(SourceFileError, match="`nation` is given twice"):
        load_source(write(tmp_path, text))


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"line 2: .*quotation marks"):
        load_source(write(tmp_path, "title: x\npublisher: a: b\n"))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="there is no file at"):
        load_source(tmp_path / "none.yaml")


def test_a_listing_without_address_is_skipped_with_a_reason(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, GOOD | {"discovery": {"strategy": "listing"}}))
    assert source.skip_reason is not None
    assert "no address is known" in source.skip_reason


def test_faults_of_several_files_are_reported_together(tmp_path: Path) -> None:
    write(tmp_path, GOOD | {"nation": "x"}, "one.yaml")
    write(tmp_path, GOOD | {"sector": "y"}, "two.yaml")
    with pytest.raises(SourceFileError) as caught:
        load_folders(tmp_path)
    assert "one.yaml: field `nation`" in str(caught.value)
    assert "two.yaml: field `sector`" in str(caught.value)


def test_words_that_old_yaml_takes_for_truth_values_stay_words(tmp_path: Path) -> None:
    text = yaml.safe_dump(GOOD | {"notes": "x"}).replace("notes: x", "notes: no")
    source = load_source(write(tmp_path, text.replace("'on':", "on:")))
    assert source.notes == "no"
    assert str(source.last_checked.on) == "2026-11-01"
