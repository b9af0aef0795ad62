"""What the author writes herself in the room: the session's form, quotes and notes of her own."""

import html
import re

import pytest

from briefings.shortlist import OwnQuote, read


@pytest.fixture
def tray(browser):
    return browser.app.state.room.tray


def test_one_form_saves_the_lens_and_what_is_said_of_the_briefing(browser, tray):
    tray.path.write_text("briefing: x\nthemes:\n  family.whole_family: 1\n")
    page = browser.get("/").text
    forms = re.findall(r'<form[^>]*action="/session/about".*?</form>', page, re.DOTALL)
    assert len(forms) == 1  # or what stands in the other is lost
    names = set(re.findall(r' name="([\w.-]+)"', forms[0]))
    assert {"weight-family.whole_family", "briefing", "question", "places"} <= names
    answer = browser.form(
        "/session/about",
        **{"weight-family.whole_family": "2.5", "briefing": "Ours", "to": "lens", "minutes": "50"},
    )
    assert answer.headers["location"] == "/?saved=lens#lens"
    session = read(tray.path)
    assert (session.briefing, session.minutes) == ("Ours", 50)
    assert session.themes == {"family.whole_family": 2.5}
    assert 'role="status">Saved.' in browser.get("/?saved=lens").text
    assert "Saved." not in browser.get("/?saved=nothing").text


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("minutes", "an hour"),
        ("minutes", "0"),
        ("minutes", "6000"),
        ("minutes", "\u00b2"),
        ("on", "31/02/2026"),
        ("on", "20260312"),
        ("last_briefing", "2026-02-30"),
    ],
)
def test_an_invalid_number_or_date_is_an_error_and_nothing_is_lost(browser, tray, name, given):
    tray.path.write_text("briefing: Before\n")
    sent = {"briefing": "After", "minutes": "60", "question": "a long question"} | {name: given}
    answer = browser.form("/session/about", **sent)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert f'id="{name}-error"' in answer.text
    assert f'href="#{name}"' in answer.text
    assert f'value="{given}"' in answer.text
    assert "a long question" in answer.text
    assert tray.path.read_text() == "briefing: Before\n"


def test_the_date_of_the_last_briefing_and_no_date_are_saved(browser, tray):
    browser.form("/session/about", on="2026-03-12", last_briefing="2025-12-04")
    assert (tray.read().on, tray.read().last_briefing) == ("2026-03-12", "2025-12-04")
    browser.form("/session/about", on="", last_briefing="")
    assert (tray.read().on, tray.read().last_briefing) == (None, None)


def test_a_place_that_no_review_names_is_reported(browser, tray):
    row = browser.rows(
        "select review_id as r, area from reviews where area is not null order by 1 limit 1"
    )[0]
    focus = browser.rows(
        "select review_id as r from reviews where area is distinct from $area"
        " order by n_findings desc limit 1",
        area=row["area"],
    )[0]["r"]
    browser.form("/session/focus", review=focus)
    assert f'id="r-{row["r"]}"' in browser.get("/candidates").text
    browser.form("/session/about", places=f"{row['area']}\r\n\r\n Nowhere at all ;{row['area']}")
    assert read(tray.path).take.leave_out_places == (row["area"], "Nowhere at all")
    assert read(tray.path).take.fictional  # the other limits stay
    page = browser.get("/candidates").text
    assert f'id="r-{row["r"]}"' not in page
    assert "leave out Nowhere at all: no review names it" in page
    for name in ("worked", "questions", "asked"):
        assert f"You leave out {row['area']}, Nowhere at all." in browser.get(f"/lists/{name}").text
    form = browser.get("/").text
    assert f">{html.escape(row['area'])}\nNowhere at all</textarea>" in form
    browser.form("/session/about", briefing="x")  # a form without the field changes nothing of it
    assert len(tray.read().take.leave_out_places) == 2


def test_a_quote_of_her_own_is_added_changed_moved_and_taken_out(browser, tray):
    tray.path.write_text("briefing: x\n# hers\nown:\n- text: The first.\n  source: An audit\n")
    added = {"text": "Words <i>of</i> mine", "source": "A report", "page": "7"}
    assert browser.form("/session/own", **added).headers["location"] == "/#in-own"
    page = browser.get("/").text
    assert "Words &lt;i&gt;of&lt;/i&gt; mine" in page
    assert "A report, p. 7" in page
    assert "# hers" in tray.path.read_text()
    form = browser.get("/session/own?number=2").text
    assert 'name="was_source" value="A report"' in form
    was = {f"was_{name}": value for name, value in added.items()}
    browser.form("/session/own-move", to="up", **was)
    assert [one.text for one in tray.read().own] == ["Words <i>of</i> mine", "The first."]
    browser.form("/session/own", text="Better words", source="A report", page="", **was)
    assert tray.read().own[0] == OwnQuote("Better words", "A report")
    browser.form("/session/own-out", was_text="Better words", was_source="A report")
    assert tray.read().own == (OwnQuote("The first.", "An audit"),)


def test_a_quote_of_her_own_that_was_changed_by_hand_is_not_overwritten(browser, tray):
    tray.path.write_text("briefing: x\nown:\n- text: By hand\n  source: An audit\n")
    answer = browser.form(
        "/session/own", text="In the room", source="An audit", was_text="Old", was_source="An audit"
    )
    assert answer.status_code == 409
    assert "changed or taken out elsewhere" in answer.text
    assert tray.read().own == (OwnQuote("By hand", "An audit"),)


def test_a_quote_of_several_lines_in_the_file_can_be_changed(browser, tray):
    tray.path.write_text("briefing: x\nown:\n- text: |\n    one\n    two\n  source: An audit\n")
    form = browser.get("/session/own?number=1").text
    was = html.unescape(re.search(r'name="was_text" value="([^"]*)"', form)[1])
    browser.form(
        "/session/own", text="three", source="An audit", was_text=was, was_source="An audit"
    )
    assert tray.read().own == (OwnQuote("three", "An audit"),)


def test_a_quote_without_a_source_must_be_given_one(browser, tray):
    answer = browser.form("/session/own", text="Words", source=" ")
    assert answer.status_code == 422
    assert "Say where they are from." in answer.text
    assert ">Words</textarea>" in answer.text
    assert not tray.read().own
    assert browser.get("/session/own?number=9").status_code == 404


def test_quotes_of_her_own_take_time_and_are_in_the_pack(browser, tray):
    before = re.search(r"About (\d+) of", browser.get("/").text)[1]
    browser.form("/session/own", text="word " * 300, source="An audit")
    assert int(re.search(r"About (\d+) of", browser.get("/").text)[1]) >= int(before) + 3
    browser.form("/session/own", text="Nobody asked the boy.", source="Our audit", page="3")
    assert browser.form("/session/pack", accept="yes").status_code == 200
    folder = tray.path.with_name(f"{tray.path.stem}-pack")
    page = next(folder.glob("*.md")).read_text()
    assert "From elsewhere" in page
    assert "Nobody asked the boy." in page
    assert "Our audit, p. 3" in page


def test_her_words_on_a_review_are_saved_and_shown(browser, tray):
    sid, review = (
        browser.rows("select statement_id as s, review_id as r from findings limit 1")[0][name]
        for name in ("s", "r")
    )
    assert browser.get(f"/session/review-words/{review}").status_code == 404
    browser.form("/session/keep", statement=sid, to="yes")
    assert browser.get(f"/session/review-words/{review}").status_code == 200
    answer = browser.form(
        "/session/review-words", review=review, why="It is near to ours", note="Ask the lead first"
    )
    assert answer.headers["location"] == f"/#r-{review}"
    assert tray.read().reviews[0].note == "Ask the lead first"
    page = browser.get("/").text
    assert "It is near to ours" in page
    assert "Ask the lead first" in page
    browser.form("/session/review-words", review=review, why="", note="")
    assert tray.read().reviews[0].note is None


def test_repeated_advice_is_taken_out_in_the_tray_also_when_it_is_gone(browser, tray):
    name = browser.rows("select cluster_id as c from core.advice order by 1 limit 1")[0]["c"]
    tray.path.write_text(f"briefing: x\nasked: [{name}, adv-gone]\n")
    page = browser.get("/").text
    assert f'name="cluster" value="{name}"' in page
    assert "The repeated advice adv-gone is not in this build" in page
    browser.form("/session/asked", cluster="adv-gone", to="no")
    assert tray.read().asked == (name,)


def test_what_the_warehouse_lacks_is_said_by_theme_and_nation(browser, tray):
    """A nation that has a review on one of the themes may have none on another."""
    rows = browser.rows(
        "select t.theme_id as theme, any_value(t.label) as label,"
        " list(distinct r.nation) as nations from review_themes t join reviews r using (review_id)"
        " where t.is_about group by 1 order by 1"
    )
    there = {row["n"] for row in browser.rows("select distinct nation as n from reviews")}
    rare = next(row for row in rows if len(set(row["nations"]) & there) < len(there) - 1)
    common = next(row for row in rows if set(row["nations"]) >= there)
    lines = f"  {rare['theme']}: 3\n  {common['theme']}: 2\n"
    tray.path.write_text(f"briefing: x\nthemes:\n{lines}")
    page = html.unescape(browser.get("/").text)
    without = " or ".join(sorted(there - set(rare["nations"])))
    assert f"No review from {without} is on “{rare['label']}”." in page
    assert f"is on “{common['label']}”." not in page


def _sent(page: str, action: str) -> dict[str, str]:
    """The fields of a form as a browser sends it when nothing is changed in it."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r' name="([^"]+)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        if name and name[1] not in ("form_token", "back"):
            fields[name[1]] = html.unescape(value[1]) if value else ""
    for name, value in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<', form):
        fields[name] = html.unescape(value).replace("\n", "\r\n")
    return fields


HAND = "briefing: Mine\nquestion: first\nthemes:\n  family.whole_family: 1\nmissing: {missing}\n"


def test_an_edit_by_hand_while_the_form_is_open_is_not_undone(browser, tray):
    tray.path.write_text(HAND.format(missing="nothing"))
    sent = _sent(browser.get("/").text, "/session/about")
    assert sent["missing"] == sent["was-missing"] == "nothing"
    tray.path.write_text(
        HAND.format(missing="Wales  # by hand").replace("family: 1", "family: 2.5")
    )
    answer = browser.form("/session/about", **sent | {"question": "second"})
    assert answer.status_code == 303
    session = read(tray.path)
    assert (session.question, session.missing) == ("second", "Wales")
    assert session.themes == {"family.whole_family": 2.5}
    assert "# by hand" in tray.path.read_text()


def test_what_was_changed_in_both_places_is_asked_and_not_overwritten(browser, tray):
    tray.path.write_text(HAND.format(missing="nothing"))
    sent = _sent(browser.get("/").text, "/session/about") | {"missing": "Scotland"}
    tray.path.write_text(HAND.format(missing="Wales"))
    answer = browser.form("/session/about", **sent)
    assert answer.status_code == 409
    assert "it is “Wales” now" in answer.text
    assert ">Scotland</textarea>" in answer.text
    assert tray.read().missing == "Wales"
    again = _sent(answer.text, "/session/about")
    assert browser.form("/session/about", **again).status_code == 303
    assert tray.read().missing == "Scotland"


@pytest.mark.parametrize("is_review", [False, True])
def test_a_note_that_was_written_by_hand_meanwhile_is_not_lost(browser, tray, is_review):
    row = browser.rows("select statement_id as s, review_id as r from findings limit 1")[0]
    browser.form("/session/keep", statement=row["s"], to="yes")

    def by_hand(note):
        tray.path.write_text(
            f"briefing: x\nreviews:\n- id: {row['r']}\n  why: {note}\n  note: {note}\n"
            f"  keep:\n  - id: {row['s']}\n    note: {note}\n"
        )

    by_hand("one")
    address, form = f"/session/note/{row['s']}", "/session/note"
    if is_review:
        address, form = f"/session/review-words/{row['r']}", "/session/review-words"
    sent = _sent(browser.get(address).text, form)
    by_hand("two")
    assert browser.form(form, **sent).status_code == 303  # nothing was changed in it
    assert tray.read().reviews[0].note == "two"
    assert tray.read().reviews[0].keep[0].note == "two"
    answer = browser.form(form, **sent | {"note": "three"})
    assert answer.status_code == 409
    assert "changed elsewhere while you wrote" in answer.text
    assert ">three</textarea>" in answer.text
    again = _sent(answer.text, form)
    assert browser.form(form, **again).status_code == 303
    review = tray.read().reviews[0]
    assert (review.note if is_review else review.keep[0].note) == "three"


def test_the_lens_is_distinguished_from_the_weightiest_theme_on(browser, tray):
    tray.path.write_text(
        "briefing: x\nthemes:\n  rights.child_voice: 1\n  family.whole_family: 2.5\n"
        "  think.risk_assessment: 0\n"
    )
    lead = browser.get("/candidates").text.split('class="lead">')[1].split("</p>")[0]
    assert re.findall(r"\(([\d.]+)\)", lead) == ["2.5", "1"]


def test_a_quote_that_is_long_for_a_slide_says_so_in_the_tray(browser):
    rows = browser.rows(
        "select statement_id as s, text from recommendations where not is_repeat"
        " order by length(text)"
    )
    short, long = rows[0], rows[-1]
    for row in (short, long):
        browser.form("/session/keep", statement=row["s"], to="yes")
    page = browser.get("/").text
    n = len(long["text"].split())
    assert n > 45 >= len(short["text"].split())
    assert f"{n} words. A slide quotes about 45" in page
    assert page.count("A slide quotes about") == 1
