"""Whether an e-mail address or an account is somebody's own."""

from __future__ import annotations

import re

from models.privacy.known import is_new
from models.privacy.lexicon import lexicon
from vocabulary.kept import compiled

_LONG = 6  # letters of a mailbox's word that no name begins or ends with
_AT = compiled(r" ?[\[({<] ?at ?[\])}>] ?| at ")
_DOT = compiled(r" ?[\[({<] ?(?:dot|\.) ?[\])}>] ?| dot ")
_SCHOOLS = ".sch.uk"
_OF_THE_WEB = frozenset({"com", "www", "uk", "nhs", "nspcc", "childline"})
# Schools write the year in which a pupil came before the name.
_PUPIL = compiled(r"(?:20)?\d\d(?P<word>[a-z]{3,})")


def is_persons_email(text: str) -> bool:
    """Whether an address is somebody's own, no mailbox of a body; "[at]" is read as "@"."""
    plain = _DOT.sub(".", _AT.sub("@", text.lower()))
    local, _, domain = plain.replace(" ", "").partition("@")
    words = [word for word in re.split(r"[._\-+\d]+", local) if word]
    boxes = lexicon().mailboxes
    long = tuple(box for box in boxes if len(box) >= _LONG)
    # "housingsupport@": bodies write their words without a break.
    if any(word in boxes or word.startswith(long) or word.endswith(long) for word in words):
        return False
    named = any(map(_is_of_somebody, words)) or _is_pupil(local, domain)
    # One word or initials at a public body: `lscp@`, `frontdoor@`.
    return named or not (domain.endswith(tuple(lexicon().public_endings)) and len(words) <= 1)


def _is_of_somebody(word: str) -> bool:
    """Whether a word of an address is a name, or one with an initial: "hartleyj", "jhartley"."""
    names = lexicon().lower_names
    if word in names:
        return True
    return len(word) > _LONG and is_new(word) and not names.isdisjoint({word[1:], word[:-1]})


def _is_pupil(local: str, domain: str) -> bool:
    """Whether an address at a school is a pupil's: "18hartleyj"."""
    pupil = _PUPIL.fullmatch(local) if domain.endswith(_SCHOOLS) else None
    return pupil is not None and is_new(pupil["word"])


def is_handle(text: str) -> bool:
    """Whether the name of an account is somebody's own, no body's and no page of the web."""
    # "@EastmoorNHS": a capital begins a word.
    words = [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+", text)]
    known = (lexicon().mailboxes, lexicon().bodies, _OF_THE_WEB)
    return bool(words) and not any(word in some for word in words for some in known)


def is_account(text: str) -> bool:
    """Whether joined words or a word with figures are an account's name, no body's and no label."""
    words = re.findall(r"[A-Za-z]{2,}", text)
    is_label = "_" not in text and not any(map(is_new, words))
    return not is_label and is_handle(text)
