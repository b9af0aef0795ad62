"""A slide as planned, and the slides of quotes that all parts of a briefing share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from briefings.pack.content import Cited, Pack
from briefings.pack.cutting import placed
from briefings.pack.notes import quote_notes
from briefings.pack.own_words import MARK
from briefings.pack.wording import sentences, words_in

Rows = tuple[tuple[str, ...], ...]
BREAKOUT = "Breakout"
CONTINUED = "Sources and pages are in the notes of the slide before."
AUTHOR = "For the author"
_MOST_OWN = 120  # words of the author's own on one slide


def part_title(title: str, at: int) -> str:
    """The title of a table's slide; those after the first say that they continue it."""
    return f"{title}, continued" if at else title


class Slide(msgspec.Struct, frozen=True):
    """One slide. The first row of `rows` is the header of its table."""

    layout: str
    title: str
    fields: dict[str, tuple[str, ...]] = {}
    rows: Rows = ()
    about_table: str = ""
    shares: tuple[float, ...] = ()  # widths of its columns
    notes: tuple[str, ...] = ()
    weight: float = 0.0  # its share of the session
    links: dict[str, str] = {}  # lines and cells that open an address
    can_go: bool = False  # what to leave out if time runs short
    is_more: bool = False  # continues a heading and shows no review that is not on another slide
    is_spare: bool = False  # comes after the last slide
    quoted: tuple[Cited, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def heading(self) -> str:
        """The part of their titles that slides of one heading share."""
        return _PART.sub("", self.title)


_PART = re.compile(r"(?:: advice \d+)?(?:, continued)?(?: \(\d+ of \d+\))?$")


def numbered(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """Number the slides of one heading, so that each title is unique."""
    of, before = Counter(slide.title for slide in slides), Counter[str]()
    out = []
    for slide in slides:
        before[slide.title] += 1
        part = f" ({before[slide.title]} of {of[slide.title]})" if of[slide.title] > 1 else ""
        out.append(msgspec.structs.replace(slide, title=slide.title + part))
    return tuple(out)


def yours(title: str, label: str, weight: float, notes: tuple[str, ...] = ()) -> Slide:
    """A slide that the author fills."""
    return Slide(AUTHOR, title, {"label": (label,)}, notes=notes, weight=weight)


def written(
    title: str, words: Sequence[str], weight: float, notes: tuple[str, ...] = ()
) -> Iterable[Slide]:
    """The author's own paragraphs on as many slides as they need."""
    for at, paragraphs in enumerate(_shares(words)):
        fields = {"label": (MARK,), "author": paragraphs}
        yield Slide(AUTHOR, title, fields, notes=() if at else notes, weight=weight)


def _shares(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The paragraphs of each slide in turn. A paragraph that is too long is split at a sentence."""
    held: list[str] = []
    for paragraph in words:
        for number, sentence in enumerate(sentences(paragraph)):
            if held and words_in(" ".join([*held, sentence])) > _MOST_OWN:
                yield tuple(held)
                held = [sentence]
            elif number and held:
                held[-1] = f"{held[-1]} {sentence}"
            else:
                held.append(sentence)
    if held:
        yield tuple(held)


def yours_or_written(
    title: str, label: str, words: Sequence[str], notes: tuple[str, ...] = ()
) -> Iterable[Slide]:
    """What the author wrote, or room for it."""
    return written(title, words, 2, notes) if words else (yours(title, label, 2, notes),)


def quote_slide(
    title: str,
    group: tuple[Cited, ...],
    weight: float,
    *,
    is_inside: bool = False,
    can_go: bool = False,
    is_more: bool = False,
) -> Slide:
    """A slide with one quote, or with two side by side."""
    fields: dict[str, tuple[str, ...]] = {}
    links: dict[str, str] = {}
    numbers = ("",) if len(group) == 1 else (" 1", " 2")
    for number, quote in zip(numbers, group, strict=True):
        fields[f"quote{number}"] = (quote.shown,)
        citation = quote.inside if is_inside else quote.short
        fields[f"citation{number}"] = (citation,)
        if quote.facts and quote.facts.page_link:
            links[citation] = quote.facts.page_link
    notes = tuple(line for quote in group for line in quote_notes(quote))
    layout = "Quote" if len(group) == 1 else "Quote pair"
    return Slide(
        layout,
        title,
        fields,
        notes=notes,
        weight=weight,
        links=links,
        can_go=can_go,
        is_more=is_more,
        quoted=group,
    )


def quote_slides(
    title: str,
    quotes: tuple[Cited, ...],
    pack: Pack,
    weight: float,
    most: int,
    *,
    is_inside: bool = False,
) -> Iterable[Slide]:
    """At most `most` slides of quotes. The notes of the last one have the quotes that are left."""
    shown, left = placed(quotes, pack.team.most_words, 2, most)
    for number, group in enumerate(shown, 1):
        more = number > 1 and not is_inside
        slide = quote_slide(title, group, weight, is_inside=is_inside, can_go=more, is_more=more)
        if number == len(shown):
            slide = msgspec.structs.replace(slide, notes=(*slide.notes, *also_kept(left)))
        yield slide


def also_kept(left: Iterable[Cited]) -> list[str]:
    """Lines for the notes on quotes that have no room on a slide, with the author's own on them."""
    lines: list[str] = []
    for quote in left:
        lines.append(f"Also kept: {quote.shown}")
        lines += [f"My note: {quote.note}"] if quote.note else []
        lines.append(f"Source: {quote.full}")
    return lines
