"""People's full names: spaCy's Matcher over word lists, then what shows that a name is innocent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec

from models.privacy.flags import FLAGS, is_trigger
from models.privacy.innocent import is_innocent, is_staff
from models.privacy.known import is_ordinary
from models.privacy.lexicon import FOLDER, any_of, lexicon
from models.privacy.text import UPPER
from models.records import Hit, HitKind
from models.slim_spacy import load_spacy
from vocabulary.kept import compiled
from vocabulary.loading import load

_CAPITALS = compiled(rf"[{UPPER}][\w'’-]+")
_PAIR = compiled(rf"(?<![\w'’-])[{UPPER}][\w'’-]+ [{UPPER}]")  # two words with a capital
_SHORT = 3  # letters of a title cut short
_OPEN = r"""["'“‘(\[<•]?"""
_PREFIX = compiled(r"""^[("'“‘\[<•]""")
_SUFFIX = compiled(r"""(?:['’]s|[)"'”’\].,;:!?>…])$""")
_INFIX = compiled(r"[/;:()]|(?<=[a-z]),(?=[A-Z])")


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str
    pattern: str
    finds: tuple[str, ...]
    leaves: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[_Rule, ...]


class Names:
    """Finds full names in texts."""

    def __init__(self) -> None:
        # A run without news passes by here and does not wait for spaCy.
        load_spacy()
        from spacy.lang.en import English  # noqa: PLC0415
        from spacy.matcher import Matcher  # noqa: PLC0415
        from spacy.tokenizer import Tokenizer  # noqa: PLC0415
        from spacy.vocab import create_vocab  # noqa: PLC0415

        vocab: Any = create_vocab("en", English.Defaults)
        self._tokenize = Tokenizer(
            vocab,
            prefix_search=_PREFIX.search,
            suffix_search=_SUFFIX.search,
            infix_finditer=_INFIX.finditer,
        )
        self._strings = vocab.strings
        flags = {name: vocab.add_flag(test) for name, test in FLAGS.items()}
        self._matcher = Matcher(vocab, validate=False)
        words = lexicon()
        small = "|".join(sorted(word for word in words.particles if word.islower()))
        self._runs = compiled(
            rf"[{UPPER}](?<![^\W\d_].)\S*(?:[,;/:()][{UPPER}]"
            rf"|(?: (?:and|{small}|{_OPEN}[{UPPER}]\S*))* {_OPEN}[{UPPER}])\S*"
        )
        role = any_of((*words.kin, *words.staff, *words.people))
        self._apposed = compiled(
            rf"(?:{role})[,:(]? [(]?(?P<hit>[{UPPER}][\w'’-]+(?: [{UPPER}][\w'’-]+){{1,2}})"
            r"(?=[,.;:)]|['’]s|$| \(| (?:who|was|had|and (?:an?|his|her|two))\b)"
            rf"|(?<![\w’'-])(?P<two>[{UPPER}][\w'’-]+ [{UPPER}][\w'’-]+), (?:an?|the|his|her) "
            rf"(?:[\w’'-]+ ){{0,2}}{role}(?!['’])"
        )
        self._rules = load("names.yaml", _File, FOLDER).rules
        for rule in self._rules:
            self._matcher.add(rule.rule, [_pattern(rule.pattern, flags)], greedy="LONGEST")

    def find(self, text: str) -> Iterator[Hit]:
        """Full names in a text, except those of people that reports name on purpose."""
        yield from self.find_among(text, capitals_of(text))

    def find_among(self, text: str, capitals: frozenset[str]) -> Iterator[Hit]:
        """The same, where the words with a capital are known."""
        for start, end, rule in self._spans(text, capitals):
            if is_innocent(text, start, end):
                continue
            kind = HitKind.STAFF_NAME if is_staff(text, start, end) else HitKind.NAME
            yield Hit(kind, start, end, rule)

    def _spans(self, text: str, capitals: frozenset[str]) -> Iterator[tuple[int, int, str]]:
        if len(capitals) > 1 and any(map(is_trigger, capitals)):
            for run in self._runs.finditer(text):
                yield from self._within(run)
        for match in self._apposed.finditer(text) if _PAIR.search(text) else ():
            part = "hit" if match["hit"] else "two"
            if _is_somebody(match[part].split()):
                yield *match.span(part), "name_beside_role"

    def _within(self, run: re.Match[str]) -> Iterator[tuple[int, int, str]]:
        """Names within a run of capitals: nothing else is parted into words."""
        if not any(map(is_trigger, _CAPITALS.findall(run[0]))):
            return
        doc = self._tokenize(run[0])
        for key, first, last in self._matcher(doc):
            span = doc[first:last]
            # "Independent Consultant. Created for": only a short title has a full stop.
            if any(
                two.text == "." and len(one) > _SHORT and is_ordinary(one.text)
                for one, two in pairwise(span)
            ):
                continue
            yield run.start() + span.start_char, run.start() + span.end_char, self._strings[key]

    def faults(self) -> Iterator[str]:
        """Each rule that does not do what its examples say, with the example."""
        for rule in self._rules:
            for text in rule.finds:
                if not any(self.find(text)):
                    yield f"names.yaml: {rule.rule} finds nothing in {text!r}"
            for text in rule.leaves:
                if any(self.find(text)):
                    yield f"names.yaml: {rule.rule} finds something in {text!r}"


def _is_somebody(parts: list[str]) -> bool:
    """Whether words beside what somebody is are a name: "her friend Holly Church" may be one."""
    is_plain = len(parts) == 2 and FLAGS["ANY_FIRST"](parts[0]) and not parts[1].isupper()
    is_owned = parts[0].endswith(("’s", "'s"))
    return is_plain or (not is_owned and all(FLAGS["LIKE"](part) for part in parts))


def capitals_of(text: str) -> frozenset[str]:
    """The words of a text that begin with a capital."""
    return frozenset(_CAPITALS.findall(text))


@cache
def names() -> Names:
    """The name finder of this process."""
    return Names()


def _pattern(words: str, flags: dict[str, int]) -> list[dict[Any, Any]]:
    out: list[dict[Any, Any]] = []
    for word in words.split():
        name, op = (word[:-1], word[-1]) if word[-1] in "*?+" else (word, "")
        token: dict[Any, Any] = {flags[name]: True} if name in flags else {"ORTH": name}
        if op:
            token["OP"] = op
        out.append(token)
    return out
