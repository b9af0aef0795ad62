"""Nations and sectors are listed once, and every place that names one names one of these."""

from __future__ import annotations

from pipelines.sources.schema import Nation, Sector
from vocabulary.places import places
from vocabulary.registers import nations, nations_or_uk, sectors
from vocabulary.report_types import report_types


def test_sources_have_the_same_nations_and_sectors() -> None:
    assert {nation.printed for nation in Nation} == set(nations_or_uk())
    assert tuple(Sector) == sectors()


def test_places_and_types_of_report_are_of_these_nations_and_sectors() -> None:
    assert {place.nation for place in places()} == set(nations())
    assert {kind.nation for kind in report_types() if kind.nation} <= set(nations_or_uk())
    assert {kind.sector for kind in report_types()} <= {*sectors(), "unknown"}
