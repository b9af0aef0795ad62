"""The slides as LibreOffice draws them: nothing runs over the foot of a slide or off its side."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from briefings.pack.gather import gather
from briefings.pack.plan import plan
from briefings.pack.slides import slides
from briefings.shortlist import ChosenReview, KeptQuote, Shortlist

# Debian installs each program of LibreOffice by itself; lines are as long as its fonts make them.
_OFFICE = shutil.which("soffice")
_IMPRESS = shutil.which("simpress") or (
    _OFFICE and (Path(_OFFICE).resolve().parent / "simpress").exists()
)
_FONTS = (
    shutil.which("fc-list")
    and subprocess.run(["fc-list", "Liberation Sans"], capture_output=True, check=False).stdout
)
_FOOT = 6.9  # inches from the top: below are the minutes and the number alone

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not _IMPRESS, reason="LibreOffice Impress is not installed"),
    pytest.mark.skipif(not _FONTS, reason="The Liberation fonts are not installed"),
]


def drawn(content, folder):
    """Of each slide: the words of it, and how far down its lowest and right-most ones reach."""
    (folder / "deck.pptx").write_bytes(content)
    command = [str(_OFFICE), "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run([*command, profile, str(folder / "deck.pptx")], check=True, capture_output=True)
    out = []
    with pypdfium2.PdfDocument(folder / "deck.pdf") as document:
        for page in document:
            text = page.get_textpage()
            height, width = page.get_height(), page.get_width()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            said = [(text.get_text_bounded(*box).strip(), box) for box in boxes]
            body = [
                (words, (height - low) / 72, right / width)
                for words, (_, low, right, _) in said
                if words and not words.startswith("Minutes ") and not words.isdigit()
            ]
            out.append(body)
    return out


def everything(shortlist, ask, team):
    """A shortlist of all that the sample has, for a team with much to say."""
    rows = ask("select statement_id, kind, review_id from statements order by statement_id")
    of = {
        kind: tuple(KeptQuote(i) for i, k, _ in rows if k == kind) for kind in {r[1] for r in rows}
    }
    clusters = ask("select distinct cluster_id from repeat_recommendations order by 1")
    given = msgspec.structs.replace(
        shortlist,
        briefing="What we have learnt about families, and about those who work with them " * 2,
        focus_extracts=of["finding"][:40],
        reviews=tuple(
            ChosenReview(review, "", tuple(KeptQuote(i) for i, _, r in rows if r == review))
            for review in sorted({row[2] for row in rows})
        ),
        worked=of["good_practice"],
        asked=tuple(row[0] for row in clusters),
        questions=of["question"],
        implications=(*of["learning_point"], *of["recommendation"]),
    )
    loud = msgspec.structs.replace(
        team,
        presenters=("Somebody With A Long Name", "Another Person With One") * 2,
        care_contacts=("Employee support line, 01234 567890, all day and all night",) * 3,
        mailbox="learning.and.development.of.the.partnership@a-long-name.example",
        feedback_link="https://a-long-name.example/feedback/on/this/very/briefing",
    )
    return given, loud


def test_long_text_stays_on_its_slides(shortlist, warehouse, team, ask, tmp_path):
    given, loud = everything(shortlist, ask, team)
    made = plan(gather(given, warehouse, loud))
    pages = drawn(slides(made, given.briefing), tmp_path)
    assert len(pages) == len(made) > 25
    for slide, page in zip(made, pages, strict=True):
        below = [words for words, low, right in page if low > _FOOT or right > 1]
        assert not below, (slide.title, below)


def test_a_nearly_empty_shortlist_makes_a_session_too(warehouse, team, tmp_path):
    made = plan(gather(Shortlist("Only a title", minutes=5), warehouse, team))
    pages = drawn(slides(made, "Only a title"), tmp_path)
    assert len(pages) == len(made) == 5
    assert made[-1].end == 5
