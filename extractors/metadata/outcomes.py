"""What happened to the people that a review is about: death or serious harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from extractors.metadata.front import SENTENCE_BREAK, Front
from models.records import LineRole, Stated
from vocabulary.rules import asked

_DEATH, _HARM = asked("outcomes", "death"), asked("outcomes", "harm")
_STATUTE, _LAW = asked("outcomes", "statute"), asked("outcomes", "law")
_SURE_DEATH, _SURVIVED = asked("outcomes", "sure_death"), asked("outcomes", "survived")
_SEVERAL, _OTHER_DIED = asked("outcomes", "several"), asked("outcomes", "other_died")
_ANOTHER_DIED = asked("outcomes", "another_died")
_NAMED, _UNREAL = asked("outcomes", "named"), asked("outcomes", "unreal")
_ASIDE = asked("outcomes", "aside")
_PRONOUN = asked("outcomes", "opens_with_pronoun")
_LISTED_RELATIVE = asked("outcomes", "listed_relative")
_MENTION, _OTHERS_LABEL = asked("outcomes", "mention"), asked("subjects", "label")
_POINTS_BACK = asked("cited", "points_back")
_COVER_DEATH = asked("outcomes", "cover_death")
_STATUTE_ON_COVER = asked("outcomes", "statute_on_cover")
RELATIVE = asked("outcomes", "relative")
_NEAR = 80  # characters behind "the death of" in which it is said whose
_LONGEST = 300  # characters of a sentence
_PAGES = 7  # in which an outcome is stated


def outcome_of(
    front: Front, kind: Stated | None, names: tuple[str, ...] = (), *, is_case_review: bool
) -> Stated | None:
    """Death or serious harm, from what the first pages say about the subject, who is called `names`.

    `kind` is the type of report: some types are only written after a death.
    """
    if kind and kind.value in ("dhr", "mental_health_homicide_review"):
        return Stated("death", 0.8, kind.page, kind.quote, "outcome:type")
    if not is_case_review:
        return None
    if stated := _on_cover(front):
        return stated
    text = _without_statute(front.text(1, _PAGES))
    # A list of contents ends in no full stop: it comes before the first sentence.
    told = [s for one in SENTENCE_BREAK.split(text) if not _LAW.find(s := one[-_LONGEST:])]
    told = list(_without_another(told, names))
    if sure := _plainly(front, told, names):
        return sure
    deaths = list(_deaths(told, names))
    if named := next((one for one in deaths if one.who == "named"), None):
        return _told(front, "death", 0.7, named.words, named.sentence)
    harms = [(m.group(), s) for s in told for m in _HARM.finditer(s)]
    if not harms and not deaths:
        harms = [(m.group(), m.group()) for m in _HARM.finditer(front.text(1, _PAGES))]
    if not deaths and not harms:
        return None
    # A death is mentioned once or twice; the harm before it many times.
    value = "death" if deaths and 3 * len(deaths) >= len(harms) else "serious_harm"
    words, sentence = (deaths[0].words, deaths[0].sentence) if value == "death" else harms[0]
    return _told(front, value, 0.6, words, sentence)


def _told(front: Front, value: str, sure: float, words: str, sentence: str) -> Stated:
    """With the page of the sentence, or else that on which the words themselves appear first."""
    told = sentence[: sentence.index(words) + len(words)]
    page = front.page_of(told, _PAGES) or front.page_of(words, _PAGES)
    return Stated(value, sure, page, words, "outcome:words")


def _without_statute(text: str) -> str:
    """A text without what the law says of all reviews."""
    return _STATUTE.without(text, " ")


def _plainly(front: Front, told: list[str], names: tuple[str, ...]) -> Stated | None:
    """What one sentence says beyond doubt: the subject died, or is alive."""
    plain = [s for s in told if not _is_of_others(s, names)]
    has_died = any(_deaths(told, names))
    for value, find in (
        *((("death", _NAMED.about(name=names).search),) if names else ()),
        ("death", _SEVERAL.find),
        ("death", _SURE_DEATH.find),
        *((("serious_harm", partial(_survives, names)),) if not has_died else ()),
    ):
        if found := next(((m.group(), s) for s in plain if (m := find(s))), None):
            return _told(front, value, 0.7, *found)
    return None


def _without_another(told: list[str], names: tuple[str, ...]) -> Iterator[str]:
    """The sentences, but those on another's death, until a subject is named again."""
    of_another = False
    for sentence in told:
        is_named = any(name in sentence for name in names)
        of_another = (of_another and not is_named) or _is_of_another(sentence, names)
        if not of_another:
            yield sentence


class _Death(NamedTuple):
    words: str
    sentence: str
    who: str  # as `_who` says


def _deaths(told: list[str], names: tuple[str, ...]) -> Iterator[_Death]:
    """The subject's deaths that are mentioned, each with its sentence.

    "A baby died" is of the subject where no death was mentioned before it: it is what the review is
    about. "The grandmother died. Her death was a blow" is of somebody else.
    """
    of_others, is_first = False, True
    for sentence in told:
        for match in () if (is_others := _is_of_others(sentence, names)) else _died(sentence):
            points_back = bool(_POINTS_BACK.find(match.group()))
            who = "" if points_back else _who(sentence, match, names)
            is_told_first = is_first and not (names and who == "kin")
            is_others = who == "other" or (who in ("some", "kin") and not is_told_first)
            if not is_others and not (of_others and (points_back or who == "own")):
                yield _Death(match.group(), sentence, who)
        of_others = is_others or (of_others and not _tells_of(sentence, names))
        is_first = is_first and not is_others and not _HARM.find(sentence)


def _tells_of(sentence: str, names: tuple[str, ...]) -> bool:
    """Whether a sentence names a subject, or where none has a name, anybody but by a pronoun."""
    if names:
        return any(name in sentence for name in names)
    return not _PRONOUN.find(sentence)


def _who(sentence: str, died: re.Match[str], names: tuple[str, ...]) -> str:
    """Who it is that died: "own" by a word that points at the subject, "named" by the name.

    "other" is a relative of somebody, "kin" one with an article, "some" a person of whom nothing
    was said. Of several people it is the one spoken of last before the words for the death;
    behind "the death of", the first one.
    """
    if died.group().lower().endswith(" of"):
        behind = sentence[died.end() :][:_NEAR]
        named = min((behind.find(name) for name in names if name in behind), default=_NEAR)
        match = _MENTION.find(behind)
        label = _OTHERS_LABEL.find(behind)
        if names and label and label.start() < 3 and label.group() not in names:
            return "other"
        if match and match.start() < min(named, 3):
            return str(match.lastgroup) if not _called(behind, match.end(), names) else "named"
        return "named" if named < _NEAR else "nobody"
    before = _ASIDE.without(sentence[: died.start()], ",")
    if _LISTED_RELATIVE.find(before):
        return "other"
    mentions = [m for m in _MENTION.finditer(before) if not before[: m.start()].endswith(" of ")]
    last = mentions[-1] if mentions else None
    named = max((_last_named(before, name) for name in names), default=-1)
    if named >= 0 and (last is None or named > last.start()):
        return "named"
    return str(last.lastgroup) if last else "nobody"


def _last_named(before: str, name: str) -> int:
    """Where a name appears last as a person spoken of: not in "the brother of Fern" or "Fern’s"."""
    found = re.finditer(rf"(?<!of ){re.escape(name)}(?![’']s)\b", before)
    return max((m.start() for m in found), default=-1)


def _called(text: str, at: int, names: tuple[str, ...]) -> bool:
    """ "The death of a baby, Child T": it is said at once who is meant."""
    return any(name in text[at:] for name in names)


def _survives(names: tuple[str, ...], sentence: str) -> re.Match[str] | None:
    """The words that say that the subject lives: not "her brother survived"."""
    match = _SURVIVED.find(sentence)
    return match if match and _who(sentence, match, names) not in ("other", "kin") else None


def _died(sentence: str) -> list[re.Match[str]]:
    """The words for a death in a sentence, but those for one that did not happen."""
    unreal = [m.span() for m in _UNREAL.finditer(sentence)]
    deaths = _DEATH.finditer(sentence)
    return [m for m in deaths if not any(a <= m.start() < b for a, b in unreal)]


@lru_cache(
    maxsize=1_000
)  # each sentence is asked what it says plainly, and whose death it mentions
def _is_of_others(sentence: str, names: tuple[str, ...]) -> bool:
    """Whether a sentence is about the death of a relative, or of somebody with a title."""
    titled = _OTHER_DIED.find(sentence)
    is_subject = titled and any(titled.group().startswith(name) for name in names)
    return bool(RELATIVE.find(sentence) or (titled and not is_subject))


def _is_of_another(sentence: str, names: tuple[str, ...]) -> bool:
    """Whether a sentence mentions the death of somebody by a name that is not a subject's."""
    if not names or any(name in sentence for name in names):
        return False
    return bool(_ANOTHER_DIED.find(sentence))


def _on_cover(front: Front) -> Stated | None:
    """ "Date of death", "The murder of ..." on a line of the cover."""
    for printed in front.cover[:15]:
        plain = printed.line.role is LineRole.BODY and len(printed.text) < 90
        match = _COVER_DEATH.find(printed.text) if plain else None
        if match and not RELATIVE.find(printed.text) and not _STATUTE_ON_COVER.find(printed.text):
            return Stated("death", 0.8, printed.page, printed.text, "outcome:cover")
    return None
