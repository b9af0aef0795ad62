"""What a review prints itself: "In answer to finding 3", "(paragraphs 20 and 21)", headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from warehouse.answers.said import Said
from warehouse.answers.turns import printed_after

_LIST = r"\s*((?:\d+(?:\.\d+)*)(?:\s*(?:,|and|&|to|-|–|;)+\s*\d+(?:\.\d+)*)*)"
_FINDINGS = re.compile(rf"\b(?:key\s+)?findings?{_LIST}", re.IGNORECASE)
_RECOMMENDATIONS = re.compile(rf"\brecommendations?{_LIST}", re.IGNORECASE)
# In brackets alone: other paragraphs are those of a law or a policy.
_PARAGRAPHS = re.compile(
    rf"[(\[][^()\[\]]*?\bpara(?:graph)?s?\.?{_LIST}[^()\[\]]*[)\]]", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_RANGE = re.compile(r"\b(\d{1,4})\s*(?:to|-|–)\s*(\d{1,4})\b")
_LONGEST_RANGE = 12
_PER_HEADING = 2
_PLACE = 0.7  # how sure the place of print makes it


class PrintedTie(NamedTuple):
    """What ties two statements, and how sure that is.

    Of ties that are not firm, words have the last say: a chapter holds several findings, and one
    recommendation at its end answers some of them.
    """

    how: str
    sure: float
    is_firm: bool = True


def number_of(printed: str | None) -> str | None:
    """The digits of a label: "Finding 3:" gives "3"."""
    found = _NUMBER.search(printed or "")
    return found.group() if found else None


def printed_tie(finding: Said, asked: Said) -> PrintedTie | None:
    """How the review says itself that `asked` answers `finding`, and how sure that is."""
    number, answer = finding.number, asked.number
    if number and number in asked.names_findings:
        return PrintedTie("number", 0.95)
    if number and number in asked.names_paragraphs and finding.document_id == asked.document_id:
        return PrintedTie("paragraph", 0.95)
    if answer and answer in finding.names_recommendations:
        return PrintedTie("number", 0.9)
    if _under_same_heading(finding, asked):
        return PrintedTie("heading", 0.8)
    return None


def printed_ties(
    findings: Sequence[Said], asked: Sequence[Said]
) -> dict[tuple[int, int], PrintedTie]:
    """The ties of whole reviews, by the places of finding and recommendation.

    A heading above many recommendations ties its finding to none of them.
    """
    ties = {
        pair: found
        for pair in _candidates(findings, asked)
        if (found := printed_tie(findings[pair[0]], asked[pair[1]]))
    }
    by_heading = [pair for pair, found in ties.items() if found.how == "heading"]
    asked_under, found_under = (Counter(pair[side] for pair in by_heading) for side in (0, 1))
    for i, j in by_heading:
        if asked_under[i] > _PER_HEADING:
            del ties[i, j]
        elif found_under[j] > 1:
            ties[i, j] = ties[i, j]._replace(is_firm=False)
    after = {pair: PrintedTie("place", _PLACE, False) for pair in printed_after(findings, asked)}
    return after | ties


def _candidates(findings: Sequence[Said], asked: Sequence[Said]) -> set[tuple[int, int]]:
    """Pairs of one review in which one names the other's number or is below its heading."""
    by_number, by_path, by_answer = defaultdict(list), defaultdict(list), defaultdict(list)
    for i, finding in enumerate(findings):
        by_number[finding.review, finding.number].append(i)
        if len(finding.path) > 1:
            by_path[finding.document_id, finding.path].append(i)
    for j, answer in enumerate(asked):
        by_answer[answer.review, answer.number].append(j)
    found = {
        (i, j)
        for j, answer in enumerate(asked)
        for number in answer.names_findings | answer.names_paragraphs
        for i in by_number.get((answer.review, number), ())
    }
    found |= {
        (i, j)
        for i, finding in enumerate(findings)
        for number in finding.names_recommendations
        for j in by_answer.get((finding.review, number), ())
    }
    return found | {
        (i, j)
        for j, answer in enumerate(asked)
        if not answer.is_in_list
        for depth in range(2, len(answer.path) + 1)
        for i in by_path.get((answer.document_id, answer.path[:depth]), ())
    }


def findings_named(text: str) -> frozenset[str]:
    """Numbers of findings that a recommendation's words or heading name."""
    return _numbers(_FINDINGS, "finding", text)


def recommendations_named(text: str) -> frozenset[str]:
    """Numbers of recommendations that a finding names."""
    return _numbers(_RECOMMENDATIONS, "recommendation", text)


def paragraphs_named(text: str) -> frozenset[str]:
    """Numbers of paragraphs that a recommendation names in brackets."""
    return _numbers(_PARAGRAPHS, "para", text)


def _numbers(pattern: re.Pattern[str], word: str, text: str) -> frozenset[str]:
    """Numbers in a pattern's lists; most texts hold no digit, or not its word."""
    if _DIGIT.search(text) is None or word not in text.lower():
        return frozenset()
    parts = pattern.findall(text)
    found = {number for part in parts for number in _NUMBER.findall(part)}
    for part in parts:
        for first, last in _RANGE.findall(part):
            if int(first) < int(last) <= int(first) + _LONGEST_RANGE:
                found.update(str(n) for n in range(int(first), int(last) + 1))
    return frozenset(found)


def _under_same_heading(finding: Said, asked: Said) -> bool:
    """A recommendation that is printed with its finding, not in a list of all recommendations."""
    if asked.is_in_list or finding.document_id != asked.document_id or len(finding.path) < 2:
        return False
    return asked.path[: len(finding.path)] == finding.path
