"""The boards, partnerships and committees that publish reviews, by their names as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from extractors.metadata.front import Front, Printed
from extractors.metadata.people_lines import tells_people
from models.records import LineRole, Stated

_NAME = r"(?:[A-ZÀ-Þ][\w’'&.-]*|and|of|the|upon|with|on|&|in|y|yr|under|by|le|a’r)"
BODY = (
    r"(?:(?:(?:Local )?Safeguarding (?:Children(?:[’']s)?|Child|Adults?|Adult[’']s)? ?(?:and Adults )?|(?:Children|Adult)(?:[’']s)? Safeguarding )(?:Partnership Board|Partnership|Board|Executive)"
    r"|(?:Regional )?Safeguarding (?:Board|Partnership|Panel)|(?:Child|Adult|Public) Protection (?:Committee|Partnership)"
    r"|(?:(?:District|County|Borough) )?Community Safety Partnership|(?:Safer|Stronger) Communit(?:y|ies) (?:Partnership|Board)|Adult Support and Protection Committee|Safeguarding Board"
    r"|(?:Child )?Safeguarding Practice (?:Review )?Panel|(?:LSCB|LSCP|SCP|SCB|SAB|CSP)(?!\w))"
)
_BOARD = re.compile(
    rf"(?P<board>(?:[A-ZÀ-Þ][\w’'&.-]*\s+)(?:{_NAME}\s+){{0,7}}?{BODY}(?:\s+for\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)?"
    r"|(?:the )?Safeguarding Board\s+for\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?"
    rf"|(?:[A-Z][\w’'&.-]*\s+(?:{_NAME}\s+){{0,4}})?Safer\s+(?:[A-Z]\w+\s+){{1,3}}Partnership"
    r"|Bwrdd Diogelu(?: Plant| Oedolion)?(?: Rhanbarthol)?(?:\s+(?:[A-ZÀ-Þ][\w’'-]+|y|yr|a|a’r)){1,5}(?<!\s[ya])(?<!\syr))"
)
# "LSCB: Aldmere" of a deposit sheet; "By Safer Devonmere" of a partnership that leaves out its kind.
_LABELLED = re.compile(
    r"^(?P<kind>LSCB|LSCP|SAB|CSP)\s*:\s*(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})$"
)
_SAFER = re.compile(r"^(?:[Bb]y |BY )?(?P<name>Safer [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})$")
_LEADING = re.compile(
    r"^(?:(?:the|by|for|of|and|to|with|our|this|dear|published|commissioned|presented|on behalf|executive|chair|members?|"
    r"independent|lscb|copyright|is|report|a|confidential|restricted|official|not protectively marked)\s+)+",
    re.IGNORECASE,
)
# What may stand before a board's name on the same line, and a name that is anybody's.
_OFFICE = re.compile(
    r"\b(?:Reports?|Reviews?|Summary|Chair|Commissioners?|Officer|Director|Letter|Services|Presented|Copyright|Behalf|behalf) "
    r"(?:of |to |for |with )*(?:the )?(?=[A-Z])(?!Panel)"
)
_GENERIC = re.compile(
    r"^(?:(?:Local|Regional|Independent|Each|Every|Other|All|A|An|Any|Both) )*(?:Safeguarding|Community Safety|Child(?:ren)? Protection|Adult Protection|Safer Communities|LSCB|SCB|SAB|LSCP)\b"
    r"(?!.*\bfor\b)",
)
# The end of a quoted name before the board's: "'Marlon' Oakhaven Safeguarding Adults Board".
_QUOTE_ENDS = re.compile(r"(?<=[a-rt-z])[’'] (?=[A-Z])")
_BESIDE = re.compile(r"\s[/|·]\s")  # a board in two languages, or beside the date, on one line
_DOCUMENT = re.compile(r"\b(?:reviews?|reports?|summary|homicide|briefing)\b", re.IGNORECASE)
_ALONE = 75  # characters of a line of a cover that can be a board's name and no sentence
_ABBREVIATED = re.compile(r"\b(?:LSCB|LSCP|SCP|SCB|SAB|CSP)$")


def board_of(front: Front) -> Stated | None:
    """A board named on the cover, in a running header, or in the text of the first pages.

    Boards on lines of their own on the cover publish together and are joined with a semicolon.
    Later pages also name neighbouring boards, so they are never used.
    """
    together = _on_lines(front)
    if together:
        names = "; ".join(together)
        return Stated(names, 0.9, together[next(iter(together))], names, "publisher:board")
    short: Stated | None = None
    for page, text, sure in _named_on(front):
        match = _BOARD.search(text)
        name = _cut(match.group("board")) if match else ""
        if not match or not name or _GENERIC.match(name):
            continue
        stated = Stated(name, sure, page, match.group(), "publisher:board")
        if not _ABBREVIATED.search(name):
            return stated
        short = short or stated  # the name in full is better, wherever it stands
    return short or _labelled(front)


def _on_lines(front: Front) -> dict[str, int]:
    """Boards whose name fills a line of the cover, or two or three lines, with its page."""
    found: dict[str, int] = {}
    lines = [
        Printed(p.page, msgspec.structs.replace(p.line, text=part))
        for p in front.cover
        if p.line.role is LineRole.BODY
        for part in _BESIDE.split(p.text)
    ][:25]
    i = 0
    while i < len(lines):
        for length in () if tells_people(lines[i].text) else (1, 2, 3):
            part = lines[i : i + length]
            if length > 1 and _DOCUMENT.search(part[0].text):
                break
            text = " ".join(cased(p.text) for p in part)
            match = _BOARD.fullmatch(_LEADING.sub("", text.strip())) if len(text) < _ALONE else None
            name = _cut(match.group("board")) if match else ""
            if match and name and not _GENERIC.match(name) and not _ABBREVIATED.search(name):
                found.setdefault(name, part[0].page)
                i += length - 1
                break
        i += 1
    return _one_language(found)


def _one_language(found: dict[str, int]) -> dict[str, int]:
    """A Welsh board prints its name in both languages: the English one is used."""
    english = {name: page for name, page in found.items() if not name.startswith("Bwrdd")}
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
        if match := _LABELLED.match(printed.text):
            name = f"{match.group('name')} {match.group('kind')}"
            return Stated(name, 0.8, printed.page, printed.text, "publisher:board")
        if match := _SAFER.match(cased(printed.text)):
            return Stated(match.group("name"), 0.7, printed.page, printed.text, "publisher:board")
    return None


def cased(text: str) -> str:
    """A line in capitals as a name is written: "Woldshire Safeguarding Children Board"."""
    if not text.isupper():
        return text
    words = text.title().replace("’S", "’s").replace("'S", "'s")
    words = re.sub(r"\b(And|Of|The|Upon|On|With|For|In|To)\b", lambda m: m.group().lower(), words)
    words = re.sub(r"\b(?:Lscb|Lscp|Sab|Csp|Scp|Scb)\b", lambda m: m.group().upper(), words)
    return words[:1].upper() + words[1:]


def _cut(name: str) -> str:
    """The name without the words of a title or an office before it."""
    words = _OFFICE.split(" ".join(name.split()))[-1]
    words = _QUOTE_ENDS.split(words)[-1]
    return _LEADING.sub("", words).strip()


def _display(lines: list[Printed]) -> list[str]:
    """Lines of one block joined: a board's name often wraps."""
    blocks: dict[int, list[str]] = {}
    for printed in lines:
        blocks.setdefault(printed.line.block, []).append(cased(printed.text))
    return [" ".join(texts) for texts in blocks.values()]
