"""Reviews like this one: what a review is mostly about counts for more than a passing mention."""

from pathlib import Path

from small import F, document, documents, entry, sha

import warehouse

_FATHERS = [
    "Nobody met the father of the twins.",
    "The father's name was missing from the maternity booking.",
    "The father was never invited to a conference.",
    "Letters about the twins did not reach the father.",
    "The father's own childhood was not asked about.",
]
# The same in other words: documents that share their wording are taken for copies of one review.
_FATHERS_AGAIN = [
    "The twins had a father whom nobody met.",
    "On the maternity booking a name was missing: the father's.",
    "No conference ever invited the father.",
    "The father never had the letters about the twins.",
    "Nobody asked what the father's own childhood had been like.",
]
_OTHER = "Staff in every service worked hard in a busy year for services."
_RARE = "A perplexing illness of the mother was taken at face value."


def _review(name: str, said: list[tuple[str, str]]) -> object:
    return document(name, f"Review: {name}", [(F, text, themes, ()) for text, themes in said])


def test_a_review_about_the_same_outranks_a_shared_mention_of_a_rare_theme(tmp_path: Path) -> None:
    fathers = [(text, "fathers_men") for text in _FATHERS]
    other = [(f"{_OTHER} {n}", "neglect") for n in range(5)]
    reviews = [
        _review("seed", [*fathers, (_RARE, "fabricated_illness"), (_OTHER, "")]),
        _review("alike", [*((text, "fathers_men") for text in _FATHERS_AGAIN), (_OTHER, "")]),
        _review("mention", [*other, (f"{_RARE} twice", "fabricated_illness")]),
        _review("nothing", [(f"{text} as ever", t) for text, t in other]),
    ]
    target = tmp_path / "w.duckdb"
    assert warehouse.build(entry(reviews), target).is_published
    rows = warehouse.query(
        target,
        "select s.title, s.score, s.shared_themes, s.shared_words from similar_reviews(?) s",
        [f"rev-{sha('seed')[:10]}"],
    ).rows
    titles = [title for title, *_ in rows]
    assert titles[:2] == ["Review: alike", "Review: mention"]
    assert rows[0][2][0] == "Fathers and men in the household"
    assert "father" in rows[0][3]
    assert not {"in", "the", "service", "services"} & set(rows[0][3])


def test_the_same_family_comes_first_and_shared_words_are_no_grammar(small: Path) -> None:
    sql = (
        "select is_same_family, report_family, shared_words from similar_reviews("
        "(select review_id from reviews where title like '%Heron%'))"
    )
    rows = warehouse.query(small, sql).rows
    kinds = [row[0] for row in rows]
    assert kinds == sorted(kinds, reverse=True)
    assert {row[1] for row in rows if row[0]} == {"case_review"}
    words = {word for row in rows for word in row[2] or ()}
    assert words
    assert not words & {"not", "should", "their", "they", "she", "who"}


def test_years_are_no_shared_words(tmp_path: Path) -> None:
    said = {
        "Osprey": "In 2022 the orchard was shut, and the orchard stayed shut through 2022.",
        "Bittern": "Nobody walked by the orchard in 2022; an orchard is no place for 2022.",
    }
    found = [
        document(name, f"Serious Case Review: {name}", [(F, text, "neglect", ())], kind="scr",
                 publisher=f"{name}moor Safeguarding Children Board", names=(name,))
        for name, text in said.items()
    ]  # fmt: skip
    target = tmp_path / "warehouse.duckdb"
    assert warehouse.build(entry([*documents(), *found]), target).exit_code == 0
    rows = warehouse.query(
        target,
        "select shared_words from similar_reviews((select review_id from reviews"
        " where title like '%Osprey%')) where title like '%Bittern%'",
    ).rows
    assert "orchard" in rows[0][0]
    assert "2022" not in rows[0][0]
