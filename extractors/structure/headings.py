"""Which paragraphs are headings, and of what level: by size, weight, numbering and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.structure.clauses import is_sentence
from extractors.structure.heading_series import counted_siblings, heads_numbers, numbered_siblings
from extractors.structure.heading_styles import Style, is_capitals, style_of
from extractors.structure.labels import Label
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, SectionRole
from vocabulary.rules import asked

_SENTENCE_END = re.compile(r"[.;,]$")
_LEAD_IN, _SENTENCE = asked("heading_forms", "lead_in"), asked("heading_forms", "sentence")
_VERBLESS_LIMIT = 160
_FACT, _OPENS = asked("heading_forms", "fact"), asked("heading_forms", "opens")
_BEGINS_CALL = asked("heading_forms", "begins_call")
_LETTERED = re.compile(r"([A-H])[.):]\s+(?=[A-Z])")
_FEWEST_SENTENCES = 3
_LARGER = 0.9  # points by which a heading is larger than the text
# Numbering before a title, which may be double: "C. Part 1. The partner".
_COUNTED = re.compile(
    r"^(?:(?:[A-Z]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-Z][a-z]+ (?:[A-H]|\d{1,2}))[.:)]\s+)+"
)
_LONGEST_SET_OFF = 110  # characters
_PULLED = re.compile(
    r"^[“‘\"](?P<said>.+?[^\s])[”’\"](?P<by>\s*(?:[—–-]|\().+)?$", re.DOTALL
)  # “I said so twice.” — Father
_LONGEST_QUOTED = 16  # words of a title that is a quotation
_STOP = re.compile(r"[.!?…](?:\s|$)")
_LINK = re.compile(r"://|www\.|@")


class _Body(NamedTuple):
    """How most of the text is set: its size in points, and its colour."""

    size: float
    colour: int


def mark_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Set `level` on every heading of the document (1 is the outermost)."""
    body = _body(paragraphs)
    styles: dict[int, Style] = {}
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        if _is_heading(paragraph, body, following):
            styles[i] = style_of(paragraph)
    _keep_questions(paragraphs, styles, body)
    styles |= numbered_siblings(paragraphs, styles)
    styles |= counted_siblings(paragraphs, styles)
    styles |= _sentences(paragraphs, styles)
    _letter(paragraphs, sorted(styles))
    ranks = {style: rank for rank, style in enumerate(sorted(set(styles.values())), 1)}
    for i, style in styles.items():
        paragraphs[i].level = ranks[style]


def _keep_questions(paragraphs: Sequence[Paragraph], styles: dict[int, Style], body: _Body) -> None:
    """Take back the headings that are questions below a heading which promises questions."""
    promised = False
    for i in sorted(styles):
        text = paragraphs[i].full.strip()
        plain = not paragraphs[i].bold and paragraphs[i].first.size < body.size + _LARGER
        if promised and plain and text.endswith("?"):
            del styles[i]
            continue
        promised = heading_role(text) is SectionRole.QUESTIONS


def _letter(paragraphs: Sequence[Paragraph], headings: Sequence[int]) -> None:
    """Give headings that count "A. ", "B. " and on their letter as a label."""
    run: list[tuple[Paragraph, re.Match[str]]] = []
    for i in headings:
        match = None if paragraphs[i].label else _LETTERED.match(paragraphs[i].full)
        if match and ord(match[1]) - ord("A") == len(run):
            run.append((paragraphs[i], match))
    if len(run) >= _FEWEST_SENTENCES:
        for paragraph, match in run:
            paragraph.label = Label(None, match[1], match.end(), "letter")


def _sentences(paragraphs: Sequence[Paragraph], styles: dict[int, Style]) -> dict[int, Style]:
    """Headings that are the finding: a sentence in bold, alone, above plain text that bears it out.

    One may be emphasis; a report that does so at all does it for each of its findings.
    """
    out: dict[int, Style] = {}
    for i, paragraph in enumerate(paragraphs[:-1]):
        if i in styles or paragraph.is_item or paragraph.in_table or paragraph.in_panel:
            continue
        below = paragraphs[i + 1]
        plain = not (below.bold or below.is_item or below.in_table or i + 1 in styles)
        if plain and paragraph.bold and is_sentence(paragraph.full.strip()):
            out[i] = style_of(paragraph)
    return out if len(out) >= _FEWEST_SENTENCES else {}


def _body(paragraphs: Sequence[Paragraph]) -> _Body:
    sizes: Counter[float] = Counter()
    colours: Counter[int] = Counter()
    for paragraph in paragraphs:
        for placed in paragraph.lines:
            sizes[round(placed.line.size * 2) / 2] += len(placed.line.text)
            colours[placed.line.colour] += len(placed.line.text)
    if not sizes:
        return _Body(11.0, 0)
    return _Body(sizes.most_common(1)[0][0], colours.most_common(1)[0][0])


def _is_heading(paragraph: Paragraph, body: _Body, following: Paragraph | None) -> bool:
    text = paragraph.full.strip()
    label = paragraph.label
    begun = paragraph.is_named and _is_begun(paragraph, following)
    if not begun and (_is_headline(paragraph) or heads_numbers(paragraph, following)):
        return True
    if begun or not _is_short(paragraph, text) or _says_more(text):
        return False
    if paragraph.marker and not (label and label.kind):
        return paragraph.bold and heading_role(text) is not None
    if (
        label
        and label.style == "word"
        and not paragraph.text.strip()
        and not _names_column(paragraph)
    ):
        return True
    if _is_cell(paragraph, text) or _is_in_list(paragraph, text, following):
        return False
    large = paragraph.first.size >= body.size + _LARGER
    if large or paragraph.bold:
        return _looks_like_title(text, large=large)
    if is_capitals(text) and len(text) < 90:
        return True
    return _plain_heading(paragraph, text, following) or _is_set_off(paragraph, body, following)


def _says_more(text: str) -> bool:
    """Whether a short text is a fact or a quotation, and heads nothing."""
    return bool(_FACT.find(text)) or _is_pull_quote(text)


def _is_begun(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether the points below finish a sentence: "Finding 2: Agencies did not:" is no title."""
    text = paragraph.text.strip()
    if following is not None and following.is_item and following.text[:1].islower():
        return text.endswith(":")
    return bool(_BEGINS_CALL.find(text))


def _is_pull_quote(text: str) -> bool:
    """Whether somebody's words are set large between the paragraphs; a title may quote a few."""
    quoted = _PULLED.match(text)
    if quoted is None:
        return False
    if quoted["by"]:
        return True
    return len(_STOP.findall(quoted["said"])) > 1 or len(text.split()) > _LONGEST_QUOTED


def _names_column(paragraph: Paragraph) -> bool:
    """ "Action" or "Recommendation" without a number in a table's cell is the name of a column."""
    return paragraph.in_table and not (paragraph.label and paragraph.label.number)


def _is_cell(paragraph: Paragraph, text: str) -> bool:
    """A cell of data, or a grade beside a heading."""
    in_cell = paragraph.first.cell and not paragraph.in_panel
    return bool(paragraph.in_table or (in_cell and len(text.split()) < 3))


def _is_in_list(paragraph: Paragraph, text: str, following: Paragraph | None) -> bool:
    """A lettered item, or a sentence that its items finish: "Evaluation requires that:"."""
    if _OPENS.find(text) and following is not None and following.marker:
        return following.text[:1].islower()
    if not paragraph.label or paragraph.label.style != "letter":
        return False
    return len(text) > 70 or text.endswith(".") or paragraph.text[:1].islower()


def _is_short(paragraph: Paragraph, text: str) -> bool:
    return 0 < len(text) <= 240 and len(paragraph.lines) <= 4 and any(c.isalpha() for c in text)


def _is_headline(paragraph: Paragraph) -> bool:
    """ "Finding 3: " and a full sentence in bold: it heads what follows, however long it is."""
    label = paragraph.label
    if not label or label.kind is not Kind.FINDING or not label.number or label.style != "word":
        return False
    return paragraph.bold and not paragraph.in_table and len(paragraph.lines) <= 7


def _looks_like_title(text: str, *, large: bool) -> bool:
    if len(text) > _VERBLESS_LIMIT and not large:
        return False
    if _COUNTED.sub("", text).count(". ") > 1 and not large:
        return False
    if text.endswith((";", ",")) or (text.endswith(".") and len(text) > 60):
        return False
    return not text[0].islower() or large


def _plain_heading(paragraph: Paragraph, text: str, following: Paragraph | None) -> bool:
    """A heading set like the text: known words alone on a line, or short and in italics."""
    if len(text) > _LONGEST_SET_OFF or _SENTENCE_END.search(text):
        return False
    if following is None or text[0].islower() or _LEAD_IN.find(text):
        return False
    if all(placed.line.italic for placed in paragraph.lines) and not following.first.italic:
        return not text.endswith(":") and text[0] not in "‘“\"'(" and len(text.split()) <= 14
    if len(paragraph.lines) > 1 or len(text) > 80:
        return False
    role = heading_role(text.rstrip(":"))
    return role is not None and role is not SectionRole.NARRATIVE and len(text.split()) <= 8


def _is_set_off(paragraph: Paragraph, body: _Body, following: Paragraph | None) -> bool:
    """A heading in the size and weight of the text that is coloured or underlined."""
    text = paragraph.full.strip()
    if following is None or len(paragraph.lines) > 2 or len(text) > _LONGEST_SET_OFF:
        return False
    begins = text if paragraph.label is None else paragraph.text
    if not begins[:1].isalnum() or begins[0].islower() or text.endswith((".", ";", ",", ":")):
        return False
    if _LINK.search(text) or paragraph.marker or following.first.size < paragraph.first.size - 2:
        return False
    lines = [placed.line for placed in paragraph.lines]
    if all(line.underlined for line in lines):
        return not following.first.underlined
    is_coloured = all(line.colour != body.colour for line in lines)
    return is_coloured and following.first.colour == body.colour
