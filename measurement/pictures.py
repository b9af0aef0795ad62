"""Two slides of the sample's briefing for the README.

`python -m measurement.pictures`; needs LibreOffice. The reviews are the bundled, invented ones.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from rich.console import Console

from archive.places import Places
from briefings.pack import Choices, render
from briefings.pack.gather import gather
from briefings.pack.plan import Slide, plan
from briefings.pack.settings import team_settings
from briefings.selection.desk import BriefingDesk
from briefings.selection.propose import propose
from briefings.selection.request import Request
from briefings.shortlist import TakeOptions
from pipelines.request import RunRequest
from pipelines.run import ingest

_TARGET = Path("docs/pictures/briefing.png")
_WIDTH, _GAP = 760, 16


def main(target: Path = _TARGET) -> None:
    """Choose and render a briefing about the sample's own case, and draw two of its slides."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        ingest(RunRequest(room / "data"), Console(quiet=True))
        path = Places(room / "data").warehouse
        request = Request(
            focus=BriefingDesk(path).review_id("Aspen"),
            take=TakeOptions(fictional=True),
            briefing="Viewing through a whole family lens",
        )
        chosen = propose(path, request).shortlist
        render(chosen, "briefing", path, room, Choices(formats=("pptx",)))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(room)]
        subprocess.run([*command, str(room / "briefing.pptx")], check=True, capture_output=True)
        drawn = _slides(room / "briefing.pdf", _shown(plan(gather(chosen, path, team_settings()))))
    sheet = Image.new("RGB", (2 * _WIDTH + _GAP, drawn[0].height), "#d5dcdf")
    for at, slide in enumerate(drawn):
        sheet.paste(slide, (at * (_WIDTH + _GAP), 0))
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(64).save(target, optimize=True)


def _shown(made: Sequence[Slide]) -> list[int]:
    """The first slide with the words of two reviews, and the first with repeated advice."""
    voices = [len({quote.review_id for quote in slide.quoted}) for slide in made]
    pair = next(n for n, slide in enumerate(made) if slide.layout == "Quote pair" and voices[n] > 1)
    return [pair, next(n for n, slide in enumerate(made) if "asked again" in slide.title)]


def _slides(path: Path, numbers: Sequence[int]) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        pages = [document[number] for number in numbers]
        return [page.render(scale=_WIDTH / page.get_width()).to_pil() for page in pages]


if __name__ == "__main__":
    main()
