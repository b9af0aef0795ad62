"""Every type of report has a file, an example and a name that leads to it. All texts invented."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from extractors.metadata import describe
from models.records import LineRole
from vocabulary import report_types as register
from vocabulary.report_types import FOLDER, ReportType, report_types
from vocabulary.yaml_text import value_of

_FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_a_file_is_named_by_its_code():
    assert sorted(kind.code for kind in report_types()) == _FILES


def test_orders_are_distinct():
    orders = [kind.order for kind in report_types()]
    assert len(set(orders)) == len(orders)


@pytest.mark.parametrize("kind", report_types(), ids=lambda kind: kind.code)
def test_the_example_is_of_its_type(kind: ReportType, describe_pages):
    assert kind.example.strip(), f"{kind.code} has no example"
    found = describe_pages(f"# {kind.example}")
    assert found.document_type is not None
    assert found.document_type.value == kind.code
    assert found.is_review is kind.is_review


@pytest.mark.parametrize("kind", report_types(), ids=lambda kind: kind.code)
def test_patterns_compile_and_fields_are_known(kind: ReportType):
    assert [re.compile(pattern) for pattern in kind.title]
    assert kind.sector in {"child", "adult", "domestic_abuse", "all"}
    assert kind.nation in {None, "England", "Wales", "Scotland", "Northern Ireland", "UK"}


def test_a_file_that_does_not_fit_is_named(tmp_path, monkeypatch):
    (tmp_path / "leaflet.yaml").write_text("code: leaflet\nlabel: 3\n", encoding="utf-8")
    monkeypatch.setattr(register, "FOLDER", tmp_path)
    report_types.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"leaflet\.yaml"):
            report_types()
    finally:
        report_types.cache_clear()


def test_a_contents_page_does_not_name_the_type(reading_of):
    names = "Contents\nTerms of reference\nPolicy and guidance\nRecommendations"
    reading = reading_of(names, "* This Safeguarding Adults Review looked at invented care.")
    first = reading.pages[0]
    lines = tuple(msgspec.structs.replace(x, role=LineRole.CONTENTS) for x in first.lines)
    pages = (msgspec.structs.replace(first, lines=lines), *reading.pages[1:])
    found = describe(msgspec.structs.replace(reading, pages=pages))
    assert found.document_type is not None
    assert found.document_type.value == "sar"


def test_a_document_without_a_known_name_has_no_type(describe_pages):
    found = describe_pages("# Cake sale in Northmoor")
    assert found.document_type is None
    assert not found.is_review


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Multi-Agency Review: Family S", "other_review"),
        ("Learning Lessons Review: Adult M", "other_review"),
        ("Fatality Review: Mrs K", "other_review"),
        ("Overview Report: Child T", "other_review"),
        ("Rapid Review: Child Z", "rapid_review"),
        ("Offensive Weapons Homicide Review: Malik", "offensive_weapons_homicide_review"),
        ("Overview Report of the Domestic Homicide Review: Rita", "dhr"),
        ("Learning from three Child Safeguarding Practice Reviews", "rapid_review_analysis"),
        ("Domestic Homicide Review: Rita: Multi-agency action plan", "action_plan"),
        ("Domestic Homicide Review: Rita: Overview report and action plan", "dhr"),
        ("Neglect Strategy 2024", "policy"),
        ("Annual Review 2023 to 2024", "annual_report"),
    ],
)
def test_what_prose_speaks_of_is_not_the_type(describe_pages, title, code):
    prose = "The panel read each agency's policy and procedures, guidance and terms of reference."
    found = describe_pages(f"# {title}\n\nNorthmoor Board\n\nMay 2025", prose, prose)
    assert found.document_type is not None
    assert found.document_type.value == code
    assert found.is_review is (code not in {"policy", "annual_report", "action_plan"})


@pytest.mark.parametrize("title", ["Child T", "Literature Review: Neglect", "Peer Review 2024"])
def test_a_document_that_only_mentions_a_policy_has_no_type(describe_pages, title):
    found = describe_pages(f"# {title}", "The panel read each agency's policy and procedures.")
    assert found.document_type is None


def test_a_briefing_about_a_review_is_a_briefing(describe_pages):
    found = describe_pages("# Seven-minute briefing\n# Serious Case Review: Child Finch")
    assert found.document_type.value == "briefing"
    assert found.role == "briefing"


def test_a_response_named_below_its_title_is_a_response(describe_pages):
    found = describe_pages(
        "# A new decision on payments\n\nResponse to the Parliamentary and Health Service\n"
        "Ombudsman's investigation"
    )
    assert found.document_type.value == "response"
    assert not found.is_review


def test_the_title_decides_before_the_text(describe_pages):
    found = describe_pages(
        "# Safeguarding Adults Review: Mr Larch",
        "An earlier Domestic Homicide Review in the county was read by the author.",
    )
    assert found.document_type.value == "sar"
    assert found.document_type.page == 1


def test_a_field_with_a_slip_of_the_pen_is_named(tmp_path, monkeypatch):
    kind = next(iter(report_types()))
    text = (FOLDER / f"{kind.code}.yaml").read_text(encoding="utf-8")
    (tmp_path / "slip.yaml").write_text(text + "\nis_reveiw: true\n", encoding="utf-8")
    monkeypatch.setattr(register, "FOLDER", tmp_path)
    report_types.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"slip\.yaml, line 2: .*is_reveiw"):
            report_types()
    finally:
        report_types.cache_clear()


def test_the_example_of_the_guide_is_a_report_type():
    guide = (Path(__file__).parents[3] / "docs" / "adding-a-report-type.md").read_text()
    block = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL).group(1)
    kind = msgspec.convert(value_of(block), ReportType)
    assert kind.place_in(kind.example) is not None
    assert kind.order not in {other.order for other in report_types()}


def test_a_report_in_brief_is_its_summary(describe_pages):
    found = describe_pages("# The Larch Public Inquiry: the report in brief")
    assert (found.document_type.value, found.role) == ("public_inquiry", "executive_summary")
    whole = describe_pages("# Serious Case Review: Child Finch\n\nOur recommendations in brief")
    assert whole.role == "report"


def test_a_paper_of_a_library_about_an_inquiry_is_a_briefing(describe_pages):
    found = describe_pages("House of Commons Library\n\n# The Larch Public Inquiry\n\n3 May 2024")
    assert (found.document_type.value, found.role) == ("briefing", "briefing")


def test_a_letter_that_says_what_was_done_is_a_response(describe_pages):
    letter = """
        Aldermoor Safeguarding Adults Board

        3 May 2024

        Dear Secretary of State

        I write with progress against each of the seven recommendations of the Larch review.
        """
    found = describe_pages(letter)
    assert (found.document_type.value, found.role) == ("response", "response")
    assert found.publisher.value == "Aldermoor Safeguarding Adults Board"
    inspected = letter.replace("Aldermoor Safeguarding Adults Board", "Ofsted") + (
        "\\n\\n* Focused visit to Aldermoor children’s services\\n"
    )
    assert describe_pages(inspected).role == "report"


def test_a_report_that_has_its_summary_in_it_is_the_report(describe_pages):
    title = "# Domestic Homicide Review\n\n# Executive Summary and Overview Report\n\n# “Fern”"
    assert describe_pages(title).role == "report"
    title = "# Domestic Homicide Review\n\n# Executive Summary\n\n# “Fern”"
    assert describe_pages(title).role == "executive_summary"
