"""Two slides of the sample's briefing for the README.

`python -m measurement.pictures`; needs LibreOffice. The reviews are the bundled, invented ones.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from rich.console import Console

from archive.places import Places
from briefings.pack import Choices, render
from briefings.selection.desk import Desk
from briefings.selection.propose import propose
from briefings.selection.request import Request
from briefings.shortlist import TakeOptions
from pipelines.request import RunRequest
from pipelines.run import ingest

_TARGET = Path("docs/pictures/briefing.png")
_SHOWN = ("Whole family / Think Family (2 of", "asked again (1 of")
_WIDTH, _GAP = 760, 16


def main(target: Path = _TARGET) -> None:
    """Choose and render a briefing about the sample's own case, and draw two of its slides."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        ingest(RunRequest(room / "data"), Console(quiet=True))
        path = Places(room / "data").warehouse
        request = Request(
            focus=Desk(path).review_id("Aspen"),
            take=TakeOptions(fictional=True),
            briefing="Viewing through a whole family lens",
        )
        chosen = propose(path, request).shortlist
        render(chosen, "briefing", path, room, Choices(formats=("pptx",)))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(room)]
        subprocess.run([*command, str(room / "briefing.pptx")], check=True, capture_output=True)
        drawn = _slides(room / "briefing.pdf")
    sheet = Image.new("RGB", (2 * _WIDTH + _GAP, drawn[0].height), "#d5dcdf")
    for at, slide in enumerate(drawn):
        sheet.paste(slide, (at * (_WIDTH + _GAP), 0))
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(64).save(target, optimize=True)


def _slides(path: Path) -> list[Image.Image]:
    """The first slide of each heading that is shown."""
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
        numbers = [next(n for n, text in enumerate(texts) if said in text) for said in _SHOWN]
        pages = [document[number] for number in numbers]
        return [page.render(scale=_WIDTH / page.get_width()).to_pil() for page in pages]


if __name__ == "__main__":
    main()
