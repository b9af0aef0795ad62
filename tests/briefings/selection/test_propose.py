"""What is proposed for a briefing over the invented sample."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import msgspec
import pytest

import warehouse
from briefings.breakout import OF_A_BOARD, turn
from briefings.pack.gather import gather
from briefings.pack.plan.others import elsewhere
from briefings.pack.settings import team_settings
from briefings.selection import BriefingError
from briefings.selection.desk import BriefingDesk
from briefings.selection.lens import lens_of
from briefings.selection.missing import held_back, missing
from briefings.selection.naming import named_take, named_themes
from briefings.selection.propose import propose
from briefings.selection.rank import Ranked
from briefings.selection.remarks import remarks_of
from briefings.selection.request import Request
from briefings.selection.used import Used, day_of
from briefings.shortlist import TakeOptions, quoted

NO_TAKE = dict.fromkeys(["families", "nations", "types", "sectors", "leave_out_places"])


@pytest.fixture(scope="module")
def proposal(path, aspen):
    return propose(path, Request(focus=aspen))


def test_themes_come_by_share_of_the_focus_and_not_by_rarity(desk, aspen):
    themes = lens_of(desk, aspen, {}).themes
    counts = {theme.theme_id: theme.n_statements for theme in themes}
    assert counts["family.whole_family"] >= 8
    assert min(counts.values()) > 2
    assert themes[0].n_statements == max(counts.values())


def test_what_the_author_names_outweighs_what_is_proposed(desk, aspen):
    themes = lens_of(desk, aspen, {"rights.mental_capacity": 3.0}).themes
    assert themes[0].theme_id == "rights.mental_capacity"
    assert all(theme.weight <= 1.5 for theme in themes[1:])


def test_the_authors_question_changes_the_quotes(path, aspen, proposal):
    asked = propose(path, Request(focus=aspen, question="letters that a mother could not read"))
    assert asked.shortlist.focus_extracts != proposal.shortlist.focus_extracts
    assert "letter" in " ".join(asked.quotes[one.id].text for one in asked.shortlist.focus_extracts)


def test_a_question_alone_is_enough(path):
    found = propose(path, Request(question="letters that a mother could not read"))
    assert found.shortlist.reviews
    quotes = " ".join(quote.text for quote in found.quotes.values())
    assert "letter" in quotes


def test_every_quote_is_verbatim_and_said_once(path, proposal):
    texts = dict(warehouse.query(path, "select statement_id, text from statements").rows)
    shortlist = proposal.shortlist
    kept = [k for r in shortlist.reviews for k in r.keep]
    kept += [*shortlist.focus_extracts, *shortlist.worked, *shortlist.questions]
    kept += shortlist.implications
    assert len({k.id for k in kept}) == len(kept) > 12
    for one in kept:
        found = quoted(texts[one.id], one)
        assert found.problem is None
        assert found.text == proposal.quotes[one.id].passage.text


def test_the_choice_is_spread_and_holds_no_inspection(path, proposal):
    facts = [proposal.pool.facts[r.id] for r in proposal.shortlist.reviews]
    assert len({f["nation"] for f in facts}) >= 3
    assert len({f["publisher"] for f in facts}) == len(facts)
    assert {"adult", "child"} <= {f["sector"] for f in facts} | {"all"}


def test_the_focus_is_recognised_by_findings_first(proposal):
    kinds = [proposal.quotes[k.id].kind for k in proposal.shortlist.focus_extracts]
    assert kinds.count("finding") >= 3
    assert kinds[:4] == ["finding", "finding", "learning_point", "learning_point"]


def test_what_worked_comes_from_many_reviews(proposal):
    worked = [proposal.quotes[k.id].review_id for k in proposal.shortlist.worked]
    assert len(set(worked)) == min(4, len(worked))


def test_repeated_advice_is_not_quoted_beside_its_own_place(proposal):
    members = {str(i) for row in proposal.asked.values() for i in row["statement_ids"]}
    kept = {k.id for review in proposal.shortlist.reviews for k in review.keep}
    assert members
    assert not members & kept


def test_filters_leave_reviews_out_and_say_why(path, aspen):
    take = TakeOptions(nations=("Wales", "Scotland"), leave_out_places=("Strathmarl",))
    found = propose(path, Request(focus=aspen, take=take))
    nations = {found.pool.facts[r.id]["nation"] for r in found.shortlist.reviews}
    assert nations == {"Wales"}
    assert "place left out: Strathmarl" in {left.why for left in found.shortlist.left_out}


def test_what_was_used_is_marked_and_ranks_lower(path, aspen, proposal):
    first = proposal.shortlist.reviews[0]
    used = Used("2025-12-04", "all", "Before", (first.id,), tuple(k.id for k in first.keep))
    found = propose(path, Request(focus=aspen, used=(used,)))
    order = [r.id for r in found.shortlist.reviews]
    assert order.index(first.id) > 0
    again = found.shortlist.reviews[order.index(first.id)]
    assert again.used == ("2025-12-04, all",)
    assert {k.id for k in again.keep} != {k.id for k in first.keep}


def test_what_was_struck_is_not_offered_again(path, aspen, proposal):
    struck = tuple(k.id for k in proposal.shortlist.reviews[0].keep)
    found = propose(path, Request(focus=aspen, struck=struck))
    shown = {q.statement_id for more in found.more.values() for q in more} | set(found.quotes)
    assert not shown & set(struck)


def test_new_is_published_or_first_collected_and_both_are_shown(path, aspen):
    by_publication = propose(path, Request(focus=aspen, last_briefing=date(2025, 1, 1)))
    by_collection = propose(
        path, Request(focus=aspen, last_briefing=date(2025, 1, 1), new_by="collected")
    )
    assert 0 < len(by_publication.new) < len(by_collection.new)
    said = str(remarks_of(path, by_publication))
    assert "published" in said
    assert "first collected" in said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(2025, 2025, "reviews, 2025;"), (2020, 2025, ", 2020 to 2025;"), (None, None, "not stated")],
)
def test_years_are_said_once(path, proposal, first, last, said):
    row = {
        "first_year": first, "last_year": last, "nations": ["Wales"], "n_reviews": 2,
        "representative": "Ask.",
    }  # fmt: skip
    told = msgspec.structs.replace(proposal, asked={"adv-1": row})
    assert said in remarks_of(path, told).of["adv-1"].after


def test_nations_without_any_review_are_kept_apart_from_those_with_few():
    facts = {"nation": "Wales", "sector": "child", "year": 2024}
    ranked = Ranked("r", 1.0, 1, {}, facts)
    said = missing([ranked], {"r": facts})
    assert "few from Wales (1); none from England, Scotland, Northern Ireland" in said


def test_words_that_name_nothing_say_what_there_is(desk):
    with pytest.raises(BriefingError, match=r"family\.whole_family"):
        named_themes(desk, ["whole famly=3"])
    with pytest.raises(BriefingError, match="Northern Ireland"):
        named_take(desk, **{**NO_TAKE, "nations": ["Narnia"]})
    for weight in ("0", "-2", "nan", "inf", "much"):
        with pytest.raises(BriefingError, match="a number above 0"):
            named_themes(desk, [f"Whole family={weight}"])
    with pytest.raises(BriefingError, match="no year is left"):
        named_take(desk, **{**NO_TAKE, "since": 2025, "until": 2020})
    with pytest.raises(BriefingError, match="2026-03-12"):
        day_of("last winter", "--new-since")
    with pytest.raises(BriefingError, match="--lens"):
        Request().checked()


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Voice of the child", "rights.child_voice"),
        ("child's voice", "rights.child_voice"),
        ("the children’s voices", "rights.child_voice"),
        ("think family", "family.whole_family"),
        ("whole families", "family.whole_family"),
        ("parental learning disabilities", "family.parental_learning_disability"),
        ("men and fathers", "family.fathers_men"),
    ],
)
def test_the_words_of_a_label_can_be_in_any_order(desk, words, theme):
    assert named_themes(desk, [f"{words}=2"]) == {theme: 2.0}


def test_every_lens_of_the_guide_is_found(desk):
    guide = (Path(__file__).parents[3] / "docs" / "briefings.md").read_text()
    lenses = re.findall(r"""--lens (?:"([^"]+)"|(\S+?)(?=[\s`]))""", guide)
    assert len(lenses) >= 2
    for label, plain in lenses:
        assert named_themes(desk, [label or plain])


def test_words_that_fit_several_themes_list_them(desk):
    with pytest.raises(BriefingError, match=r"more than one theme: .*harm\.neglect"):
        named_themes(desk, ["neglect"])


def test_labels_can_be_used_instead_of_ids(desk):
    assert named_themes(desk, ["Whole family=2"]) == {"family.whole_family": 2.0}
    take = named_take(
        desk, **{**NO_TAKE, "nations": ["wales"], "types": ["Domestic homicide review"]}
    )
    assert (take.nations, take.types) == (("Wales",), ("dhr",))


def test_the_reason_is_in_words_and_its_numbers_stay_in_the_file(path, proposal):
    first = proposal.shortlist.reviews[0]
    theme = proposal.lens.themes[0].theme_id
    n = warehouse.query(
        path,
        "select max(n_statements) from review_themes where review_id = $1 and theme_id in"
        " (select unnest($2::varchar[]))",
        [first.id, [t.theme_id for t in proposal.lens.themes]],
    ).rows[0][0]
    assert theme
    assert not re.search(r"\d", first.why)
    assert "statements" not in first.why
    assert first.why.startswith("It speaks of: ")
    below = remarks_of(path, proposal).of[first.id].below
    assert any(line.startswith(f"{n} of its ") for line in below)


class OneHeld(BriefingDesk):
    """A warehouse of three statements, one of each review held for privacy."""

    def __init__(self) -> None:
        self._base = duckdb.connect()
        self._base.execute("create table documents as select 'ok' as status")
        rows = "('rev-a', true), ('rev-a', false), ('rev-b', true)"
        self._base.execute(f"create table statements as from (values {rows}) t(review_id, is_held)")

    def ask(self, sql, parameters=None):
        found = self._base.execute(sql, parameters)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_what_is_held_for_privacy_is_counted():
    assert "1 statement of these reviews that may identify somebody" in held_back(
        OneHeld(), ["rev-a"], []
    )
    told = held_back(OneHeld(), ["rev-a", "rev-b"], [])
    assert "2 statements" in told
    assert "review --held" in told
    assert "0 statements" in held_back(OneHeld(), [], [])


def test_no_numbers_of_statements_are_in_the_notes_of_the_other_reviews(path, proposal):
    slides = elsewhere(gather(proposal.shortlist, path, team_settings()))
    notes = [note for slide in slides for note in slide.notes]
    reasons = [note for note in notes if note.startswith("Why here: ")]
    assert len(reasons) == len(proposal.shortlist.reviews)
    assert not [note for note in reasons if re.search(r"\d", note)]


def test_a_lens_that_adults_reviews_answer_too_gets_one_and_names_what_ranks_above_it(path, aspen):
    request = Request(focus=aspen, themes={"family.whole_family": 3.0}, n_reviews=3)
    found = propose(path, request)
    about = [found.pool.facts[review.id]["about"] for review in found.shortlist.reviews]
    assert sorted(about) == ["adult", "child", "child"]
    told = {left.why for left in found.shortlist.left_out if not left.why.startswith("next")}
    assert told == {"it ranks above one that was chosen for its other nation, sector or board"}


def test_questions_are_those_that_practitioners_can_answer_where_there_are_any(path, proposal):
    texts = {
        row[0]: turn(row[1], row[2])
        for row in warehouse.query(path, "select statement_id, text, heading from questions").rows
    }
    proposed = [texts[kept.id] for kept in proposal.shortlist.questions]
    assert proposed
    assert 0 in proposed
    assert max(proposed) < OF_A_BOARD
    assert OF_A_BOARD in texts.values()
