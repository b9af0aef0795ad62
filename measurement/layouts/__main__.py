"""`python -m measurement.layouts [HOW MANY]`: which layouts lose paragraphs (`make layouts`).

Each annotated text says which headings and paragraphs it has. Chromium prints it in a random
layout, the extractors read it, and whatever does not come out as it was set is counted by layout.
The shares are of headings and paragraphs, not of statements: half a paragraph may still be found.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from rich.console import Console

import extractors
from extractors.structure import Paragraph, build_sections, paragraphs
from measurement.layouts.printing import chromium, printed
from measurement.layouts.setting import SetBlock, setting
from measurement.teaching.lessons import WRITTEN

_USUAL = 40
_LONGEST_NUMBER = 6  # letters and digits of a number before a paragraph
_SHOWN = 12


def main(arguments: Sequence[str]) -> int:
    """Print the share of blocks that are read as set, and the layouts that lose most."""
    say = Console().print
    browser = chromium()
    if browser is None:
        return 1
    texts = sorted(WRITTEN.glob("*.txt"))
    of, lost = Counter[str](), Counter[str]()
    for n in range(int(arguments[0]) if arguments else _USUAL):
        text = texts[n * 37 % len(texts)]
        made = setting(text.read_text(encoding="utf-8"), Random(n))  # noqa: S311 - the same layouts each time
        found = paragraphs_of(printed(made.html, browser))
        missed = sum(not is_found(block, found) for block in made.blocks)
        say(f"{n:3d} {text.stem[:40]:40} {1 - missed / len(made.blocks):.3f}")
        for choice in ("all", *made.layout.chosen):
            of[choice] += len(made.blocks)
            lost[choice] += missed
    for choice in sorted(of, key=lambda choice: -lost[choice] / of[choice])[:_SHOWN]:
        say(f"{choice:32} {1 - lost[choice] / of[choice]:.3f} of {of[choice]}")
    say(f"{'all':32} {1 - lost['all'] / max(of['all'], 1):.3f} of {of['all']}")
    return 0


def paragraphs_of(file: Path) -> list[Paragraph]:
    """The paragraphs of a file, with the levels of its headings."""
    reading = extractors.read(file, hashlib.sha256(file.read_bytes()).hexdigest())
    found = paragraphs(reading)
    build_sections(found, None)
    return found


def is_found(block: SetBlock, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a block is one paragraph, a heading if it was one; a number may come before it."""
    words = _letters(block.text)
    for paragraph in paragraphs:
        text = _letters(paragraph.full)
        same = text.endswith(words) and len(text) - len(words) <= _LONGEST_NUMBER
        if same and bool(paragraph.level) == block.is_heading:
            return True
    return False


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
