"""Writes the shipped templates again: `python -m briefings.pack.templates [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from briefings.pack.templates import documents, slides


def main(folder: Path) -> None:
    """Write all three files."""
    slides.build(folder / "slides.pptx")
    documents.build_handout(folder / "handout.docx")
    documents.build_facilitator(folder / "facilitator.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
