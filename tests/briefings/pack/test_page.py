"""The page in a real browser: axe-core finds nothing, and it prints."""

from __future__ import annotations

import msgspec
import pypdfium2
import pytest

from briefings.pack.content import Cited
from briefings.pack.page import html
from briefings.pack.plan import facts_of
from briefings.shortlist import QuotedWords

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium, linked, tmp_path):
    (tmp_path / "page.html").write_bytes(html(linked))
    shown = chromium.new_page()  # with nothing of the pages before it
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto((tmp_path / "page.html").as_uri())
    shown.asked = asked
    yield shown
    shown.close()


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_axe_finds_nothing(page, medium):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(media=medium)
    found = axe.Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert len(found.response["passes"]) > 15


def test_nothing_is_fetched_and_a_narrow_screen_needs_no_scrolling(page):
    assert len(page.asked) == 1
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("medium", "width"), [("screen", 1280), ("screen", 360), ("print", 680)])
def test_an_address_that_she_typed_does_not_run_over(chromium, pack, tmp_path, medium, width):
    address = f"https://board.example/{'a-long-name-' * 20}.pdf"
    own = (Cited(QuotedWords(f"See {address}"), None, address, "2"),)
    hers = msgspec.structs.replace(pack, own=own, own_words={"why": (address,)})
    (tmp_path / "page.html").write_bytes(html(hers))
    shown = chromium.new_page(viewport={"width": width, "height": 700})
    shown.emulate_media(media=medium)
    shown.goto((tmp_path / "page.html").as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    shown.close()


def test_tables_look_like_lists_on_a_phone_and_stay_tables_for_a_screen_reader(page):
    page.set_viewport_size({"width": 375, "height": 800})
    tables = page.locator("table")
    assert tables.count() >= 3
    beyond = "all => all.filter(e => e.scrollWidth > e.clientWidth).length"
    assert page.locator(".table").evaluate_all(beyond) == 0
    narrow = "all => all.filter(e => e.getBoundingClientRect().width < 200).map(e => e.innerText)"
    assert tables.locator("tbody th, td, caption").evaluate_all(narrow) == []
    row = page.get_by_role("table").nth(1).get_by_role("row").nth(1)
    assert row.get_by_role("cell").count() == 4
    head = row.locator("td").first.evaluate("e => getComputedStyle(e, '::before').content")
    assert head == '"Nation: "'


def test_a_table_is_on_one_page_where_it_prints(page, linked):
    rows = list(facts_of(linked.focus))
    first, last = rows[0][1], rows[-1][1]
    for above in range(300, 900, 100):  # so that a page would end in the table after some of them
        page.evaluate(f"document.querySelector('.care').style.marginBottom = '{above}px'")
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
            texts = [" ".join(p.get_textpage().get_text_range().split()) for p in document]
        begins = next(n for n, text in enumerate(texts) if f"Report {first}" in text)
        assert f"{rows[-1][0]} {last}"[:24] in texts[begins]


def test_what_an_author_types_into_her_boxes_prints_and_is_kept_nowhere(page):
    boxes = page.get_by_role("textbox")
    names = [boxes.nth(n).inner_text() for n in range(boxes.count())]
    assert names == [""] * len(names)
    assert len(names) >= 3
    assert page.get_by_role("textbox", name="Yours to write: why this, why now").count() == 1
    typed = [f"Our own words {n}, " + "and more of them " * 40 for n in range(len(names))]
    for n, words in enumerate(typed):
        boxes.nth(n).fill(words)
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
        printed = " ".join(p.get_textpage().get_text_range() for p in document)
    printed = " ".join(printed.split())
    assert all(f"Our own words {n}," in printed for n in range(len(names)))
    assert printed.count("and more of them") == 40 * len(names)
    assert "What you type is not kept" not in printed
    page.reload()
    assert [boxes.nth(n).inner_text() for n in range(boxes.count())] == names


def test_markup_that_is_pasted_into_a_box_stays_text(page):
    box = page.get_by_role("textbox").first
    box.focus()
    page.keyboard.insert_text('<img src="https://example.org/seen.png">')
    assert box.evaluate("box => box.children.length") == 0
    assert len(page.asked) == 1


def test_the_page_has_no_script(linked):
    shown = html(linked).decode()
    assert "<script" not in shown
    assert " on" not in "".join(part.split(">")[0] for part in shown.split("<div")[1:])
