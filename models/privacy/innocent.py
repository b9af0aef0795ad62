"""What shows that a full name is not a breach: a body that has it, an author, a public person."""

from __future__ import annotations

import re
from functools import cache

from models.privacy.known import is_new, is_ordinary
from models.privacy.lexicon import any_of, lexicon
from models.privacy.text import list_start, sentence_span
from vocabulary.rules import asked

_AUTHOR_BEFORE = asked("privacy_authors", "author_before").plain
_AUTHOR_BEHIND = asked("privacy_authors", "author_behind").plain
_CITED = asked("privacy_names", "cited").plain
_CASE_BEFORE = asked("privacy_names", "case_before").plain
_CASE_BEHIND = asked("privacy_names", "case_behind").plain
_BETWEEN_PLACES = asked("privacy_names", "between_places").plain
_LIVES_THERE = asked("privacy_names", "lives_there").plain
_CHANGED = asked("privacy_names", "changed").plain
_PSEUDONYM_BEFORE = asked("privacy_names", "pseudonym_before").plain
_PSEUDONYM_BEHIND = asked("privacy_names", "pseudonym_behind").plain
_REVIEW_BEFORE = asked("privacy_names", "review_before").plain
_REVIEW_BEHIND = asked("privacy_names", "review_behind").plain
_OTHER = asked("privacy_names", "other")
_PRIVATE = asked("privacy_names", "private")
_THING_BEHIND = asked("privacy_names", "thing_behind").plain
_OFFICE_BEFORE = asked("privacy_names", "office_before").plain
_OFFICE_BEHIND = asked("privacy_names", "office_behind").plain

_KIN_BEFORE = asked("privacy_names", "kin_before")
_KIND_BEFORE = asked("privacy_names", "kind_of_review_before").plain
_REVIEW_BEHIND_A_TITLE = asked("privacy_names", "review_behind_a_title").plain
_HEADING_BEHIND = asked("privacy_names", "heading_behind").plain

_BEFORE = 70  # characters before a name in which an office is named
_NEAR = 45
_FAR = 400  # of a sentence without end; a longer one says no more
_KIND = 20  # characters before a name in which a kind of review is named
_PART_OF = 12  # characters beside a find in which the rest of a public name is
_WORD = re.compile(r"[\w'’-]+")
_LAST = re.compile(r"([\w'’.-]+)\W{1,2}$")
_RUN = re.compile(r"(?:[ -]?(?:and |of |the |for |in |& ?)*[A-Z][\w'’-]+){1,4}")
_OWNS = re.compile(r"^[’']s(?= [A-Z])")
_GOES_ON = re.compile(r"^(?:,| and| or) [A-Z]")


def is_innocent(text: str, start: int, end: int) -> bool:
    """Whether the name at these characters is one that reports print on purpose."""
    around = text[max(0, start - _PART_OF) : end + _PART_OF].replace("’", "'")
    if any(public in around for public in lexicon().public):
        return True
    first, last = sentence_span(text, start, end)
    before, after = text[max(first, start - _FAR) : start], text[end : min(last, end + _FAR)]
    listed = text[max(list_start(text, first), start - _FAR) : start]
    return (
        _names_a_thing(before, after)
        or bool(_CASE_BEHIND.match(after) or _CASE_BEFORE.search(before))
        or _holds_office(before, text[start:end], after)
        or _is_the_thing(before, after)
        or _ends_in_a_thing(text[start:end], before)
        or _is_place(text[start:end], before, after)
        or bool(_CITED.match(after))
        or _is_honoured(before, text[start:end], after)
        or _is_author(listed, text[start:end], after)
        or _is_chosen_somewhere(text, text[start:end])
    )


def is_staff(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that the name is a professional's."""
    first, last = sentence_span(text, start, end)
    before, after = text[max(first, start - _NEAR) : start], text[end : min(last, end + _NEAR)]
    title = text[start:end].split(maxsplit=1)[0].rstrip(".").lower()
    return title in lexicon().staff_titles | lexicon().word_titles or bool(
        _staff().search(before.lower()) or _staff().search(after.lower())
    )


def _is_chosen_somewhere(text: str, name: str) -> bool:
    """Whether one place of a text says that the name is chosen: then it is wherever it is."""
    for match in re.finditer(re.escape(name), text):
        first, last = sentence_span(text, *match.span())
        before = text[max(first, match.start() - _FAR) : match.start()]
        if _is_chosen(before, name, text[match.end() : min(last, match.end() + _FAR)]):
            return True
    return False


def _is_chosen(before: str, name: str, after: str) -> bool:
    """Whether the name is one that a report has chosen, or that a review is known by."""
    title, *rest = name.split()
    is_called = len(rest) == 1 and title.rstrip(".").lower() in lexicon().titles
    if is_called and _REVIEW_BEFORE.search(before) and _REVIEW_BEHIND.match(after):
        return True
    return bool(
        _PSEUDONYM_BEHIND.match(after)
        or _PSEUDONYM_BEFORE.search(before)
        or _CHANGED.search(before + after)
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
    is_listed = (
        ", " in name and bool(_BETWEEN_PLACES.search(before)) and bool(_GOES_ON.match(after))
    )
    is_part_of_one = name.split(maxsplit=1)[0].lower() in lexicon().place_beginnings
    return is_listed or bool(
        _LIVES_THERE.search(before) or (is_part_of_one and _BETWEEN_PLACES.search(before))
    )


def _names_a_thing(before: str, after: str) -> bool:
    """A run of capitals after the name that ends in a body, or a small word that bears it."""
    in_title = _KIND_BEFORE.search(before[-_KIND:]) is not None
    if in_title and _HEADING_BEHIND.match(after):
        return False
    if not before.strip() and _REVIEW_BEHIND_A_TITLE.match(after):
        return False
    if _THING_BEHIND.match(after):
        return True
    word = _WORD.match(after[1:2] and after[1:]) if after[:1] == " " else None
    if word is not None and word[0] in lexicon().bearers:
        return True
    owned = _OWNS.match(after)
    run = _RUN.match(after, owned.end() if owned else 0)
    words = _WORD.findall(run[0]) if run else []
    if in_title and words[:1] != [
        "and"
    ]:  # "Case Management Review E. Elm Southern Trust": the body is another
        words = words[:1]
    # "JASMINE OKAFOR SIGNED THE FORM": in capitals throughout only the next word can be its name's.
    named = words[:1] if all(map(str.isupper, words)) else words
    if any(w.lower() in lexicon().bodies for w in named):
        return True
    # "Scott Wells and Christopher Long": somebody else, whose surname is a word.
    if words[:1] == ["and"] and (words[1] in lexicon().firsts or is_new(words[1])):
        return False
    # "The Bruce-Hartley Matrix": what ends in an ordinary word with a capital is a thing.
    if not words or words[-1].isupper():
        return False
    return is_ordinary(words[-1]) and words[-1].lower() not in lexicon().persons


def _holds_office(before: str, name: str, after: str) -> bool:
    """ "The then Home Secretary, Jane Doe", "Jane Doe MP": an office whose holder is public."""
    rank = name.split(maxsplit=1)[0]  # "Chief Constable Jane Doe": a title is found with the name
    near = before[-_BEFORE:]
    has_office = (
        _OFFICE_BEFORE.search(near)
        or _OFFICE_BEFORE.search(f"{near}{rank} ")
        or _OFFICE_BEHIND.match(after)
    )
    return bool(has_office) and not (_private().match(after) or _kin_before().search(near))


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
    if _other().match(after):
        return False
    return bool(_AUTHOR_BEFORE.search(before) or _AUTHOR_BEHIND.match(after))


@cache
def _other() -> re.Pattern[str]:
    """Behind the name: who wrote something else, "Prepared by Jane Doe, social worker"."""
    return _OTHER.about(kin=lexicon().kin, staff=lexicon().staff)


@cache
def _private() -> re.Pattern[str]:
    """Behind the name: a neighbour, somebody's aunt, where they live."""
    return _PRIVATE.about(kin=(*lexicon().kin, *lexicon().people))


@cache
def _kin_before() -> re.Pattern[str]:
    """Before the name: whose uncle or neighbour it is."""
    return _KIN_BEFORE.about(kin=(*lexicon().kin, *lexicon().people))


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(any_of(lexicon().staff))
