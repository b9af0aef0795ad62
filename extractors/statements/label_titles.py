"""Titles between a bare label and its text: "Recommendation 1", "A single pathway"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.statements import grammar
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraphs import Paragraph
from models.records import Kind

_SAME_SIZE = 0.6  # points by which a title may be larger than a label that has one by itself
_SHORTEST, _LONG = 30, 12  # letters and words of a title that says it all
_FEWEST = 2  # labels with a title show that larger ones are titles too


def labels_with_titles(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The places of bare labels whose text is below a title.

    A heading that is set larger than the label is a title only where others are, since it may begin
    a chapter.
    """
    threes = zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False)
    titled = [i for i, three in enumerate(threes) if _may_have_title(*three)]
    if len(titled) >= _FEWEST:
        return frozenset(titled)
    return frozenset(
        i for i in titled if paragraphs[i + 1].first.size <= paragraphs[i].first.size + _SAME_SIZE
    )


def _may_have_title(label: Paragraph, title: Paragraph, text: Paragraph) -> bool:
    """Whether a bare label, a heading and text are below each other, in one column."""
    is_bare = label.label and label.label.kind and not label.text.strip()
    if not is_bare or not title.level or text.level or (title.label and title.label.kind):
        return False
    if len({p.first.column for p in (label, title, text)}) > 1:
        return False
    return heading_role(title.full) is None


def says_it_all(title: str, kind: Kind) -> bool:
    """Whether a heading after its label is the statement itself rather than its title."""
    if len(title) < _SHORTEST:
        return False
    if title.endswith((".", "?")):
        return True
    is_long = len(title.split()) >= _LONG
    return is_long and (kind is Kind.FINDING or grammar.is_call(title))
