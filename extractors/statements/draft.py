"""A statement that is not finished yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.structure.paragraphs import Paragraph
from models.records import Kind

SHORTEST = 25  # characters; a paragraph that is shorter is a fragment of a form
LONGEST_TITLE = 14  # words of a title in bold above or before the text of a statement
SHORTEST_ITEM = 8  # but a list of improvements may hold two words


@dataclass
class Draft:
    """The paragraphs of a statement, and how it was found.

    `text` is set where the statement is a part of its paragraph or a cell of a table; `fields`
    holds what other columns of the table say (addressee, timescale).
    """

    kind: Kind
    parts: list[Paragraph]
    rule: str
    confidence: float
    number: str | None = None
    text: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()  # what weighed most, where the model decided
    phrase: str | None = None  # the id of the rule whose words decided
    is_unsure: bool = False  # for a person to look at, not to be given as a statement

    @property
    def section(self) -> int:
        return self.parts[0].section

    def words(self) -> str:
        """The quote: the first part without its label, then sub-points, which keep their letters.

        The letters stay because the sentence refers to them; bullets are no words and go.
        """
        if self.text is not None:
            return self.text
        first, *rest = self.parts
        pieces = [first.text.strip(), *(p.full.strip() for p in rest)]
        return " ".join(piece for piece in pieces if piece)
