"""What goes on the handout's two pages, and what had no room."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefings.pack.content import Cited, Pack, ThemePart
from briefings.pack.cutting import fitted
from briefings.pack.facts import SharedAdvice
from briefings.pack.reckoning import fits
from briefings.pack.wording import counted

_MOST_PARTS = 7  # themes, and what is from elsewhere
_MOST_OF_OTHERS = 8  # quotes, where few themes have them


class Sheet(msgspec.Struct, frozen=True):
    """The content of a handout that fits, and a description of what was left out."""

    focus: tuple[Cited, ...]
    parts: tuple[ThemePart, ...]
    worked: tuple[Cited, ...]
    advice: tuple[SharedAdvice, ...]
    learning: tuple[Cited, ...]
    boards: tuple[Cited, ...]
    questions: tuple[Cited, ...]
    most: int  # words in a quote
    left: tuple[str, ...] = ()


def sheet(pack: Pack) -> Sheet:
    """The handout's content, made to fit: entries of the longest lists go, then quotes are cut.

    What the author typed is the last to go. If room is left, entries of each list fill it in turn.
    """
    made = _sheet(pack, most=45)
    while not fits(made, pack):
        less = _less(made) or _shorter(made) or _fewer_themes(made) or _less_own(made)
        if less is None:
            break
        made = less
    made = _filled(made, pack)
    return msgspec.structs.replace(made, left=_left(made, pack))


_FEWEST = {"worked": 2, "learning": 3, "focus": 3, "advice": 1, "boards": 1}
_FEWEST_OF_OTHERS = 4
_FEWEST_WORDS = 20


def _less(made: Sheet) -> Sheet | None:
    """Take one entry from the list that is longest compared with what it needs."""
    spare = {name: len(getattr(made, name)) - few for name, few in _FEWEST.items()}
    themed = [part for part in made.parts if not _is_own(part)]
    if any(len(part.quotes) > 1 for part in themed):
        spare["parts"] = sum(len(part.quotes) for part in themed) - _FEWEST_OF_OTHERS
    name = max(spare, key=lambda one: spare[one])
    if spare[name] <= 0:
        return None
    if name == "parts":
        return msgspec.structs.replace(made, parts=_thinner(made.parts))
    return msgspec.structs.replace(made, **{name: getattr(made, name)[:-1]})


def _fewer_themes(made: Sheet) -> Sheet | None:
    """Take the last theme. What the author typed stays as long as there are others."""
    at = max((n for n, part in enumerate(made.parts) if not _is_own(part)), default=None)
    if len(made.parts) < 2 or at is None:
        return None
    return msgspec.structs.replace(made, parts=(*made.parts[:at], *made.parts[at + 1 :]))


def _less_own(made: Sheet) -> Sheet | None:
    """Take the last of the author's own quotes, if one is left."""
    if not made.parts or not _is_own(made.parts[-1]) or len(made.parts[-1].quotes) < 2:
        return None
    *others, own = made.parts
    own = msgspec.structs.replace(own, quotes=own.quotes[:-1])
    return msgspec.structs.replace(made, parts=(*others, own))


def _filled(made: Sheet, pack: Pack) -> Sheet:
    """Add entries of each list in turn, in the author's order, while there is room."""
    names = ["parts", *_LISTS]
    while names:
        for name in list(names):
            more = _more(made, pack, name)
            if more is not None and fits(more, pack):
                made = more
            else:
                names.remove(name)
    return made


def _more(made: Sheet, pack: Pack, name: str) -> Sheet | None:
    """Add one entry to a list; for themes, to the theme that has fewest."""
    if name == "parts":
        return _thicker(made, pack)
    held, every = getattr(made, name), getattr(pack, _LISTS[name])
    if len(held) == len(every):
        return None
    entry = every[len(held)]
    shown = fitted(entry, made.most) if name in _CUT else entry
    return msgspec.structs.replace(made, **{name: (*held, shown)})


def _thicker(made: Sheet, pack: Pack) -> Sheet | None:
    every = {part.title: part.quotes for part in _parts(pack)}
    short = [n for n, p in enumerate(made.parts) if len(p.quotes) < len(every[p.title])]
    if not short:
        return None
    at = min(short, key=lambda place: (len(made.parts[place].quotes), place))
    part = made.parts[at]
    more = _part(part, every[part.title][: len(part.quotes) + 1], made.most)
    return msgspec.structs.replace(made, parts=(*made.parts[:at], more, *made.parts[at + 1 :]))


# The lists of a sheet, and the part of the pack that each comes from. All but two are shortened.
_LISTS = {
    "focus": "focus_quotes",
    "worked": "worked",
    "advice": "advice",
    "learning": "learning",
    "boards": "boards",
    "questions": "questions",
}
_CUT = _LISTS.keys() - {"advice", "questions"}


def _is_own(part: ThemePart) -> bool:
    return all(quote.facts is None for quote in part.quotes)


def _sheet(pack: Pack, most: int) -> Sheet:
    parts = _parts(pack)
    each = max(2, _MOST_OF_OTHERS // max(1, len(parts)))
    return Sheet(
        focus=_cut(pack.focus_quotes[:4], most),
        parts=tuple(
            _part(part, part.quotes if _is_own(part) else part.quotes[:each], most)
            for part in parts
        ),
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
    """Take the last quote of the theme that has most."""
    themed = [place for place, part in enumerate(parts) if not _is_own(part)]
    at = max(themed, key=lambda place: (len(parts[place].quotes), place))
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
        (len(pack.boards) - len(made.boards), "of what boards were asked"),
        (len(pack.questions) - len(made.questions), "of questions"),
        (len(pack.advice) - len(made.advice), "of repeated advice"),
    )
    return tuple(f"{counted(n, 'quote')} {what}" for n, what in missing if n > 0)
