"""The session: one file with two doors."""

import html
import re

import pytest

from briefings.selection.request import Request, again
from briefings.shortlist import KeptQuote, OwnQuote, Shortlist, quoted, read
from models.themes.asked import themes_asked
from room.pages.home import minutes_of
from room.session import Tray, changes, own

HERS = """\
# my own heading
briefing: "A # title"   # the title
for: all of us
on: 2026-03-12
focus: rev-one   # the one
question: >
  parents' needs # no comment
  and wishes
themes:    # weights
  family.whole_family: 3   # eight statements
  # this one is rare
  rights.child_voice: 2
reviews:
  # first
  - id: rev-two  # good
    why: because  #. by the program
    keep: [aaaaaaaaaaaaaaa1, aaaaaaaaaaaaaaa2]
    note: our own  # hers
left_out:
  - id: rev-nine  # too near
    why: ours
missing: nothing
"""


@pytest.fixture
def tray(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(HERS, encoding="utf-8")
    return Tray(path)


def test_a_part_that_is_not_changed_keeps_every_character(tray):
    tray.change(changes.fields({"minutes": 45}))
    text = tray.path.read_text()
    assert text.startswith(HERS.split("missing", maxsplit=1)[0])
    assert tray.read().minutes == 45


@pytest.mark.parametrize(
    "change",
    [
        changes.keep("bbbbbbbbbbbbbbb1", "rev-two", ""),
        changes.keep("bbbbbbbbbbbbbbb1", "rev-one", ""),
        changes.keep("bbbbbbbbbbbbbbb1", "rev-new", ""),
        changes.keep("bbbbbbbbbbbbbbb1", "rev-new", "worked"),
        changes.take_out("aaaaaaaaaaaaaaa1"),
        changes.strike("aaaaaaaaaaaaaaa2", "rev-two", is_struck=True),
        changes.say(KeptQuote("aaaaaaaaaaaaaaa1", note='say: "this" # and that')),
        changes.lens({"rights.child_voice": 0.5, "family.whole_family": 0.0}),
        changes.leave_out("rev-two", "no: not this one"),
        changes.asked("cluster-1", is_kept=True),
        changes.places(("Wexcombe", "St Oldan's: #2")),
        changes.bring_back("rev-nine"),
        own.put(None, OwnQuote('They said: "no" # twice', "Our audit, 2025", "4")),
        own.say("rev-two", "why: mine", "two\u2028lines"),
        changes.fields({"on": "2026-04-01", "question": "what: now?\n"}),
    ],
)
def test_the_file_says_what_was_changed_and_keeps_her_comments(tray, change):
    wanted = change(tray.read())
    tray.change(change)
    found = read(tray.path)
    assert found == wanted or found.question.strip() == wanted.question.strip()
    text = tray.path.read_text()
    for hers in ("# my own heading", "# the title", "# the one", "# weights", "# this one is rare"):
        assert hers in text
    assert "# hers" in text
    assert "# good" in text


def test_a_comment_stays_beside_its_own_quote(tmp_path):
    """Quotes of her own have no ids: their keys are the same in each."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        "briefing: x\nown:\n- text: The first.\n  source: An audit\n"
        "# say this slowly\n- text: The second.  # from Ann\n  source: A report  # page to follow\n"
    )
    tray = Tray(path)
    tray.change(own.put(None, OwnQuote("The third.", "An audit")))
    tray.change(own.move(OwnQuote("The second.", "A report"), -1))
    lines = path.read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("- text: The second."))
    assert lines[at - 1] == "# say this slowly"
    assert lines[at].endswith("# from Ann")
    assert lines[at + 1].endswith("# page to follow")
    assert [one.text for one in read(path).own] == ["The second.", "The first.", "The third."]


def test_the_next_change_keeps_an_edit_made_elsewhere(tray):
    tray.change(changes.keep("bbbbbbbbbbbbbbb1", "rev-two", ""))
    text = tray.path.read_text().replace("missing: nothing", "missing: Wales  # added by hand")
    tray.path.write_text(text)
    tray.change(changes.keep("bbbbbbbbbbbbbbb2", "rev-two", ""))
    assert tray.read().missing == "Wales"
    assert "# added by hand" in tray.path.read_text()
    kept = [one.id for one in tray.read().reviews[0].keep]
    assert kept[-2:] == ["bbbbbbbbbbbbbbb1", "bbbbbbbbbbbbbbb2"]


def test_a_new_file_says_what_its_ids_are(tmp_path):
    tray = Tray(tmp_path / "new.yaml")
    tray.change(changes.focus("rev-one", {"a.b": 2.0}, is_fictional=False), {"rev-one": "A title"})
    assert "focus: rev-one" in tray.path.read_text()
    assert "#. A title" in tray.path.read_text()
    assert tray.read() == Shortlist("My session", focus="rev-one", themes={"a.b": 2.0})


def test_keep_strike_and_note_from_the_pages(browser):
    row = browser.rows("select * from recommendations limit 1")[0]
    sid = row["statement_id"]
    card = browser.form("/session/keep", is_htmx=True, statement=sid, to="yes")
    assert card.text.strip().startswith("<article")
    assert "Kept: take out" in card.text
    plain = browser.form("/session/note", from_page="/search", statement=sid, note="open with this")
    assert plain.headers["location"] == f"/search#s-{sid}"
    session = browser.get("/").text
    assert "open with this" in session
    assert "of 60 minutes" in session
    browser.form("/session/strike", statement=sid, to="yes")
    tray = browser.app.state.room.tray.read()
    assert tray.reviews[0].strike == (sid,)
    assert not tray.reviews[0].keep


def test_a_strike_stays_wherever_the_statement_is(browser):
    """Of the focus, of a review that is not in the session, and of one that is."""
    rows = browser.rows(
        "select review_id, min(statement_id) as s, max(statement_id) as other from recommendations"
        " group by review_id having count(*) > 1 order by review_id limit 3"
    )
    focus, absent, chosen = rows
    browser.form("/session/focus", review=focus["review_id"])
    browser.form("/session/keep", statement=chosen["other"], to="yes")
    for row in rows:
        address = f"/statements/{row['s']}"
        page = browser.get(address, follow_redirects=True).text
        assert "Struck: bring back" not in page
        browser.form("/session/strike", statement=row["s"], to="yes")
        assert "Struck: bring back" in browser.get(address, follow_redirects=True).text
    session = read(browser.app.state.room.tray.path)
    assert session.strike == (focus["s"], absent["s"])
    assert set(session.struck) == {row["s"] for row in rows}
    browser.form("/session/strike", statement=focus["s"], to="no")
    browser.form("/session/keep", statement=absent["s"], to="yes")  # which brings it back
    assert read(browser.app.state.room.tray.path).struck == (chosen["s"],)


def test_a_struck_extract_of_the_focus_is_out_and_not_proposed_again(tray, tmp_path):
    tray.change(changes.keep("bbbbbbbbbbbbbbb1", "rev-one", ""))
    tray.change(changes.strike("bbbbbbbbbbbbbbb1", "rev-one", is_struck=True))
    assert not tray.read().focus_extracts
    assert again(Request(), tray.read(), tmp_path, themes_asked).struck == ("bbbbbbbbbbbbbbb1",)


def test_what_is_kept_on_a_ready_list_goes_into_that_list(browser):
    sid = browser.rows("select statement_id as s from good_practice limit 1")[0]["s"]
    browser.form("/session/keep", from_page="/lists/worked?theme=all", statement=sid, to="yes")
    assert [one.id for one in browser.app.state.room.tray.read().worked] == [sid]


def test_a_statement_that_is_gone_is_reported_and_can_be_taken_out(browser):
    path = browser.app.state.room.tray.path
    path.write_text("briefing: x\nworked: [dddddddddddddddd]\n")
    assert "not in this build" in browser.get("/").text
    browser.form("/session/take-out", name="dddddddddddddddd")
    assert not browser.app.state.room.tray.read().worked


def test_a_mistake_in_the_file_is_reported_with_its_line(browser):
    browser.app.state.room.tray.path.write_text("briefing: x\nminutes: many\n")
    answer = browser.get("/")
    assert answer.status_code == 409
    assert "line 2" in answer.text


def test_a_quote_is_shortened_in_the_room(browser):
    row = browser.rows(
        "select statement_id as s, text from recommendations order by length(text) desc limit 1"
    )[0]
    first, last = row["text"].split()[3:6], row["text"].split()[8:11]
    sent = {"statement": row["s"], "start": " ".join(first), "until": " ".join(last)}
    browser.form("/session/keep", statement=row["s"], to="yes")
    answer = browser.form("/session/note", note="", **sent)
    assert answer.headers["location"] == f"/#s-{row['s']}"
    kept = next(changes.all_kept(browser.app.state.room.tray.read()))
    assert (kept.start, kept.until) == (sent["start"], sent["until"])
    page = html.unescape(browser.get("/").text)
    assert f">[…] {' '.join(row['text'].split()[3:11])} […]<" in page
    assert f'id="s-{row["s"]}"' in page
    form = html.unescape(browser.get(f"/session/note/{row['s']}").text)
    assert f'value="{sent["until"]}"' in form

    text = browser.app.state.room.tray.path.read_text()
    wrong = browser.form("/session/note", **sent | {"until": "words of somebody else"})
    assert wrong.status_code == 422
    assert "does not hold these words" in wrong.text
    assert 'value="words of somebody else"' in wrong.text
    assert browser.app.state.room.tray.path.read_text() == text


def test_a_quote_that_is_shortened_takes_less_time(browser):
    row = browser.rows(
        "select statement_id as s, text from findings order by length(text) desc limit 1"
    )[0]

    def minutes(**part):
        kept = KeptQuote(row["s"], **part)
        return minutes_of(Shortlist("x", worked=(kept,)), {row["s"]: quoted(row["text"], kept)})

    assert len(row["text"].split()) > 35
    assert minutes(until=row["text"].split()[0]) < minutes()


def test_buttons_of_the_tray_name_what_they_move_and_lead_back_to_it(browser):
    row = browser.rows("select * from recommendations limit 1")[0]
    browser.form("/session/keep", statement=row["statement_id"], to="yes")
    page = html.unescape(browser.get("/").text)
    words = " ".join(row["text"].split()[:5])
    for said in re.findall(r'<span class="unseen">([^<]*)</span>', page.split('id="tray"')[1]):
        assert row["statement_id"] not in said
    assert page.split('id="tray"')[1].count(words) >= 5  # itself, up, down, take out, note
    place = f"/#s-{row['statement_id']}"
    assert f'name="back" value="{place}"' in page
    moved = browser.form("/session/move", name=row["statement_id"], to="up", back=place)
    assert moved.headers["location"] == place
