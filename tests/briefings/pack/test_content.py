"""What is looked up for a pack: words as printed, both pages, and what is no more there."""

from __future__ import annotations

import msgspec
import pytest

from briefings.pack.cutting import fitted, in_brief, placed
from briefings.pack.evidence import gathered
from briefings.pack.gather import gather
from briefings.pack.page import markdown
from briefings.pack.plan import facts_of, plan
from briefings.pack.titles import short_title
from briefings.pack.wording import (
    licence_in_words,
    method_in_words,
    period_in_words,
    sentences,
    whole_names,
    words_in,
)
from briefings.selection.used import statements_of
from briefings.shortlist import KeptQuote, QuotedWords, Shortlist
from briefings.wording import people_in_words


def test_every_quote_is_in_the_warehouse_word_for_word(pack, ask):
    texts = dict(ask("select statement_id, text from statements"))
    quoted = [quote for quote in pack.quotes if quote.facts]
    assert len(quoted) > 15
    assert all(quote.quote.text in texts[quote.facts.statement_id] for quote in quoted)


def test_a_citation_has_publisher_title_date_and_both_pages(pack):
    quote = next(q for q in pack.focus_quotes if q.facts.printed_page)
    for part in (pack.focus.publisher, pack.focus.title, pack.focus.published, "invented"):
        assert part in quote.full
    page = "\N{NO-BREAK SPACE}"
    assert f"p.{page}{quote.facts.printed_page}" in quote.full
    assert f"PDF p.{page}{quote.facts.pdf_page}" in quote.full


def test_what_boards_were_asked_is_apart(pack):
    assert {quote.facts.kind for quote in pack.boards} == {"recommendation"}
    themed = [quote for part in pack.parts for quote in part.quotes]
    apart = (*pack.learning, *pack.focus_quotes, *themed)
    assert not {quote.facts.kind for quote in apart} & {"recommendation", "question"}


def test_counts_are_out_of_the_reviews_of_the_same_families(pack, ask):
    of = ask(
        "select count(*) from reviews where is_counted and list_contains($1, report_family)",
        list(pack.families),
    )[0][0]
    assert {theme.n_of for theme in pack.themes} == {of}
    assert all(0 < theme.n_reviews <= of for theme in pack.themes)


def test_repeated_advice_of_a_place_that_is_left_out_is_not_quoted(shortlist, warehouse, team, ask):
    """The author's own area: neither its words nor its name, also where it is the example."""
    pack = gather(shortlist, warehouse, team)
    for advice in pack.advice:
        rows = ask(
            "select publisher, text from repeat_recommendations where cluster_id = $1 and"
            " is_representative",
            advice.cluster_id,
        )
        place, words = rows[0]
        take = msgspec.structs.replace(shortlist.take, leave_out_places=(place,))
        without = gather(msgspec.structs.replace(shortlist, take=take), warehouse, team)
        found = [one for one in without.advice if one.cluster_id == advice.cluster_id]
        if len(advice.asked) > 2:
            assert found
            assert words not in {found[0].words, *(one.text for one in found[0].asked)}
            assert found[0].by
        else:
            assert not found
            assert any("not repeated without the places" in told for told in without.gone)


def test_repeated_advice_of_an_own_area_stops_the_pack(shortlist, warehouse, team):
    bare = Shortlist("x", asked=shortlist.asked, take=shortlist.take)
    publisher = gather(bare, warehouse, team).advice[0].asked[0].publisher
    mine = msgspec.structs.replace(team, own_areas=(publisher.split()[0],))
    found = gather(bare, warehouse, mine).flags
    assert any(flag.is_own and publisher in flag.where for flag in found)
    elsewhere = msgspec.structs.replace(team, own_areas=("Nowhere-on-Sea",))
    assert not any(flag.is_own for flag in gather(bare, warehouse, elsewhere).flags)


def test_repeated_advice_is_distinguished_from_the_oldest_on_once_a_review(pack):
    for advice in pack.advice:
        days = [asked.published_on for asked in advice.asked]
        assert days == sorted(days)
        assert len(advice.asked) >= 2


def test_what_is_gone_is_reported_and_never_replaced(shortlist, warehouse, team):
    changed = msgspec.structs.replace(
        shortlist,
        focus="rev-0000000000",
        questions=(KeptQuote("0123456789abcdef"),),
        asked=("adv-0000000000",),
        focus_extracts=(KeptQuote(shortlist.focus_extracts[0].id, until="words it has not"),),
    )
    found = gather(changed, warehouse, team)
    told = " ".join(found.gone)
    for one in ("rev-0000000000", "0123456789abcdef", "adv-0000000000", "words it has not"):
        assert one in told
    assert not found.questions
    assert found.focus is None


def test_a_quote_under_an_unknown_theme_is_not_lost(shortlist, warehouse, team):
    review = shortlist.reviews[0]
    kept = tuple(msgspec.structs.replace(one, theme="no.such") for one in review.keep)
    changed = msgspec.structs.replace(
        shortlist, reviews=(msgspec.structs.replace(review, keep=kept),)
    )
    found = gather(changed, warehouse, team)
    assert [part.title for part in found.parts] == ["Also in these reviews"]
    assert len(found.parts[0].quotes) == len(kept)


def test_an_unknown_theme_is_reported(shortlist, warehouse, team):
    wrong = msgspec.structs.replace(shortlist, themes={**shortlist.themes, "family.whole": 1.0})
    assert "theme family.whole is not known" in " ".join(gather(wrong, warehouse, team).gone)


def test_what_she_struck_is_printed_nowhere(shortlist, warehouse, team):
    review = next(one for one in shortlist.reviews if one.keep)
    struck = review.keep[0].id
    changed = msgspec.structs.replace(
        shortlist,
        reviews=(msgspec.structs.replace(review, strike=(struck,)),),
        implications=(KeptQuote(struck), *shortlist.implications),
    )
    found = gather(changed, warehouse, team)
    assert struck not in {quote.facts.statement_id for quote in found.quotes if quote.facts}
    assert f"({struck}) is under “strike”" in " ".join(found.gone)
    assert struck not in statements_of(changed)


def test_new_is_counted_both_ways_without_the_focus(pack, shortlist, warehouse, team, ask):
    focus = shortlist.focus
    since = str(ask("select published_on from reviews where review_id = $1", focus)[0][0])
    found = gather(msgspec.structs.replace(shortlist, last_briefing=since), warehouse, team).new
    for new, day in ((pack.new, "2024-12-04"), (found, since)):
        published = ask(
            "select count(*) from reviews where published_on >= $1::date and is_counted"
            " and list_contains($2, report_family) and review_id <> $3",
            day, list(pack.families), focus,
        )[0][0]  # fmt: skip
        assert new.n_published == published
        assert new.n_collected == pack.n_of - 1
    ever = gather(msgspec.structs.replace(shortlist, last_briefing="1990-01-01"), warehouse, team)
    assert ever.new.n_mine == len(shortlist.reviews)
    assert not {row[0] for row in pack.new.rows} & {review.short for review in pack.sources}


def test_a_quote_is_cut_after_a_whole_sentence_and_says_so(pack):
    quote = max(pack.quotes, key=lambda quote: len(sentences(quote.quote.text)))
    short = fitted(quote, words_in(sentences(quote.quote.text)[0]) + 1)
    assert quote.quote.text.startswith(short.quote.text)
    assert short.shown.endswith("[…]”")
    assert short.quote.text[-1] in ".!?"


@pytest.mark.parametrize(
    ("second", "is_shown"),
    [
        (
            "Those who work with adults should ask early who depends on a person in their care.",
            True,
        ),
        ("She had cared for both of her parents since the spring without any help at all.", False),
    ],
)
def test_a_short_first_sentence_gives_way_to_one_that_reads_alone(pack, second, is_shown):
    words = f"Nobody asked the sister. {second} {'More was said of it. ' * 4}".strip()
    quote = msgspec.structs.replace(pack.learning[0], quote=QuotedWords(words))
    shown = f"“[…] {second} […]”" if is_shown else "“Nobody asked the sister. […]”"
    assert fitted(quote, 17).shown == shown


def test_quotes_share_slides_only_where_they_fit(pack):
    groups, left = placed(pack.learning, 45, 2, 2)
    for group in groups:
        assert len(group) == 1 or sum(quote.words for quote in group) <= 45
    ids = [quote.facts.statement_id for quote in [*(q for g in groups for q in g), *left]]
    assert sorted(ids) == sorted(quote.facts.statement_id for quote in pack.learning)
    assert len(groups) <= 2
    short = [msgspec.structs.replace(pack.learning[0], quote=QuotedWords("Ask who is there."))] * 5
    assert [len(group) for group in placed(short, 12, 3, 9)[0]] == [3, 2]


@pytest.mark.parametrize(
    ("title", "kind", "code", "short"),
    [
        ("Safeguarding Adults Review Mrs P", "Safeguarding adults review", "sar", "SAR Mrs P"),
        ("Serious Case Review: Overview Report: L", "Serious case review", "scr", "SCR L"),
        ("Learning Review R", "Learning review", "learning_review", "Learning review R"),
        ("Robin: Serious case review", "Serious case review", "scr", "SCR Robin"),
        ("Z: Executive summary of a Serious Case Review", "Serious case review", "scr", "SCR Z"),
        ("A Serious Case Review", "Serious case review", "scr", "A Serious Case Review"),
        ("Executive Summary Serious Case Review B", "Serious case review", "scr", "SCR B"),
        ("The Elms: A Serious Case Review about two sisters", "Serious case review", "scr",
         "SCR The Elms"),
        ("Serious Case Review: Overview Report Report into the death of B", "Serious case review",
         "scr", "SCR into the death of B"),
        ("Wren: a serious case review", "Serious case review", "scr", "SCR Wren"),
        ("SERIOUS CASE REVIEW: in respect of Child Z OVERVIEW REPORT", "Serious case review", "scr",
         "SCR Child Z"),
        ("A Serious Case Review in respect of the death of Z", "Serious case review", "scr",
         "SCR Z"),
        ("Single Unified Safeguarding Review: ABC SUSR 01/2025",
         "Single unified safeguarding review", "susr", "ABC SUSR 01/2025"),
        ("Nobody came: A national study of what is not asked where many are asked",
         "National review", "national_review", "Nobody came"),
        ("Extended Child Practice Review Report: Re: AB 03/2022 (Child Z)", "Child practice review",
         "child_practice_review", "Child practice review AB 03/2022 (Child Z)"),
        ("Not asked: A thematic Safeguarding Adult Review (SAR) about five people",
         "Safeguarding adults review", "sar", "SAR Not asked"),
        ("Safeguarding Adult Review (SAR) Mrs P", "Safeguarding adults review", "sar",
         "SAR Mrs P"),
        ("Between addresses", "National review", "national_review", "Between addresses"),
    ],
)  # fmt: skip
def test_titles_are_short_enough_for_a_line(title, kind, code, short):
    assert short_title(title, kind, code) == short
    assert len(short_title(title * 9, kind, code)) <= 64


def test_nothing_is_shown_if_nothing_is_stated():
    assert period_in_words(None, None) is None


def test_ages_come_from_the_youngest():
    assert people_in_words(3, ["5-10", "1-4", "under 1"]) == (
        "3 children, aged under 1, 1 to 4 and 5 to 10"
    )


def test_ages_of_some_people_are_not_stated_for_all():
    assert people_in_words(4, ["5-10"]) == "4 children, ages stated: 5 to 10"
    assert people_in_words(1, ["18-64"], "child") == "1 adult, aged 18 to 64"
    assert people_in_words(12, [], "child") == "12 children"
    assert people_in_words(2, [], "adult") == "2 adults"
    assert people_in_words(2, [], "domestic_abuse") == "2 people"
    assert people_in_words(3, ["18-64", "11-15"]) == (
        "3 people, children and adults, ages stated: 11 to 15 and 18 to 64"
    )
    assert people_in_words(None, ["65+"]) == "number not stated, ages stated: 65+"
    assert people_in_words(None, []) is None


def test_advice_is_cut_after_a_whole_sentence_or_not_at_all():
    words = "Ask who lives there. Then ring them."
    assert in_brief(words, 99) == f"“{words}”"
    assert in_brief(words, 4) == "“Ask who lives there. […]”"
    assert in_brief("Ask who lives there", 2) == "“Ask who lives there”"


def test_the_table_of_reviews_counts_those_in_it_apart(pack):
    first = pack.themes[0]
    here = {chosen.review.review_id for chosen in pack.reviews}
    assert set(first.chosen) <= here
    lead = next(s for s in plan(pack) if s.title == "The other reviews").fields["lead"][0]
    assert 0 < len(first.chosen) < len(here)
    assert lead.endswith(f"and of {len(first.chosen)} of these {len(here)}")
    every = msgspec.structs.replace(first, chosen=tuple(here))
    lead = msgspec.structs.replace(pack, themes=(every,)).first_theme
    assert lead.endswith(f"and of all {len(here)} of these")
    fewer = msgspec.structs.replace(first, chosen=first.chosen[:1])
    lead = msgspec.structs.replace(pack, themes=(fewer,)).first_theme
    assert lead.endswith(f"and of 1 of these {len(here)}")


def test_the_first_quotes_of_the_themes_are_of_many_reviews(pack):
    first = [part.quotes[0].facts.review.review_id for part in pack.parts]
    assert len(set(first)) >= min(3, len(first))


def test_a_quote_of_a_briefing_beside_the_report_is_cited_as_the_briefing(
    shortlist, warehouse, team, ask
):
    (one,) = ask(
        "select s.statement_id, d.title, s.review_id from statements s"
        " join documents d using (document_id) where d.role = 'briefing' and not d.is_primary"
        " and s.kind = 'learning_point' order by s.ordinal limit 1"
    )
    statement_id, title, review_id = one
    changed = msgspec.structs.replace(
        shortlist,
        focus=review_id,
        focus_extracts=(KeptQuote(statement_id), *shortlist.focus_extracts),
    )
    found = gather(changed, warehouse, team)
    quote = found.focus_quotes[0]
    assert ": briefing, " in quote.short
    assert ", briefing, " in quote.inside
    assert title in quote.full
    assert "briefing" not in found.focus_quotes[1].short
    assert title in " ".join(source.title for source in found.sources)
    assert found.focus.title in [source.title for source in found.sources]


def test_a_theme_without_weight_has_no_heading_and_its_quotes_stay(shortlist, warehouse, team):
    dropped = "family.parental_learning_disability"
    reviews = tuple(
        msgspec.structs.replace(
            one, keep=tuple(msgspec.structs.replace(kept, theme=dropped) for kept in one.keep)
        )
        for one in shortlist.reviews
    )
    with_it = msgspec.structs.replace(shortlist, reviews=reviews)
    without = msgspec.structs.replace(with_it, themes={**shortlist.themes, dropped: 0.0})
    headed = [
        [part.theme.theme_id for part in gather(one, warehouse, team).parts if part.theme]
        for one in (with_it, without)
    ]
    assert headed[0] == [dropped]
    assert dropped not in headed[1]
    quotes = [q for part in gather(without, warehouse, team).parts for q in part.quotes]
    assert len(quotes) == sum(len(one.keep) for one in reviews)


@pytest.mark.parametrize("is_named", [True, False])
def test_a_quote_of_another_review_is_not_cited_as_the_focus(shortlist, warehouse, team, is_named):
    """Nor are the extracts of a focus that she has changed since, or that is gone."""
    stray = shortlist.reviews[0].keep[0]
    other = shortlist.reviews[0].id if is_named else "rev-0000000000"
    mixed = msgspec.structs.replace(
        shortlist,
        focus=shortlist.focus if is_named else other,
        focus_extracts=(*shortlist.focus_extracts, stray),
        reviews=shortlist.reviews[1:],
    )
    found = gather(mixed, warehouse, team)
    assert {quote.review_id for quote in found.focus_quotes} <= {shortlist.focus}
    assert bool(found.focus_quotes) == is_named
    (quote,) = (q for part in found.parts for q in part.quotes if q.facts.statement_id == stray.id)
    said = f"({stray.id}) is not of the review in focus: it is shown with the other reviews, as"
    assert f"{said} {quote.short}" in " ".join(found.gone)
    made = markdown(found).decode().replace("\\", "")
    assert quote.facts.text in made
    assert quote.facts.review.title in made.split("Sources and licences")[-1]


def test_what_is_listed_twice_is_shown_once_and_reported(shortlist, warehouse, team):
    one = shortlist.implications[0]
    twice = msgspec.structs.replace(shortlist, implications=(one, one))
    found = gather(twice, warehouse, team)
    assert len([*found.learning]) == 1
    assert f"({one.id}) is listed twice" in " ".join(found.gone)


@pytest.mark.parametrize(("page", "shown"), [("2", "p.\N{NO-BREAK SPACE}2"), ("foreword",) * 2])
def test_a_page_of_her_own_is_shown_as_a_page(shortlist, warehouse, team, page, shown):
    own = (msgspec.structs.replace(shortlist.own[0], page=page),)
    found = gather(msgspec.structs.replace(shortlist, own=own), warehouse, team)
    assert found.own[0].short.endswith(f", {shown}")


def test_an_untouched_proposal_does_not_claim_that_somebody_chose(pack):
    assert pack.team.person_chose.strip() in pack.who_chose
    proposed = msgspec.structs.replace(pack, is_as_proposed=True)
    assert "A person" not in proposed.who_chose
    assert pack.team.as_proposed.strip() in proposed.who_chose


def test_a_fact_of_the_focus_without_a_page_is_not_stated(pack, ask):
    first, *others = [s for s in plan(pack) if s.heading == "The review in focus"]
    shown = dict(row for slide in (first, *others) for row in slide.rows[1:])
    told = dict(pack.focus.evidence)
    assert {"People", "Outcome", "Among the agencies", "Recommendations"} <= shown.keys()
    assert all(shown.values())
    counted = {"Recommendations", "Also in it", "Also published", "See the report for"}
    assert shown.keys() - counted == told.keys() - {"Kind"}
    assert pack.focus.kind.casefold() in pack.focus.title.casefold()  # so it is said once
    assert dict(facts_of(msgspec.structs.replace(pack.focus, title="Aspen")))["Kind"]
    assert all(f"{fact}: {where}." in first.notes for fact, where in told.items())
    assert f"Recommendations: {pack.focus.asked.pages}." in first.notes
    title = ask("select title, primary_document_id from reviews where review_id = $1",
                pack.focus.review_id)[0]  # fmt: skip
    page = ask("select page from core.stated where document_id = $1 and field = 'title'", title[1])
    assert told["Report"] == f"PDF p.\N{NO-BREAK SPACE}{page[0][0]}"
    bare = msgspec.structs.replace(pack.focus, outcome=None, evidence=())
    rows = dict(facts_of(bare))
    assert "Outcome" not in rows
    assert rows["See the report for"].startswith("What became of them (not found here)")


def test_facts_that_no_page_states_are_not_shown():
    told = gathered([
        {"review_id": "r", "field": field, "value": value, "page": 3, "label": label,
         "quote": quote, "is_primary": is_primary, "role": "briefing"}
        for field, value, label, quote, is_primary in (
            ("outcome", "death", "2", "had died", True), ("outcome", "death", None, "died", False),
            ("agency", "Elm Police", None, None, True), ("ages", "1-4", None, None, False),
        )
    ])["r"]  # fmt: skip
    page = "\N{NO-BREAK SPACE}"
    assert dict(told.told(["title"], is_listed=True)) == {
        "Report": "corrected by a person",
        "Published": "publisher: as its source lists it; nation: as its source lists it;"
        " date: as its source lists it",
        "People": f"ages: briefing, PDF p.{page}3",
        "Outcome": f"p.{page}2 (PDF p.{page}3), “had died”",
        "Among the agencies": f"PDF p.{page}3: Elm Police",
    }
    assert not told.has("method")
    assert told.names("agency", "Elm Police")
    assert not told.names("agency", "Elm Council")


@pytest.mark.parametrize(
    ("number", "label"),
    [("i.", "Recommendation i"), ("(d)", "Recommendation (d)"), (None, "Recommendation")],
)
def test_a_printed_number_does_not_end_a_sentence(pack, number, label):
    quote = pack.recommendations[0]
    facts = msgspec.structs.replace(quote.facts, number=number)
    assert msgspec.structs.replace(quote, facts=facts).label == label


def test_a_licence_that_is_not_stated_is_reported_without_two_colons():
    told = licence_in_words(None)
    assert told == "licence not stated (copyright of the publisher)"
    assert method_in_words("Learning Review; chronologies", "Learning review") == "Chronologies"
    assert method_in_words("Learning Review", "Learning review") is None
    assert whole_names(["Elm Hospital", "Elm Hospital NHS Trust"]) == ("Elm Hospital NHS Trust",)


def test_pages_of_the_pdf_are_explained_where_there_are_any(pack):
    printed = [q for q in pack.focus_quotes if q.facts.printed_page]
    bare = msgspec.structs.replace(printed[0].facts, printed_page=None)
    unprinted = msgspec.structs.replace(printed[0], facts=bare)
    only = {"parts": (), "worked": (), "questions": (), "learning": (), "boards": (), "own": ()}
    assert not msgspec.structs.replace(pack, focus_quotes=tuple(printed), **only).about_pages
    assert msgspec.structs.replace(pack, focus_quotes=(unprinted,), **only).about_pages
