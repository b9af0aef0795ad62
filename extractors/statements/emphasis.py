"""Sentences set in bold within a paragraph, as committees print their conclusions.

Only whole lines are known to be bold. A sentence that begins within a plain line and goes on in
bold ones is bold, and its words in the plain line come with it.
"""

from __future__ import annotations

import re
from itertools import groupby

from extractors.structure.paragraph import Paragraph, join_lines

_BEGINS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z“‘(])")
_ENDS = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")
_SHORTEST = 60  # characters; fewer in bold are a term or a name


def bold_sentences(paragraph: Paragraph) -> str | None:
    """The whole sentences around the longest bold run of lines; None where none is long enough.

    The paragraph's label is no part of them.
    """
    lines = [placed.line for placed in paragraph.lines]
    runs = []
    for is_bold, group in groupby(range(len(lines)), key=lambda i: lines[i].bold):
        places = list(group)
        if is_bold:
            runs.append((sum(len(lines[i].text) for i in places), places[0], places[-1] + 1))
    length, first, end = max(runs, default=(0, 0, 0))
    if length < _SHORTEST:
        return None
    return _whole([line.text for line in lines], first, end, paragraph)


def _whole(texts: list[str], first: int, end: int, paragraph: Paragraph) -> str:
    """The bold lines, from the beginning of their first sentence to the end of their last."""
    whole, through = paragraph.full, join_lines(texts[:end])
    begin, stop = _begin(texts, first, whole), len(through)
    if not _ENDS.search(through[-3:]):
        after = _ENDS.search(whole, stop)
        stop = after.end() if after else len(whole)
    if paragraph.label:
        begin = max(begin, paragraph.label.length)
    return whole[begin:stop].strip()


def _begin(texts: list[str], first: int, whole: str) -> int:
    """Where the sentence of the first bold line begins in the paragraph's text."""
    upto = join_lines(texts[:first])
    if upto.rstrip().endswith((".", "!", "?", ":")):
        return len(upto)
    starts = [m.end() for m in _BEGINS.finditer(whole, 0, len(upto) + 1)]
    if starts and starts[-1] > len(join_lines(texts[: max(first - 1, 0)])):
        return starts[-1]
    # A plain sentence may end in the first bold line.
    inside = _BEGINS.search(whole, len(upto), len(upto) + len(texts[first]))
    if inside:
        return inside.end()
    return starts[-1] if starts else 0
