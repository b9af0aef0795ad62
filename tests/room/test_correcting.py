"""A correction made in the room, applied by the next run, shown as a person's word."""

import shutil

import pytest
from rich.console import Console

from models.corrections import Correction, read_corrections
from models.corrections.writing import write_corrections
from pipelines.request import RunRequest
from pipelines.run import ingest


@pytest.fixture
def room(data, tmp_path, open_room):
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    return open_room(folder)


def test_a_theme_is_added_for_all(room):
    row = room.rows(
        "select statement_id as s, document_id as d from recommendations r where not exists ("
        "select 1 from statement_themes t where t.statement_id = r.statement_id"
        " and t.theme_id = 'person.neurodiversity') limit 1"
    )[0]
    sent = {
        "action": "add_theme",
        "add": "person.neurodiversity",
        "why": "it says so",
        "who": "Ana B",
    }
    answer = room.form(f"/statements/{row['s']}/correct", from_page="/search", **sent)
    assert answer.headers["location"] == f"/search#s-{row['s']}"
    folder = room.app.state.room.settings.data
    written = read_corrections(folder / "corrections", ["person.neurodiversity"])
    assert [(c.who, c.theme, c.statement_id) for c in written] == [
        ("Ana B", "person.neurodiversity", row["s"])
    ]
    assert written[0].when
    assert "The next run applies it" in room.get(f"/statements/{row['s']}").text
    ingest(RunRequest(folder), Console(quiet=True))
    page = room.get(f"/statements/{row['s']}").text
    assert "Corrected by a person" in page
    assert "In force." in page
    given = room.rows(
        "select origin from statement_themes where statement_id = $s"
        " and theme_id = 'person.neurodiversity'",
        s=row["s"],
    )
    assert given == [{"origin": "human"}]


def test_two_corrections_of_a_day_are_in_one_file(room):
    sids = [r["s"] for r in room.rows("select statement_id as s from recommendations limit 2")]
    for sid in sids:
        room.form(f"/statements/{sid}/correct", action="drop", why="a heading", who="Ana")
    folder = room.app.state.room.settings.data / "corrections"
    assert len(list(folder.iterdir())) == 1
    assert [c.statement_id for c in read_corrections(folder, [])] == sids


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"why": "x"}, "Choose what is wrong"),
        ({"action": "drop"}, "Say why"),
        ({"action": "set_kind", "kind": "nonsense", "why": "x"}, "Choose a different kind"),
        (
            {"action": "set_text", "text": "words that are not in it at all", "why": "x"},
            "Only remove words",
        ),
        ({"action": "add_theme", "add": "no.such", "why": "x"}, "Choose a theme"),
        ({"action": "remove_theme", "remove": "no.such", "why": "x"}, "Choose one of its themes"),
        ({"action": "drop", "why": "x", "who": " "}, "Give your name"),
    ],
)
def test_a_form_that_lacks_something_is_shown_again(room, sent, said):
    sid = room.rows("select statement_id as s from recommendations limit 1")[0]["s"]
    answer = room.form(f"/statements/{sid}/correct", **{"who": "Ana", **sent})
    assert answer.status_code == 422
    assert said in answer.text
    assert not (room.app.state.room.settings.data / "corrections").exists()


@pytest.mark.parametrize("back", [{}, {"back": "javascript:alert(1)"}, {"back": "//evil.test/"}])
def test_a_form_shown_again_leads_back_within_the_room(room, back):
    sid = room.rows("select statement_id as s from recommendations limit 1")[0]["s"]
    page = room.get("/").text
    sent = {"form_token": page.split('name="form_token" value="')[1].split('"')[0], **back}
    answer = room.post(f"/statements/{sid}/correct", data=sent)
    assert answer.status_code == 422
    assert '<a href="/">Cancel</a>' in answer.text


def test_a_file_that_was_left_broken_is_not_added_to(room):
    sid = room.rows("select statement_id as s from recommendations limit 1")[0]["s"]
    room.form(f"/statements/{sid}/correct", action="drop", why="a heading", who="Ana")
    path = next((room.app.state.room.settings.data / "corrections").iterdir())
    path.write_text("- [unclosed\n")
    answer = room.form(f"/statements/{sid}/correct", action="drop", why="again", who="Ana")
    assert answer.status_code == 409
    assert path.read_text() == "- [unclosed\n"


def test_a_statement_that_was_answered_whole_says_so(room):
    row = room.rows(
        "select statement_id as s, document_id as d, text from recommendations limit 1"
    )[0]
    folder = room.app.state.room.settings.data
    said = Correction(
        row["d"], row["s"], row["text"], "set_themes", "Ana B", "read it", "2026-12-01",
        themes=("person.neurodiversity",),
    )  # fmt: skip
    write_corrections(folder / "corrections" / "a.yaml", [said])
    waiting = room.get(f"/statements/{row['s']}").text
    assert "all of its themes were set" in waiting
    assert "The next run applies it" in waiting
    ingest(RunRequest(folder), Console(quiet=True))
    assert "In force." in room.get(f"/statements/{row['s']}").text
