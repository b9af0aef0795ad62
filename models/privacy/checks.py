"""Whether what has the form of a number or an address is one: checksums and ranges."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.privacy.known import is_new
from models.privacy.lexicon import lexicon

_DATE = re.compile(r"\d\d[ .-]\d\d[ .-](?:19|20)\d\d")
_PLATE = re.compile(r"[A-Z]\d{1,3}[A-Z]{3}|[A-Z]{3}\d{1,3}[A-Z]|[A-Z]{2,3}\d{3,4}")
_AT = re.compile(r" ?[\[({<] ?at ?[\])}>] ?| at ")
_DOT = re.compile(r" ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot ")
_FEWEST_VOWELS = 2  # of a name in capitals; short forms have fewer
_MONTH_DAYS = 31
_OF_THE_WEB = frozenset({"com", "www", "uk", "nhs"})
_LONG = 6  # letters of a mailbox's word that no name begins or ends with
_NO_INWARDS = {"1st", "2nd", *(f"{hour}{half}" for hour in range(10) for half in ("am", "pm"))}


def is_nhs_number(text: str) -> bool:
    """Whether the last of ten digits is what the first nine ask for, in a range that is given out.

    Numbers of England, Wales and the Isle of Man begin with 4, 6, 7 or 9 and those of Northern
    Ireland with 3; Scotland's CHI number begins with a date of birth.
    """
    digits = [int(c) for c in text if c.isdecimal()]
    if len(digits) != 10:
        return False
    rest = 11 - sum(d * (10 - i) for i, d in enumerate(digits[:9])) % 11
    if digits[9] != rest % 11:
        return False
    return digits[0] in {3, 4, 6, 7, 9} or _begins_with_date(digits)


def _begins_with_date(digits: list[int]) -> bool:
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    return 1 <= day <= _MONTH_DAYS and 1 <= month <= 12


def is_telephone(text: str) -> bool:
    """Whether it is a number of a place or a mobile in the United Kingdom, no service's."""
    digits = "".join(c for c in text if c.isdigit())
    if text.lstrip("( ").startswith("+44"):
        digits = "0" + digits.removeprefix("44").removeprefix("0")
    elif text.startswith("00"):
        digits = "0" + digits.removeprefix("0044").removeprefix("0")
    if (len(digits) == 10 and (text.isdigit() or digits[:2] == "07")) or _DATE.match(text):
        return False
    return digits[:2] in {"01", "02", "07"} and len(digits) in {10, 11}


def is_plate(text: str) -> bool:
    """Whether it has one of the forms of a vehicle's registration: "P482 WRD", "XIB 4471"."""
    return _PLATE.fullmatch(text.replace(" ", "")) is not None


def is_persons_email(text: str) -> bool:
    """Whether an address is somebody's own, no mailbox of a body; "[at]" is read as "@"."""
    plain = _DOT.sub(".", _AT.sub("@", text.lower()))
    local, _, domain = plain.partition("@")
    words = [word for word in re.split(r"[._\-+\d]+", local) if word]
    boxes = lexicon().mailboxes
    long = tuple(box for box in boxes if len(box) >= _LONG)
    # "housingsupport@": bodies write their words without a break.
    if any(word in boxes or word.startswith(long) or word.endswith(long) for word in words):
        return False
    named = any(word in lexicon().lower_names for word in words)
    # One word or initials at a public body: `lscp@`, `frontdoor@`.
    return named or not (domain.endswith(tuple(lexicon().public_endings)) and len(words) <= 1)


def is_postcode(text: str) -> bool:
    """Whether the letters before the first digit are those of a postal area.

    The nought of the second half may be typed as a letter, but "B12 OUT" ends in a word.
    """
    area = re.match(r"[A-Za-z]+", text)
    if area is None or not (text.isupper() or text.islower()):
        return False
    inward = text[-3:].lower()
    is_inward = inward not in _NO_INWARDS and not (inward[0] == "o" and not is_new(inward))
    return area[0].upper() in lexicon().postal_areas and is_inward


def is_named_school(text: str) -> bool:
    """Whether a school's own name comes before the words that say what kind of school it is."""
    words = re.findall(r"[A-Z][\w'’]*", text)
    return any(word.lower() not in lexicon().not_names_of_schools for word in words)


def is_street(text: str) -> bool:
    """Whether a word behind a house number is one that reports know nothing else by."""
    return any(is_new(word) for word in re.findall(r"[^\W\d_][\w'’-]{3,}", text))


def is_home(text: str) -> bool:
    """Whether one part of an address is a dwelling or a street, and none the name of a body."""
    words = lexicon()
    parts = [re.findall(r"[\w’'-]+", part.lower()) for part in re.split(r", ?", text)]
    parts = [part for part in parts if part]
    homes = [_is_dwelling(part) for part in parts]
    others = {
        word
        for part, is_dwelling in zip(parts, homes, strict=True)
        # "Church Lane", "Station Road": a street may be called after anything.
        for word in (part if not is_dwelling else part[-1:])
    }
    return (
        len(parts) > 1
        and any(homes)
        and words.titles.isdisjoint(others)
        and words.bodies.isdisjoint(others - words.dwellings)
    )


def _is_dwelling(part: list[str]) -> bool:
    words = lexicon()
    # "Glan-yr-Afon" begins as "Glan yr Afon" does.
    first = part[0].partition("-")[0]
    is_numbered = len(part) > 1 and part[0][0].isdigit()
    return part[-1] in words.dwellings or first in words.dwellings_of_wales or is_numbered


def is_handle(text: str) -> bool:
    """Whether the name of an account is somebody's own, no body's and no page of the web."""
    # "@EastmoorNHS": a capital begins a word.
    words = [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+", text)]
    known = (lexicon().mailboxes, lexicon().bodies, _OF_THE_WEB)
    return bool(words) and not any(word in some for word in words for some in known)


def is_person(text: str) -> bool:
    """Whether words with capitals are a name, none of them that of a body."""
    words = lexicon()
    parts = re.findall(r"[^\W\d_][\w’'-]+", text)
    names = (words.firsts, words.ordinary_firsts, words.surnames)
    is_named = any(is_new(part) or any(part in some for some in names) for part in parts)
    return is_named and not any(part.lower() in words.bodies for part in parts)


def is_family(text: str) -> bool:
    """Whether a word is borne as a surname, or is one that reports know for nothing else."""
    names = lexicon().surnames
    is_short_form = text.isupper() and sum(letter in "AEIOUY" for letter in text) < _FEWEST_VOWELS
    parts = text.title().split("-") if text.isupper() else text.split("-")
    return not is_short_form and all(part in names or is_new(part) for part in parts)


CHECKS: dict[str, Callable[[str], bool]] = {
    "nhs_number": is_nhs_number,
    "telephone": is_telephone,
    "plate": is_plate,
    "email": is_persons_email,
    "postcode": is_postcode,
    "school": is_named_school,
    "street": is_street,
    "home": is_home,
    "handle": is_handle,
    "person": is_person,
    "family": is_family,
}
