from pathlib import Path

import pytest
from small import R, document, entry

import warehouse
from warehouse.invented import corpus
from warehouse.terms import stem


def texts(path: Path, words: str, **fields: object) -> list[str]:
    return [hit.text for hit in warehouse.search(path, words, **fields)]  # type: ignore[arg-type]


def test_words_are_found_in_any_form(small: Path) -> None:
    assert any("bruises" in t.lower() for t in texts(small, "bruised baby"))


def test_every_word_must_occur_unless_any_will_do(small: Path) -> None:
    both = texts(small, "fathers chronologies")
    either = texts(small, "fathers chronologies", match_any=True)
    assert both == []
    assert len(either) >= 3


def test_phrase_is_as_it_is(small: Path) -> None:
    assert len(texts(small, '"frontline staff"')) == 1
    assert texts(small, '"staff frontline"') == []


def test_exclusion(small: Path) -> None:
    every, some = texts(small, "supervision"), texts(small, "supervision -board")
    assert len(every) == 3
    assert [t for t in every if "board" not in t.lower()] == some
    assert len(texts(small, 'supervision -"frontline staff"')) == 2


@pytest.mark.parametrize(
    ("words", "kind", "nation", "year"),
    [
        ("fathers kind:recommendation nation:scotland", "recommendation", "Scotland", 2025),
        ("illness theme:family year:2025", "finding", "Scotland", 2025),
    ],
)
def test_fields(small: Path, words: str, kind: str, nation: str, year: int) -> None:
    found = warehouse.search(small, words)
    assert [(hit.kind, hit.nation, hit.year) for hit in found] == [(kind, nation, year)]


def test_fields_as_arguments_say_the_same(small: Path) -> None:
    assert texts(small, "fathers kind:finding") == texts(small, "fathers", kind="finding") != []


def test_the_beginning_of_a_word_finds_it(small: Path) -> None:
    assert texts(small, "chronol") == texts(small, "chronologies") != []


def test_one_said_twice_in_a_review_is_found_once(small: Path) -> None:
    assert len(texts(small, '"always ask about fathers"')) == 1


@pytest.mark.parametrize(
    "words", ["'; drop view reviews", "board %", "(((board", "at 10:30", "see https://a.example/b"]
)
def test_odd_words_are_no_error(small: Path, words: str) -> None:
    assert isinstance(texts(small, words), list)


@pytest.mark.parametrize("words", ["", "the of", '"', "-", "kind:", "%", "((("])
def test_no_words_are_no_zero(small: Path, words: str) -> None:
    with pytest.raises(warehouse.WarehouseError, match=r"at least one word|after the colon"):
        texts(small, words)


def test_hits_link_to_the_page(small: Path) -> None:
    hit = warehouse.search(small, "chronologies")[0]
    assert hit.page_url == "https://library.example/susr.pdf#page=3"


def test_stems_are_english() -> None:
    assert len({stem(word) for word in ["supervise", "supervised", "supervising"]}) == 1


@pytest.mark.parametrize(
    ("word", "form"), [("midwife", "midwives"), ("child", "children"), ("teach", "taught")]
)
def test_forms_that_no_ending_shows_are_found(word: str, form: str, tmp_path: Path) -> None:
    texts = (f"Every {word} should be heard.", f"Most {form} should be heard.")
    paper = document("fern", "Safeguarding Adults Review: Fern", [(R, t, "", ()) for t in texts])
    warehouse.build(entry([paper]), tmp_path / "w.duckdb")
    for asked in (word, form):
        found = warehouse.search(tmp_path / "w.duckdb", asked)
        assert sorted(hit.text for hit in found) == sorted(texts)


def test_a_form_that_is_another_word_too_stays_apart() -> None:
    assert stem("left") != stem("leave")
    assert stem("lives") != stem("life")


def test_where_it_is_looked_for_can_be_narrowed(small: Path) -> None:
    every = warehouse.search(small, "supervision")
    some = warehouse.search(small, "supervision", review=every[0].review_id[:9])
    assert {hit.review_id for hit in some} == {every[0].review_id} < {h.review_id for h in every}
    named = warehouse.search(small, "supervision", review=every[0].title[:-1].upper())
    assert [hit.statement_id for hit in named] == [hit.statement_id for hit in some]
    recent = warehouse.search(small, "supervision", since=max(h.year or 0 for h in every))
    assert 0 < len(recent) < len(every)
    assert texts(small, "supervision type:sar") == texts(small, "supervision", review_type="sar")
    assert {"", *texts(small, "supervision", sector="adult")} < {"", *texts(small, "supervision")}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"sector": "plants"}, "domestic_abuse"),
        ({"review": "no such title"}, "the view reviews lists them"),
        ({"review_type": "poem"}, "report_types"),
    ],
)
def test_a_limit_that_names_nothing_says_what_there_is(
    small: Path, fields: dict[str, str], says: str
) -> None:
    with pytest.raises(warehouse.WarehouseError, match=says):
        warehouse.search(small, "supervision", **fields)


def test_a_small_part_of_a_large_collection_has_its_own_most_similar_statements(
    tmp_path: Path,
) -> None:
    """They were cut off at the best 2,000 of all before the part was looked at: a silent zero."""
    target = tmp_path / "w.duckdb"
    assert warehouse.build(corpus(150), target).is_published
    statement = "(select min(statement_id) from core.statements where kind = 'recommendation')"
    asked = f"from similar_statements({statement}, max_rows := 100000"
    of_all = warehouse.query(target, f"select count(*) {asked}) where nation = 'Wales'").rows
    of_part = warehouse.query(target, f"select count(*) {asked}, nation := 'wales')").rows
    assert of_part > of_all


def test_more_like_a_sentence_is_of_other_reviews_unless_one_is_named(small: Path) -> None:
    first = warehouse.search(small, "supervision")[0]
    found = warehouse.similar(small, first.statement_id[:8])
    assert found
    assert first.review_id not in {hit.review_id for hit in found}
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)
    assert "supervision" in found[0].text.lower()
    inside = warehouse.similar(
        small, first.statement_id, within=warehouse.Within(review=first.review_id)
    )
    assert {hit.review_id for hit in inside} <= {first.review_id}
    with pytest.raises(
        warehouse.WarehouseError, match="statement zz is not in the collection: it has gone"
    ):
        warehouse.similar(small, "zz")


@pytest.mark.parametrize(
    ("before", "after"), [(0, 20), (20, 0), (20, 20), (3, 3)], ids=["end", "start", "both", "whole"]
)
def test_an_excerpt_says_where_something_is_left_out(
    before: int, after: int, tmp_path: Path
) -> None:
    told = ["The nurse rang twice."] * before
    told += ["A heron stood by.", *["Nobody answered the call."] * after]
    text = " ".join(told)
    paper = document("fern", "Safeguarding Adults Review: Fern", [(R, text, "", ())])
    warehouse.build(entry([paper]), tmp_path / "w.duckdb")
    (hit,) = warehouse.search(tmp_path / "w.duckdb", "heron")
    assert hit.snippet.startswith("… ") == (before > 3)
    assert hit.snippet.endswith(" …") == (after > 3)
    assert hit.snippet.strip("… ") in text
    assert hit.snippet == text or len(hit.snippet) < len(text)
    assert "heron" in hit.snippet
