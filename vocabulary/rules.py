"""Rules as records: what a phrase decides, why, and examples of it, in `rules/*.yaml`.

A file has questions ("Do the authors say that they recommend?") and each question has rules. If any
rule matches a text, the answer is yes. Patterns are regular expressions with three shorthands, so
that they read as words and alternatives:

    (a|b)     a group; nothing is captured but by name
    {word}    any word of the list `word` of the file or of `rules/lists.yaml`; {month} is a
              month in English, {any_month} one in English, Welsh or short, {acts} what somebody
              does or is to do, {recommendation} and so on a word of `statements.yaml` for that
              kind, {qualifiers} what may come before; {file.question} is what another question
              finds
    says      one pattern, or a list of alternatives; `words` is the same for whole words

Patterns are compiled at their first use. `vocabulary/rule_checks.py` checks that each rule matches
its `yes` and not its `no` examples, and that no rule can be deleted unnoticed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from vocabulary import kept
from vocabulary.action_verbs import present_tense
from vocabulary.loading import VocabularyError, load, mistake
from vocabulary.months import months
from vocabulary.quick import Quick
from vocabulary.statements import qualifier_pattern, statement_words, titles

FOLDER = Path(__file__).parent / "rules"
_LISTED = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
_PLACES = (
    "\ue000",
    "\ue001",
    "\ue002",
)  # placeholders for words of a document: no pattern contains these characters
Finder = Callable[..., "re.Match[str] | None"]
Compiler = Callable[[str, int], "re.Pattern[str]"]
Says = str | tuple[str, ...]


def as_one(said: Says) -> str:
    """A pattern that is written as one or as several alternatives."""
    return said if isinstance(said, str) else "|".join(said)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One record: alternatives in `says` or `words`, why it is there, and its examples."""

    id: str
    why: str
    says: Says = ()
    words: Says = ()
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The patterns as written, one or more."""
        said = self.says or self.words
        return (said,) if isinstance(said, str) else said


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a set of rules decides. `at` says where to match: anywhere, at the start, in full."""

    asks: str
    at: Literal["anywhere", "start", "whole"] = "anywhere"
    is_cased: bool = False
    in_order: bool = False  # tried one by one, because it matters which rule matches first
    rules: tuple[Rule, ...]


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `rules/`."""

    lists: dict[str, tuple[str, ...]] = {}
    questions: dict[str, Question] = {}


class PatternSet:
    """A question with its patterns. Its `at` decides whether `find` searches or matches in full."""

    def __init__(self, file: str, name: str) -> None:
        self.question = rule_file(file).questions[name]
        self.file, self.name = file, f"{file}.{name}"
        self.lists = all_lists(file)

    @cached_property
    def pattern(self) -> str:
        """All rules as one regular expression."""
        return "|".join(self.expanded(rule) for rule in self.question.rules)

    @cached_property
    def _whole(self) -> Quick | re.Pattern[str]:
        if self.question.at != "anywhere":
            return self.compiled(self.pattern)
        try:
            return Quick(self.pattern, self.flags)
        except re.error as error:
            raise self.error(self.question.rules[0], str(error)) from error

    @property
    def flags(self) -> int:
        """How the patterns are compiled."""
        return 0 if self.question.is_cased else re.IGNORECASE

    @cached_property
    def find(self) -> Finder:
        """The first match of any rule, or None."""
        if self.question.in_order:
            finders = [found for _, found in self.each]
            return lambda *where: next((m for find in finders if (m := find(*where))), None)
        return self.finder(self._whole)

    @cached_property
    def each(self) -> tuple[tuple[str, Finder], ...]:
        """The rules by their ids, each by itself, in their order."""
        made = ((rule, self.expanded(rule)) for rule in self.question.rules)
        return tuple(
            (f"{self.name}.{rule.id}", self.finder(self.compiled(pattern, rule)))
            for rule, pattern in made
        )

    @cached_property
    def holds(self) -> Callable[[str], bool]:
        """Whether any rule matches; quicker than `find`, which looks for the first match."""
        if not self.question.in_order and isinstance(self._whole, Quick):
            return self._whole.holds
        find = self.find
        return lambda text: find(text) is not None

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """All rules as one compiled pattern, for what `find` cannot do: to split, to replace."""
        return self.compiled(self.pattern)

    def without(self, text: str, by: str = "") -> str:
        """A text with every match of the rules replaced by `by`. Most texts have no match."""
        if isinstance(self._whole, Quick) and not self._whole.may_match(text):
            return text
        return self.plain.sub(by, text)

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """All matches, as `re.Pattern.finditer`."""
        return self._whole.finditer

    def about(self, **words: Iterable[str]) -> re.Pattern[str]:
        """All rules, with these words in place of lists, such as the names of a case for {name}."""
        pattern = self._with_places(tuple(words))
        for place, listed in zip(_PLACES, words.values(), strict=False):
            pattern = pattern.replace(place, "|".join(map(re.escape, listed)))
        return self.compiled(pattern, compiler=re.compile)  # contains names, so it must not be kept

    @lru_cache(maxsize=200)  # noqa: B019 - questions live as long as the process
    def _with_places(self, names: tuple[str, ...]) -> str:
        """All rules, with a placeholder for the words of each of these lists."""
        given = {name: (place,) for name, place in zip(names, _PLACES, strict=False)}
        rules = (self.expanded(rule, self.lists | given) for rule in self.question.rules)
        return "|".join(rules)

    def rule_of(self, text: str) -> str | None:
        """The id of the first rule that matches `text`."""
        return next((name for name, find in self.each if find(text)), None)

    def expanded(self, rule: Rule, lists: dict[str, tuple[str, ...]] | None = None) -> str:
        """A rule as a regular expression."""
        known = self.lists if lists is None else lists
        parts = [self._one(part, rule, known) for part in rule.alternatives]
        joined = "|".join(parts)
        return rf"\b(?:{joined})\b" if rule.words else f"(?:{joined})"

    def error(self, rule: Rule, why: str) -> VocabularyError:
        """What is wrong with a rule, with its file and line."""
        told = mistake(f"{self.file}.yaml", f"id: {rule.id}", f"rule {rule.id}: {why}", FOLDER)
        return VocabularyError(f"rules/{told}")

    def _one(self, pattern: str, rule: Rule, lists: dict[str, tuple[str, ...]]) -> str:
        def words(match: re.Match[str]) -> str:
            file, _, name = match[1].partition(".")
            if name:
                return f"({asked(file, name).pattern})"
            if match[1] not in lists:
                raise self.error(rule, f"there is no list {match[1]!r}")
            return "(" + "|".join(lists[match[1]]) + ")"

        while _LISTED.search(pattern):
            pattern = _LISTED.sub(words, pattern)
        return uncaptured(pattern)

    def compiled(
        self, pattern: str, rule: Rule | None = None, compiler: Compiler = kept.compiled
    ) -> re.Pattern[str]:
        """A compiled pattern of this question. Raises VocabularyError if it is not valid."""
        try:
            return compiler(pattern, self.flags)
        except re.error as error:
            raise self.error(rule or self.question.rules[0], str(error)) from error

    def finder(self, pattern: Quick | re.Pattern[str]) -> Finder:
        """The method of a pattern that matches where this question's `at` says."""
        if isinstance(pattern, Quick) or self.question.at == "anywhere":
            return pattern.search
        return pattern.match if self.question.at == "start" else pattern.fullmatch


@cache
def rule_file(name: str) -> RuleFile:
    """A file of rules by its name without ending. Raises VocabularyError if it is wrong, for
    instance if two rules of a question have the same id.
    """
    found = load(f"{name}.yaml", RuleFile, FOLDER)
    for question, asks in found.questions.items():
        for rule_id, times in Counter(rule.id for rule in asks.rules).items():
            if times > 1:
                why = f"{times} rules of `{question}` have the id {rule_id}: give each its own"
                told = mistake(f"{name}.yaml", f"id: {rule_id}", why, FOLDER)
                raise VocabularyError(f"rules/{told}")
    return found


@cache
def all_lists(file: str) -> dict[str, tuple[str, ...]]:
    """The lists that the rules of a file may name."""
    english = tuple(month.english for month in months())
    short = "|".join(short for month in months() for short in month.short)
    welsh = (month.welsh for month in months())
    every = {"month": english, "any_month": (*english, *welsh, rf"({short})\b\.?")}
    every["acts"] = (present_tense(),)
    every |= {code: (titles(code).pattern,) for code in statement_words().kinds}
    every["qualifiers"] = (qualifier_pattern(),)
    return every | rule_file("lists").lists | rule_file(file).lists


@cache
def asked(file: str, name: str) -> PatternSet:
    """The question `name` of a file. Raises VocabularyError if the file is wrong."""
    return PatternSet(file, name)


def all_questions() -> Iterator[PatternSet]:
    """Every question of every file."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for name in rule_file(path.stem).questions:
            yield asked(path.stem, name)


def uncaptured(pattern: str) -> str:
    """A pattern whose unnamed groups do not capture."""
    out = []
    for at, text, sign in pieces(pattern):
        is_plain = sign == "(" and pattern[at + 1 : at + 2] != "?"
        out.append("(?:" if is_plain else text)
    return "".join(out)


def pieces(pattern: str) -> Iterator[tuple[int, str, str]]:
    """The pattern by characters, with positions, and which brackets and bars are syntax."""
    at, in_class = 0, False
    while at < len(pattern):
        sign = pattern[at]
        length = 2 if sign == "\\" else 1
        if not in_class and sign == "[":
            length = 2 if pattern[at + 1 : at + 2] in {"^", "]"} else 1
        divides = not in_class and sign in "(|)"
        yield at, pattern[at : at + length], sign if divides else ""
        in_class = sign != "]" if in_class else sign == "["
        at += length
