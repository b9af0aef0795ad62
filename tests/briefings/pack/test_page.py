"""The page in a real browser: axe-core finds nothing, and it prints."""

from __future__ import annotations

import shutil

import pypdfium2
import pytest

from briefings.pack.page import html
from briefings.pack.plan import facts_of

_BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
browser = pytest.mark.skipif(_BROWSER is None, reason="no Chromium is installed")


@pytest.fixture
def page(linked, tmp_path):
    playwright = pytest.importorskip("playwright.sync_api")
    (tmp_path / "page.html").write_bytes(html(linked))
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=_BROWSER, args=["--no-sandbox"])
        shown = opened.new_page()
        asked: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto((tmp_path / "page.html").as_uri())
        shown.asked = asked
        yield shown
        opened.close()


@browser
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_axe_finds_nothing(page, medium):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(media=medium)
    found = axe.Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert len(found.response["passes"]) > 15


@browser
def test_nothing_is_fetched_and_a_narrow_screen_needs_no_scrolling(page):
    assert len(page.asked) == 1
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@browser
def test_a_table_is_on_one_page_where_it_prints(page, linked):
    rows = list(facts_of(linked.focus))
    first, last = rows[0][1], rows[-1][1]
    for above in range(300, 900, 100):  # so that a page would end in the table after some of them
        page.evaluate(f"document.querySelector('.care').style.marginBottom = '{above}px'")
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
            texts = [" ".join(p.get_textpage().get_text_range().split()) for p in document]
        begins = next(n for n, text in enumerate(texts) if f"Report {first}" in text)
        assert f"In it {last}"[:24] in texts[begins]
