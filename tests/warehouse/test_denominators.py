"""Whether every sum over a view has the denominator that it is shown with."""

import math
from pathlib import Path

import msgspec
import pytest
from small import THEMES, documents, entry, sha

import warehouse


def one(path: Path, sql: str) -> tuple[object, ...]:
    return warehouse.query(path, sql).rows[0]


@pytest.mark.parametrize("by", ["nation", "review_type", "year", "1", "nation, year"])
def test_themes_add_up_over_any_cells(small: Path, by: str) -> None:
    counted = warehouse.query(
        small,
        f"select {by}, theme_id, sum(n_reviews), sum(n_reviews_in_cell) from theme_counts "
        "group by all order by all",
    ).rows
    sql = f"""
        with r as (select {by} as cell, review_id from reviews where has_statements)
        select c.cell, t.theme_id, count(v.review_id), count(*)
        from r c cross join themes t
        left join review_themes v on v.review_id = c.review_id and v.theme_id = t.theme_id
            and v.chance >= 0.2
        group by all
    """
    told = warehouse.query(small, sql.replace("nation, year as cell", "(nation, year) as cell"))
    wanted = sorted((n, d) for _, _, n, d in told.rows)
    assert sorted(row[-2:] for row in counted) == wanted


@pytest.mark.parametrize("by", ["nation", "review_type", "year"])
def test_addressees_add_up_over_any_cells(small: Path, by: str) -> None:
    sums = warehouse.query(
        small,
        f"select {by}, sum(n_recommendations), sum(n_recommendations_in_cell), "
        "sum(n_reviews_asking_in_cell) from recommendations_by_addressee where agency = 'police' "
        "group by all order by all",
    ).rows
    wanted = warehouse.query(
        small,
        f"select {by}, count(*) filter (list_contains(agencies, 'police')), count(*), "
        "count(distinct review_id) from recommendations join reviews using (review_id) "
        "where not is_repeat group by all order by all",
    ).rows
    assert sums == wanted
    assert sum(row[1] for row in sums) == 1


def test_a_repeat_and_a_second_document_count_once(small: Path) -> None:
    """The summary of one review prints three of its recommendations again."""
    sql = "select count(*), count(*) filter (not is_repeat) from statements where kind = $kind"
    printed, said = warehouse.query(small, sql, {"kind": "recommendation"}).rows[0]
    assert (printed, said) == (15, 12)
    listed = "select count(*), sum(n_repeats) from recommendations"
    assert one(small, listed) == (said, printed - said)
    sql = "select sum(n_recommendations) from reviews"
    assert one(small, sql) == (said,)
    assert one(small, "select count(distinct review_id), count(*) from reviews") == (8, 8)


def test_themes_together_against_a_plain_count(small: Path) -> None:
    names = "['family.parental_learning_disability', 'family.whole_family']"
    sql = (
        "select n_reviews, n_reviews_in_part, n_expected, lift "
        f"from themes_together({names}, of_families := ['case_review'])"
    )
    both = (
        "select n_both, n_reviews_in_part, n_expected, lift from theme_pairs where "
        "report_family = 'case_review' and "
        "theme_a = 'family.parental_learning_disability' and theme_b = 'family.whole_family'"
    )
    assert one(small, sql) == one(small, both)
    none = f"select n_reviews, share from themes_together({names}, of_families := ['inquiry'])"
    assert one(small, none) == (0, None)


def test_words_of_one_label_name_its_theme(small: Path) -> None:
    asked = "select * from theme_share('{}')"
    by_id = one(small, asked.format("family.parental_learning_disability"))
    assert one(small, asked.format("with a learning DISABILITY")) == by_id


@pytest.mark.parametrize("call", ["theme_share('harm.x')", "themes_together(['harm.x'])"])
def test_an_unknown_theme_is_no_zero(small: Path, call: str) -> None:
    with pytest.raises(warehouse.QueryError, match=r"no theme harm\.x"):
        warehouse.query(small, f"from {call}")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("theme_share('harm.neglect', of_nation := 'Nowhere')", "no nation Nowhere; there are Eng"),
        ("theme_share('harm.neglect', of_type := 'scrr')", "no type of report scrr"),
        ("theme_share('harm.neglect', of_families := ['cases'])", "there are case_review"),
        ("theme_trend('harm.x')", r"no theme harm\.x"),
        ("themes_together(['harm.neglect'], of_nation := 'Nowhere')", "no nation Nowhere"),
        ("similar_reviews('rev-none')", "no review rev-none"),
        ("search('assurance', kind := 'recommendations')", "there are recommendation, finding"),
        ("search('assurance kind:recommendations')", "no kind of statement recommendations"),
        ("search('assurance', theme := 'nothing')", "no theme nothing"),
        (
            "search('carer', theme := 'neglect')",
            "theme has neglect in its label: .*; ",
        ),
        ("search('assurance nation:nowhere')", "no nation nowhere"),
        ("theme_share((select theme_id from themes where label = 'Typo'))", "No theme is named"),
        ("theme_share('harm.neglect', of_year := 1066)", "they are of 2016 to 2025"),
        ("theme_share('harm.neglect', of_families := [])", "there are case_review"),
        ("theme_share('harm.neglect', of_families := [null])", "there are case_review"),
        ("theme_share('harm.neglect', of_sector := 'children')", "there are child, adult"),
        ("theme_trend(null)", "No theme is named"),
        ("theme_lift('harm.neglect', null)", "No theme is named"),
        ("theme_lift('harm.neglect', 'harm.x', since_year := 3000)", "no review of 3000|no theme"),
        ("themes_together([])", "No theme is named"),
        ("themes_together(['harm.neglect', null])", "No theme is named"),
        ("similar_reviews((select review_id from reviews where title = 'Typo'))", "No review is"),
        ("similar_statements(null)", "No statement is named"),
        ("new_since(null)", "No day is named"),
        ("search(null)", "No words are named"),
        ("search('the of')", "at least one word"),
        ("search('-assurance')", "at least one word"),
        ("search('assurance', match := 'some')", "all or any, not some"),
        ("search('assurance', year := 20244)", "no review of 20244"),
        ("search('assurance year:latest')", "latest is no year; write it like year:2024"),
        ("search('assurance since:20')", "20 is no year; write it like since:2024"),
        ("search('assurance kind: finding')", "straight after the colon"),
        ("search('assurance publisher:hull')", "no field publisher:; there are kind:"),
        ("search('assurance', of_review := '')", "no review ; the view"),
        (
            "search('assurance review:review')",
            r"More than one review has review in its title.*rev-.*\(",
        ),
        ("similar_reviews('review')", "Name one by its id"),
        ("theme_lift('harm.neglect', 'Neglect of a child')", "Both are the theme"),
        ("new_since('yesterday')", "yesterday is no day; write it like 2026-07-01"),
    ],
)
def test_a_word_that_names_nothing_is_no_zero(small: Path, call: str, told: str) -> None:
    with pytest.raises(warehouse.QueryError, match=told):
        warehouse.query(small, f"from {call}")


def test_a_share_is_not_rounded_to_none_or_all(small: Path) -> None:
    sql = (
        "select of_total(1, 300), of_total(299, 300), of_total(0, 3), of_total(3, 3), "
        "of_total(1, 200)"
    )
    assert one(small, sql) == (
        "1 of 300 (under 1 %)", "299 of 300 (over 99 %)", "0 of 3 (0 %)", "3 of 3 (100 %)",
        "1 of 200 (1 %)",
    )  # fmt: skip
    assert one(small, "select of_total(0, 0), of_total(2, 3)") == ("none known", "2 of 3 (67 %)")


@pytest.mark.parametrize("call", ["of_total(7, 5)", "of_total(3, 0)", "of_total(-1, 5)"])
def test_a_count_is_no_part_of_a_smaller_denominator(small: Path, call: str) -> None:
    with pytest.raises(warehouse.QueryError, match="the denominator is of something else"):
        warehouse.query(small, f"select {call}")


def test_one_theme_alone_meets_nothing(small: Path) -> None:
    sql = "select n_reviews > 0, n_expected, lift from themes_together(['harm.neglect'])"
    assert one(small, sql) == (True, None, None)


def test_a_review_goes_by_its_title_where_one_alone_has_it(small: Path) -> None:
    name = "select distinct review_id from search('review', match := 'any', of_review := '{}')"
    title = one(small, "select title, review_id from reviews where title like '%Heron%'")
    for said in (title[0], "heron", title[1], title[1][:8]):
        assert warehouse.query(small, name.format(said)).rows in ([(title[1],)], [])
    sql = "select count(*) from similar_reviews('{}')"
    assert one(small, sql.format("heron")) == one(small, sql.format(title[1]))


def test_labels_work_where_ids_do(small: Path) -> None:
    by_id = one(
        small, "from theme_share('harm.neglect', of_nation := 'England', of_type := 'lcspr')"
    )
    by_label = (
        "from theme_share('neglect of a child', of_nation := 'england', "
        "of_type := 'local child safeguarding practice review')"
    )
    assert one(small, by_label) == by_id
    found = warehouse.query(small, "from search('assurance', theme := 'Neglect of a child')")
    assert found.rows == warehouse.query(small, "from search('assurance theme:harm.neglect')").rows


def test_values_of_several_words_are_in_quotation_marks(small: Path) -> None:
    quoted = warehouse.query(small, """from search('measured theme:"neglect of a child"')""")
    assert quoted.rows == warehouse.query(small, "from search('measured theme:harm.neglect')").rows
    assert quoted.rows


def test_one_family_or_several_by_code_or_label(small: Path) -> None:
    calls = ("'case_review'", "['case_review']", "['Case review']")
    found = [
        one(small, f"from theme_share('harm.neglect', of_families := {call})") for call in calls
    ]
    assert found[0] == found[1] == found[2]


def test_a_share_has_wilsons_interval(small: Path) -> None:
    """12 of 40 is 18.07 % to 45.43 %, as statisticians' tables have it."""
    ends = "select wilson_low(12, 40), wilson_high(12, 40), wilson_low(0, 9), wilson_low(0, 0)"
    assert one(small, ends) == (0.1807, 0.4543, 0.0, None)


def test_a_trend_adds_up_to_the_share(small: Path) -> None:
    trend = "select sum(n_reviews), sum(n_reviews_in_part) from theme_trend('family.fathers_men')"
    share = (
        "select n_reviews, n_reviews_in_part from theme_share('family.fathers_men', "
        "since_year := 1)"
    )
    assert one(small, trend) == one(small, share)


def test_families_of_report_are_not_mixed(small: Path) -> None:
    """Each count has its family beside it, and its denominator is the family's."""
    kinds = "select distinct report_family from reviews order by all"
    assert [row[0] for row in warehouse.query(small, kinds).rows] == [
        "case_review",
        "national_review",
    ]
    share = (
        "select n_reviews_in_part from theme_share('harm.neglect', of_families := ['case_review'])"
    )
    plain = "select count(*) from reviews where has_statements and report_family = 'case_review'"
    assert one(small, share) == one(small, plain)
    years = (
        "select sum(n_reviews_in_year) from theme_by_year where theme_id = 'harm.neglect' "
        "and report_family = 'case_review'"
    )
    assert one(small, years) == one(small, f"{plain} and year is not null")


def test_a_repeat_counts_once_in_a_theme(tmp_path: Path) -> None:
    """A review prints one of its recommendations again in other words, and extraction says so."""
    given = documents()
    first = given[0]
    said = list(first.extraction.statements)
    again = msgspec.structs.replace(
        said[2], statement_id="f" * 16, ordinal=99, text=f"{said[2].text} (again)",
        is_repeat=True, repeats_statement_id=said[2].statement_id,
    )  # fmt: skip
    label = next(x for x in first.labelled.labels if x.statement_id == said[2].statement_id)
    repeated = msgspec.structs.replace(label, statement_id="f" * 16)
    # A theme that its other words alone seem to have is none of what counts.
    other = msgspec.structs.replace(repeated, theme_id="harm.self_neglect")
    labels = (*first.labelled.labels, repeated, other)
    given[0] = msgspec.structs.replace(
        first,
        extraction=msgspec.structs.replace(first.extraction, statements=(*said, again)),
        labelled=msgspec.structs.replace(first.labelled, labels=labels),
    )
    target = tmp_path / "warehouse.duckdb"
    assert warehouse.build(entry(given), target).is_published
    sql = (
        "select t.n_recommendations from review_themes t join reviews r using (review_id) "
        "where t.theme_id = 'system.supervision' and r.title like '%Rowan%'"
    )
    assert one(target, sql) == (1,)
    assert one(
        target, f"select count(*) from ({sql.replace('system.supervision', 'harm.self_neglect')})"
    ) == (0,)


def test_themes_of_a_review_are_those_of_the_views_of_its_kinds(small: Path) -> None:
    joined = (
        "select count(*), sum(n) from (select review_id, theme_id, count(*) as n from"
        " recommendations join statement_themes using (review_id, statement_id) group by all)"
    )
    counted = (
        "select count(*), sum(n_recommendations) from review_themes where n_recommendations > 0"
    )
    assert one(small, joined) == one(small, counted)


def test_what_asks_has_no_stance_and_is_in_no_count_of_one(small: Path) -> None:
    by_kind = "select kind, count(*), count(stance) from statement_themes join statements using"
    rows = warehouse.query(small, f"{by_kind} (statement_id) group by all").rows
    assert {kind for kind, n, n_stance in rows if not n_stance} == {"recommendation", "question"}
    assert {kind for kind, n, n_stance in rows if n == n_stance} == {"finding", "good_practice",
                                                                     "learning_point"}  # fmt: skip
    sums = "select sum(n_judging), sum(n_concern), sum(n_praise) from review_themes"
    judging = (
        "select count(*), count(*) filter (stance = 'concern'), count(*) filter (stance ="
        " 'good_practice') from statement_themes join statements using (statement_id, review_id)"
        " join reviews r using (review_id) where kind not in ('recommendation', 'question')"
        " and not is_repeat and is_counted"
    )
    assert one(small, sums) == one(small, judging)
    assert one(small, sums)[1] > 0


def test_invented_reviews_count_only_where_nothing_else_is_there(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    given = entry()
    sources = given.sources
    given.sources = tuple(msgspec.structs.replace(s, is_fictional=True) for s in sources)
    warehouse.build(given, target)
    alone = "select count(*) filter (is_fictional), count(*) filter (is_counted) from reviews"
    assert one(target, alone) == (8, 8)

    mixed = documents()
    given = entry(mixed)
    given.sightings = [
        msgspec.structs.replace(s, source_id="closed") if s.document_id == sha("rowan") else s
        for s in given.sightings
    ]
    given.sources = tuple(
        msgspec.structs.replace(s, is_fictional=s.source_id == "library") for s in sources
    )
    warehouse.build(given, target)
    share = "select n_reviews_in_part from theme_share('harm.neglect')"
    assert one(target, alone) == (7, 1)
    assert one(target, share) == (1,)
    assert one(target, "select max(n_reviews_in_cell) from theme_counts") == (1,)
    assert one(target, "select max(n_reviews_in_part) from theme_pairs") == (1,)
    real = "select count(distinct review_id), any_value(review_id) from "
    own = one(target, "select 1, review_id from reviews where not is_fictional")
    assert one(target, f"{real} review_themes") == own
    assert one(target, f"{real} new_since('2000-01-01')") == own
    assert one(target, f"{real} search('supervision')") == own
    assert one(target, f"{real} search('supervision', with_invented := true)") != own
    assert one(target, f"{real} finding_answers") == own
    assert one(target, f"{real} changes where review_id is not null") == own
    assert one(target, "select sum(n_reviews) from coverage") == (1,)
    assert one(target, "select count(*) from repeat_recommendations") == (0,)


def test_reviews_of_coverage_add_up_to_the_reviews(small: Path) -> None:
    assert one(small, "select sum(n_reviews) from coverage") == (8,)


def test_pairs_have_both_directions_and_zeros(small: Path) -> None:
    same = (
        "select count(*), count(*) filter (a.n_both <> b.n_both) from theme_pairs a "
        "join theme_pairs b on (b.theme_a, b.theme_b, b.report_family) "
        "= (a.theme_b, a.theme_a, a.report_family)"
    )
    families = 2  # case reviews and the national review
    assert one(small, same) == (families * len(THEMES) * (len(THEMES) - 1), 0)
    names = "'family.parental_learning_disability', 'Whole family / Think Family'"
    found = one(
        small,
        "select n_both, n_a, n_b, n_reviews_in_part, lift, lift_low, lift_high from "
        f"theme_lift({names}, of_families := ['case_review'])",
    )
    # 1 of 7 about both, 1 and 2 about each: 3.5 times as often as chance. The logarithm's variance
    # is 1/1 - 1/1 - 1/2 - 1/7 + 2/2.
    spread = math.exp(1.96 * math.sqrt(1 - 1 / 1 - 1 / 2 - 1 / 7 + 2 / 2))
    assert found[:5] == (1, 1, 2, 7, 3.5)
    assert found[5:] == pytest.approx((3.5 / spread, 3.5 * spread), abs=0.001)


def test_shares_of_likely_reviews_carry_their_own_rates(small: Path) -> None:
    asked = (
        "from theme_share('harm.neglect', of_families := ['case_review'], likely := true) "
        "select n_reviews, n_reviews_in_part, review_precision, review_recall, share_corrected"
    )
    n, total, precision, recall, corrected = one(small, asked)
    every = "select recall from review_theme_quality where is_narrative"
    assert (precision, recall) == (9 / 30, *one(small, every))  # told of thirty, nine are about it
    assert (n, total) == (1, 7)
    assert corrected == round(1 / 7 * precision / recall, 4)
    both = (
        "select review_precision, n_reviews_in_part "
        "from theme_share('harm.neglect', likely := true)"
    )
    other = one(small, "select precision from review_theme_quality where not is_narrative")[0]
    found, n_reviews = one(small, both)
    assert n_reviews == 8
    assert found == pytest.approx((7 * precision + other) / 8, abs=1e-4)  # rounded twice
    own = (
        "select review_precision, review_recall, rates_of "
        "from theme_share('family.whole_family', of_families := ['case_review'], likely := true)"
    )
    assert one(small, own) == (14 / 16, 14 / 20, "theme")
    mixed = "select rates_of from theme_share('family.whole_family', likely := true)"
    assert one(small, mixed) == ("theme and all themes",)
    trend = (
        "select distinct review_precision, rates_of from theme_trend('harm.neglect', "
        "of_families := ['case_review'], likely := true)"
    )
    assert one(small, trend) == (precision, "precision of the theme, recall of all")
    chance = "select min(chance), max(chance), count(*) - count(chance) from review_themes"
    low, high, missing = one(small, chance)
    assert 0 < low < 0.5 < high < 1
    assert missing == 0


def test_sectors_of_a_macro_add_up_and_are_those_of_the_cells(small: Path) -> None:
    for theme in ("family.fathers_men", "harm.neglect"):
        for sector in ("child", "adult", "domestic_abuse", "all"):
            asked = f"theme_share('{theme}', of_sector := '{sector}')"
            cells = (
                "select sum(n_reviews)::integer, sum(n_reviews_in_cell)::integer from theme_counts "
                f"where theme_id = '{theme}' and sector = '{sector}'"
            )
            n, total = one(small, f"select n_reviews, n_reviews_in_part from {asked}")
            assert (n, total) == tuple(found or 0 for found in one(small, cells))
            trend = f"theme_trend('{theme}', of_sector := '{sector}')"
            dated = f"select coalesce(sum(n_reviews_in_part), 0) from {trend}"
            years = (
                "select count(*) from reviews where is_counted and year is not null "
                f"and sector = '{sector}'"
            )
            assert one(small, dated) == one(small, years)
            other = "harm.neglect" if theme != "harm.neglect" else "family.whole_family"
            lift = f"theme_lift('{theme}', '{other}', of_sector := '{sector}')"
            assert one(small, f"select n_a, n_reviews_in_part from {lift}") == (n, total)
            meet = f"themes_together(['{theme}'], of_sector := '{sector}')"
            assert one(small, f"select n_reviews, n_reviews_in_part from {meet}") == (n, total)


# Why a view that counts has no key of family or sector; its comment says so too.
REGISTERS = {"agencies", "places", "publishers", "review_theme_quality", "review_quality_by_theme"}
ELSEWHERE = {"theme_by_year", "theme_pairs", "reviews_by_place_and_age"}


def test_every_view_that_counts_reviews_has_family_and_sector_or_says_why_not(small: Path) -> None:
    rows = warehouse.query(
        small,
        "select table_name, list(column_name) from duckdb_columns() where schema_name = 'main' "
        "and not internal group by all having bool_or(starts_with(column_name, 'n_'))",
    ).rows
    counts = {
        view: set(columns)
        for view, columns in rows
        if "n_reviews" in columns or view == "theme_pairs"
    }
    lacking = {
        view for view, columns in counts.items() if not {"report_family", "sector"} <= columns
    }
    assert lacking <= REGISTERS | ELSEWHERE
    assert {"coverage", "theme_counts", "recommendations_by_addressee"} <= counts.keys() - lacking
    for view in lacking - {"review_theme_quality", "review_quality_by_theme"}:
        (about,) = one(small, f"select comment from duckdb_views() where view_name = '{view}'")
        assert "sector" in about


@pytest.mark.parametrize(
    ("word", "said"),
    [("family", "family is a group of themes; name one of them: family.parental"),
     ("Family", "is a group of themes"), ("neglect", "More than one theme"),
     ("supervisi", "near: Supervision and management oversight"), ("voi", "near: Voice and lived")],
)  # fmt: skip
def test_a_word_means_one_theme_or_is_an_error_that_lists_them(
    small: Path, word: str, said: str
) -> None:
    with pytest.raises(warehouse.WarehouseError, match=said):
        warehouse.query(small, f"from theme_share('{word}')")


def test_a_whole_word_of_one_label_names_its_theme(small: Path) -> None:
    assert one(small, "select theme_id from theme_share('supervision')") == ("system.supervision",)


def test_a_group_is_the_same_in_search_by_id_and_label(small: Path) -> None:
    by = "select count(*) from search('family', theme := '{}')"
    assert one(small, by.format("family")) == one(small, by.format("Family")) > (0,)


def test_search_says_how_many_there_are_in_all(small: Path) -> None:
    sql = "select n_found, count(*) from search('family', max_rows := {}) group by all"
    (whole,) = warehouse.query(small, sql.format(1000)).rows
    assert whole[0] == whole[1] > 1
    assert warehouse.query(small, sql.format(1)).rows == [(whole[0], 1)]
