"""The authors' comments within the narrative: set apart by their look, or labelled.

Older overview reports comment on events between one event and the next: in italics, in boxes, set in
from the margin, or after "Panel comment:". Where a report says so, or does so often, each comment is
a judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.statements import grammar
from extractors.statements.draft import SHORTEST, Draft
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, Section, SectionRole
from vocabulary.rules import asked

RULE = "comment"
_SAID, _LABEL = asked("chapters", "comments_apart"), asked("chapters", "comment_label")
_FEWEST = 3  # comments that make a habit
_SET_IN = 12.0  # points by which a comment is indented further than the text
_TOLD_IN = frozenset({SectionRole.NARRATIVE, SectionRole.ANALYSIS, SectionRole.OTHER})
_QUOTES = ("“", "‘", '"', "'")


def comment_drafts(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> list[Draft]:
    """Drafts of the comments, in reading order; empty where a report has no such habit."""
    out = [*_apart(paragraphs, sections), *_labelled(paragraphs, sections)]
    return out if len(out) >= _FEWEST else []


def _apart(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> Iterator[Draft]:
    """What is set as the report says that its comments are, after it has said so."""
    said = next(
        ((i, match["look"]) for i, p in enumerate(paragraphs) if (match := _SAID.find(p.full))),
        None,
    )
    if said is None:
        return
    start, look = said
    edge = _edge(paragraphs)
    for paragraph in paragraphs[start + 1 :]:
        if _may_comment(paragraph, sections) and _looks(paragraph, look.lower(), edge):
            yield Draft(Kind.FINDING, [paragraph], "comment:apart", 0.8, _number(paragraph))


def _labelled(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> Iterator[Draft]:
    """Paragraphs that begin "Panel comment:"; the label is no part of the statement."""
    for paragraph in paragraphs:
        match = _LABEL.find(paragraph.text.strip())
        if match and _may_comment(paragraph, sections):
            text = paragraph.text.strip()[match.end() :]
            text = text[:1].upper() + text[1:]
            if len(text) >= SHORTEST and not (grammar.is_law(text) and not grammar.weighs(text)):
                yield Draft(
                    Kind.FINDING, [paragraph], "comment:label", 0.8, _number(paragraph), text
                )


def _may_comment(paragraph: Paragraph, sections: Sequence[Section]) -> bool:
    if paragraph.level or paragraph.in_table or paragraph.section < 0:
        return False
    if paragraph.label and paragraph.label.kind:
        return False
    text = paragraph.text.strip()
    if len(text) < SHORTEST or text.startswith(_QUOTES):
        return False
    return sections[paragraph.section].role in _TOLD_IN


def _looks(paragraph: Paragraph, look: str, edge: float) -> bool:
    lines = [placed.line for placed in paragraph.lines]
    if look.startswith("ital"):
        return all(line.italic for line in lines)
    if look.startswith("bold"):
        return paragraph.bold
    if look.startswith(("box", "shad")):
        return paragraph.in_panel or all(line.shaded for line in lines)
    return paragraph.marker is None and paragraph.x0 > edge + _SET_IN


def _edge(paragraphs: Sequence[Paragraph]) -> float:
    """Where most paragraphs begin, in points from the left of the page."""
    left = Counter(round(p.x0) for p in paragraphs if not (p.level or p.in_table or p.is_item))
    return left.most_common(1)[0][0] if left else 0.0


def _number(paragraph: Paragraph) -> str | None:
    return paragraph.label.number if paragraph.label else None
