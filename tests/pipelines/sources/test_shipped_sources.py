"""The sources that are shipped: complete, honest, and each with a saved example."""

from __future__ import annotations

import pytest

from pipelines.sources import Source, load_sources
from pipelines.sources.problems import field_names
from pipelines.strategies import STRATEGIES
from pipelines.strategies.vocabulary import FURNITURE_ALONE, FURNITURE_ALWAYS

SOURCES = load_sources()


def having(**wanted: str) -> list[Source]:
    return [s for s in SOURCES.values() if all(getattr(s, k) == v for k, v in wanted.items())]


def test_every_publisher_that_was_asked_for_is_there() -> None:
    assert {"govuk_csprp", "home_office_dhr", "national_sar_library", "nspcc_recent"} <= set(
        SOURCES
    )
    assert {"care_inspectorate", "sbni", "camden_scp", "east_midlothian_ppc"} <= set(SOURCES)
    assert len(having(nation="wales")) == 6
    assert len(having(nation="scotland")) == 31
    partnerships = [s for s in having(nation="england") if s.source_id.endswith(("_scp", "_kbsp"))]
    assert len(partnerships) >= 11


def test_nothing_is_called_verified_that_nobody_has_seen_live() -> None:
    assert [s.source_id for s in SOURCES.values() if s.verified] == []
    assert all(source.unknown for source in SOURCES.values())


def test_the_nspcc_is_an_index_and_never_a_source_of_files() -> None:
    assert [s.source_id for s in SOURCES.values() if s.purpose == "index"] == ["nspcc_recent"]


def test_sources_without_an_address_are_skipped_with_a_reason() -> None:
    reason = SOURCES["east_midlothian_ppc"].skip_reason
    assert reason is not None
    assert "no address is known" in reason


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_a_source_uses_known_words(source: Source) -> None:
    furniture = {name for name, _ in FURNITURE_ALWAYS + FURNITURE_ALONE}
    assert set(source.keep) <= furniture
    assert source.discovery.strategy in STRATEGIES


def test_settings_and_functions_cover_the_same_strategies() -> None:
    assert {name for name in STRATEGIES if field_names(("discovery", name))} == set(STRATEGIES)
