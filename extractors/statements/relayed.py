"""Recommendations of other reviews, relayed: where a report tells what was recommended before.

They must never be given as this review's own, whatever their label, list or table looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.statements import grammar
from extractors.structure.paragraphs import Paragraph
from models.records import Section

_OTHERS = r"(?:earlier|previous|prior|past|other|older|former|preceding|historical?)"
_WORKS = r"(?:reviews?|SCRs?|SARs?|DHRs?|LCSPRs?|CPRs?|recommendations?|inspections?|rapid reviews?|inquir(?:y|ies)|serious case|learning reviews?|safeguarding|practice reviews?|case reviews?)"
_HEADING = re.compile(
    rf"\b{_OTHERS}\b.{{0,50}}\b{_WORKS}\b|\b(?:learning|lessons) (?:from )?elsewhere\b"
    rf"|\brecommendations? (?:made )?(?:in|from|by|of) (?:the )?(?:\w+ ){{0,3}}{_OTHERS}\b"
    r"|\brecommendations? (?:made )?(?:in|by) the (?:rapid review|SARs?|DHRs?|SCRs?|inquest|coroner|IMRs?|19\d\d|20\d\d)\b"
    r"|\binternal (?:investigation|review)s?\b|\((?:19|20)\d\d\),? rec\w* \d"
    r"|\b(?:relevant|related|similar|neighbouring|national) (?:local )?reviews\b"
    rf"|\b{_OTHERS} (?:\w+ )?(?:learning|lessons|advice|work)\b"
    r"|\brecommend\w*\b.{0,30}\b(?:before|at the time|originally|already)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:this|the present|our) review\b", re.IGNORECASE)
_LEAD = re.compile(
    rf"\b(?:{_OTHERS} (?:\w+ ){{0,4}}(?:reviews?|SCRs?|SARs?|DHRs?|inspections?|reports?)|rapid review|(?:in|of|dated) (?:19|20)\d\d|family|inspectors|coroner|inquest|national panel|another (?:\w+ ){{0,3}}review|SAR|DHR)\b"
    r"[^.]{0,160}\b(?:recommend\w*|asked (?:that|for)|action points?|proposed|advised)\b[^.]{0,80}:$"
    r"|\b(?:recommended|recommendations?|asked|proposed|actions? (?:were|had been))\b[^.]{0,160}"
    rf"\b(?:{_OTHERS} (?:\w+ ){{0,4}}(?:reviews?|SCRs?|SARs?|DHRs?|inspections?|reports?)|rapid review|in (?:19|20)\d\d|family|inspectors|coroner|inquest|SAR|DHR)\b[^.]{{0,80}}:$",
    re.IGNORECASE,
)
# "The review of 2018 made the following recommendations, among others." and the list below it.
_DATED = re.compile(
    rf"\b(?:{_OTHERS}|review (?:of|in|from) (?:19|20)\d\d|(?:19|20)\d\d review|published in (?:19|20)\d\d"
    r"|that review|those reviews|neighbouring)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:made|contained|included|set out|gave|had)\b[^.]{0,60}\b(?:recommendations?|actions)\b"
    r"|\b(?:recommendations?|actions)\b[^.]{0,60}\b(?:were|was|had been) (?:made|accepted|agreed)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:family|famil\w+|mother|father|parents?|sister|brother|daughter|son|widow|relatives?)\b[^.]{0,60}"
    r"\b(?:asked|would like|wanted|urged|suggested|requested|recommend\w*)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:19|20)\d\d\b[^.]{0,80}\.\s+(?:it|they|that (?:review|report)|its authors?) (?:also )?recommended\b",
    re.IGNORECASE,
)
# A review of 2019 had similar features. It recommended, among other matters, that ...
_IT_RECOMMENDED = re.compile(
    r"\b(?:19|20)\d\d\b.{0,240}\.\s+(?:It|They|That (?:review|report)|Its authors?)\b[^.]{0,40}\brecommended\b[^.]{0,80}:$",
)
_ITSELF = re.compile(r"\bthis review\b[^.]{0,40}\brecommends?\b", re.IGNORECASE)
_ASKS = re.compile(r"^[“\"‘']?that\b", re.IGNORECASE)


def relayed(found: Sequence[Paragraph], sections: Sequence[Section]) -> frozenset[int]:
    """Places of the paragraphs that give what other reviews, or relatives, have recommended."""
    elsewhere = frozenset(s.index for s in sections if _is_elsewhere(s, sections))
    out: set[int] = set()
    listed = False  # below a lead-in that names another review
    for i, paragraph in enumerate(found):
        text = paragraph.text.strip()
        if paragraph.level:
            listed = False
            continue
        if listed and not (paragraph.is_item or paragraph.in_table or _opens_quote(text)):
            listed = False
        if (
            listed
            or (paragraph.section in elsewhere and _recommends(paragraph, text))
            or ("recommend" in text and _is_told(text))
        ):
            out.add(i)
        listed = listed or _leads(found, i)
    return frozenset(out)


def _leads(found: Sequence[Paragraph], i: int) -> bool:
    """Whether a paragraph says that what another review recommended follows."""
    text = found[i].full
    if text.endswith(":") and (_LEAD.search(text) or _IT_RECOMMENDED.search(text)):
        return not _OWN.search(text)
    below = found[i + 1] if i + 1 < len(found) else None
    follows = below is not None and (below.is_item or _opens_quote(below.text.strip()))
    if not follows or _OWN.search(text):
        return False
    return bool(_DATED.search(text) and _MADE.search(text))


def _is_told(text: str) -> bool:
    """Whether a sentence tells what another review recommended, or a family asked for."""
    if _TOLD.search(text):
        return True
    return bool(_ASKED.search(text) and grammar.recommends(text) and not _ITSELF.search(text))


def may_judge(paragraph: Paragraph) -> bool:
    """Whether a paragraph that tells of other reviews may be a finding of this one all the same."""
    text = paragraph.text.strip()
    return not (paragraph.is_item or _opens_quote(text) or _TOLD.search(text))


def _is_elsewhere(section: Section, sections: Sequence[Section]) -> bool:
    at: Section | None = section
    while at is not None:
        if _HEADING.search(at.heading) and not _OWN.search(at.heading):
            return True
        at = sections[at.parent] if at.parent is not None else None
    return False


def _recommends(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph among what other reviews said is one of their recommendations."""
    if text.endswith("?"):
        return False
    label = paragraph.label
    if label and label.kind:
        return True
    listed = paragraph.is_item or paragraph.in_table or _opens_quote(text)
    if listed and not (label and label.style == "section"):
        return True
    return bool(_ASKS.match(text) or grammar.is_call(grammar.sentences(text)[0]))


def _opens_quote(text: str) -> bool:
    return text.startswith(("“", '"', "‘"))
