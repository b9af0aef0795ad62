"""Pages of HTML as files that Chromium prints."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

_SECONDS = 120


def printed(html: str, browser: str) -> Path:
    """The page as Chromium prints it, in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    page, file = folder / "page.html", folder / "page.pdf"
    page.write_text(html, encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    where = (f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={file}", str(page))
    subprocess.run([browser, *options, *where], capture_output=True, timeout=_SECONDS, check=True)
    return file
