"""What the pages show of the sample."""

import html
import re
import shutil

import anyio.to_thread
import duckdb
import pytest
from rich.console import Console
from starlette.testclient import TestClient

from archive.originals import Originals
from models.records import Severity
from pipelines.purging import purge
from pipelines.reporting.content import blocks
from pipelines.reporting.summary import Ending, ReportedIssue, Summary
from pipelines.request import RunRequest
from room import wording
from room.pages import review as review_page
from room.pages import search as search_page
from room.questions import themes
from room.questions.reviews import responses
from warehouse.errors import QueryError


def _statement(browser, kind="finding"):
    return browser.rows(
        "select s.* from statements s join reviews r using (review_id) where kind = $k"
        " and document_id = r.primary_document_id order by statement_id limit 1",
        k=kind,
    )[0]


@pytest.mark.parametrize(
    "address",
    ["/", "/reviews", "/search?q=father", "/lists/worked", "/lists/asked", "/lists/questions",
     "/themes", "/themes/family.whole_family", "/themes/family.whole_family/trend.svg",
     "/coverage"],
)  # fmt: skip
def test_pages_open(browser, address):
    assert browser.get(address).status_code == 200


def test_a_statement_is_beside_the_picture_of_its_page(browser):
    row = _statement(browser)
    page = browser.get(f"/statements/{row['statement_id']}")
    assert page.status_code == 200
    assert f'id="s-{row["statement_id"]}"' in page.text
    assert f'data-for="{row["statement_id"]}"' in page.text  # its lines are outlined
    assert f"/pictures/{row['document_id']}/{row['page_first']}.png" in page.text
    drawn = browser.get(f"/pictures/{row['document_id']}/{row['page_first']}.png")
    assert drawn.headers["content-type"] == "image/png"
    assert drawn.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("view", ["all", "about", "similar"])
def test_a_review_has_other_views(browser, view):
    row = _statement(browser)
    answer = browser.get(f"/reviews/{row['review_id']}", params={"view": view})
    assert answer.status_code == 200
    assert 'aria-current="page"' in answer.text


def test_what_is_missing_is_reported(browser):
    for address in ("/reviews/rev-nothing", "/statements/0000", "/themes/none.such", "/like/0000"):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "<h1>" in answer.text


def test_a_search_counts_every_facet_out_of_all(browser):
    n = browser.rows("select count(*) as n from search('father', max_rows := 1000)")[0]["n"]
    text = browser.get("/search?q=father").text
    assert f"{n} statements</strong> in" in text
    wales = browser.rows("select count(*) as n from reviews where nation = 'Wales'")[0]["n"]
    assert f"of {wales} review" in text
    assert browser.get("/search?q=father&nation=Wales").text.count("<article") < text.count(
        "<article"
    )


@pytest.mark.parametrize("address", ["/search?nation=Wales", "/search?q=nation:Wales+child"])
def test_a_search_in_a_nation_counts_out_of_its_reviews_alone(browser, address):
    of = {
        row["year"]: row["n"]
        for row in browser.rows(
            "select year, count(*) as n from reviews where nation = 'Wales' group by year"
        )
    }
    everywhere = browser.rows("select count(*) as n from reviews")[0]["n"]
    assert sum(of.values()) < everywhere
    text = html.unescape(browser.get(address).text)
    assert re.search(rf"</strong> in \d+ of {sum(of.values())} \(", text)
    years = dict(
        re.findall(r'year=(\d{4})">\d{4}</a> <span class="hint">\d+ in \d+ of (\d+) rev', text)
    )
    assert years
    assert {int(year): int(n) for year, n in years.items()}.items() <= of.items()


def test_reviews_of_a_theme_are_in_the_order_of_their_share(browser):
    page = browser.get("/themes/family.whole_family").text.split("say most about it")[1]
    found = [(int(n), int(of)) for n, of in re.findall(r"(\d+) of its (\d+)", page)]
    assert len(found) > 3
    low = browser.rows(
        f"select {', '.join(f'wilson_low({n}, {of}) as r{k}' for k, (n, of) in enumerate(found))}"
    )[0]
    assert list(low.values()) == sorted(low.values(), reverse=True)


def test_coverage_counts_each_statement_once_as_the_run_does(browser):
    n = browser.rows(
        "select (select count(*) from recommendations) + (select count(*) from findings)"
        " + (select count(*) from good_practice) + (select count(*) from learning_points)"
        " + (select count(*) from questions) as n"
    )[0]["n"]
    page = browser.get("/coverage").text
    assert f" {n} statements" in page
    assert f"{n} statements" in browser.get("/coverage/report").text


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "4 people: 11-15, 5-10, under 1",
            "4 children, ages stated: under 1, 5 to 10 and 11 to 15",
        ),
        ("1 person: 18-64", "1 adult, aged 18 to 64"),
        ("2 people", "2 people"),
        ("number not stated: 5-10", "number not stated, ages stated: 5 to 10"),
    ],
)
def test_people_are_recognised_by_age_the_youngest_first(told, shown):
    assert wording.people(told) == shown


def test_long_numbers_are_easy_to_read():
    assert wording.count(12345, "statement") == "12,345 statements"
    assert wording.share(1234, 5678).startswith("1,234 of 5,678 (")


def test_a_search_inside_a_review_stays_in_it(browser):
    row = _statement(browser)
    word = max(row["text"].split(), key=len).strip(".,;’‘")
    text = browser.get(f"/reviews/{row['review_id']}", params={"find": word}).text
    assert "of this review ha" in text
    assert "Next hit" in text


def test_a_search_marks_its_words_and_the_way_into_a_review_keeps_it(browser):
    text = browser.get("/search?q=fathers").text
    marked = set(re.findall(r"<mark>([^<]+)</mark>", text))
    assert {word.lower() for word in marked} <= {"father", "fathers"}
    assert marked
    way = html.unescape(re.search(r'class="from"><a href="([^"]+)"', text)[1])
    assert "find=fathers" in way
    page = browser.get(way.split("#")[0]).text
    assert re.search(r"Hit \d+ of \d+", page)
    assert "<mark>father" in page.lower()
    any_word = browser.get("/search?q=fathers+zzz&any=yes").text
    assert "find=" not in any_word.split("<main")[1]  # no statement of a review need have all


def test_a_card_that_is_kept_shows_the_words_searched_for_again(browser):
    page = "/search?q=fathers"
    sid = re.search(r'data-statement="(\w+)"', browser.get(page).text)[1]
    card = browser.form("/session/keep", from_page=page, is_htmx=True, statement=sid, to="yes").text
    assert "<mark>father" in card.lower()
    assert "find=fathers" in card


def test_a_search_inside_a_review_opens_at_its_first_hit(browser):
    row = browser.rows(
        "select review_id, document_id from statements s join reviews r using (review_id)"
        " where text ilike '%father%' and document_id = r.primary_document_id limit 1"
    )[0]
    way = browser.get(f"/reviews/{row['review_id']}?find=father", follow_redirects=False)
    assert way.status_code == 303
    assert "#s-" in way.headers["location"]
    assert "Hit 1 of" in browser.get(way.headers["location"].split("#")[0]).text


@pytest.mark.parametrize("words", ["the", "-father", "nation:Wales"])
def test_a_search_that_cannot_be_answered_says_so_beside_the_words(browser, words):
    answer = browser.get("/search", params={"q": words})
    assert answer.status_code == 400
    assert f'value="{words}"' in answer.text
    assert "Error: Search for at least one word." in answer.text
    review = browser.rows("select review_id as r from reviews limit 1")[0]["r"]
    page = browser.get(f"/reviews/{review}", params={"find": words})
    assert page.status_code == 200
    assert "Error: Search for at least one word." in page.text


def test_a_search_without_hits_leads_on(browser):
    text = browser.get("/search?q=learning+disability+zzzz").text
    assert "any=yes" in text
    assert 'href="/themes/family.parental_learning_disability"' in text
    listing = browser.get("/reviews?q=learning+disability").text
    assert 'href="/themes/family.parental_learning_disability"' in listing


def test_reviews_are_found_by_words_of_their_title_in_any_order(browser):
    title = browser.rows(
        "select title from reviews where len(string_split(title, ' ')) > 4 order by title limit 1"
    )[0]["title"]
    words = title.split()
    found = browser.get("/reviews", params={"q": f"{words[-1]} {words[0]}"}).text
    assert html.escape(title, quote=False).replace("'", "&#39;") in found


def test_more_like_this_leaves_out_its_own_review(browser):
    row = _statement(browser, "recommendation")
    text = browser.get(f"/like/{row['statement_id']}").text
    assert "both hold:" in text
    assert text.count(f"/reviews/{row['review_id']}?") == 1  # the statement asked about


def test_a_quote_is_copied_with_both_page_numbers(browser):
    row = browser.rows("select * from statements where page_label_first is not null limit 1")[0]
    both = browser.get(f"/statements/{row['statement_id']}/quote.json").json()
    assert row["text"] in both["text"]
    assert f"p. {row['page_first']} of the file, printed {row['page_label_first']}" in both[
        "text"
    ] or (f"pp. {row['page_first']}" in both["text"])
    assert both["html"].startswith("<blockquote>")


def test_the_trend_is_that_of_the_view(browser):
    desk = browser.app.state.room.desk
    families = [row["f"] for row in browser.rows("select distinct report_family as f from reviews")]
    counted = 0
    for theme in ("family.whole_family", "multi.information_sharing", "harm.exploitation"):
        shown = themes.trend(desk, theme)
        for family in families:
            rows = browser.rows(
                "select year, n_reviews, n_reviews_in_part, share, share_low, share_high"
                " from theme_trend($id, of_families := [$family])",
                id=theme, family=family,
            )  # fmt: skip
            assert shown.get(family, []) == rows
            counted += sum(row["n_reviews"] for row in rows)
    assert counted


def test_themes_that_meet_are_those_of_the_view_the_surest_first(browser):
    rows = browser.rows(
        "select theme_a, theme_b from theme_pairs where n_both >= 2 and lift > 1"
        " order by lift_low desc nulls last, n_both desc, theme_b"
    )
    most = max({row["theme_a"] for row in rows}, key=[row["theme_a"] for row in rows].count)
    mine = [row["theme_b"] for row in rows if row["theme_a"] == most][:12]
    found = themes.together(browser.app.state.room.desk, most)
    assert [row["theme_id"] for row in found] == mine
    assert len(mine) > 1


def test_the_trend_has_numbers_beside_its_picture(browser):
    text = browser.get("/themes/family.whole_family").text
    assert "trend.svg" in text
    assert "Interval" in text


def test_a_trend_for_a_narrow_screen_is_narrow(browser):
    def width(address: str) -> float:
        return float(re.search(r'<svg[^>]* width="([\d.]+)pt"', browser.get(address).text)[1])

    assert "trend.svg?narrow=yes" in browser.get("/themes/family.whole_family").text
    wide = width("/themes/family.whole_family/trend.svg")
    assert width("/themes/family.whole_family/trend.svg?narrow=yes") < wide / 2


def test_the_report_of_the_last_run_can_be_read(browser):
    assert 'href="/coverage/report"' in browser.get("/coverage").text
    text = browser.get("/coverage/report").text
    run = browser.rows("select run_id as r from runs where is_current")[0]["r"]
    assert run in text
    assert "Slowest documents" in text


def test_a_folder_without_a_report_says_so(data, tmp_path, open_room):
    folder = shutil.copytree(data, tmp_path / "data")
    shutil.rmtree(folder / "reports")
    answer = open_room(folder).get("/coverage/report")
    assert answer.status_code == 404
    assert "reviews run" in answer.text


def test_a_warehouse_of_another_version_is_reported_as_such(browser, monkeypatch):
    review = browser.rows("select review_id as r from reviews limit 1")[0]["r"]
    browser.form("/session/focus", review=review)
    asked = "briefings.selection.desk._statement"
    monkeypatch.setattr(asked, lambda _: "select x from core.of_another_version")
    answer = browser.get("/candidates?since=1999")
    assert answer.status_code == 503
    assert "built by another version" in answer.text
    assert "<code>reviews rebuild</code>" in answer.text


def test_the_content_note_is_shown_once(browser):
    assert "Before you read on" in browser.get("/").text
    browser.form("/note-read")
    assert "Before you read on" not in browser.get("/").text


def test_a_query_cannot_write_anything(browser):
    with pytest.raises(QueryError):
        browser.rows("create table x as select 1")
    with pytest.raises(QueryError):
        browser.rows("select * from read_text('/etc/hostname')")


def test_a_new_build_and_a_purge_show_without_a_restart(data, tmp_path, open_room):
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    room = open_room(folder)
    row = _statement(room)
    picture = f"/pictures/{row['document_id']}/{row['page_first']}.png"
    assert room.get(picture).status_code == 200
    purge(RunRequest(folder, command="purge"), row["document_id"], Console(quiet=True))
    assert room.get(picture).status_code == 404  # though it was drawn before
    assert room.get(f"/statements/{row['statement_id']}").status_code == 404


def test_a_picture_is_gone_once_its_file_is(data, tmp_path, open_room):
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    room = open_room(folder)
    row = _statement(room)
    picture = f"/pictures/{row['document_id']}/{row['page_first']}.png"
    assert room.get(picture).status_code == 200
    Originals(folder).purge(row["document_id"])  # before any build without it
    assert room.get(picture).status_code == 404
    assert "cannot be drawn" in room.get(f"/statements/{row['statement_id']}").text


def test_a_missing_warehouse_is_reported_and_is_not_an_error(tmp_path, open_room):
    room = open_room(tmp_path / "empty")
    answer = room.get("/reviews")
    assert answer.status_code == 503
    assert "reviews run" in answer.text


def test_few_pages_are_made_at_a_time(browser):
    async def at_once() -> float:
        return anyio.to_thread.current_default_thread_limiter().total_tokens

    with TestClient(browser.app, base_url="http://127.0.0.1:8017") as client:
        assert client.portal.call(at_once) < 8


def test_a_quote_of_a_briefing_is_copied_and_kept_as_the_briefings(browser):
    (row,) = browser.rows(
        "select s.statement_id as s, s.page_first as page from statements s"
        " join documents d using (document_id) where d.role = 'briefing' and not d.is_primary"
        " order by s.document_id, s.ordinal limit 1"
    )
    assert (
        f", briefing, p. {row['page']}"
        in browser.get(f"/statements/{row['s']}/quote.json").json()["text"]
    )
    browser.form("/session/keep", statement=row["s"], to="yes")
    kept = browser.app.state.room.tray.path.read_text()
    assert f", briefing, p. {row['page']}" in next(
        line for line in kept.splitlines() if row["s"] in line and "#." in line
    )


def test_cells_that_become_lists_hold_one_thing_each(browser):
    """On a narrow screen each part of a cell would be a column of its own."""
    page = browser.get("/coverage").text
    cells = re.findall(r'<td role="cell"[^>]*>(.*?)</td>', page)
    assert cells
    assert all(cell.startswith("<span>") and cell.endswith("</span>") for cell in cells)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("[held]", "Title held: it may identify somebody"), (None, "Untitled review"), ("A", "A")],
)
def test_a_review_has_a_name_whatever_its_title(title, shown):
    assert wording.titled(title) == shown


def test_a_message_names_documents_by_the_beginning_of_their_ids():
    said = f"2 found: {'0a' * 32} title; see `reviews status`"
    assert wording.plain_ids(said) == "2 found: 0a0a0a0a0a0a title; see `reviews status`"
    assert wording.licence("unknown") == wording.licence(None) == ""


def test_ready_lists_and_themes_of_a_review_say_out_of_how_many(browser):
    total = browser.rows("select count(distinct review_id) as n from statements")[0]["n"]
    assert f"of {total} (" in browser.get("/lists/worked?theme=all").text
    review = browser.rows("select * from reviews order by n_findings desc limit 1")[0]
    page = browser.get(f"/reviews/{review['review_id']}?view=about").text
    listed = re.findall(r"(\d+) of (\d+) statements", page.split("<h2>Themes</h2>")[1])
    assert len(listed) > 2
    assert {int(of) for _, of in listed} == {wording.n_said(review)}
    assert [int(n) for n, _ in listed] == sorted((int(n) for n, _ in listed), reverse=True)


def test_answers_are_in_the_order_of_their_document(browser):
    found = browser.rows(
        "select review_id from core.responses group by 1 order by count(*) desc limit 1"
    )
    review = found[0]["review_id"]
    order = browser.rows(
        "select page_first, recommendation_number as n from responses r join core.responses c"
        " using (response_id, page_first) where r.review_id = $review"
        " order by c.document_id, c.ordinal",
        review=review,
    )
    rows = responses(browser.app.state.room.desk, review)
    assert [(row["page_first"], row["recommendation_number"]) for row in rows] == [
        (row["page_first"], row["n"]) for row in order
    ]
    assert len(rows) > 2


@pytest.mark.parametrize(
    ("value", "shown"), [("true", "Yes"), ("false", "No"), ("2024-11", "November 2024"), ("A", "A")]
)
def test_a_fact_is_reported_in_words(value, shown):
    assert wording.stated(value) == shown


def test_every_column_of_a_report_has_a_name():
    """A screen reader says it before each cell."""
    trouble = ReportedIssue(Severity.WARNING, "code", "what happened", "what to do")
    summary = Summary("r", "run", "1", "", "", "", 2, Ending.WARNINGS, troubles=(trouble,))
    tables = [block for block in blocks(summary) if len(block.columns) > 2]
    assert tables
    assert all(all(block.columns) for block in tables)


def test_reviews_that_are_found_are_reported_out_of_all(browser):
    total = browser.rows("select count(*) as n from reviews")[0]["n"]
    wales = browser.rows("select count(*) as n from reviews where nation = 'Wales'")[0]["n"]
    assert 0 < wales < total
    assert f"{wales} of {total} reviews." in browser.get("/reviews?nation=Wales").text


def test_a_form_names_the_review_of_its_statement(browser):
    row = _statement(browser)
    title = browser.rows("select title from reviews where review_id = $r", r=row["review_id"])
    for address in ("/statements/{}/correct", "/session/note/{}"):
        page = browser.get(address.format(row["statement_id"])).text
        assert html.unescape(page).count(title[0]["title"]) == 1


def test_what_a_list_leaves_out_is_reported(browser, monkeypatch):
    monkeypatch.setattr(search_page, "_VALUES", 1)
    monkeypatch.setattr(review_page, "_HITS", 1)
    monkeypatch.setattr(review_page, "_ON_ALL", 1)
    nations = browser.rows("select count(distinct nation) as n from reviews")[0]["n"]
    others = f"{nations - 1} others have fewer statements"
    assert others in browser.get("/search").text.split("<summary>Nation")[1]

    row = _statement(browser)
    address = f"/reviews/{row['review_id']}"
    n = browser.rows(
        "select count(*) as n from core.statements where document_id = $d", d=row["document_id"]
    )[0]["n"]
    page = browser.get(f"{address}?document={row['document_id']}&view=all").text
    assert re.search(rf"of the first 1 of {n} statements", page)
    page = browser.get(f"{address}?find=the+child&page=1").text
    found = re.search(r"(\d+) of \d+ statements of this review have", page)
    assert int(found[1]) > 1
    assert "The first 1 can be reached here." in page


def test_words_in_another_language_say_so(data, tmp_path, open_room):
    """Else a screen reader reads Welsh as if it were English."""
    folder = shutil.copytree(data, tmp_path / "data")
    shutil.rmtree(folder / "builds")
    with duckdb.connect(folder / "warehouse.duckdb") as connection:
        connection.execute("update core.documents set language = 'cy'")
    room = open_room(folder)
    row = _statement(room)
    room.form("/session/keep", statement=row["statement_id"], to="yes")
    for address in ("/search", "/", f"/session/note/{row['statement_id']}", "/lists/worked"):
        assert ' lang="cy"' in room.get(address).text.split("<main")[1]
    assert ' lang="cy"' not in open_room(data).get("/search").text
