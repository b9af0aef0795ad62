"""A shortlist over the bundled sample, chosen by kind, so that it survives better extraction."""

from __future__ import annotations

import msgspec
import pytest

import warehouse as wh
from archive.places import Places
from briefings.pack.gather import gather
from briefings.pack.settings import team_settings
from briefings.shortlist import ChosenReview, KeptQuote, LeftOut, OwnQuote, Shortlist, TakeOptions

THEMES = {"family.whole_family": 3.0, "family.parental_learning_disability": 2.0}


@pytest.fixture(scope="session")
def warehouse(sample_data):
    return Places(sample_data).warehouse


@pytest.fixture(scope="session")
def ask(warehouse):
    return lambda sql, *values: wh.query(warehouse, sql, list(values)).rows


@pytest.fixture(scope="session")
def shortlist(ask):
    def kept(kind, most, review="%", themed=False):
        rows = ask(
            "select statement_id from statements join reviews using (review_id) where kind = $1"
            " and review_id like $2 and not is_repeat and (not $3 or statement_id in"
            " (select statement_id from statement_themes where list_contains($4, theme_id)))"
            " order by title, ordinal limit $5",
            kind, review, themed, list(THEMES), most,
        )  # fmt: skip
        return tuple(KeptQuote(row[0]) for row in rows)

    focus = ask("select review_id from reviews where title ilike '%aspen%'")[0][0]
    others = ask(
        "select review_id from reviews where review_id <> $1 and n_learning_points > 0"
        " order by title limit 4",
        focus,
    )
    clusters = ask("select distinct cluster_id from repeat_recommendations order by 1 limit 2")
    mine = kept("finding", 4, focus)
    return Shortlist(
        briefing="Viewing through a whole family lens",
        audience="All who support children & adults <here>",
        on="2026-03-12",
        last_briefing="2024-12-04",
        focus=focus,
        question="the child who is overlooked",
        themes=THEMES,
        take=TakeOptions(fictional=True),
        focus_extracts=(KeptQuote(mine[0].id, note="open with this one"), *mine[1:]),
        reviews=tuple(
            ChosenReview(row[0], "speaks of it", kept("learning_point", 4, row[0]), note="mine")
            for row in others
        ),
        worked=kept("good_practice", 4),
        asked=tuple(row[0] for row in clusters),
        questions=kept("question", 3),
        implications=(*kept("learning_point", 4), *kept("recommendation", 2)),
        own=(OwnQuote("Nothing about us *without* us <b>.", "A parents’ forum", "2"),),
        left_out=(LeftOut("rev-0000000000", "not of use"),),
        missing="No review from an island.",
    )


@pytest.fixture(scope="session")
def team():
    return team_settings()


@pytest.fixture(scope="session")
def pack(shortlist, warehouse, team):
    return gather(shortlist, warehouse, team)


@pytest.fixture(scope="session")
def linked(pack):
    """The pack as if its reports were on the web."""

    def cited(quote):
        if quote.facts is None:
            return quote
        review = msgspec.structs.replace(quote.facts.review, link="https://board.example/r.pdf")
        facts = msgspec.structs.replace(
            quote.facts, review=review, page_link="https://board.example/r.pdf#page=3"
        )
        return msgspec.structs.replace(quote, facts=facts)

    def every(quotes):
        return tuple(map(cited, quotes))

    return msgspec.structs.replace(
        pack,
        focus=msgspec.structs.replace(pack.focus, link="https://board.example/r.pdf"),
        focus_quotes=every(pack.focus_quotes),
        parts=tuple(msgspec.structs.replace(p, quotes=every(p.quotes)) for p in pack.parts),
        worked=every(pack.worked),
        questions=every(pack.questions),
        learning=every(pack.learning),
        boards=every(pack.boards),
    )
