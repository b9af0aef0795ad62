"""The page in a real browser: axe-core finds nothing, and it prints."""

from __future__ import annotations

import shutil

import pytest

from briefings.pack.page import html

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
