"""The names that a review gives its subjects in its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Stated
from vocabulary.rules import asked

_SUFFIX = re.compile(
    r"(?:[:,–-]?\s*(?:aged (?:\d{1,2}|[a-z-]+)(?: (?:days|weeks|months|years))?|overview report|executive summary|final report|final|report|(?:who )?died (?:in )?(?:\w+ )?\d{4}|in (?:\w+ )?\d{4}|(?:19|20)\d\d ?(?:to|-|–) ?(?:19|20)\d\d|[-–] ?\d{4}|: ?summary))+$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r": (?:executive )?summary of an? .*", re.IGNORECASE)
_NAMES = r"[‘'“\"]?(?P<names>[A-Z][\w’'\" ,&‘“”]{1,60})"
_AFTER_KIND = re.compile(
    r"\b(?:review|brief(?:ing)?|SAR|SCR|DHR|LCSPR|CSPR|CPR)[:,\s–-]+(?:overview report:? |executive summary:? )?(?:report:? )?"
    r"(?:of |(?:in)?to the (?:death|circumstances) of |in respect of |concerning |regarding |about |on |for |re:? )?"
    rf"{_NAMES}$",
    re.IGNORECASE,
)
_OF_THE_DEATH = re.compile(rf"\b(?i:(?:deaths?|murders?|homicides?|care) of) {_NAMES}$")
# "Amy: a Serious Case Review"; words that describe a review are no name.
_BEFORE_KIND = re.compile(
    r"^[‘'“\"]?(?P<names>(?!(?i:a|an|the|local|serious|safeguarding|domestic|joint|thematic|learning|single|extended|"
    r"concise|significant|case|child|adult|rapid|national|report|overview|executive|final|action|combined|multi\S*|"
    r"\d\S*|in|independent|mental|seven|family|practitioner|partnership|summary)\b)"
    r"[A-ZÀ-Þ][\w’'-]+(?:(?:, | and | & )[A-ZÀ-Þ][\w’'-]+){0,4})[’'”\"]?[:,]? (?:\W )?"
    r"(?:A |a |the )?(?i:(?:joint |thematic |concise |extended )?(?:local |serious |safeguarding |domestic |child |adult |single |"
    r"significant |learning |case management )(?:\w+ ){0,4}review)\b"
)
# One name in quotation marks behind other words: a motto has more words, or stands first.
_QUOTED = re.compile(
    r"(?:(?<=[\w:–-] )|(?<= \())[“‘\"'](?P<name>[A-Z][\w-]+(?: [A-Z]{1,2}\d?)?)[”’\"'](?!\w)"
)
_SPLIT = re.compile(r",| and | & ", re.IGNORECASE)
_NO_NAME, _OTHERS = asked("no_names", "no_pseudonym"), asked("no_names", "others")
_QUOTES = " ‘’'“”\""


def pseudonyms_of(title: Stated | None) -> tuple[str, ...]:
    """Pseudonyms in the title: they tie the documents of one review together."""
    for text in _parts(title.value) if title else ():
        for pattern in (_AFTER_KIND, _OF_THE_DEATH, _BEFORE_KIND):
            match = pattern.search(text)
            if match and (names := _listed(match.group("names"))):
                return names
    return tuple(dict.fromkeys(_QUOTED.findall(title.value))) if title else ()


def _parts(title: str) -> Iterator[str]:
    """The title up to its first subtitle, and whole, without what says of which kind it is."""
    parts = re.sub(r" \([^)]*\)$", "", title).split(": ")
    for many in (2, len(parts)):
        yield _SUFFIX.sub("", _SUMMARY.sub("", ": ".join(parts[:many])))


def _listed(names: str) -> tuple[str, ...]:
    """The names of a list; a phrase with an ordinary word in it is not a list of names."""
    listed = [name.strip(_QUOTES) for name in _SPLIT.split(names)]
    people = [name for name in listed if name and not _OTHERS.find(name)]
    are_names = all(
        name[0].isupper() and len(name.split()) <= 3 and not _NO_NAME.find(name) for name in people
    )
    return tuple(people) if are_names else ()
