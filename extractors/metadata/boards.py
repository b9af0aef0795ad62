"""The boards, partnerships and committees that publish reviews, by their names as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from extractors.metadata.front import Front, FrontLine
from extractors.metadata.people_lines import tells_people
from models.records import LineRole, Stated
from vocabulary.rules import asked

_BOARD, _LABELLED, _SAFER = (asked("boards", name) for name in ("board", "labelled", "safer"))
_LEADING, _OFFICE = asked("boards", "leading"), asked("boards", "office")
_GENERIC, _DOCUMENT = asked("boards", "generic"), asked("boards", "document")
_ABBREVIATED = asked("boards", "abbreviated")
_SMALL_WORD, _LETTERS = asked("boards", "small_word"), asked("boards", "letters")
# The end of a quoted name before the board's: "'Marlon' Oakhaven Safeguarding Adults Board".
_QUOTE_ENDS = re.compile(r"(?<=[a-rt-z])[’'] (?=[A-Z])")
_BESIDE = re.compile(r"\s[/|·]\s")  # a board in two languages, or beside the date, on one line
_LIST = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?=[A-Z])")
_LISTED = 300  # characters of a sentence on a cover that can list boards
_WORDS_BEFORE = 6  # of such a sentence: "A joint review that was commissioned by"
_ALONE = 75  # characters of a line of a cover that can be a board's name and no sentence


def board_of(front: Front) -> Stated | None:
    """A board named on the cover, in a running header, or in the text of the first pages.

    Boards on lines of their own on the cover, or listed in one sentence there ("commissioned by A
    Board, B Board and C Board"), publish together and are joined with a semicolon.
    Later pages also name neighbouring boards, so they are never used.
    """
    for text in _display([p for p in front.lines if p.page == 1]):
        if names := "; ".join(_several(text)):
            return Stated(names, 0.85, 1, text, "publisher:board")
    together = _on_lines(front)
    if together:
        names = "; ".join(together)
        return Stated(names, 0.9, together[next(iter(together))], names, "publisher:board")
    short: Stated | None = None
    for page, text, sure in _named_on(front):
        match = _BOARD.find(text)
        name = _cut(match.group()) if match else ""
        if not match or not name or _GENERIC.find(name):
            continue
        stated = Stated(name, sure, page, match.group(), "publisher:board")
        if not _ABBREVIATED.find(name):
            return stated
        short = short or stated  # the name in full is better, wherever it is
    return short or _labelled(front)


def _on_lines(front: Front) -> dict[str, int]:
    """Boards whose name fills a line of the cover, or two or three lines, with its page."""
    found: dict[str, int] = {}
    lines = [
        FrontLine(p.page, msgspec.structs.replace(p.line, text=part))
        for p in front.cover
        if p.line.role is LineRole.BODY
        for part in _BESIDE.split(p.text)
    ][:25]
    i = 0
    while i < len(lines):
        for length in () if tells_people(lines[i].text) else (1, 2, 3):
            part = lines[i : i + length]
            if length > 1 and _DOCUMENT.find(part[0].text):
                break
            name = spelt([p.text for p in part])
            if name:
                found.setdefault(name, part[0].page)
                i += length - 1
                break
        i += 1
    return _one_language(found)


def spelt(lines: list[str]) -> str:
    """The board whose name these lines spell, none of them alone; or ""."""
    text = " ".join(map(cased, lines))
    if len(text) >= _ALONE or (len(lines) > 1 and any(spelt([line]) for line in lines)):
        return ""
    match = _BOARD.plain.fullmatch(_LEADING.plain.sub("", text.strip()))
    name = _cut(match.group()) if match else ""
    return "" if not name or _GENERIC.find(name) or _ABBREVIATED.find(name) else name


def _several(text: str) -> list[str]:
    """The boards of a line that lists boards and nothing else, after a few words such as
    "commissioned jointly by"; none where there is only one. Prose names boards that do not publish.
    """
    if len(text) > _LISTED:
        return []
    found = []
    for i, part in enumerate(_LIST.split(text.strip().rstrip("."))):
        match = _BOARD.find(part)
        if not match or match.end() < len(part):
            return []
        name = _cut(match.group())
        is_led = len(part[: match.start()].split()) <= (1 if i else _WORDS_BEFORE)
        if not (name and is_led) or _GENERIC.find(name) or _ABBREVIATED.find(name):
            return []
        found.append(name)
    return found if len(found) > 1 and not any(map(_is_welsh, found)) else []


def _is_welsh(name: str) -> bool:
    return name.startswith("Bwrdd")


def _one_language(found: dict[str, int]) -> dict[str, int]:
    """A Welsh board prints its name in both languages: the English one is used."""
    english = {name: page for name, page in found.items() if not _is_welsh(name)}
    return english or found


def _named_on(front: Front) -> Iterator[tuple[int, str, float]]:
    """Page, text and weight of the places where a publisher is named, the surest first."""
    cover = [p for p in front.lines if p.page == 1]
    yield from ((1, cased(printed.text), 0.9) for printed in cover if len(printed.text) < 90)
    yield from ((1, text, 0.9) for text in _display(cover))
    for printed in front.furniture:
        yield printed.page, cased(printed.text), 0.85
    for page in (1, 2, 3):
        lines = [p for p in front.lines if p.page == page]
        for text in (*_display(lines), front.text(page, page)):
            yield page, text, 0.9 if page == 1 else 0.7


def _labelled(front: Front) -> Stated | None:
    for printed in front.cover:
        if match := _LABELLED.find(printed.text):
            name = f"{match.group('name')} {match.group('kind')}"
            return Stated(name, 0.8, printed.page, printed.text, "publisher:board")
        if match := _SAFER.find(cased(printed.text)):
            return Stated(match.group("name"), 0.7, printed.page, printed.text, "publisher:board")
    return None


def cased(text: str) -> str:
    """A line in capitals as a name is written: "Woldshire Safeguarding Children Board"."""
    if not text.isupper():
        return text
    words = text.title().replace("’S", "’s").replace("'S", "'s")
    words = _SMALL_WORD.plain.sub(lambda m: m.group().lower(), words)
    words = _LETTERS.plain.sub(lambda m: m.group().upper(), words)
    return words[:1].upper() + words[1:]


def _cut(name: str) -> str:
    """The name without the words of a title or an office before it."""
    words = _OFFICE.plain.split(" ".join(name.split()))[-1]
    words = _QUOTE_ENDS.split(words)[-1]
    return _LEADING.plain.sub("", words).strip()


def _display(lines: list[FrontLine]) -> list[str]:
    """Lines of one block joined: a board's name often wraps."""
    blocks: dict[int, list[str]] = {}
    for printed in lines:
        blocks.setdefault(printed.line.block, []).append(cased(printed.text))
    return [" ".join(texts) for texts in blocks.values()]
