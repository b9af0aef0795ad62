"""What a review prints itself: "In answer to finding 3", "(paragraphs 20 and 21)", headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from warehouse.answers.said import Said

_LIST = r"\s*((?:\d+(?:\.\d+)*)(?:\s*(?:,|and|&|to|-|–|;)+\s*\d+(?:\.\d+)*)*)"
_FINDINGS = re.compile(rf"\b(?:key\s+)?findings?{_LIST}", re.IGNORECASE)
_RECOMMENDATIONS = re.compile(rf"\brecommendations?{_LIST}", re.IGNORECASE)
# In brackets alone: other paragraphs are those of a law or a policy.
_PARAGRAPHS = re.compile(
    rf"[(\[][^()\[\]]*?\bpara(?:graph)?s?\.?{_LIST}[^()\[\]]*[)\]]", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_RANGE = re.compile(r"(\d+)\s*(?:to|-|–)\s*(\d+)")
_LONGEST_RANGE = 12
_PER_HEADING = 2
_TURNS = 3  # times that a recommendation follows findings: from here on it is how they are printed
_NEAREST = 3  # findings before a recommendation that it answers
_ALONE, _AMONG_OTHERS = 0.7, 0.5  # how sure the place of print makes it; below 0.6 it is "perhaps"


PrintedTie = tuple[str, float]  # what ties them, and how sure that is


def number_of(printed: str | None) -> str | None:
    """The digits of a label: "Finding 3:" gives "3"."""
    found = _NUMBER.search(printed or "")
    return found.group() if found else None


def printed_tie(finding: Said, asked: Said) -> PrintedTie | None:
    """How the review says itself that `asked` answers `finding`, and how sure that is."""
    number, answer = finding.number, asked.number
    if number and number in asked.names_findings:
        return "number", 0.95
    if number and number in asked.names_paragraphs and finding.document_id == asked.document_id:
        return "paragraph", 0.95
    if answer and answer in finding.names_recommendations:
        return "number", 0.9
    if _under_same_heading(finding, asked):
        return "heading", 0.8
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
    headings = Counter(i for (i, _), (how, _) in ties.items() if how == "heading")
    kept = {
        pair: found
        for pair, found in ties.items()
        if found[0] != "heading" or headings[pair[0]] <= _PER_HEADING
    }
    after = {(i, j): ("place", sure) for i, j, sure in _printed_after(findings, asked)}
    return after | kept


def _printed_after(
    findings: Sequence[Said], asked: Sequence[Said]
) -> Iterator[tuple[int, int, float]]:
    """Recommendations with the findings straight before them, in documents that print them so.

    One list of recommendations behind all findings says nothing of which answers which, and
    several behind a few findings not much: of such pairs read by hand most were wrong.
    """
    documents: defaultdict[str, list[tuple[int, bool, int]]] = defaultdict(list)
    for i, finding in enumerate(findings):
        documents[finding.document_id].append((finding.ordinal, True, i))
    for j, answer in enumerate(asked):
        documents[answer.document_id].append((answer.ordinal, False, j))
    for said in documents.values():
        run: list[int] = []
        together: list[int] = []  # recommendations that stand behind the same findings
        after: list[tuple[int, list[int], list[int]]] = []
        n_turns, was_finding = 0, False
        for _, is_finding, number in sorted(said):
            if is_finding:
                run = [*run, number] if was_finding else [number]
                together = []
            else:
                together.append(number)
                n_turns += was_finding
                after.append((number, run[-_NEAREST:], together))
            was_finding = is_finding
        if n_turns >= _TURNS and 2 * n_turns >= len(after):
            for j, before, beside in after:
                sure = _ALONE if len(beside) == 1 else _AMONG_OTHERS
                yield from ((i, j, sure) for i in before)


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
    """A recommendation that stands with its finding, not in a list of all recommendations."""
    if asked.is_in_list or finding.document_id != asked.document_id or len(finding.path) < 2:
        return False
    return asked.path[: len(finding.path)] == finding.path
