"""Authors and chair: professional names, kept for provenance and out of the public views."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.metadata.front import Front
from models.records import Stated

_PERSON = r"(?:(?:Dr|Mr|Mrs|Ms|Professor|Prof|Dame|Sir)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}"
_AUTHOR = re.compile(
    rf"\b(?:(?:[Ii]ndependent|[Ll]ead|[Oo]verview|[Rr]eport|[Jj]oint) )*(?:[Rr]eviewers?|[Aa]uthors?|[Rr]eport [Ww]riter)(?: and [Aa]uthor)?s?\s*[:–-]\s*"
    rf"(?P<who>{_PERSON}(?:(?:, | and | & ){_PERSON})*)"
)
_BY = re.compile(
    rf"\b(?:[Rr]eport|[Rr]eview|[Aa]uthored|[Ww]ritten|[Pp]repared) by:?\s+(?P<who>{_PERSON})(?:,|\s*$)"
)
_NAME_LINE = re.compile(rf"{_PERSON}(?:(?:, | and | & ){_PERSON})*")
_ROLE_LINE = re.compile(
    r"^(?:(?:independent|lead|overview|report|joint) )+(?:reviewers?|authors?|chair and author)\b",
    re.IGNORECASE,
)
_BEFORE_ROLE = re.compile(
    rf"(?P<who>{_PERSON}(?:(?:, | and | & ){_PERSON})*),? [-–]? ?"
    r"(?:(?:[Ii]ndependent|[Ll]ead|[Oo]verview|[Rr]eport|[Jj]oint) )+(?:[Rr]eviewers?|[Aa]uthors?)"
)
_SIGNED = re.compile(
    r"\b(?:REVIEWER|Reviewer) \d\W+([A-Z][\w’'-]+(?: (?!REVIEWER|Reviewer|Statement)[A-Z][\w’'-]+){1,2})"
)
_CHAIR = re.compile(
    rf"\b(?:[Ii]ndependent |[Pp]anel |[Rr]eview |[Jj]oint )*[Cc]hair(?:person|s)?\s*[:–-]\s*(?P<who>{_PERSON})"
)
_ROLE_WORDS = re.compile(
    r"\b(?:Publication|Publisher|Contents|Page|Panel|Reference|Ref|Executive|Overview|Safeguarding|Board|Commissioning|Signed|Accepted|Commissioned|Completed|Approved|Presented|Prepared|Independent|Lead|Reviewer|Author|Chair|Report|Date|Published|Agreed|Partnership|Review|Version|Final|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def authors_of(front: Front) -> tuple[Stated, ...]:
    """Reviewers and authors named on the first four pages."""
    for page in range(1, 5):
        text = front.text(page, page)
        match = _AUTHOR.search(text) or (_BY.search(text) if page <= 2 else None)
        if match:
            names = re.split(r", | and | & ", match.group("who"))
            found = tuple(
                Stated(_name(name), 0.85, page, match.group(), "author:said")
                for name in names
                if _name(name)
            )
            if found:
                return found
    return _named_above_role(front) or _named_beside_role(front)


def _named_beside_role(front: Front) -> tuple[Stated, ...]:
    """ "Jane Doe, Independent Reviewer" on the cover; "REVIEWER 1 Jane Doe" in a signed table."""
    for line in front.upto(2):
        if match := _BEFORE_ROLE.fullmatch(line.text.strip()):
            names = re.split(r", | and | & ", match.group("who"))
            return tuple(Stated(n, 0.75, line.page, line.text, "author:role") for n in names)
    for page in range(1, front.reading.n_pages + 1):
        signed = _SIGNED.findall(front.text(page, page))
        found = {name: None for who in signed if (name := _name(who))}
        if found:
            return tuple(Stated(n, 0.75, page, n, "author:signed") for n in found)
    return ()


def _named_above_role(front: Front) -> tuple[Stated, ...]:
    """A name on a line of its own on the cover, with "Independent Reviewer" on the next one."""
    for line, below in pairwise(front.upto(2)):
        match = _NAME_LINE.fullmatch(line.text.strip())
        if match and _ROLE_LINE.match(below.text) and line.page == below.page:
            names = re.split(r", | and | & ", match.group())
            quote = f"{line.text} {below.text}"
            return tuple(Stated(n, 0.75, line.page, quote, "author:above-role") for n in names)
    return ()


def chair_of(front: Front) -> Stated | None:
    """The chair of the panel or board named on the first four pages."""
    for page in range(1, 5):
        match = _CHAIR.search(front.text(page, page))
        if match and _name(match.group("who")):
            return Stated(_name(match.group("who")), 0.8, page, match.group(), "chair:said")
    return None


def _name(text: str) -> str:
    """A name without the words of the next line that ran into it."""
    kept: list[str] = []
    for word in text.split():
        if _ROLE_WORDS.match(word):
            break
        kept.append(word)
    return " ".join(kept) if len(kept) >= 2 else ""
