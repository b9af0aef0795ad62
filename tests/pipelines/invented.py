"""Small invented reviews, each a review of its own, and the file of an invented source."""

from __future__ import annotations

import random
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

TREES = "Ash Birch Cedar Damson Elder Fir Gorse Hazel Ilex Juniper Larch Maple Oak Pine".split()
_WHO = "school surgery hospital nursery hostel clinic court police council charity".split()
_DO = "record share review explain audit question notice escalate plan fund teach check".split()
_WHAT = "bruises absences debts fears visits letters moves illness bullying hunger sleep".split()


def write_review(path: Path, tree: str, n: int = 4, *, words: str = "") -> None:
    """A one-page review about Child TREE with `n` recommendations; `words` make it another file."""
    chance = random.Random(tree)
    page = Canvas(str(path), invariant=1)
    page.setFont("Helvetica-Bold", 18)
    page.drawString(72, 760, "Child Safeguarding Practice Review")
    page.drawString(72, 730, f"Child {tree}")
    page.setFont("Helvetica", 10)
    page.drawString(72, 705, f"An invented document. {tree}shire Safeguarding Children Partnership")
    page.drawString(72, 690, f"Published {chance.randint(1, 28)} May {chance.randint(2015, 2025)}")
    page.drawString(72, 675, words)
    page.setFont("Helvetica-Bold", 14)
    page.drawString(72, 640, "Recommendations")
    page.setFont("Helvetica", 10)
    for number in range(1, n + 1):
        who, do, what = (chance.choice(words) for words in (_WHO, _DO, _WHAT))
        told = f"The {tree}shire {who} should {do} {what} of Child {tree} within {number} weeks."
        page.drawString(72, 630 - 22 * number, f"Recommendation {number}: {told}")
    page.save()


def write_reviews(folder: Path, count: int, n: int = 4) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for tree in TREES[:count]:
        write_review(folder / f"{tree.lower()}.pdf", tree, n)


def source_file(schedule: str, *expected: str) -> str:
    """The file of a source that lists its reviews on one page."""
    lines = (
        "title: An invented partnership",
        "publisher: An invented partnership",
        "nation: england",
        "sector: child",
        "kinds: [lcspr]",
        'discovery: {strategy: listing, pages: ["https://reviews.example.org/published"]}',
        f"schedule: {schedule}",
        *expected,
        "licence: {name: unknown, evidence: Invented for a test.}",
        "last_checked: {on: null, how: not_checked}",
        "verified: false",
        "unknown: [Everything.]",
    )
    return "\n".join(lines)
