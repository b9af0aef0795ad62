"""What goes on the handout's two pages: chosen from the pack until it fits, and what did not.

Word counts no pages before it is opened, so the room is reckoned from letters, generously.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefings.pack.content import Cited, Pack, ThemePart
from briefings.pack.cutting import fitted
from briefings.pack.facts import Advice
from briefings.pack.wording import counted

_ROOM = 131  # lines of both pages, less what a block that is not parted leaves at the end of one
_LETTERS = 98  # on a line
_MOST_PARTS = 7  # themes, and what is from elsewhere
_MOST_OF_OTHERS = 8  # quotes, where few themes have them
_CELL_LETTERS = 70  # on a line of the wide column


class Sheet(msgspec.Struct, frozen=True):
    """The content of a handout that fits, and in words what was left out."""

    focus: tuple[Cited, ...]
    parts: tuple[ThemePart, ...]
    worked: tuple[Cited, ...]
    advice: tuple[Advice, ...]
    learning: tuple[Cited, ...]
    boards: tuple[Cited, ...]
    questions: tuple[Cited, ...]
    most: int  # words of a quote
    left: tuple[str, ...] = ()


def sheet(pack: Pack) -> Sheet:
    """The handout's content: less of the longest list by turns, then shorter quotes."""
    made = _sheet(pack, most=45)
    while _lines(made, pack) > _ROOM:
        less = _less(made) or _shorter(made) or _fewer_themes(made)
        if less is None:
            break
        made = less
    return msgspec.structs.replace(made, left=_left(made, pack))


_FEWEST = {"worked": 2, "learning": 3, "focus": 3, "advice": 1, "boards": 1}
_FEWEST_OF_OTHERS = 4
_FEWEST_WORDS = 20


def _less(made: Sheet) -> Sheet | None:
    """One entry less of the list that is longest beside what it needs."""
    spare = {name: len(getattr(made, name)) - few for name, few in _FEWEST.items()}
    if any(len(part.quotes) > 1 for part in made.parts):
        spare["parts"] = sum(len(part.quotes) for part in made.parts) - _FEWEST_OF_OTHERS
    name = max(spare, key=lambda one: spare[one])
    if spare[name] <= 0:
        return None
    if name == "parts":
        return msgspec.structs.replace(made, parts=_thinner(made.parts))
    return msgspec.structs.replace(made, **{name: getattr(made, name)[:-1]})


def _fewer_themes(made: Sheet) -> Sheet | None:
    """One theme less, the last. What the author typed herself stays as long as any."""
    at = max((n for n, part in enumerate(made.parts) if not _is_own(part)), default=None)
    if len(made.parts) < 2 or at is None:
        return None
    return msgspec.structs.replace(made, parts=(*made.parts[:at], *made.parts[at + 1 :]))


def _is_own(part: ThemePart) -> bool:
    return all(quote.facts is None for quote in part.quotes)


def _sheet(pack: Pack, most: int) -> Sheet:
    parts = _parts(pack)
    each = max(2, _MOST_OF_OTHERS // max(1, len(parts)))
    return Sheet(
        focus=_cut(pack.focus_quotes[:4], most),
        parts=tuple(_part(part, part.quotes[:each], most) for part in parts),
        worked=_cut(pack.worked[:4], most),
        advice=pack.advice[:3],
        learning=_cut(pack.learning[:5], most),
        boards=_cut(pack.boards[:3], most),
        questions=pack.questions[:3],
        most=most,
    )


def _parts(pack: Pack) -> tuple[ThemePart, ...]:
    """The themes, and what the author brought from elsewhere."""
    own = (ThemePart(None, pack.own, "From elsewhere"),) if pack.own else ()
    return (*pack.parts[: _MOST_PARTS - len(own)], *own)


def _part(part: ThemePart, quotes: Sequence[Cited], most: int) -> ThemePart:
    return msgspec.structs.replace(part, quotes=_cut(quotes, most))


def _cut(quotes: Sequence[Cited], most: int) -> tuple[Cited, ...]:
    return tuple(fitted(quote, most) for quote in quotes)


def _thinner(parts: tuple[ThemePart, ...]) -> tuple[ThemePart, ...]:
    """One quote less on the theme that has most, the last of these."""
    at = max(range(len(parts)), key=lambda place: (len(parts[place].quotes), place))
    thin = msgspec.structs.replace(parts[at], quotes=parts[at].quotes[:-1])
    return (*parts[:at], thin, *parts[at + 1 :])


def _shorter(made: Sheet) -> Sheet | None:
    most = made.most - 10
    if most < _FEWEST_WORDS:
        return None
    return msgspec.structs.replace(
        made,
        most=most,
        focus=_cut(made.focus, most),
        parts=tuple(_part(part, part.quotes, most) for part in made.parts),
        worked=_cut(made.worked, most),
        learning=_cut(made.learning, most),
        boards=_cut(made.boards, most),
    )


def _lines(made: Sheet, pack: Pack) -> float:
    """Lines that the content takes, as reckoned from its letters."""
    quoted = (*made.focus, *made.worked, *made.learning, *made.boards, *made.questions)
    total = sum(_height(f"{q.shown} {q.short}", _LETTERS) + 0.4 for q in quoted)
    cells = [q for part in made.parts for q in part.quotes]
    total += sum(_height(f"{q.shown} {q.short}", _CELL_LETTERS) + 0.6 for q in cells)
    total += sum(_height(f"{one.words} {one.told}", _LETTERS) + 0.4 for one in made.advice)
    said = [pack.who_chose, pack.team.kept_from, pack.missing, *pack.team.care[:1]]
    total += sum(_height(words, _LETTERS) + 0.4 for words in said if words)
    total += sum(_height(f"{r.publisher} {r.title} {r.licence}", 115) for r in pack.sources)
    headings = 5 + sum(bool(getattr(made, name)) for name in _LISTS)
    yours, title, facts = 8, 6, 3
    return total + 2.1 * headings + yours + title + facts


_LISTS = ("focus", "parts", "worked", "advice", "learning", "boards", "questions")


def _height(words: str, letters: int) -> int:
    return -(-len(words) // letters)


def _left(made: Sheet, pack: Pack) -> tuple[str, ...]:
    own = sum(len(part.quotes) for part in made.parts if _is_own(part))
    themed = sum(len(part.quotes) for part in made.parts) - own
    all_themed = sum(len(part.quotes) for part in pack.parts)
    missing = (
        (len(pack.focus_quotes) - len(made.focus), "of the review in focus"),
        (all_themed - themed, "of other reviews"),
        (len(pack.own) - own, "of your own"),
        (len(pack.worked) - len(made.worked), "on what worked"),
        (len(pack.learning) - len(made.learning), "of learning"),
        (len(pack.boards) - len(made.boards), "of recommendations"),
        (len(pack.questions) - len(made.questions), "of questions"),
        (len(pack.advice) - len(made.advice), "of repeated advice"),
    )
    return tuple(f"{counted(n, 'quote')} {what}" for n, what in missing if n > 0)
