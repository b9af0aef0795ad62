"""Full names of which neither part is in the lists: two capitals that no report prints small."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.privacy.flags import FLAGS
from models.privacy.innocent import is_innocent, is_staff
from models.privacy.known import is_new
from models.privacy.lexicon import lexicon
from models.privacy.text import UPPER, VOWELS, sentence_span
from models.records import Hit, HitKind
from vocabulary.kept import compiled
from vocabulary.rules import asked

_THING_BEFORE = asked("privacy_names", "thing_before").plain
_LABEL_BEFORE = asked("privacy_names", "indexed").plain
_RULE = "unknown_words"
_WORD = rf"[{UPPER}][\w’'-]*\w"
_SMALL = "(?: (?:ap|ab|bin|bint|de|del|da|di|el|al|la|van|von|der|ul|ur|zu))*"
# Whole runs of capitals: what goes on before or behind is the name of a body or a place.
_RUN = compiled(rf"[{UPPER}](?<![\w-].)(?<!\w[’'].)[\w’'-]*\w(?:{_SMALL}(?: [ÓO])? {_WORD})+")
_OWNED = compiled(r"['’]s$")
_PARTS = compiled(r"['’-]")
_PARTICLE = compiled(r"^(?:Al|El|Abd|Ab|Ben|Bin|Ap|Mac|Mc|De|Da|Di|Van|Von|Ó|Ní|Nic|[a-z]{2,4})$")
_SHOUTED = compiled(rf"[{UPPER}]{{4,}}(?:['’-][{UPPER}]{{2,}})?$")
_VOWEL = compiled(rf"[{VOWELS}]")
_FEWEST_VOWELS = 4  # of two words in capitals; short forms have fewer
_BEFORE = 20  # characters in which a thing or a place is named, or a label of a name
# Quotation marks or a short form in brackets show a thing or a place.
_QUOTED = compiled(r"[‘“\"']$")
_SHORT_FORM = compiled(
    r"^[’”\"']?,? \((?:the )?[‘“\"']?(?!DO[BD]\b|NHS\b|CHI\b)(?P<short>[A-Z]{2,})|^[’”\"'](?!s\b)"
)
# How a register writes a name: the surname first.
_INDEXED = compiled(rf"{_WORD}, {_WORD}(?![\w’'-]| {_WORD})")
_ENTERED = compiled(rf"([{UPPER}](?<![\w’'-].)[{UPPER}’'-]{{3,}}), ({_WORD})(?![\w’'-])")
_FAR = 400  # characters of a sentence without end
_LETTERS = compiled(r"[^\W\d_]{2,}")


def strangers(text: str) -> Iterator[Hit]:
    """Names made of words that are in no list and that reports do not print in lower case."""
    runs = (_name(text, match) for match in _RUN.finditer(text))
    indexed = (m.span() for m in _INDEXED.finditer(text) if _is_labelled(text, m))
    entered = (m.span() for m in _ENTERED.finditer(text) if _is_entered(m[1], m[2]))
    for start, end in (*filter(None, runs), *indexed, *entered):
        if not is_english(text, start, end, spare=1) or is_innocent(text, start, end):
            continue
        kind = HitKind.STAFF_NAME if is_staff(text, start, end) else HitKind.NAME
        yield Hit(kind, start, end, _RULE)


def is_english(text: str, start: int, end: int, *, spare: int = 0) -> bool:
    """Whether the words beside are mostly known: in Welsh every noun would look like a name.

    `spare` words that nobody knows are not counted.
    """
    first, last = sentence_span(text, start, end)
    first, last = max(first, start - _FAR), min(last, end + _FAR)
    words = _LETTERS.findall(text[first:start] + " " + text[end:last])
    beside = [word for word in words if not word.isupper()]
    return bool(words) and 2 * sum(not is_new(word) for word in beside) >= len(beside) - spare


def _name(text: str, run: re.Match[str]) -> tuple[int, int] | None:
    """Where the name in a run of capitals begins and ends, if there is one."""
    start, words = run.start(), run[0].split()
    while len(words) > 2 and (_may_precede(words[0]) or _ends_a_role(words[:-2])):
        start += len(words[0]) + 1
        words = words[1:]
    end = run.end()
    # "Ann Elm's GP": what is theirs goes on behind the name.
    while len(words) > 2 and any(map(_OWNED.search, words[1:-1])):
        end -= len(words.pop()) + 1
    if owned := _OWNED.search(words[-1]):
        words[-1] = words[-1][: owned.start()]
        end -= len(owned[0])
    if not 2 <= len(words) <= 4 or not _are_new(words):
        return None
    before, after = text[max(0, start - _BEFORE) : start], text[end:]
    is_thing = (
        _THING_BEFORE.search(before)
        or _is_shortened(after)
        or (_QUOTED.search(before) and after[:1] in "’”\"'")
    )
    return None if is_thing else (start, end)


def _is_shortened(after: str) -> bool:
    """Whether a short form of what was named follows, and not what somebody is: "(CPN)"."""
    short = _SHORT_FORM.match(after)
    return short is not None and (short["short"] or "").lower() not in lexicon().persons


def _are_new(words: list[str]) -> bool:
    """Whether words make a name: one that nobody knows, and else only others or names."""
    shouted = [_SHOUTED.match(word) is not None for word in words]
    if any(shouted) and not (
        all(shouted) and len(_VOWEL.findall("".join(words))) >= _FEWEST_VOWELS
    ):
        return False
    known = lexicon()
    names = [word for word in words if not _PARTICLE.match(word)]
    unknown = [_is_unknown(word) for word in names]
    others = [word for word, is_new in zip(names, unknown, strict=True) if not is_new]
    # "Hope Iris Tuvor": any number of first names that are words may come before.
    place = 0
    while others and others[0] == names[place] and _is_ordinary_first(others[0]):
        others, place = others[1:], place + 1
    return (
        len(names) > 1
        and any(unknown)
        and all(w in known.firsts or w in known.surnames for w in others)
    )


def _is_labelled(text: str, pair: re.Match[str]) -> bool:
    """Whether two words that make a name follow what a register calls a name."""
    before = text[max(0, pair.start() - _BEFORE) : pair.start()]
    return _LABEL_BEFORE.search(before) is not None and _are_new(pair[0].split(", "))


def _is_entered(last: str, first: str) -> bool:
    """ "ADISA, Shekoni": no short form, and two words that nobody knows."""
    return len(_VOWEL.findall(last)) > 1 and is_new(last.title()) and _is_unknown(first)


def _is_ordinary_first(word: str) -> bool:
    """ "Hope", "Star": a word that is given as a name, and no body or title."""
    words = lexicon()
    lower = word.lower()
    is_other = lower in words.not_names or lower in words.honours
    return word in words.ordinary_firsts and not is_other


def _may_precede(word: str) -> bool:
    """A word that begins a sentence, or a title, before a name."""
    words = lexicon()
    lower = word.lower().rstrip(".")
    before = (words.others, words.titles, words.staff_titles, words.relations)
    return any(lower in some for some in before)


def _ends_a_role(words: list[str]) -> bool:
    """ "Reviewing Officer" before a name."""
    return any(word.lower() in lexicon().persons for word in words)


def _is_unknown(word: str) -> bool:
    if _SHOUTED.match(word):
        return is_new(word.title())
    parts = [part for part in _PARTS.split(word) if not _PARTICLE.match(part)]
    is_like = FLAGS["UNKNOWN"](word) or (len(word) == 2 and word[1].islower())
    borne = lexicon().ordinary_surnames
    new = [is_new(part) for part in parts]
    # "Grenfell-Ward": one half of a double name may be a word that is borne as a surname.
    return (
        is_like
        and any(new)
        and all(one or part in borne for part, one in zip(parts, new, strict=True))
    )
