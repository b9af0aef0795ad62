"""The verdict on words that may be hidden, from what the page shows at their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.reading.hidden.ink import (
    BLACK,
    DARK,
    Drawing,
    Ink,
    InkShown,
    dark_run,
    tone_of,
)
from extractors.reading.hidden.letters import parted
from extractors.reading.hidden.matrix import area
from extractors.reading.hidden.places import Piece
from extractors.reading.words import Word
from models.records import HiddenKind

Box = tuple[float, float, float, float]
LettersOf = Callable[[Word], Sequence[Box] | None]
_WHOLLY = 0.9  # share of a word's ink that is to be seen: no letter of it can be missing
_LEAST_SEEN = 0.55  # of a letter's; a line through it leaves 0.8
_TRACE = 0.15
_APART = 90.0  # points: less is not worth a drawing of its own
_SPARED = 6_000.0  # square points: what one drawing costs by itself
_MOST_DRAWINGS = 40  # of a page

_A_LETTER = 1.2  # widths of a letter: two under a bar are wider, and none is as dark all over
# What these hide has no ink at all, while a comma or a bracket that joins the word may have some.
_BY_PLACE = frozenset({HiddenKind.CLIPPED, HiddenKind.LAYER_OFF})
_WITHOUT_BAR = 200  # of 255: a word that looks lighter than that on the whole has no bar over it


def around(words: Sequence[Word]) -> Box:
    """The box around words, with a little room."""
    return (
        min(w.x0 for w in words) - 2,
        min(w.top for w in words) - 2,
        max(w.x1 for w in words) + 2,
        max(w.bottom for w in words) + 2,
    )


def bands(words: Iterable[tuple[int, Word]]) -> list[list[int]]:
    """Numbered words in groups far from each other: less is drawn than what lies around all."""
    groups: list[list[int]] = []
    foot = -_APART
    for i, word in sorted(words, key=lambda each: each[1].top):
        if word.top - foot >= _APART:
            groups.append([])
        groups[-1].append(i)
        foot = max(foot, word.bottom)
    return groups


def clusters(words: Iterable[tuple[int, Word]]) -> list[list[int]]:
    """Numbered words in groups, each of which costs less in one drawing than in several.

    Labels of a chart are far from each other, over pictures that are slow to draw.
    """
    groups: list[tuple[Box, list[int]]] = []
    for i, word in words:
        box, members = around([word]), [i]
        while (at := _near(box, groups)) is not None:
            other, numbers = groups.pop(at)
            box, members = _joint(box, other), numbers + members
        groups.append((box, members))
    return [numbers for _, numbers in groups]


def _near(box: Box, groups: Sequence[tuple[Box, list[int]]]) -> int | None:
    """The first group that costs less in one drawing with a box, or any where there are many."""
    for at, (other, _) in enumerate(groups):
        if area(_joint(box, other)) - area(box) - area(other) < _SPARED:
            return at
    return 0 if len(groups) == _MOST_DRAWINGS else None


def _joint(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def by_ink(
    word: Word,
    ink: Ink,
    letters_of: LettersOf | None,
    without_ink: HiddenKind | None,
    plain: HiddenKind,
    *,
    is_pale: bool,
) -> list[Piece]:
    """A word in pieces by its own ink; `without_ink` is the kind where it leaves none at all.

    `plain` is the kind of a hidden word whose place looks light. Without `letters_of` it is taken
    as a whole, and hidden where hardly a trace of it is seen. `is_pale` says that its letters have
    the colour of their ground.
    """
    # What a clip leaves of its upper or lower edge is no letter.
    is_cut = without_ink is HiddenKind.CLIPPED
    seen = ink.seen(word[1:5], whole=is_cut and word.text[0].isalnum())
    if seen.share is None:
        return [Piece(word, without_ink)]
    if without_ink in _BY_PLACE and letters_of and (letters := letters_of(word)):
        whole = [c.isalnum() for c in word.text[: len(letters)]]
        looks = [ink.seen(box, whole=w) for box, w in zip(letters, whole, strict=True)]
        hidden = [s.share is None and w for s, w in zip(looks, whole, strict=True)]
        if any(hidden):
            return _pieces(word, letters, hidden, without_ink)
    if seen.share >= _WHOLLY:
        return [Piece(word, None)]
    bar = BLACK if plain is HiddenKind.BACKGROUND_COLOUR else DARK
    kind = HiddenKind.BLACKED_OUT if seen.tone < bar else plain
    if letters_of is None:
        return [Piece(word, kind if seen.share < _TRACE else None)]
    boxes = letters_of(word)
    if seen.share == 0 or boxes is None:
        return [Piece(word, None if seen.share >= _LEAST_SEEN else kind)]
    # Letters in the colour of their ground show where they cross others: those cannot be read.
    least = _WHOLLY if is_pale else _LEAST_SEEN
    return _pieces(word, boxes, _by_letter([ink.seen(box) for box in boxes], least), kind)


def by_tone(word: Word, page: Drawing, letters_of: LettersOf, light: HiddenKind) -> list[Piece]:
    """A word whose ink is that of a picture: it is not there where the picture is of one tone."""
    is_one, tone = tone_of(page, word[1:5])
    if is_one:
        return [Piece(word, HiddenKind.BLACKED_OUT if tone < DARK else light)]
    if tone > _WITHOUT_BAR or (word.look.upright and not _has_bar_over_letters(word, page)):
        return [Piece(word, None)]
    boxes = letters_of(word)
    if boxes is None:
        return [Piece(word, None)]
    looks = [tone_of(page, box) for box in boxes]
    hidden = [is_one and tone < DARK for is_one, tone in looks]
    return _pieces(word, boxes, hidden, HiddenKind.BLACKED_OUT)


def by_edge(word: Word, width: float, letters_of: LettersOf) -> list[Piece]:
    """A word that runs over the left or the right edge of its page, without what lies beyond."""
    boxes = letters_of(word)
    if boxes is None:
        return [Piece(word, HiddenKind.OFF_PAGE)]
    hidden = [not 0 <= (x0 + x1) / 2 <= width for x0, _, x1, _ in boxes]
    return _pieces(word, boxes, hidden, HiddenKind.OFF_PAGE)


def _has_bar_over_letters(word: Word, page: Drawing) -> bool:
    """Whether a word's place is dark over more than a letter: asking each letter costs more."""
    return dark_run(page, word[1:5]) >= _A_LETTER * (word.x1 - word.x0) / len(word.text)


def _by_letter(seen: Sequence[InkShown], least: float) -> list[bool]:
    """Which letters are hidden; those without ink of their own as those beside them."""
    known = [None if s.share is None else s.share < least for s in seen]
    return [
        _beside(known, i) if is_hidden is None else is_hidden for i, is_hidden in enumerate(known)
    ]


def _beside(known: Sequence[bool | None], i: int) -> bool:
    before = next((k for k in reversed(known[:i]) if k is not None), None)
    after = next((k for k in known[i + 1 :] if k is not None), None)
    return all(k for k in (before, after) if k is not None)


def _pieces(word: Word, boxes: Sequence[Box], hidden: list[bool], kind: HiddenKind) -> list[Piece]:
    if all(hidden):
        return [Piece(word, kind)]
    parts = parted(word, boxes, _without_specks(hidden))
    return [Piece(part, kind if out else None, i > 0) for i, (part, out) in enumerate(parts)]


def _without_specks(hidden: list[bool]) -> list[bool]:
    """One hidden letter alone may be crossed by a rule, or be a dash that is struck through."""
    out = list(hidden)
    for i, is_hidden in enumerate(hidden):
        beside = hidden[max(0, i - 1) : i] + hidden[i + 1 : i + 2]
        if is_hidden and not any(beside):
            out[i] = False
    return out
