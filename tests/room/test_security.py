"""Who is let in, and what an answer may do in a browser."""

import re
import shutil
from collections import Counter

import pytest
from fuzzing import broken
from hostile import form

from room import RoomError, RoomSettings, application
from room.asking import local
from room.security import CONTENT_POLICY


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test:8017", "evil.test:80", ""])
def test_another_name_of_this_machine_is_refused(browser, host):
    assert browser.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8017", "127.0.0.1", "[::1]:8017", "LOCALHOST"])
def test_own_names_are_answered(browser, host):
    assert browser.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/nothing", "/static/room.css", "/reviews", "/search?q=nation:x"]
)
def test_every_answer_has_strict_headers(browser, address):
    headers = browser.get(address).headers
    assert headers["content-security-policy"] == CONTENT_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "no-store" in headers["cache-control"]
    assert "unsafe" not in CONTENT_POLICY


def test_an_error_of_ours_is_a_page_with_strict_headers(browser, monkeypatch):
    monkeypatch.setattr("room.pages.themes.themes.listed", lambda _: 1 / 0)
    answer = browser.get("/themes")
    assert answer.status_code == 500
    assert "reviews read" in answer.text
    assert answer.headers["content-security-policy"] == CONTENT_POLICY


def test_a_form_without_its_token_changes_nothing(browser):
    sid = browser.rows("select statement_id as s from statements limit 1")[0]["s"]
    browser.get("/")
    answer = browser.post("/session/keep", data={"statement": sid, "form_token": "0" * 64})
    assert answer.status_code == 403
    assert not browser.app.state.room.tray.path.exists()


@pytest.mark.parametrize(
    "header", [{"origin": "http://evil.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_of_another_page_is_refused(browser, header):
    assert browser.post("/note-read", data={}, headers=header).status_code == 403


def test_another_browsers_form_token_is_of_no_use(data, open_room):
    one = open_room(data)
    page = one.get("/").text
    token = page.split('name="form_token" value="')[1].split('"')[0]
    one.cookies.clear()
    one.get("/")
    assert one.post("/note-read", data={"form_token": token}).status_code == 403


def test_an_open_address_needs_a_token_and_a_name(data, tmp_path):
    def room(**given):
        application(RoomSettings(data, tmp_path / "s.yaml", "x", **given))

    with pytest.raises(RoomError, match="REVIEWS_TOKEN"):
        room(address="192.0.2.1")
    with pytest.raises(RoomError, match="--name"):
        room(address="0.0.0.0", token="x" * 20)
    room(address="0.0.0.0", token="x" * 20, names=("library",))


def test_whoever_has_no_token_sees_nothing(data, open_room):
    room = open_room(data, address="192.0.2.1", token="twenty characters and more")
    room.base_url = "http://192.0.2.1:8017"
    answer = room.get("/reviews", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/enter?to=/reviews"
    assert room.form("/enter", from_page="/enter", token="wrong").status_code == 403
    given = room.form(
        "/enter", from_page="/enter", token="twenty characters and more", to="/reviews"
    )
    assert given.headers["location"] == "/reviews"
    assert room.get("/reviews").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["//evil.test/x", "http://evil.test", "/\\evil.test", "javascript:1", "", "x"],
)
def test_going_back_stays_in_the_room(address):
    assert local(address) == "/"


def test_going_back_keeps_query_and_place():
    assert local("/search?q=a+b#s-1") == "/search?q=a+b#s-1"


def test_too_long_a_form_is_refused(browser):
    assert browser.form("/session/about", question="x" * 70_000).status_code == 413


def test_hostile_addresses_break_nothing(browser):
    statuses, bad = broken(browser, range(400))
    assert not bad
    assert statuses[200] > 100  # they do reach the pages


def test_hostile_forms_break_neither_a_page_nor_the_session(data, tmp_path, open_room):
    room = open_room(shutil.copytree(data, tmp_path / "data"))
    row = room.rows("select review_id, statement_id from statements limit 1")[0]
    token = re.search(r'name="form_token" value="(\w+)"', room.get("/").text)[1]
    statuses = Counter()
    for number in range(250):
        path, fields = form(number, row["review_id"], row["statement_id"])
        sent = {**fields, "form_token": token}
        answer = room.post(path, data=sent, follow_redirects=False)
        assert answer.status_code < 500, (path, fields)
        assert "evil.test" not in answer.headers.get("location", "")
        statuses[answer.status_code] += 1
        if number % 25 == 0:
            assert room.get("/").status_code == 200, (path, fields)  # its file can be read
    assert statuses[303] > 80  # they do change something
    assert room.get("/").status_code == 200


def test_words_of_a_query_are_text_on_the_page(browser):
    answer = browser.get("/search", params={"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text
