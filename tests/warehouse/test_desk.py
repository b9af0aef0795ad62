"""What a reader asks, against what the views and macros say."""

import shutil
from collections import Counter

import numpy as np
import pytest

from warehouse import access
from warehouse.desk import (
    Desk,
    Wanted,
    abstained,
    cards,
    cards_of,
    documents_of,
    find,
    forms_of,
    numbers_of,
    page_facts,
    places_of,
    printed_lines,
    ready,
    totals,
)
from warehouse.desk.ledger import ledger
from warehouse.desk.remembering import Remembered
from warehouse.desk.words import _asked, _known_stems, holding
from warehouse.errors import QueryError


@pytest.fixture(scope="module")
def desk(sample):
    return Desk(sample, sample.parent / "builds")


@pytest.mark.parametrize(
    "words", ["father", "father mother", "The child and the mother", "visit visits"]
)
@pytest.mark.parametrize("is_any", [False, True])
def test_known_words_find_what_the_macro_finds(desk, words, is_any):
    assert _known_stems(desk, words)
    found = holding(desk, words, is_any=is_any).tolist()
    assert found
    assert Counter(found) == Counter(_asked(desk, words, "any" if is_any else "all").tolist())


@pytest.mark.parametrize(
    "words", ["fathr", "the", '"the child"', "father -mother", "kind:finding father"]
)
def test_all_other_words_are_left_to_the_macro(desk, words):
    assert _known_stems(desk, words) is None


def test_a_card_has_the_labels_of_its_statement(desk):
    rows = cards(desk, find(desk, Wanted("child"), limit=50).numbers)
    known = {
        (r["statement_id"], r["theme_id"], r["evidence"], r["origin"], round(r["score"], 4))
        for r in desk.rows("select * from statement_themes")
    }
    shown = {
        (row["statement_id"], t["theme_id"], t["evidence"], t["origin"], round(t["score"], 4))
        for row in rows
        for t in row["themes"]
    }
    assert shown
    assert shown <= known
    ids = [row["statement_id"] for row in rows]
    assert len(shown) == sum(one[0] in ids for one in known)


def test_lines_and_themes_held_back_are_those_of_the_document(desk):
    row = desk.rows("select * from evidence order by statement_id limit 1")[0]
    lines = printed_lines(desk, row["document_id"], row["page"])
    counted = desk.rows(
        "select count(*) as n from evidence e join statements s using (statement_id)"
        " where s.document_id = $document and e.page = $page and not s.is_held",
        {"document": row["document_id"], "page": row["page"]},
    )
    assert len(lines) == counted[0]["n"]
    assert set(abstained(desk, row["document_id"])) <= {
        card["statement_id"] for card in cards_of(desk, row["document_id"])
    }


def test_what_is_remembered_stays_within_its_limit():
    known = Remembered(most_bytes=100_000)
    asked = []

    def ask(name):
        asked.append(name)
        return np.zeros(40_000, dtype=np.int8)

    known.once("staying", lambda: ask("staying"), stays=True)
    for name in ("a", "b", "a", "c", "a", "b", "staying"):  # "b" has to go for "c"
        known.once(name, lambda name=name: ask(name))
    assert asked == ["staying", "a", "b", "c", "b"]


def test_a_program_that_stays_open_keeps_within_its_memory(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(access, "_of_program", [])
    other = shutil.copy(sample, tmp_path / "other.duckdb")
    access.keep_within("100MB")
    with access.connect(other, memory="2GB") as connection:
        found = connection.execute("select current_setting('memory_limit')").fetchall()
    assert found == [("95.3 MiB",)]


def test_words_searched_for_are_marked_whatever_their_endings(desk):
    forms = forms_of(desk, 'Father -mother "the child" kind:finding')
    assert {"father", "fathers", "child"} <= forms
    assert not {"mother", "finding", "the"} & forms
    text = "The FATHERS, and a child's mother."
    assert [text[a:b] for a, b in places_of(forms, text)] == ["FATHERS", "child"]


def test_a_heavier_theme_comes_first_on_a_ready_list(desk):
    themes = ("family.whole_family", "rights.child_voice")
    light, heavy = (
        ready(desk, "good_practice", dict(zip(themes, weights, strict=True)), skip=0, limit=500)
        for weights in ((0.01, 3.0), (3.0, 0.01))
    )
    assert sorted(light.numbers) == sorted(heavy.numbers)
    assert light.numbers != heavy.numbers
    first = cards(desk, heavy.numbers[:1])[0]
    assert themes[0] in {t["theme_id"] for t in first["themes"]}


@pytest.mark.parametrize(
    "words",
    ["father kind:finding", "KIND:Finding father", "nation:wales child", "child year:2023",
     'theme:family child nation:"Northern Ireland"', "theme:family.fathers_men father",
     '"the child" kind:recommendation -mother'],
)  # fmt: skip
def test_a_limit_among_the_words_finds_what_the_macro_finds(desk, words):
    found = find(desk, Wanted(words), limit=10_000).numbers
    rows = desk.rows("select statement_no as n from core.statements where review_id is not null")
    known = {row["n"] for row in rows}
    asked = _asked(desk, words, "all").tolist()
    assert found == [number for number in asked if number in known]
    assert found


@pytest.mark.parametrize(
    "words", ["kind:nonsense father", "year:soon father", "nation:mars father"]
)
def test_a_limit_that_names_nothing_is_an_error_that_says_so(desk, words):
    with pytest.raises(QueryError):
        find(desk, Wanted(words))


def test_what_a_report_says_again_counts_once_where_both_are_found(desk):
    book = ledger(desk)
    first_of = book.first_of.copy()
    first_of[3] = 1  # statement 3 says again what statement 1 says
    book = book._replace(first_of=first_of)
    assert book.once(np.array([3, 2, 1])).tolist() == [2, 1]
    assert book.once(np.array([3, 2])).tolist() == [3, 2]  # its words alone were looked for


def test_every_count_of_a_facet_is_that_of_its_hits_and_out_of_all_hits(desk):
    facets = {
        row["statement_no"]: row
        for row in desk.rows(
            "select s.statement_no, s.review_id, s.kind, r.nation, r.publisher,"
            " r.review_type as type, r.report_family as family, r.year::varchar as year, r.sector"
            " from core.statements s join core.reviews r using (review_id)"
        )
    }
    found, every = (find(desk, Wanted(words), limit=10_000) for words in ("father", ""))
    for facet in ("kind", "nation", "publisher", "type", "family", "year", "sector"):
        for count in found.counts[facet]:
            hits = [n for n in found.numbers if facets[n][facet] == count.value]
            assert count.n == len(hits) > 0
            assert count.n_reviews == len({facets[n]["review_id"] for n in hits})
            of = {facets[n]["review_id"] for n in every.numbers if facets[n][facet] == count.value}
            assert totals(desk)[facet, count.value] == len(of)
    for count in every.counts["theme"]:
        assert totals(desk)["theme", count.value] == count.n_reviews


def test_a_repeat_is_known_by_the_statement_that_it_repeats(desk):
    rows = desk.rows(
        "select s.statement_no as n, coalesce(o.statement_no, s.statement_no) as first"
        " from core.statements s left join core.statements o"
        " on s.is_repeat and o.statement_id = s.repeats_statement_id"
    )
    assert any(row["n"] != row["first"] for row in rows)
    assert {row["n"]: row["first"] for row in rows} == dict(enumerate(ledger(desk).first_of))


def test_a_card_says_what_the_view_says(desk):
    shown = (
        "statement_id, document_id, review_id, kind, number, text, section_path, page_first,"
        " page_last, addressee, timescale, is_repeat, repeats_statement_id, first_statement_id,"
        " rule, confidence, page_url, page_label_first, page_label_last"
    )
    known = desk.rows(
        f"select {shown} from core.statements where not is_held order by statement_id"
    )
    numbers = numbers_of(desk, [row["statement_id"] for row in known])
    rows = cards(desk, list(numbers.values()))
    assert [{name: row[name] for name in known[0]} for row in rows] == known
    first = known[0]["statement_id"]
    assert numbers_of(desk, ["nothing", "zzzz", "", f"{first}\0", "\ud800", first[:-1]]) == {}
    held = desk.rows("select count(*) as n from core.statements where is_held")[0]["n"]
    assert len(cards(desk, range(-2, len(known) + held + 2))) == len(known)


def test_a_document_has_its_statements_in_order_and_its_pages_their_size(desk):
    for document in desk.rows("select document_id, review_id from core.documents"):
        mine = {"document": document["document_id"]}
        ids = desk.rows(
            "select statement_id as id from statements where document_id = $document"
            " order by ordinal",
            mine,
        )
        assert [row["statement_id"] for row in cards_of(desk, mine["document"])] == [
            row["id"] for row in ids
        ]
        (row,) = (
            row
            for row in documents_of(desk, document["review_id"])
            if row["document_id"] == mine["document"]
        )
        counted = desk.rows(
            "select count(*) as n from core.statements where document_id = $document", mine
        )
        assert row["n_statements"] == counted[0]["n"]
        for size in desk.rows("select * from core.pages where document_id = $document", mine):
            facts = page_facts(desk, mine["document"], size["page"])
            assert (facts.width, facts.height) == (size["width"], size["height"])


@pytest.mark.parametrize("kind", ["good_practice", "question"])
@pytest.mark.parametrize(
    "themes", [{}, {"family.whole_family": 2.0, "rights.child_voice": 0.5}, {"nothing": 1.0}]
)
def test_a_ready_list_takes_the_reviews_in_turn_the_surest_first(desk, kind, themes):
    rows = desk.rows(
        "with mine as (select s.statement_no, s.review_id, s.confidence,"
        " coalesce(max(l.score * w.weight), 0) as score from core.statements s"
        " left join (core.labels l join (select unnest($themes::varchar[]) as theme_id,"
        " unnest($weights::double[]) as weight) w using (theme_id)) using (statement_no)"
        " where s.kind = $kind and s.review_id is not null and s.is_shown and not s.is_repeat"
        " and not s.is_held and (len($themes::varchar[]) = 0 or w.weight is not null) group by all)"
        " select *, row_number() over (partition by review_id"
        " order by score desc, confidence desc, statement_no) as turn from mine"
        " order by turn, score desc, statement_no",
        {"kind": kind, "themes": list(themes), "weights": list(themes.values())},
    )
    found = ready(desk, kind, themes, skip=0, limit=1000)
    assert found.numbers == [row["statement_no"] for row in rows]
    assert found.n_statements == len(rows)
    assert found.n_reviews == len({row["review_id"] for row in rows})
