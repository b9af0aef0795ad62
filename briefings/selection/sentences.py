"""Sentences of a statement, and the run of them that makes sense alone on a slide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

SHORTEST, LONGEST = 15, 60  # the ideal number of words in a quote
_SLIDE = 35  # words that fit well on a slide
_MOST_SENTENCES = 4
# After an initial or an abbreviation the sentence continues.
_BREAK = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)"
    r"(?<!\bi\.e\.)(?<!\bNo\.)(?<!\bpara\.)(?<=[.!?])[”’\"')\]]*\d{0,2}\s+(?=[“‘\"'(\[]?[A-Z0-9])"
)
_SLOT = re.compile(r"<(\w+)>")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b")
_KNOWN_ACRONYMS = 1  # one is allowed; each further one lowers the worth


class Drawback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern that lowers the worth of a quote."""

    id: str
    where: Literal["start", "end", "anywhere", "first_sentence_end"]
    pattern: str
    costs: float
    examples: tuple[str, ...]
    counter: tuple[str, ...] = msgspec.field(name="not", default=())
    case: Literal["any", "exact"] = "any"
    leans: bool = False  # it cannot be understood without the sentence before it
    unless_before: str | None = None  # it does not apply where this comes before what it matches

    def matches(self, text: str) -> bool:
        """Whether it applies to a quote."""
        pattern = {
            "start": rf"^[“‘\"'(\[]*(?:{self.pattern})",
            "end": rf"(?:{self.pattern})$",
            "anywhere": self.pattern,
            "first_sentence_end": rf"^[^.!?]{{0,80}}(?:{self.pattern})",
        }[self.where]
        flags = re.IGNORECASE if self.case == "any" and self.where != "end" else 0
        found = re.search(pattern, text.strip(), flags)
        if found is None or self.unless_before is None:
            return found is not None
        return re.search(self.unless_before, text.strip()[: found.start()]) is None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, tuple[str, ...]]
    rules: tuple[Drawback, ...]

    def written_out(self) -> tuple[Drawback, ...]:
        """The rules, with lists of words in place of the lists' names."""
        return tuple(
            msgspec.structs.replace(rule, unless_before=_SLOT.sub(self._listed, rule.unless_before))
            if rule.unless_before
            else rule
            for rule in self.rules
        )

    def _listed(self, slot: re.Match[str]) -> str:
        return "|".join(self.words[slot[1]])


class Passage(msgspec.Struct, frozen=True):
    """Whole sentences of a text, with how well they read alone (0 to 1)."""

    text: str
    first: int  # characters before it
    reads: float
    n_words: int


@cache
def rules() -> tuple[Drawback, ...]:
    """The rules, each checked against its examples."""
    path = Path(__file__).with_name("out_of_context.yaml")
    read = _yaml_file(path).written_out()
    for rule in read:
        wrong = [e for e in rule.examples if not rule.matches(e)]
        wrong += [e for e in rule.counter if rule.matches(e)]
        if wrong:
            raise ValueError(f"{path.name}: rule {rule.id} contradicts {wrong[0]!r}")
    return read


def _yaml_file(path: Path) -> _File:
    return msgspec.yaml.decode(path.read_bytes(), type=_File)


def sentences(text: str) -> list[tuple[int, str]]:
    """Each sentence with the characters before it."""
    found, begin = [], 0
    for match in _BREAK.finditer(text):
        found.append((begin, text[begin : match.end()].strip()))
        begin = match.end()
    if text[begin:].strip():
        found.append((begin, text[begin:].strip()))
    return found


def reads_alone(text: str) -> float:
    """How well words read away from their page, 0 to 1."""
    worth = _of_length(len(text.split()))
    for rule in rules():
        if rule.matches(text):
            worth *= 1 - rule.costs
    spare = max(0, len(set(_ACRONYM.findall(text))) - _KNOWN_ACRONYMS)
    return worth * (0.88**spare)


def leans(text: str) -> bool:
    """Whether words need the sentence before them to be understood."""
    return any(rule.leans and rule.matches(text) for rule in rules())


def best_passage(text: str, must_hold: int | None = None) -> Passage:
    """The run of whole sentences that reads best; among equals, the one that fits a slide.

    `must_hold` is the place of a character that it must contain: where the words of a theme are.
    """
    runs = list(_runs(text, must_hold)) or [Passage(text, 0, reads_alone(text), len(text.split()))]
    return max(runs, key=lambda p: (round(p.reads, 1), -abs(p.n_words - _SLIDE), -p.first))


def _runs(text: str, must_hold: int | None) -> Iterator[Passage]:
    parts = sentences(text)
    for begin in range(len(parts)):
        for end in range(begin + 1, min(len(parts), begin + _MOST_SENTENCES) + 1):
            first = parts[begin][0]
            last = parts[end - 1][0] + len(parts[end - 1][1])
            if must_hold is not None and not first <= must_hold < last:
                continue
            words = text[first:last].strip()
            yield Passage(words, first, reads_alone(words), len(words.split()))


def _of_length(n: int) -> float:
    if n < SHORTEST:
        return max(0.3, 0.55 + 0.45 * (n - 5) / (SHORTEST - 5))
    if n <= LONGEST:
        return 1.0
    return max(0.3, 1 - 0.7 * (n - LONGEST) / 60)
