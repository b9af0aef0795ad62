"""From a focus to a finished pack, in the room alone."""

import shutil

import pytest

from room.session import changes


@pytest.fixture
def focused(browser):
    review = browser.rows("select review_id as r from reviews order by n_findings desc limit 1")[0][
        "r"
    ]
    assert browser.form("/session/focus", review=review).headers["location"] == "/"
    return browser


def test_without_a_focus_the_page_says_where_to_begin(browser):
    assert "Choose a review" in browser.get("/candidates").text


def test_a_focus_brings_its_lens_and_candidates_with_reasons(focused):
    session = focused.app.state.room.tray.read()
    assert session.themes
    page = focused.get("/candidates").text
    assert session.focus not in page.split("<main")[1].split("<nav")[0].split("c-1")[1]
    assert "It speaks of: " in page
    assert 'class="card' in page


def test_filters_leave_only_what_was_asked_for(focused):
    nations = {
        r["r"]: r["n"] for r in focused.rows("select review_id as r, nation as n from reviews")
    }
    page = focused.get("/candidates?nation=Wales").text

    assert page.count('<h2 id="c-')
    for part in page.split('<h2 id="c-')[1:]:
        assert nations[part.split('href="/reviews/')[1].split('"')[0]] == "Wales"


def test_a_candidate_goes_into_the_session_once(focused):
    review = focused.get("/candidates").text.split('name="review" value="')[1].split('"')[0]
    for _ in range(2):
        focused.form("/session/choose", from_page="/candidates", review=review)
    session = focused.app.state.room.tray.read()
    assert [r.id for r in session.reviews] == [review]
    assert session.reviews[0].keep
    assert session.reviews[0].why
    assert "In your session." in focused.get("/candidates").text


def test_what_was_struck_is_not_put_in_by_the_program(focused):
    def offered():
        page = focused.get("/candidates").text
        review = page.split('name="review" value="')[1].split('"')[0]
        card = page.split(f'id="r-{review}"')[1].split("</section>")[0]
        return review, [part.split('"')[0] for part in card.split('data-statement="')[1:]]

    review, (struck, *others) = offered()
    focused.form("/session/strike", statement=struck, to="yes")
    assert offered() == (review, [struck, *others])  # shown as struck: the way to bring it back
    focused.form("/session/choose", from_page="/candidates", review=review)
    tray = focused.app.state.room.tray
    assert [one.id for one in tray.read().reviews[0].keep] == others
    focused.form("/session/fill")
    assert struck not in {one.id for one in changes.all_kept(tray.read())}


def test_no_quote_is_twice_and_no_review_is_both_in_and_left_out(focused):
    """The program adds to what she chose from further down its list."""
    page = focused.get("/candidates").text
    names = [part.split('"')[0] for part in page.split('name="review" value="')[1:]]
    for name in reversed(names):
        focused.form("/session/choose", from_page="/candidates", review=name)
    focused.form("/session/fill")
    session = focused.app.state.room.tray.read()
    kept = [one.id for one in changes.all_kept(session)]
    assert session.implications
    assert len(kept) == len(set(kept))
    assert session.left_out or len(names) > 5
    assert not {one.id for one in session.reviews} & {one.id for one in session.left_out}


def test_a_review_that_was_left_out_is_marked_and_can_be_chosen_again(focused):
    review = focused.get("/candidates").text.split('name="review" value="')[1].split('"')[0]
    focused.form("/session/leave-out", review=review, why="known to us")
    page = focused.get("/candidates").text
    card = page.split(f'id="r-{review}"')[1].split("</section>")[0]
    assert "Left out of your session</strong> known to us" in card
    assert "Take off this list" in focused.get("/").text
    focused.form("/session/bring-back", review=review)
    assert not focused.app.state.room.tray.read().left_out
    assert "Left out of your session" not in focused.get("/candidates").text


def test_the_program_fills_what_is_empty_and_leaves_what_is_chosen(focused):
    sid = focused.rows("select statement_id as s from good_practice limit 1")[0]["s"]
    focused.form("/session/keep", from_page="/lists/worked", statement=sid, to="yes")
    focused.form("/session/fill")
    session = focused.app.state.room.tray.read()
    assert [one.id for one in session.worked] == [sid]
    assert session.focus_extracts
    assert session.reviews


def test_a_session_without_a_title_gets_one_and_another_keeps_its_own(focused):
    assert "no title" in focused.get("/session/pack").text
    focused.form("/session/fill")
    title = focused.app.state.room.tray.read().briefing
    assert title != "My session"
    assert "no title" not in focused.get("/session/pack").text
    focused.form("/session/about", briefing="Ours", minutes="60")
    focused.form("/session/fill")
    assert focused.app.state.room.tray.read().briefing == "Ours"


def test_a_changed_lens_is_prepared_before_anybody_asks(focused, monkeypatch):
    focused.form("/session/about", add="person.neurodiversity")
    monkeypatch.setattr("room.pages.candidates.propose", lambda *_: 1 / 0)
    assert focused.get("/candidates").status_code == 200


def test_the_program_adds_to_a_few_reviews_and_none_that_was_left_out(focused):
    page = focused.get("/candidates").text
    offered = [part.split('"')[0] for part in page.split('name="review" value="')[1:]]
    mine, other = offered[2], offered[0]
    focused.form("/session/choose", from_page="/candidates", review=mine)
    focused.form("/session/leave-out", review=other, why="too near")
    focused.form("/session/fill")
    names = [review.id for review in focused.app.state.room.tray.read().reviews]
    assert names[0] == mine
    assert len(set(names)) == len(names) > 1
    assert other not in names


def test_the_pack_is_written_and_can_be_saved(focused):
    focused.form("/session/fill")
    answer = focused.form("/session/pack", accept="yes")
    assert answer.status_code == 200, answer.text
    assert "The pack is written" in answer.text
    names = [part.split('"')[0] for part in answer.text.split('href="/session/pack/')[1:]]
    assert {name.rsplit(".")[-1] for name in names} == {"pptx", "docx", "md", "html"}
    for name in names:
        saved = focused.get(f"/session/pack/{name}")
        assert saved.content
        assert saved.headers["content-disposition"].startswith("attachment")
    assert focused.get("/session/pack/..%2Fsession.yaml").status_code == 404
    assert focused.get("/session/pack/session.yaml").status_code == 404


def test_the_pack_says_that_a_person_decided_only_where_one_did(focused):
    def made() -> str:
        answer = focused.form("/session/pack", accept="yes").text
        folder = focused.app.state.room.tray.path.parent / "session-pack"
        page = max(folder.glob("*.md"), key=lambda path: path.stat().st_mtime_ns).read_text()
        assert ("as the program proposed it" in answer) == ("Nobody has changed" in page)
        return page

    focused.form("/session/fill")
    focused.form("/session/about", briefing="Ours", minutes="45", missing="No island.")
    assert "Nobody has changed the proposal" in made()
    kept = focused.app.state.room.tray.read().focus_extracts[0].id
    focused.form("/session/note", statement=kept, note="open with this")
    assert "A person went through the proposal" in made()


def test_a_session_that_was_held_is_recorded_and_marked_the_next_time(data, tmp_path, open_room):
    room = open_room(shutil.copytree(data, tmp_path / "data"))
    review = room.rows("select review_id as r from reviews order by n_findings desc limit 1")[0][
        "r"
    ]
    room.form("/session/focus", review=review)
    room.form("/session/fill")
    assert "Used before" not in room.get("/candidates").text
    for held, said in (
        ("2999-01-01", "still to come"),
        ("", "takes a date"),
        ("x", "takes a date"),
    ):
        answer = room.form("/session/done", held=held)
        assert answer.status_code == 422
        assert said in answer.text
    assert "Used before" not in room.get("/candidates").text
    room.form("/session/about", audience="Team & all", on="2026-03-12")
    assert 'value="2026-03-12"' in room.get("/session/pack").text
    answer = room.form("/session/done", held="2026-03-12")
    assert answer.status_code == 200
    assert f"Recorded: {len(room.app.state.room.tray.read().reviews)} reviews" in answer.text
    assert "Used before</strong> 2026-03-12, Team &amp; all" in room.get("/candidates").text


def test_the_tray_says_of_which_nations_and_people_its_reviews_are(focused):
    focused.form("/session/fill")
    chosen = [review.id for review in focused.app.state.room.tray.read().reviews]
    rows = focused.rows(
        "select nation, count(*) as n from reviews where list_contains($ids, review_id) group by 1",
        ids=chosen,
    )
    told = focused.get("/").text.split("Other reviews (")[1].split("</p>")[0]
    assert all(f"{row['nation']}: {row['n']}" in told for row in rows)
    assert "Child: " in told


def test_what_she_chose_first_is_a_persons_choice_after_the_program_filled_the_rest(focused):
    review = focused.get("/candidates").text.split('name="review" value="')[1].split('"')[0]
    focused.form("/session/choose", from_page="/candidates", review=review)
    focused.form("/session/fill")
    assert not focused.app.state.room.tray.is_as_proposed()


def test_an_invented_focus_is_shown_beside_invented_reviews(focused):
    session = focused.app.state.room.tray.read()
    assert session.take.fictional
    path = focused.app.state.room.tray.path
    path.write_text(path.read_text().replace(f"focus: {session.focus}", "focus: rev-0"))
    focused.form("/session/focus", review=session.focus)
    assert focused.app.state.room.tray.read().take.fictional


def test_an_empty_session_says_what_it_needs_and_writes_no_pack(browser):
    for address in ("/", "/session/pack"):
        page = browser.get(address).text
        assert "Let the program fill" not in page
        assert "Write the pack" not in page
    filled = browser.form("/session/fill")
    assert filled.status_code == 409
    assert "Make a review its focus" in filled.text
    assert "--" not in filled.text.split("<main")[1]  # no option of a command
    written = browser.form("/session/pack")
    assert written.status_code == 409
    assert "Your session is empty." in written.text
    room = browser.app.state.room
    assert not room.tray.path.with_name(f"{room.tray.path.stem}-pack").exists()


def test_an_invalid_year_is_an_error_beside_its_field(focused):
    page = focused.get("/candidates?since=soon").text
    assert "<title>Error: Candidates" in page
    assert 'id="since-error">Error: this is not a year' in page
    assert 'value="soon" aria-invalid="true" aria-describedby="since-error"' in page
    assert "Error" not in focused.get("/candidates?since=2020").text
