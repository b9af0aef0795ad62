"""Whether what has the form of a number or an address is one: checksums and ranges."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.privacy.accounts import is_account, is_handle, is_persons_email
from models.privacy.flags import is_first
from models.privacy.known import is_new, is_ordinary
from models.privacy.lexicon import lexicon
from vocabulary.kept import compiled

_DATE = compiled(r"\d\d[ .-]\d\d[ .-](?:19|20)\d\d")
_PLATE = compiled(r"[A-Z]\d{1,3}[A-Z]{3}|[A-Z]{3}\d{1,3}[A-Z]|[A-Z]{2,3}\d{3,4}")
_FEWEST_VOWELS = 2  # of a name in capitals; short forms have fewer
_MONTH_DAYS = 31
_POSTCODE = compiled(r"[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}")
_HALF = 4  # letters of a word that is half of another
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


def is_misread_postcode(text: str) -> bool:
    """Whether it is one in which letters were read for figures, or figures for letters."""
    letters = text[:2].replace("0", "O")
    figures = text[2:-2].translate(str.maketrans("OlI", "011"))
    joined = letters + figures.lstrip() + text[-2:]
    return joined != text and _POSTCODE.fullmatch(joined) is not None and is_postcode(joined)


def is_long_number(text: str) -> bool:
    """Whether it has six figures or more and is no telephone number and no days of a calendar."""
    figures = sum(map(str.isdigit, text))
    return figures > _HALF + 1 and not is_telephone(text) and not _DATE.match(text)


def is_named_home(text: str) -> bool:
    """Whether a home's own name comes before the words that say that it is a home."""
    known = lexicon()
    words = {word.lower() for word in re.findall(r"[A-Z][\w'’-]*", text.partition(",")[0])}
    return not words <= known.bodies | known.others | known.dwellings | known.titles


def is_named_school(text: str) -> bool:
    """Whether a school's own name comes before the words that say what kind of school it is."""
    words = re.findall(r"[A-Z][\w'’]*", text)
    return any(word.lower() not in lexicon().not_names_of_schools for word in words)


def is_place_of_learning(text: str) -> bool:
    """Whether what somebody of school age goes to may be a school: no town, and no other body."""
    known = lexicon()
    none = (known.bodies - known.dwellings, known.titles, known.persons, known.others)
    words = {word.lower() for word in re.findall(r"[A-Z][\w'’-]*", text)}
    words -= known.not_names_of_schools
    return bool(words) and not any(
        word in some for word in words for some in (*none, known.places, known.place_names)
    )


def is_new_place_of_learning(text: str) -> bool:
    """As `is_place_of_learning`, and a word of the name is not one that reports use otherwise."""
    words = re.findall(r"[A-Z][\w-]*", text)
    return is_place_of_learning(text) and any(is_new(word) and not is_first(word) for word in words)


def is_plural_family(text: str) -> bool:
    """Whether a word is a surname in the plural: "the Ackroyds"."""
    one = re.sub(r"(?<=[szxh])es$|s$", "", text)
    return one in lexicon().surnames or ("-" in one and is_family(one))


def is_new_plural_family(text: str) -> bool:
    """Whether a word in the plural is one that reports know for nothing else."""
    one = re.sub(r"(?<=[szxh])es$|s$", "", text)
    return is_family(one) and not is_first(text)


def is_list_of_families(text: str) -> bool:
    """Whether every word of a list may be a surname, and one is borne as such or one is new."""
    names = [word for word in re.findall(r"[^\W\d_][\w’'-]+", text) if word[0].isupper()]
    known = lexicon()
    return len(names) > 1 and all(
        (is_family(name) or name in known.ordinary_surnames) and name.lower() not in known.bodies
        for name in names
    )


def is_entered_short(text: str) -> bool:
    """Whether a surname in capitals comes before a first name, whole or cut short: "ELM, Wm"."""
    last, _, first = text.partition(", ")
    plain = first.rstrip(".")
    is_short = plain in lexicon().short_firsts or is_first(plain)
    return is_short and last not in lexicon().review_kinds and is_family(last.replace("Mc", ""))


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


def is_person(text: str) -> bool:
    """Whether words with capitals are a name, none of them that of a body."""
    words = lexicon()
    parts = re.findall(r"[^\W\d_][\w’'-]+", text)
    names = (words.firsts, words.ordinary_firsts, words.surnames)
    is_named = any(is_new(part) or any(part in some for some in names) for part in parts)
    # "Rose Hill": of two words that are names a street may be called so too.
    is_whole = len(parts) == 2 and is_first(parts[0]) | (parts[0] in words.ordinary_firsts)
    is_borne = is_whole and parts[1] in words.surnames | words.ordinary_surnames
    return is_borne or (is_named and not any(part.lower() in words.bodies for part in parts))


def is_family(text: str) -> bool:
    """Whether a word is borne as a surname, or is one that reports know for nothing else."""
    names = lexicon().surnames
    is_short_form = text.isupper() and sum(letter in "AEIOUY" for letter in text) < _FEWEST_VOWELS
    parts = text.title().split("-") if text.isupper() else text.split("-")
    return not is_short_form and all(part in names or is_new(part) for part in parts)


def is_family_behind_initials(text: str) -> bool:
    """Whether what follows initials in capitals is a surname."""
    return is_family(re.split(r"[. ]+", text)[-1])


def is_family_in_small_letters(text: str) -> bool:
    """Whether the word behind a title in small letters can be nothing but a surname."""
    return all(map(is_new, filter(None, text.split(maxsplit=1)[1].split("-"))))


def is_first_name_and_capitals(text: str) -> bool:
    """Whether a surname in capitals, and no short form, follows a first name."""
    first, last = text.split()
    is_short_form = last in lexicon().review_kinds or not any(c in "AEIOUY" for c in last)
    return is_first(first) and not is_short_form and is_new(last.title())


def is_first_name_and_letter(text: str) -> bool:
    """Whether the word before a letter is given as a first name: "Jasmine T."."""
    return is_first(text.split(maxsplit=1)[0])


def is_label_and_surname(text: str) -> bool:
    """Whether a surname is where a title has a letter or a chosen name: "Baby Okafor"."""
    last = text.rsplit(maxsplit=1)[-1].replace("’", "'")
    # "Baby Bluebird" is a name that a review has chosen.
    parts = (part for i in range(_HALF, len(last) - 2) for part in (last[:i], last[-i:]))
    is_unknown = len(last) > _LONG and is_new(last) and not any(map(is_ordinary, parts))
    return _is_no_first(last) and (last in lexicon().surnames or is_unknown)


def is_family_of_children(text: str) -> bool:
    """Whether the word before "boys" is a surname: places and gangs can be there as well."""
    is_known = _is_no_first(text) and text in lexicon().surnames
    return is_known or ("-" in text and is_family(text))


def _is_no_first(word: str) -> bool:
    return not is_first(word) and word not in lexicon().ordinary_firsts


CHECKS: dict[str, Callable[[str], bool]] = {
    "nhs_number": is_nhs_number,
    "telephone": is_telephone,
    "plate": is_plate,
    "email": is_persons_email,
    "postcode": is_postcode,
    "postcode_misread": is_misread_postcode,
    "long_number": is_long_number,
    "named_home": is_named_home,
    "school": is_named_school,
    "place_of_learning": is_place_of_learning,
    "new_place_of_learning": is_new_place_of_learning,
    "plural_family": is_plural_family,
    "new_plural_family": is_new_plural_family,
    "list_of_families": is_list_of_families,
    "entered_short": is_entered_short,
    "street": is_street,
    "home": is_home,
    "handle": is_handle,
    "account": is_account,
    "person": is_person,
    "family": is_family,
    "family_behind_initials": is_family_behind_initials,
    "family_in_small_letters": is_family_in_small_letters,
    "first_name_and_capitals": is_first_name_and_capitals,
    "first_name_and_letter": is_first_name_and_letter,
    "label_and_surname": is_label_and_surname,
    "family_of_children": is_family_of_children,
}
