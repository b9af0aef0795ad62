"""Checks that each rule matches its examples, and that an example depends on each part of it.

A rule must match each of its `yes` examples and none of its `no` examples. Every part of it is
taken out once: the rule itself, each alternative, each exclusion such as `(?!...)`, each word of a
list and each part of one. Each time an example must fail. An example with `{was|is}` means one
example with each word. In an example with [[...]], the rule must match exactly what is inside, with
its group `who` if it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocabulary.rules import PatternSet, Rule, all_questions, pieces, rule_file

_SLOT = re.compile(r"\{([^{}]*\|[^{}]*)\}")
_MARKED = re.compile(r"\[\[(.+)\]\]")


def examples(written: str) -> Iterator[str]:
    """The sentences that an example with slots means, one for each word of the longest slot."""
    slots = [slot.split("|") for slot in _SLOT.findall(written)]
    for i in range(max(map(len, slots), default=1)):
        words = iter(slots)
        yield _SLOT.sub(lambda _: (slot := next(words))[i % len(slot)], written)  # noqa: B023


def faults() -> Iterator[str]:
    """Examples that their own rule gets wrong, each with file and line."""
    for question in all_questions():
        for rule in question.question.rules:
            for text in _failed(question, rule, question.expanded(rule)):
                yield str(question.error(rule, f"fails its example {text!r}"))


def unnoticed() -> Iterator[str]:
    """Parts that could be deleted without making an example fail, each with file and line."""
    for question in all_questions():
        yield from _unneeded_rules(question)
        for rule in question.question.rules:
            for gone, pattern in _without_a_part(question, rule):
                if not _is_noticed(question, rule, pattern):
                    yield str(question.error(rule, f"nothing fails without {gone!r}"))
    yield from _unneeded_words()


def deletions() -> int:
    """How many rules, parts of rules and words of lists `unnoticed` takes out."""
    rules = [(q, rule) for q in all_questions() for rule in q.question.rules]
    files = {question.file for question, _ in rules} | {"lists"}
    lists = (words for file in files for words in rule_file(file).lists.values())
    words = sum(len(list(_without_a_word(listed))) for listed in lists)
    return len(rules) + words + sum(len(list(_without_a_part(q, rule))) for q, rule in rules)


def _unneeded_rules(question: PatternSet) -> Iterator[str]:
    """Rules all of whose examples are also matched by another rule of the question."""
    for rule in question.question.rules:
        others = [finder for name, finder in question.each if not name.endswith(f".{rule.id}")]
        told = (text for written in rule.yes for text in examples(written))
        if all(any(find(text) for find in others) for text in told):
            yield str(question.error(rule, "nothing fails without it"))


def _without_a_part(question: PatternSet, rule: Rule) -> Iterator[tuple[str, str]]:
    """What is taken out, and the rule without it as a regular expression."""
    parts = rule.alternatives
    for i, part in enumerate(parts):
        if len(parts) > 1:
            yield part, _expanded(question, rule, (*parts[:i], *parts[i + 1 :]))
        for gone, shorter in shortened(part):
            yield gone, _expanded(question, rule, (*parts[:i], shorter, *parts[i + 1 :]))


def shortened(pattern: str) -> Iterator[tuple[str, str]]:
    """Each alternative and each exclusion of a pattern, with the pattern without it."""
    open_: list[tuple[int, list[int]]] = [(-1, [])]
    for at, _, sign in [*pieces(pattern), (len(pattern), "", ")")]:
        if sign == "(":
            open_.append((at, []))
        elif sign == "|":
            open_[-1][1].append(at)
        elif sign == ")":
            begin, bars = open_.pop()
            looks = re.match(r"\(\?<?[!=]", pattern[begin:]) if begin >= 0 else None
            if looks:
                yield pattern[begin : at + 1], pattern[:begin] + pattern[at + 1 :]
            opens = re.match(r"\((?:\?(?:[:=!]|<[=!]|P<\w+>|-?\w:))?", pattern[begin:])
            first = begin + opens.end() if begin >= 0 and opens else 0
            edges = [first - 1, *bars, at]
            for i in range(len(bars) + 1 if bars else 0):
                kept = [
                    pattern[edges[j] + 1 : edges[j + 1]] for j in range(len(bars) + 1) if j != i
                ]
                gone = pattern[edges[i] + 1 : edges[i + 1]]
                yield gone, pattern[:first] + "|".join(kept) + pattern[at:]


def _unneeded_words() -> Iterator[str]:
    """Words of lists that no example of any rule needs."""
    questions = list(all_questions())
    for file in sorted({question.file for question in questions} | {"lists"}):
        for name, words in rule_file(file).lists.items():
            users = [
                (question, rule)
                for question in questions
                if file in {"lists", question.file}
                for rule in question.question.rules
                if _names(question, rule, name)
            ]
            for gone, less in _without_a_word(words):
                shorter = {name: less}
                if not any(
                    _is_noticed(q, rule, q.expanded(rule, q.lists | shorter)) for q, rule in users
                ):
                    yield f"rules/{file}.yaml, list {name}: nothing fails without {gone!r}"


def _without_a_word(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A word of a list or a part of one, and the list without it."""
    for i, word in enumerate(words):
        yield word, (*words[:i], *words[i + 1 :])
        for gone, shorter in shortened(word):
            yield gone, (*words[:i], shorter, *words[i + 1 :])


def _names(question: PatternSet, rule: Rule, name: str) -> bool:
    """Whether a rule uses a list, itself or through another list."""
    said, before = " ".join(rule.alternatives), ""
    while said != before:
        before = said
        for other, words in question.lists.items():
            if other != name:
                said = said.replace(f"{{{other}}}", "|".join(words))
    return f"{{{name}}}" in said


def _expanded(question: PatternSet, rule: Rule, parts: tuple[str, ...]) -> str:
    kept = {"words": parts, "says": ()} if rule.words else {"says": parts, "words": ()}
    return question.expanded(Rule(id=rule.id, why=rule.why, yes=rule.yes, **kept))


def _is_noticed(question: PatternSet, rule: Rule, pattern: str) -> bool:
    return bool(next(_failed(question, rule, pattern), None))


def _failed(question: PatternSet, rule: Rule, pattern: str) -> Iterator[str]:
    """The examples that a rule with this pattern gets wrong."""
    find = question.finder(question.compiled(pattern, rule))
    for expected, written in ((True, rule.yes), (False, rule.no)):
        for text in (one for example in written for one in examples(example)):
            plain = text.replace("[[", "").replace("]]", "")
            found = find(plain)
            marked = _MARKED.search(text)
            is_other = found and marked and _part(found) != marked[1]
            if bool(found) is not expected or is_other:
                yield text


def _part(match: re.Match[str]) -> str:
    """What a rule finds: its group `who` if it has one, otherwise the whole match."""
    return match.groupdict().get("who") or match.group()
