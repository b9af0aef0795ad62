"""The pages in a browser: nothing for axe-core to find, no request that leaves the machine."""

import re
import threading
import time
from pathlib import Path

import pytest

from room import RoomSettings, application

pytestmark = pytest.mark.browser
WIDTHS = (320, 768, 1920)


@pytest.fixture(scope="module")
def server(data, tmp_path_factory):
    """A room that a real browser can reach."""
    uvicorn = pytest.importorskip("uvicorn")
    session = tmp_path_factory.mktemp("session") / "session.yaml"
    app = application(RoomSettings(data, session, "A tester"))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield app, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(chromium, server):
    """A page that tells of every request and every complaint of the browser."""
    context = chromium.new_context(base_url=server[1])
    opened = context.new_page()
    opened.asked = []
    opened.complaints = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on(
        "console",
        lambda said: (
            opened.complaints.append(said.text) if said.type in ("error", "warning") else None
        ),
    )
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()


@pytest.fixture(scope="module")
def statement(server):
    desk = server[0].state.room.desk
    return desk.rows(
        "select s.* from recommendations s join reviews r using (review_id)"
        " where document_id = r.primary_document_id order by statement_id limit 1"
    )[0]


def _addresses(statement):
    review, sid = f"/reviews/{statement['review_id']}", statement["statement_id"]
    return [
        "/", "/reviews", review, f"{review}?view=all", f"{review}?view=about",
        f"{review}?find=child",
        f"/statements/{sid}", f"/statements/{sid}/quote", f"/statements/{sid}/correct",
        f"/session/note/{sid}", f"/like/{sid}", "/search?q=father", "/candidates", "/lists/worked",
        "/lists/asked", "/lists/questions", "/themes", "/themes/family.whole_family", "/coverage",
        "/session/pack",
        "/enter", "/nothing", "/coverage/report", "/search?q=the", "/search?q=zzzz",
        f"{review}?find=the", f"{review}?find=zzzz", "/reviews?q=learning+disability",
        "/candidates?since=soon", "/session/own", f"/session/review-words/{statement['review_id']}",
        "/?saved=about",
    ]  # fmt: skip


def test_axe_finds_nothing_and_nothing_leaves_the_machine(page, server, statement):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    desk = server[0].state.room.desk
    focus = desk.rows("select review_id as r from reviews order by n_findings desc limit 1")[0]["r"]
    page.goto(f"/reviews/{focus}")
    page.click("text=Make it the focus of my session")
    page.goto(f"/statements/{statement['statement_id']}")
    page.click("article.chosen button[data-key=k]")
    page.wait_for_selector("article.chosen >> text=Kept: take out")
    found = {}
    for address in _addresses(statement):
        page.goto(address)
        rules = {
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        }
        result = axe.run(page, options=rules)
        if result.violations_count:
            found[address] = [
                (v["id"], [n["html"][:160] for n in v["nodes"][:3]])
                for v in result.response["violations"]
            ]
    assert not found
    assert all(url.startswith(server[1]) for url in page.asked)
    ours = [text for text in page.complaints if "404" not in text and "400" not in text]
    assert not ours  # nothing that the content policy had to stop


def test_nothing_is_wider_than_the_window(page, statement):
    wide = []
    for address in _addresses(statement):
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ):
                wide.append((address, width))
    assert not wide


def test_no_column_is_too_narrow_for_its_words_on_a_phone(page, server, statement):
    narrow = """cells => cells.filter(e => e.innerText.trim().length > 12
        && e.getBoundingClientRect().width < 60).map(e => e.innerText)"""
    desk = server[0].state.room.desk
    (answered,) = desk.rows("select review_id from responses order by all limit 1", {})
    about = f"/reviews/{answered['review_id']}?view=about"
    page.set_viewport_size({"width": 375, "height": 800})
    found = {}
    for address in (*_addresses(statement), about):
        page.goto(address)
        cells = page.locator("tbody th, td").evaluate_all(narrow)
        if cells:
            found[address] = cells
    assert not found


def test_tables_of_coverage_become_lists_on_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/coverage")
    beyond = "e => e.getBoundingClientRect().right > 320"
    assert (
        page.evaluate(
            f"[...document.querySelectorAll('tbody *, main p, li')].filter({beyond}).length"
        )
        == 0
    )
    assert page.locator(".scroll").count() == 0
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader")).first
    assert row.get_by_role("cell").count() == 6  # still a table to a screen reader


def test_paper_shows_the_lens_and_boxes_that_lie_over_their_page(page, server, statement):
    page.goto(f"/reviews/{statement['review_id']}")
    page.click("text=Make it the focus of my session")
    page.wait_for_selector("form[action='/session/about']")
    page.wait_for_load_state("load")  # the style sheet too
    page.emulate_media(media="print")
    assert page.locator("form[action='/session/about'] output").first.is_visible()
    assert not page.locator("main button").first.is_visible()
    assert not page.locator("main a.button").first.is_visible()
    page.fill("#question", "a line\n" * 12)
    inside = "e => [e.scrollHeight, e.clientHeight]"
    needed, shown = page.locator("#question").evaluate(inside)
    assert needed <= shown + 1  # all of it, since nobody scrolls on paper
    page.goto(f"/statements/{statement['statement_id']}")
    picture, boxes = page.evaluate(
        "['img', 'svg'].map(name => document.querySelector('.paper ' + name))"
        ".map(found => found.getBoundingClientRect()).map(r => [r.x, r.y, r.width, r.height])"
    )
    assert picture[3] < 800  # one sheet of A4 at 96 dots an inch has 1,123
    assert picture == pytest.approx(boxes, abs=1.5)


def test_a_form_saved_without_changes_changes_nothing(page, server):
    """Browsers round the value of a slider and send other ends of lines."""
    path = server[0].state.room.tray.path
    path.write_text(
        "briefing: x\nquestion: |\n  one\n  two\nthemes:\n  family.whole_family: 2.25\n"
        "  rights.child_voice: 5\ntake:\n  leave_out_places: [A, B]\n"
    )
    before = path.read_bytes()
    page.goto("/")
    page.press("#audience", "Enter")
    page.wait_for_url("**saved=about**")
    assert path.read_bytes() == before
    page.click("text=Use this lens")
    page.wait_for_url("**saved=lens**")
    assert path.read_bytes() == before
    path.unlink()


def test_keys_keep_strike_and_go_on(page, server, statement):
    server[0].state.room.tray.path.unlink(missing_ok=True)
    page.goto(f"/statements/{statement['statement_id']}")
    page.wait_for_selector("article.chosen")
    page.keyboard.press("k")
    page.wait_for_selector("article.chosen >> text=Kept: take out")
    assert statement["statement_id"] in server[0].state.room.tray.marks().kept
    page.wait_for_selector("#said >> text=Kept for this session.")
    page.keyboard.press("x")
    page.wait_for_selector("article.chosen >> text=Struck: bring back")
    page.wait_for_selector("#said >> text=Struck for this session.")
    page.wait_for_selector(".htmx-request, .htmx-settling", state="detached")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(f"page={statement['page_first'] + 1}"))
    page.goto(f"/statements/{statement['statement_id']}")
    page.keyboard.press("c")
    page.wait_for_url("**/correct?**")


def test_a_note_is_written_by_keys_alone(page, server, statement):
    server[0].state.room.tray.path.unlink(missing_ok=True)
    page.goto(f"/statements/{statement['statement_id']}")
    page.wait_for_selector("article.chosen")
    page.keyboard.press("n")
    page.wait_for_url("**/session/note/**")
    page.wait_for_selector("textarea:focus")  # keys pressed before that are lost
    page.keyboard.type("ask the next team, too")  # k, x and n among them
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=ask the next team, too")
    assert list(server[0].state.room.tray.marks().notes.values()) == ["ask the next team, too"]


def test_a_chart_on_a_narrow_screen_is_the_narrow_one(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/themes/family.whole_family")
    page.wait_for_load_state("load")
    assert page.evaluate("document.querySelector('.figure img').currentSrc").endswith("narrow=yes")


def test_keys_can_be_turned_off(page, server, statement):
    server[0].state.room.tray.path.unlink(missing_ok=True)
    page.goto(f"/statements/{statement['statement_id']}")
    page.click("footer summary")
    page.click("text=Turn the keys off")
    page.keyboard.press("c")
    page.wait_for_timeout(100)
    assert "correct" not in page.url
    assert not server[0].state.room.tray.marks().kept


def test_the_forms_work_without_a_script(chromium, server, statement):
    server[0].state.room.tray.path.unlink(missing_ok=True)
    context = chromium.new_context(base_url=server[1], java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/statements/{statement['statement_id']}")
    page.click(f"#s-{statement['statement_id']} button[data-key=k]")
    assert statement["statement_id"] in server[0].state.room.tray.marks().kept
    page.goto("/")
    assert "of 60 minutes" in page.inner_text("main")
    context.close()


def test_a_quote_is_copied_by_one_key(chromium, server, statement):
    context = chromium.new_context(
        base_url=server[1], permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"/statements/{statement['statement_id']}")
    page.keyboard.press("q")
    page.wait_for_selector("text=Copied, with its citation.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert statement["text"] in copied
    assert "of the file" in copied
    context.close()


def test_the_folder_of_the_package_holds_what_pages_load():
    static = Path(__file__).parents[2] / "room" / "static"
    assert {"htmx.min.js", "room.css", "room.js", "icon.svg"} <= {p.name for p in static.iterdir()}
