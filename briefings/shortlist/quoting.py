"""The words of a statement that a shortlist keeps, cut where the author or the program chose."""

from __future__ import annotations

import msgspec

from briefings.shortlist.records import KeptQuote


class QuotedWords(msgspec.Struct, frozen=True):
    """Words as printed, and whether words of the statement are before or after them."""

    text: str
    is_cut_before: bool = False
    is_cut_after: bool = False
    problem: str | None = None  # the words to cut at are not in the statement: it is quoted whole

    @property
    def shown(self) -> str:
        """With "[…]" where something is left out."""
        before, after = "[…] " * self.is_cut_before, " […]" * self.is_cut_after
        return f"{before}{self.text}{after}"


def quoted(text: str, kept: KeptQuote) -> QuotedWords:
    """The part of a statement's text that `kept` asks for."""
    begin, end = 0, len(text)
    if kept.start:
        begin = text.find(kept.start)
        if begin < 0:
            return QuotedWords(text, problem=f"does not contain the words {kept.start!r}")
    if kept.until:
        found = text.find(kept.until, begin)
        if found < 0:
            return QuotedWords(text, problem=f"does not contain the words {kept.until!r}")
        end = found + len(kept.until)
    chosen = text[begin:end].strip()
    return QuotedWords(chosen, bool(text[:begin].strip()), bool(text[end:].strip()))
