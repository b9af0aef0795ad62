"""Pages of HTML as files that Chromium prints."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console

_SECONDS = 120


def chromium() -> str | None:
    """Where the browser is; says what to do where it is not installed."""
    browser = shutil.which("chromium")
    if browser is None:
        Console().print(
            "Chromium is not installed. Install it (apt install chromium) and try again."
        )
    return browser


def printed(html: str, browser: str) -> Path:
    """The page as Chromium prints it, in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    page, file = folder / "page.html", folder / "page.pdf"
    page.write_text(html, encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    where = (f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={file}", str(page))
    subprocess.run([browser, *options, *where], capture_output=True, timeout=_SECONDS, check=True)
    return file
