"""The bench labels as many statements as it says."""

from __future__ import annotations

from measurement.bench.themes import invented, measure, relabel_seconds


def test_invented_documents_hold_the_number_asked_for() -> None:
    documents = invented(250)
    assert [len(document.statements) for document in documents] == [100, 100, 50]


def test_figures_are_measured_and_every_statement_comes_back() -> None:
    assert all(value > 0 for value in measure(200).values())
    wall, busiest = relabel_seconds(60, processes=2)
    assert wall > 0
    assert busiest > 0
