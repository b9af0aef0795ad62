"""What was asked before: similar advice, each in its own words."""

from __future__ import annotations

import html

import pytest


@pytest.fixture
def clusters(browser):
    rows = browser.rows(
        "select cluster_id, list(text) as texts, list(distinct review_id) as reviews"
        " from repeat_recommendations group by cluster_id"
    )
    assert rows
    return rows


def shown(browser, address):
    return " ".join(html.unescape(browser.get(address).text).split())


def test_each_reviews_own_words_are_whole_and_no_advice_is_called_the_same(browser, clusters):
    page = shown(browser, "/lists/asked?theme=all")
    texts = {text for row in clusters for text in row["texts"]}
    assert len(texts) > len(clusters)  # some of them differ
    assert [text for text in texts if f"“{text}”" not in page] == []
    assert "much the same words" not in page
    assert "Similar advice" in page


def test_the_session_says_that_the_words_are_those_of_one_of_them(browser, clusters):
    first = clusters[0]
    browser.form("/session/asked", from_page="/lists/asked?theme=all", cluster=first["cluster_id"])
    said = f"One of {len(first['texts'])} similar recommendations in {len(first['reviews'])} review"
    assert said in shown(browser, "/")
