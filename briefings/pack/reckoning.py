"""How much of two A4 pages a handout takes, calculated from the shipped template's measures.

The number of pages of a Word file is not known until Word opens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from briefings.pack.content import Cited, Pack
from briefings.pack.letters import lines_of
from briefings.pack.own_words import MARK
from briefings.pack.wording import counted

if TYPE_CHECKING:
    from briefings.pack.sheet import Sheet

_PAGE = 751.0  # points between the margins
_SPARE = 25.0  # left free at the end of the second page, for programs that lay it out differently
_LINE = 1.08 * 1.149  # line height as a multiple of the font size
_TEXT, _SOURCE, _SMALL, _HEADING, _TITLE = 10.0, 9.0, 8.5, 12.5, 22.0
_WIDE, _QUOTED, _BOXED = 498.0, 480.0, 486.0  # points of a line
_CELL, _FIRST_CELL = 371.0, 110.0
_EDGES = 10.0  # of a box, above and below
_BOLD = 1.07  # times as wide


class _Block(msgspec.Struct, frozen=True):
    height: float
    after: float = 4
    before: float = 0  # the greater of this and the space after the block above counts
    can_part: bool = True
    below: float = 0  # height that must follow it on the same page


def fits(made: Sheet, pack: Pack) -> bool:
    """Whether it fits on two pages."""
    return _end(_blocks(made, pack)) <= 2 * _PAGE - _SPARE


def _end(blocks: Iterable[_Block]) -> float:
    """Where the last block ends, in points from the top of the first page."""
    at = after = 0.0
    for block in blocks:
        at += max(after, block.before)
        left = _PAGE - at % _PAGE
        if block.height + block.below > left:
            # A paragraph that is split never leaves a single line on a page.
            at += _TEXT * _LINE if block.can_part and left > 2 * _TEXT * _LINE else left
        at += block.height
        after = block.after
    return at


def _blocks(made: Sheet, pack: Pack) -> Iterator[_Block]:
    """What is on the handout, from top to bottom."""
    yield _text(pack.title, _TITLE, _WIDE, bold=True)
    yield _text(pack.audience, _TEXT + 1, _WIDE)
    care = [*pack.team.care[:1], *pack.team.care_contacts]
    told = "To ring today: . Quotes are word for word. The reviews quoted here are invented."
    yield _boxed(lines_of([(" ".join([*care, told]), _TEXT)], _BOXED))
    yield from (_heading(), *_own(pack, "why"))
    if pack.focus:
        facts = pack.focus
        said = [facts.publisher, facts.nation, facts.published, facts.kind]
        said += [facts.people, facts.outcome, facts.period, facts.method]
        said += [counted(facts.asked.number, "recommendation")] if facts.asked else []
        yield _heading()
        rest = "; ".join(str(part) for part in said if part)
        lines = lines_of(
            [(f"{facts.title}.", _TEXT * _BOLD), (f"{rest}; outcome: period: method:.", _TEXT)],
            _WIDE,
        )
        yield _Block(lines * _TEXT * _LINE)
        yield from _written(pack.own_words.get("happened", ()))
        yield from (_quote(q.shown, q.inside, _size(q)) for q in made.focus)
    if made.parts:
        yield from (_heading(), _row([], "Theme"))
        yield from (_row(part.quotes, part.title, part.words) for part in made.parts)
    yield from _quotes(made.worked)
    if made.advice:
        yield _heading()
        yield from (_quote(f"“{one.words}”", one.told, _SOURCE) for one in made.advice)
    yield from _written(pack.own_words.get("asked", ()))
    yield from _quotes(made.learning) if made.learning else [_heading()]
    yield from _own(pack, "implications")
    yield from _quotes(made.boards)
    yield from _quotes(made.questions)
    if pack.prompts:
        yield from (_heading(), *(_text(words, _TEXT, _QUOTED) for words in pack.prompts))
    yield from _written(pack.own_words.get("questions", ()))
    yield from (_heading(), _text("_" * 170 + pack.team.mailbox, _TEXT, _WIDE), _heading())
    for review in pack.sources:
        named = [review.publisher or "Publisher not stated", review.title, review.licence]
        named += [review.published or "date not stated", "Read the report" if review.link else ""]
        yield _text(", ".join(named), _SMALL, _WIDE, after=2)
    yield _heading()
    among = f" Counted among: {pack.n_of} {' '.join(pack.families)} and s, s."
    yield _text(pack.who_chose + among, _SMALL, _WIDE, after=2)
    yield _text(f"{pack.team.kept_from} {pack.missing} {pack.about_pages}", _SMALL, _WIDE, after=2)


def _heading() -> _Block:
    return _Block(_HEADING * _LINE, 2, 8, can_part=False, below=2 * _TEXT * _LINE)


def _boxed(lines: int) -> _Block:
    height = lines * _TEXT * _LINE + _EDGES
    return _Block(height, 5, can_part=False)


def _own(pack: Pack, part: str) -> Iterable[_Block]:
    """What the author wrote, or the box for it."""
    words = pack.own_words.get(part, ())
    return _written(words) if words else [_boxed(2)]


def _written(paragraphs: Iterable[str]) -> Iterator[_Block]:
    for at, words in enumerate(paragraphs):
        yield _text(words if at else f"{MARK}: {words}", _TEXT, _WIDE)


def _text(words: str, size: float, width: float, after: float = 4, *, bold: bool = False) -> _Block:
    lines = lines_of([(words, size * (_BOLD if bold else 1))], width)
    return _Block(lines * size * _LINE, after)


def _quotes(quotes: Iterable[Cited]) -> Iterator[_Block]:
    """Quotes under their heading, if there are any."""
    for at, quote in enumerate(quotes):
        if not at:
            yield _heading()
        yield _quote(quote.shown, quote.short, _size(quote))


def _quote(shown: str, source: str, size: float) -> _Block:
    return _Block(lines_of([(shown, _TEXT), (source, size)], _QUOTED) * _TEXT * _LINE)


def _size(quote: Cited) -> float:
    """The height of its source, which is larger if it is a link."""
    return _TEXT if quote.facts and quote.facts.page_link else _SOURCE


def _row(quotes: Iterable[Cited], title: str, words: Sequence[str] = ()) -> _Block:
    """A row of the table, which is never split across pages."""
    own = [f"{MARK}: {words[0]}", *words[1:]] if words else []
    said = sum(lines_of([(q.shown, _TEXT), (q.short, _size(q))], _CELL) for q in quotes)
    said += sum(lines_of([(paragraph, _TEXT)], _CELL) for paragraph in own)
    lines = max(said, lines_of([(title, _TEXT * _BOLD)], _FIRST_CELL))
    return _Block(lines * _TEXT * _LINE + 4.5, 0, can_part=False)
