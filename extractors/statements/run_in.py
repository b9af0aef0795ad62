"""Run-in titles: words in bold that begin a statement and name what its plain text is about.

"Recommendation 2: **Seeing the family.** The Partnership should ..." prints a title in the same
line as its text. Such a title is a heading, and the statement begins after it. A sentence in bold
("**Coping is not the same as being cared for.** When a teenager ...") is a part of the statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.statements.draft import LONGEST_TITLE, SHORTEST, Draft
from extractors.statements.grammar import is_call
from extractors.structure.paragraphs import Paragraph, join_lines
from vocabulary.kept import compiled
from vocabulary.rules import asked

_CLOSED = compiled(r"[.:?!–—-][\"'”’)]*$")
_OPENS = compiled(r"\s*[–—:-]?\s*(?=[A-Z“‘\"'(\d])")
_PHRASES = 0.67  # share of a document's titles that are no sentences where they are headings
_VERB, _RELATIVE = asked("heading_forms", "run_in_verb"), asked("heading_forms", "relative")


class RunIn(NamedTuple):
    """A run-in title as printed, and where the text after it begins in the draft's words."""

    title: str
    end: int


def run_in_titles(drafts: Sequence[Draft]) -> dict[int, RunIn]:
    """The run-in titles of a document by the id of their drafts.

    One author writes them in one way, so that one or two sentences among many phrases are
    headings too, and a phrase among sentences is none.
    """
    found: dict[int, RunIn] = {}
    for kind in {draft.kind for draft in drafts}:
        titled = [
            (draft, title)
            for draft in drafts
            if draft.kind is kind and (title := run_in(draft)) is not None
        ]
        phrases = [title for _, title in titled if not _is_sentence(title.title)]
        if titled and len(phrases) >= _PHRASES * len(titled):
            found |= {id(draft): title for draft, title in titled}
    return found


def run_in(draft: Draft) -> RunIn | None:
    """The words in bold that a draft begins with, where plain text of its own follows them."""
    return None if draft.text is not None else title_of(draft.parts[0])


def untitled(paragraph: Paragraph) -> str:
    """The text of a paragraph after its label and its run-in title."""
    title = title_of(paragraph)
    return paragraph.text.strip() if title is None else paragraph.text[title.end :].strip()


def title_of(paragraph: Paragraph) -> RunIn | None:
    """The words in bold that a paragraph begins with, where plain text of its own follows them."""
    end, is_within = _bold_until(paragraph)
    start = paragraph.label.length if paragraph.label else 0
    title, rest = paragraph.full[start:end].strip(), paragraph.full[end:]
    words = title.split()
    if not words or len(words) > LONGEST_TITLE or not any(c.isalpha() for c in title):
        return None
    # "**The Board** should": the words in bold are a part of the sentence.
    opens = re.match(r"\s*", rest) if title.endswith(":") else _OPENS.match(rest)
    if opens is None or len(rest) - opens.end() < SHORTEST or is_call(title):
        return None
    if not (is_within or _CLOSED.search(title)):
        return None  # whole lines in bold, whose sentence goes on in the next
    return RunIn(title.rstrip(" .:–—-"), end + opens.end() - start)


def _is_sentence(title: str) -> bool:
    """Whether a title says something: it has a verb of its own, and does not go on from a label."""
    verbs = len(_VERB.plain.findall(title)) - len(_RELATIVE.plain.findall(title))
    return verbs > 0 and not title[0].islower()


def _bold_until(paragraph: Paragraph) -> tuple[int, bool]:
    """How many characters of the full text are bold from its start, or from its label, on.

    And whether the bold ends within a line.
    """
    texts: list[str] = []
    label = paragraph.label.length if paragraph.label else 0
    for placed in paragraph.lines:
        line = placed.line
        if line.bold_run is None and line.bold:
            texts.append(line.text)
            continue
        if line.bold_run and line.bold_run[0] <= (0 if texts else label):
            texts.append(line.text[: line.bold_run[1]])
            return len(join_lines(texts)), True
        break
    return len(join_lines(texts)), False
