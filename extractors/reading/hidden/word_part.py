"""The XML of a .docx without what its pages do not show."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence

from extractors.reading.hidden.cuts import Cut, Open, XmlError, cut
from extractors.reading.hidden.letter_spacing import is_squeezed
from extractors.reading.hidden.off_page import may_stand_off, stands_off
from extractors.reading.hidden.rows import BegunRows
from extractors.reading.hidden.unprinted import Unprinted
from extractors.reading.hidden.word_fields import FIELDS, Fields
from extractors.reading.hidden.word_styles import COLOUR, HIGHLIGHT, Style, hides

_DELETED = frozenset({"del", "moveFrom"})
_UNWRAPPED = frozenset({"ins", "moveTo"})
_RANGES = frozenset(
    {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
)
_FORMER = "Change"  # rPrChange and its like hold the format of before
_OF_TABLES = frozenset({*_DELETED, "hidden", "cellDel", "tcPr", "tc", "tr", "tbl"})
_WORTH = re.compile(
    rb":(?:del|ins|move(?:From|To)|[a-zA-Z]+Change|highlight|cellDel|hidden|vanish|textFill"
    rb"|altChunk|fldSimple|instrText)[ />]|lineRule=.exact|spacing\s[^>]*:val=.-\d\d"
)
_BLACK = b'<w:color w:val="000000"/>'
_NOT_SHOWN = b"<w:vanish/>"
_BLACK_GROUND = b'<w:highlight w:val="black"/>'
_VANISH = re.compile(rb"<\w+:vanish(?:\s[^>]*val=[\"'](?:1|true|on)[\"'][^>]*)?\s*/>")
_STYLE = re.compile(rb"<\w+:[rp]Style\s[^>]*?val=[\"']([^\"']*)[\"']")
_TEXT = re.compile(rb"<\w+:t[ >]")
_SPACING = re.compile(rb"<\w+:spacing\s[^>]*>")
_ENCODING = re.compile(rb"\sencoding=[\"'][^\"']*[\"']")
_SPACE = re.compile(rb"\sxmlns(?::\w+)?=[\"'](http://[^\"']*/wordprocessingml/[^\"']*main)[\"']")
_LINE = re.compile(rb":line=[\"'](\d+)[\"']")
_LOWEST_LINE = 60  # twentieths of a point: Word cuts letters off at the height of their line
# Letters without a fill: none at all, or one that is nearly clear. Those with an outline show it.
_UNFILLED = re.compile(
    rb"<\w+:textFill\b[^>]*>\s*<\w+:(?:noFill\s*/>|solidFill.*?:alpha\s[^>]*val=[\"'](?:9[5-9]|100)\d{3}[\"'])",
    re.DOTALL,
)
# Letters that are closer than usual, in twentieths of a point; their size in halves of one.
_CLOSER = re.compile(rb"<\w+:spacing\s[^>]*:val=[\"']-(\d{1,5})[\"']")
_SIZE = re.compile(rb"<\w+:sz\s[^>]*:val=[\"'](\d{1,4})[\"']")
_OUTLINED = re.compile(rb"<\w+:textOutline\b(?!.*?:noFill)", re.DOTALL)


def word_part(xml: bytes, styles: Mapping[bytes, Style]) -> tuple[bytes | None, Unprinted]:
    """A part as if its changes had been accepted, or None where it stays as it is."""
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        xml = _ENCODING.sub(b"", xml.decode("utf-16", errors="replace").encode(), count=1)
    is_worth = _WORTH.search(xml) or any(name in xml for name in styles)
    if not (is_worth or may_stand_off(xml)):
        return None, Unprinted()
    part = _Part(xml, styles)
    try:
        new = cut(xml, part.ended)
    except XmlError:
        return None, Unprinted()
    rows = part.rows
    new = _with_prefix(new)
    return new, Unprinted(part.deletions + rows.deletions, part.hidden + rows.hidden, part.foreign)


def _with_prefix(xml: bytes) -> bytes:
    """The part with the prefix of what is put into it: programs give the format's names others."""
    space = None if b" xmlns:w=" in xml else _SPACE.search(xml)
    if space is None:
        return xml
    return xml[: space.start()] + b' xmlns:w="' + space[1] + b'"' + xml[space.start() :]


class _Part:
    """One walk over a part's elements, and what it found."""

    def __init__(self, xml: bytes, styles: Mapping[bytes, Style]) -> None:
        self._xml, self._styles = xml, styles
        self.rows = BegunRows(xml)
        self._fields = Fields(xml)
        self.deletions = self.hidden = self.foreign = 0
        self._looks: dict[int, bytes] = {}  # of runs and paragraphs, by where they begin
        self._flat: set[int] = set()  # paragraphs whose lines are too low to be read
        self._gone: set[int] = set()  # runs of formulas that are deleted

    def ended(self, element: Open, at: int, end: int, around: Sequence[Open]) -> Sequence[Cut]:
        """What to cut at the end of an element."""
        name = element.name
        if name in FIELDS and (cuts := self._fields.ended(element, at, end)):
            return cuts
        if name in _OF_TABLES and (cuts := self.rows.ended(element, at, end, around)):
            return cuts
        if name in _DELETED or name in _RANGES or (name.endswith(_FORMER) and name != _FORMER):
            has_words = at > element.inside and not any(e.name in _DELETED for e in around)
            if name == "del" and [e.name for e in around[-2:]] == ["r", "rPr"]:
                self._gone.add(around[-2].start)
                has_words = True
            self.deletions += name in _DELETED and has_words
            return [Cut(element.start, end)]
        if name in _UNWRAPPED:
            return [Cut(element.start, element.inside), Cut(at, end)]
        if name in {"rPr", "pPr"} and around:
            return self._look(element, at, around[-1])
        if name == "r":
            is_gone = element.start in self._gone
            return [Cut(element.start, end)] if is_gone else self._run(element, at, around)
        if name == "anchor" and stands_off(self._xml[element.start : end], self._xml):
            self.hidden += 1
        if name == "t" and any(e.start in self._flat for e in around):
            return [Cut(element.start, end)]
        self.foreign += name == "altChunk"
        return []

    def _look(self, element: Open, at: int, of: Open) -> list[Cut]:
        """How a run or a paragraph is set."""
        inside = self._xml[element.inside : at]
        if of.name in {"r", "p"} and (of.name == "r") == (element.name == "rPr"):
            self._looks[of.start] = inside
            if element.name == "pPr" and _is_flat(inside):
                self._flat.add(of.start)
                self.hidden += 1
        if element.name == "pPr":
            return []
        self.hidden += of.name == "r" and _VANISH.search(inside) is not None
        is_unfilled = _UNFILLED.search(inside) and not _OUTLINED.search(inside)
        if of.name != "pPr" and (is_unfilled or _is_squeezed(inside)):
            self.hidden += 1
            return [Cut(at, at, _NOT_SHOWN)]
        return _blackened(inside, element)

    def _run(self, run: Open, at: int, around: Sequence[Open]) -> list[Cut]:
        """Give a run the ground that its style has, and count it where its style hides it."""
        look = self._looks.pop(run.start, b"")
        paragraph = next((e.start for e in reversed(around) if e.name == "p"), -1)
        styles = [self._style(of) for of in (look, self._looks.get(paragraph, b""))]
        if any(styles) and hides(look) is None and _TEXT.search(self._xml, run.inside, at):
            # By the format's rule, two styles that both hide a run show it.
            self.hidden += sum(bool(style and style.is_hidden) for style in styles) == 1
        if HIGHLIGHT.search(look):
            return []
        for style in styles:
            if style and style.ground == b"black":
                has_colour = (style.colour or b"auto") != b"auto" or COLOUR.search(look)
                ground = _BLACK_GROUND + (b"" if has_colour else _BLACK)
                return [_into_look(self._xml, run, ground)]
        return []

    def _style(self, look: bytes) -> Style | None:
        """The style that a run or a paragraph is set in, if it does anything that counts here."""
        named = _STYLE.search(look)
        return self._styles.get(named[1]) if named else None


def _into_look(xml: bytes, run: Open, what: bytes) -> Cut:
    """Put more into how a run is set; LibreOffice does not take a ground from a style."""
    head = re.compile(rb"\s*<\w+:rPr\s*>").match(xml, run.inside)
    if head:
        return Cut(head.end(), head.end(), what)
    return Cut(run.inside, run.inside, b"<w:rPr>" + what + b"</w:rPr>")


def _is_flat(inside: bytes) -> bool:
    """Whether the lines of a paragraph are set lower than letters can be read."""
    spacing = _SPACING.search(inside)
    line = spacing and _LINE.search(spacing[0])
    return bool(spacing and line and b"exact" in spacing[0] and int(line[1]) <= _LOWEST_LINE)


def _is_squeezed(inside: bytes) -> bool:
    """Whether letters are set so close that they lie over each other."""
    closer = _CLOSER.search(inside)
    if closer is None:
        return False
    size = _SIZE.search(inside)
    return is_squeezed(int(closer[1]) / 20, int(size[1]) / 2 if size else None)


def _blackened(inside: bytes, element: Open) -> list[Cut]:
    """Black letters where a run is highlighted in black and its colour is left to the program."""
    ground, colour = HIGHLIGHT.search(inside), COLOUR.search(inside)
    if ground is None or ground[1] != b"black":
        return []
    if colour is None:
        return [Cut(element.inside, element.inside, _BLACK)]
    if colour[1] != b"auto":
        return []
    start = element.inside + colour.start()
    return [Cut(start, start + len(colour[0]), _BLACK)]
