"""From a shortlist to the files of a pack."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from briefings.pack.content import Flag, Pack
from briefings.pack.facilitator import facilitator
from briefings.pack.gather import gather
from briefings.pack.handout import handout
from briefings.pack.page import html, markdown
from briefings.pack.placing import place
from briefings.pack.plan import Slide, plan
from briefings.pack.reckoning import fits
from briefings.pack.settings import DEFAULTS, FOLDER, PackError, team_settings
from briefings.pack.sheet import sheet
from briefings.pack.slides import slides
from briefings.pack.wording import counted
from briefings.shortlist import Shortlist
from briefings.wording import UNREAD

FORMATS = ("pptx", "docx", "md", "html")
TEMPLATES = ("slides.pptx", "handout.docx", "facilitator.docx")
_SHORTEN = "“Note or shorten” in the reading room, “until” in the file"
_LONG = 50  # words: longer quotes without an open licence need the publisher's permission
_LEAST_MINUTES = 1.5  # a slide that is shown for less cannot be read


class Choices(msgspec.Struct, frozen=True):
    """The options of a rendering, besides the shortlist itself."""

    formats: tuple[str, ...] = FORMATS
    settings: Path | None = None
    templates: Path | None = None  # a folder with files named as the shipped ones
    accepts_recognisable: bool = False
    is_as_proposed: bool = False  # nobody has changed the program's choice


class Rendered(msgspec.Struct, frozen=True):
    """The files of a pack, and what the author should know before she uses them."""

    files: tuple[Path, ...]
    kept_aside: tuple[str, ...]  # names of files that were changed by hand and so left as they are
    flags: tuple[Flag, ...]
    remarks: tuple[str, ...]


def render(
    shortlist: Shortlist, stem: str, warehouse: Path, folder: Path, choices: Choices | None = None
) -> Rendered:
    """Write the pack into `folder`, each file named after `stem`.

    Raises PackError if a setting, a format or a template is wrong, or if the audience may
    recognise a review from the author's own area and she has not accepted that.
    """
    choices = choices or Choices()
    _check(choices.formats)
    pack = msgspec.structs.replace(
        gather(shortlist, warehouse, team_settings(choices.settings)),
        is_as_proposed=choices.is_as_proposed,
    )
    if not choices.accepts_recognisable:
        _refuse_recognisable(pack)
    made = plan(pack)
    files = _files(pack, made, stem, choices)
    try:
        placed = place(files, folder, stem)
    except OSError as problem:
        raise PackError(
            f"{folder} cannot be written to ({problem.strerror}): choose another folder with --out."
        ) from problem
    aside = tuple(name for name, path in placed.items() if path.name != name)
    return Rendered(tuple(placed.values()), aside, pack.flags, tuple(_remarks(pack, made, choices)))


def _check(formats: Collection[str]) -> None:
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        raise PackError(
            f"{', '.join(unknown) or 'Nothing'} cannot be written. Known: {', '.join(FORMATS)}."
        )


def _refuse_recognisable(pack: Pack) -> None:
    own = [f"{flag.where} {flag.what}" for flag in pack.flags if flag.is_own]
    if own:
        raise PackError(
            f"Your audience may recognise people: {'; '.join(own)}. Nothing was written. Take it"
            " out of the shortlist, or accept it once you have considered it: with"
            " --accept-recognisable, or in the reading room by the box above the button."
        )


def _files(pack: Pack, made: tuple[Slide, ...], stem: str, choices: Choices) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    if "pptx" in choices.formats:
        template = _template(choices.templates, "slides.pptx")
        files[f"{stem}.pptx"] = slides(made, pack.title, template)
    if "docx" in choices.formats:
        template = _template(choices.templates, "handout.docx")
        files[f"{stem}-handout.docx"] = handout(pack, sheet(pack), template)
        template = _template(choices.templates, "facilitator.docx")
        files[f"{stem}-facilitator.docx"] = facilitator(pack, made, template)
    if "md" in choices.formats:
        files[f"{stem}.md"] = markdown(pack)
    if "html" in choices.formats:
        files[f"{stem}.html"] = html(pack)
    return files


def _template(folder: Path | None, name: str) -> Path | None:
    """The team's own template, if it has one of this name; otherwise the shipped one."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise PackError(
            f"{folder} is not a folder: --templates takes one with {', '.join(TEMPLATES)}."
        )
    return folder / name if (folder / name).exists() else None


def _remarks(pack: Pack, made: tuple[Slide, ...], choices: Choices) -> list[str]:
    remarks = [f"{what[0].upper()}{what[1:]}." for what in (*pack.gone, *pack.unknown_areas)]
    if pack.is_as_proposed and pack.quotes:
        remarks.append("The shortlist is as the program proposed it, and the pack says so.")
    if pack.of_boards:
        remarks.append(
            f"{counted(len(pack.of_boards), 'question is', 'questions are')} put to boards and so"
            " not in breakout: see “What boards and agencies were asked”."
        )
    timed = [slide for slide in made if slide.weight]
    if timed and pack.minutes / len(timed) < _LEAST_MINUTES:
        remarks.append(f"{len(timed)} slides in {pack.minutes} minutes: keep fewer quotes.")
    most = pack.team.most_words
    for number, slide in enumerate(made, 1):
        words = sum(quote.words for quote in slide.quoted)
        if words > most:
            remarks.append(f"Slide {number} quotes {words} words: shorten a quote ({_SHORTEN}).")
    on_slides = {one.facts.statement_id for s in made for one in s.quoted if one.facts}
    every = {q.facts.statement_id for q in pack.quotes if q.facts}
    off = every - on_slides
    if off and "pptx" in choices.formats:
        remarks.append(
            f"{len(off)} of {counted(len(every), 'quote')} {'is' if len(off) == 1 else 'are'} on no"
            " slide. The page for a browser has every quote."
        )
    if unread := [q for q in pack.quotes if UNREAD in q.quote.text]:
        remarks.append(
            f"{counted(len(unread), 'quote has', 'quotes have')} letters that could not be read:"
            f" {'; '.join(dict.fromkeys(q.short for q in unread))}. Copy the words from the page."
        )
    long = [q for q in pack.quotes if q.facts and q.words > _LONG and not q.facts.review.is_open]
    if long:
        remarks.append(
            f"{counted(len(long), 'quote')} of more than {_LONG} words from reports whose licence"
            f" is not stated: {'; '.join(q.label + ', ' + q.short for q in long)}. Shorten what you"
            f" quote ({_SHORTEN}), or ask the publisher."
        )
    return [*remarks, *_of_handout(pack)] if "docx" in choices.formats else remarks


def _of_handout(pack: Pack) -> Iterator[str]:
    made = sheet(pack)
    if made.left:
        yield f"No room on the handout for: {'; '.join(made.left)}."
    if not fits(made, pack):
        yield "The handout takes more than its two pages: shorten what you wrote yourself."


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Copy the shipped templates and settings for the team to change. Existing files are kept.

    Raises PackError if the folder cannot be written to.
    """
    shipped = [*(FOLDER / "templates" / name for name in TEMPLATES), DEFAULTS]
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in shipped:
            target = folder / source.name
            if not target.exists():
                target.write_bytes(source.read_bytes())
                written.append(target)
    except OSError as problem:
        what = "it is a file" if folder.is_file() else problem.strerror
        raise PackError(
            f"{folder} cannot be written to ({what}): name another folder for the templates."
        ) from problem
    return tuple(written)
