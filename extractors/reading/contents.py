"""Contents pages: their lines end in a leader or a page's number, or are printed again below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from models.records import LineRole, Page

_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$|_{5,}\s*\d{1,4}$")
_LEADER_SIGNS = ("..", ". .", "……", "_____")  # one is in every line with a leader
_ENDS_IN_NUMBER = re.compile(r"^(?=.*[A-Za-z]).{3,}?\s\d{1,3}$")
_CONTENTS = re.compile(r"^(?:table of )?contents(?: page)?:?$", re.IGNORECASE)
_NUMBER = re.compile(r"^[\d.() ]+")
_FEWEST_AGAIN, _SHARE_AGAIN = 4, 0.4  # lines without a page's number that are printed again
_FEWEST_COUNTED, _SHARE_COUNTED = 6, 0.6  # lines of a page that end in its number, under any title
_SHORTEST = 6  # letters of such a line


class LastPages:
    """The last page on which each line of a document is printed; few documents have to ask."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages

    @cached_property
    def _last(self) -> dict[str, int]:
        return {_letters(line.text): page.number for page in self._pages for line in page.lines}

    def is_after(self, page: Page, letters: str) -> bool:
        """Whether a line with these letters is printed behind a page."""
        return self._last.get(letters, 0) > page.number


def mark_contents(
    page: Page, roles: dict[int, LineRole], last_printed: LastPages, *, follows: bool
) -> bool:
    """Mark contents lines; returns whether the next page may carry on the contents."""
    body = [i for i, line in enumerate(page.lines) if i not in roles and line.text]
    leaders = [i for i in body if _has_leader(page.lines[i].text)]
    heading = next((i for i in body if _CONTENTS.match(page.lines[i].text.strip())), None)
    ending = [i for i in body if page.lines[i].text[-1].isdigit()]
    numbered = [i for i in ending if _ENDS_IN_NUMBER.match(page.lines[i].text)]
    for i in leaders:
        roles[i] = LineRole.CONTENTS
    if heading is None and not (follows and len(leaders) + len(numbered) > 0.4 * len(body)):
        is_led = len(leaders) >= max(4, 0.4 * len(body))
        entered = leaders if is_led else _counting_up(page, body, numbered, last_printed)
        if not entered:
            return False
        heading = entered[0]
    start = heading if heading is not None else body[0] if body else 0
    entries = [i for i in body if i >= start and (i in leaders or i in numbered)]
    if len(entries) < 3:
        entries = _printed_again(page, [i for i in body if i > start], last_printed)
    if len(entries) < 3:
        return False
    last = max(entries)
    for i in body:
        if start <= i <= last:
            roles[i] = LineRole.CONTENTS
    return last >= body[-1] - 1


def _counting_up(
    page: Page, body: Sequence[int], numbered: Sequence[int], last_printed: LastPages
) -> Sequence[int]:
    """Entries under any title: their numbers count up, and most are headings of later pages."""
    parts = [page.lines[i].text.rsplit(maxsplit=1) for i in numbered]
    counts = [int(number) for _, number in parts]
    is_list = len(numbered) >= max(_FEWEST_COUNTED, _SHARE_COUNTED * len(body))
    if not is_list or counts != sorted(counts):
        return []
    again = sum(last_printed.is_after(page, _letters(words)) for words, _ in parts)
    return numbered if again >= _SHARE_AGAIN * len(numbered) else []


def _printed_again(page: Page, below: list[int], last_printed: LastPages) -> list[int]:
    """Entries of a list without pages' numbers: headings of the pages that follow.

    An entry may run over two lines that are broken elsewhere further on, so that not all need
    to be found.
    """
    again = []
    for i in below:
        letters = _letters(page.lines[i].text)
        if len(letters) >= _SHORTEST and last_printed.is_after(page, letters):
            again.append(i)
    enough = len(again) >= max(_FEWEST_AGAIN, _SHARE_AGAIN * len(below))
    return again if enough else []


def _letters(text: str) -> str:
    """The words of a line without its number."""
    return re.sub(r"\W+", "", _NUMBER.sub("", text)).lower()


def _has_leader(text: str) -> bool:
    return any(sign in text for sign in _LEADER_SIGNS) and bool(_LEADER.search(text))
