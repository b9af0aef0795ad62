"""What shows that a full name is not a breach: a body that has it, an author, a public person."""

from __future__ import annotations

import re
from functools import cache

from models.privacy.known import is_ordinary
from models.privacy.lexicon import any_of, lexicon
from models.privacy.text import sentence_span

_BEFORE, _AFTER = 70, 60  # characters beside a name in which its bearer's part is told
_NEAR = 45
_FAR = 400  # of a sentence without end; a longer one says no more
_PART_OF = 12  # characters beside a find in which the rest of a public name stands
_WORD = re.compile(r"[\w'’-]+")
_LAST = re.compile(r"([\w'’.-]+)\W{1,2}$")
_RUN = re.compile(r"(?:[ -]?(?:and |of |the |for |in |& ?)*[A-Z][\w'’-]+){1,4}")
_CITED = re.compile(
    r"^(?:,? (?:[A-Z]\.)+)?,? ?(?:et al|and (?:others|colleagues)\b|\(?,? ?(?:19|20)\d\d[a-z]?\b)"
    r"|^[’']s (?:19|20)\d\d (?:study|paper|report|review|book|article|work|research|inquiry)\b"
)
_CASE = re.compile(r"^(?:[’']s)? v\.? [A-Z]")
_CASE_BEFORE = re.compile(r"\bv\.? $|\bRe $")
_OWNS = re.compile(r"^[’']s(?= [A-Z])")
_IN = re.compile(r"\b(?:in|at|from|to|across|between|near) $")
_TO_A_PLACE = re.compile(r"\b(?:in|at|from|to|across|between|near|around|and|via) $")
_GOES_ON = re.compile(r"^(?:,| and| or) [A-Z]")
_STAYS_IN = re.compile(
    r"\b(?:placed|lived?|lives|living|born|stayed|raised|housed|based|located|remained|residents?|patients?)"
    r" (?:in|at|near) $"
)
_PSEUDONYM = re.compile(
    r"\bpseudonym|\bfictional name|not (?:his|her|their) (?:real|true|own) name"
    # A man of many names has "an alias" too.
    r"|\b(?:is|was|as|chose) an alias\b|[,(] ?an alias\b|\balias (?:chosen|for)\b"
    r"|\bthe alias\b[^.;]{0,40}\bused (?:in|for|by|throughout)\b"
    r"|names? (?:has|have|had) been changed|is what \w+ \w+ calls",
    re.IGNORECASE,
)


def is_innocent(text: str, start: int, end: int) -> bool:
    """Whether the name at these characters is one that reports print on purpose."""
    around = text[max(0, start - _PART_OF) : end + _PART_OF].replace("’", "'")
    if any(public in around for public in lexicon().public):
        return True
    first, last = sentence_span(text, start, end)
    before, after = text[max(first, start - _FAR) : start], text[end : min(last, end + _FAR)]
    return (
        _names_a_thing(after)
        or bool(_CASE.match(after) or _CASE_BEFORE.search(before))
        or _holds_office(before, text[start:end], after)
        or _is_the_thing(before, after)
        or _ends_in_a_thing(text[start:end], before)
        or _is_place(text[start:end], before, after)
        or bool(_CITED.match(after))
        or _is_honoured(before, text[start:end], after)
        or _is_author(before, text[start:end], after)
        or bool(_PSEUDONYM.search(before + after))
    )


def is_staff(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that the name is a professional's."""
    first, last = sentence_span(text, start, end)
    before, after = text[max(first, start - _NEAR) : start], text[end : min(last, end + _NEAR)]
    title = text[start:end].split(maxsplit=1)[0].rstrip(".").lower()
    return title in lexicon().staff_titles or bool(
        _staff().search(before.lower()) or _staff().search(after.lower())
    )


def _is_the_thing(before: str, after: str) -> bool:
    """ "The James Paget consultant": what bears a name has an article, and a noun follows."""
    return before.lower().endswith("the ") and bool(re.match(r" [a-z]{4,}", after))


def _ends_in_a_thing(name: str, before: str) -> bool:
    """ "Barnaby Finch Associates", "the Bruce-Hartley Matrix": the last word is no name."""
    words = name.replace("’", "'").split()
    known = lexicon()
    is_thing = is_ordinary(words[-1]) and not any(
        words[-1] in names
        for names in (known.firsts, known.ordinary_firsts, known.surnames, known.ordinary_surnames)
    )
    return is_thing and (len(words) > 2 or before.lower().endswith("the "))


def _is_place(name: str, before: str, after: str) -> bool:
    """Where somebody was placed, lived or was born; one of several in a list of places."""
    is_listed = ", " in name and bool(_IN.search(before)) and bool(_GOES_ON.match(after))
    is_part_of_one = name.split(maxsplit=1)[0].lower() in lexicon().place_beginnings
    return is_listed or bool(
        _STAYS_IN.search(before) or (is_part_of_one and _TO_A_PLACE.search(before))
    )


def _names_a_thing(after: str) -> bool:
    """A run of capitals after the name that ends in a body, or a small word that bears it."""
    if _is_a_thing().match(after):
        return True
    word = _WORD.match(after[1:2] and after[1:]) if after[:1] == " " else None
    if word is not None and word[0] in lexicon().bearers:
        return True
    owned = _OWNS.match(after)
    run = _RUN.match(after, owned.end() if owned else 0)
    words = _WORD.findall(run[0]) if run else []
    if any(w.lower() in lexicon().bodies for w in words):
        return True
    # "The Bruce-Hartley Matrix": what ends in an ordinary word with a capital is a thing.
    if not words or words[-1].isupper():
        return False
    return is_ordinary(words[-1]) and words[-1].lower() not in lexicon().persons


def _holds_office(before: str, name: str, after: str) -> bool:
    """ "The then Home Secretary, Jane Doe", "Jane Doe MP": an office whose holder is public."""
    held, then = _offices()
    rank = name.split(maxsplit=1)[0]  # "Chief Constable Jane Doe": a title is found with the name
    return bool(
        held.search(before[-_BEFORE:])
        or held.search(f"{before[-_BEFORE:]}{rank} ")
        or then.match(after)
    )


def _is_honoured(before: str, name: str, after: str) -> bool:
    """Someone with a title who is known for it, and no neighbour who happens to have one."""
    honours = lexicon().honours
    last = _LAST.search(before)
    first = name.split(maxsplit=1)[0].rstrip(".").lower()
    is_honoured = first in honours or (
        # "A dinner lady, Mrs Penrose": in small letters that is what somebody does.
        last is not None
        and last[1].rstrip(".").lower() in honours
        and last[1] not in lexicon().persons
    )
    return is_honoured and not _private().match(after)


def _is_author(before: str, name: str, after: str) -> bool:
    if name.split(maxsplit=1)[0].lower() in lexicon().witnesses:
        return False
    stated, then = _authors()
    return bool(stated.search(before[-_BEFORE:]) or then.match(after[:_AFTER]))


@cache
def _authors() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What an author is called before and behind the name.

    "The reviewers met Jane Doe" and "Jane Doe told the author" are of others; "comment author" is
    whoever wrote in the margin.
    """
    words = lexicon()
    noted = "".join(rf"(?<!\b{re.escape(word)} )" for word in words.authors_of_notes)
    authors = noted + any_of(words.authors)
    gap = rf"(?:(?!{any_of(words.not_of_authors)}|[’'\"]s\b)[^.;])*"
    return (
        re.compile(rf"(?i:{authors}){gap}$"),
        re.compile(
            rf"{gap}(?i:{authors})(?![’']s (?:officer|liaison|assistant))"
            # Somebody may also be the author of messages.
            r"(?! of (?:the|these|those|his|her) (?!re(?:port|view)|overview|study|paper)\w+)"
        ),
    )


@cache
def _private() -> re.Pattern[str]:
    """Behind the name: a neighbour, somebody's aunt, where they live."""
    kin = any_of((*lexicon().kin, *lexicon().people))
    told = rf"(?:an?|the|his|her|their|whose) (?:[\w’'-]+ ){{0,2}}?{kin}"
    return re.compile(rf",? \(?(?:{told}|who (?:lived|lives|rang|saw))")


@cache
def _is_a_thing() -> re.Pattern[str]:
    """Behind the name: "was a long-stay hospital", ", the postnatal ward,"."""
    between = r"(?:(?!(?:on|in|at|of|to|with)\b)[\w’'-]+ ){0,3}?"
    things = any_of(lexicon().things)
    is_one = r"^,? (?:which )?(?:is|was) (?:an?|the) "
    # "Rosie, the postnatal ward," and no "Karim, a hospital porter".
    apposed = rf"^, (?:an?|the) {between}{things}(?=[,.;)]| (?:in|on|at|for|near|where|which)\b)"
    return re.compile(rf"{is_one}{between}{things}|{apposed}")


@cache
def _offices() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An office before a name and behind it."""
    offices = any_of(lexicon().offices)
    chair = (
        r"\b[Cc]hair(?:man|woman|person)?"
        r"(?: of (?:the |this |its )?(?:\w+ ){0,3}"
        r"(?:panel|board|review|partnership|committee|inquiry))?,"
    )
    return (
        re.compile(rf"(?:{offices}(?: for [\w, ]+?)?,?|{chair}) $"),
        re.compile(rf"^,? \(?(?:the )?(?:then |former )?{offices}"),
    )


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(any_of(lexicon().staff))
