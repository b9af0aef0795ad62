"""Names of people as printed on front pages: titles kept, qualifications and posts taken off."""

from __future__ import annotations

import re

from vocabulary.rules import asked

_TITLE = r"(?:Dr|Mr|Mrs|Ms|Miss|Professor|Prof|Dame|Sir|Sister|Rev(?:erend)?|His Honour|Judge|Baroness|Lord|Lady)\.?"
_TITLES = re.compile(r"(?:(?:Emeritus|Visiting|Associate|Professor|Doctor|Judge) ?)+")
_INITIAL = r"[A-Z]\.?"
_SURNAME = r"(?:(?:de|van|von|der|la|le|al|ap|ab|Mac|Mc|O[’'])\s?)?[A-ZÀ-Þ][\w’'À-ÿ]+(?:-[A-ZÀ-Þ][\w’'À-ÿ]+)*"
PERSON = rf"(?:{_TITLE} )?(?:(?:{_SURNAME}|{_INITIAL}) ){{1,3}}(?:{_SURNAME}|{_INITIAL})"
# "Dr Neil Framley", "G. R. Pemberthy", "Mo Glass"; two or more joined by "and", "&", ",", ";".
_JOIN = r"(?:,? and |,? & |, |; )"
PEOPLE = rf"{PERSON}(?:{_JOIN}{PERSON})*"

# Letters after a name: honours, degrees, professional registers.
_LETTERS = re.compile(
    r",?\s+\(?(?:(?:Emeritus )?Professor of|Barrister|Solicitor|Advocate|Consultant|Independent Consultant|QFSM|RNLD|KFSM|MIFireE)\b.*$|"
    r",?\s+\(?(?:[A-Z]\.){2,}(?=\s|,|$).*$"
    r"|,?\s+\(?(?:QPM|KPM|CBE|OBE|MBE|BEM|KC|QC|JP|DL|RGN|RMN|RHV|RSCN|SCPHN|CQSW|DipSW|Dip\.?\s?\w+|AASW|LL[BM]|B\.?A|"
    r"M\.?A|B\.?Sc|BSC|M\.?Sc|MSC|M\.?Phil|Ph\.?D|D\.?Phil|MBA|MPA|MRes|BEd|MEd|PGCE|PGDip|FR\w+|MR\w+|MRCGP|FFPH|FRSA|"
    r"Hons|EdD|DClinPsy|CPsychol)\b.*$"
)
# Words of posts, bodies and documents: none of them is part of a name.
_NO_NAME = asked("no_names", "no_person")
_LINE = re.compile(rf"(?:{PEOPLE})")
_CAPITALS = re.compile(r"[A-Z][A-Z’'-]+(?: (?:[A-Z][A-Z’'-]+|AND|&|[A-Z]\.?))+(?![a-z])")


def names_in(text: str) -> tuple[str, ...]:
    """The names that open `text`, without posts and qualifications; empty where it opens with none."""
    text = " ".join(text.replace("\u00a0", " ").split()).lstrip(" :–-,.*").rstrip(" :–-,*")
    capitals = _CAPITALS.match(text)
    if capitals and len(capitals.group().split()) <= 7:
        text = capitals.group().title().replace(" And ", " and ") + text[capitals.end() :]
    names: list[str] = []
    for part in re.split(r",? and |,? & |; | a(?:c)? (?=[A-Z])|\s[–—-]\s|\(", text):
        found = _first(part)
        if not found:
            break
        names.append(found)
        if "," in part:
            further, others = part.split(",")[1:], []
            for other in further:
                name = _first(other)
                if not name:
                    break
                others.append(name)
            names += others
    return tuple(dict.fromkeys(names))


def _first(part: str) -> str:
    """The name at the beginning of one part of a list, or nothing."""
    part = _LETTERS.sub("", part.strip())
    match = re.match(PERSON, part.split(",")[0])
    if not match:
        return ""
    kept: list[str] = []
    for word in match.group().split():
        if _is_no_name(word.strip(".,")) and not re.fullmatch(_INITIAL, word):
            break
        if re.fullmatch(r"[A-Z]{3,}", word):
            break  # an abbreviation; names in capitals were set as names before
        kept.append(word)
    whole = " ".join(kept)
    if _TITLES.fullmatch(whole):
        return ""
    return whole if re.fullmatch(PERSON, whole) else ""


def _is_no_name(word: str) -> bool:
    """Whether the whole word is never a name. It may still be part of a double-barrelled name."""
    found = _NO_NAME.find(word)
    return bool(found and found.group() == word)


def is_names_alone(text: str) -> bool:
    """Whether a line holds names and their letters, and nothing else."""
    words = " ".join(text.split())
    bare = "; ".join(_LETTERS.sub("", p.strip()) for p in re.split(r",? and | & |; ", words))
    if re.search(r"\d", bare) or len(bare.split()) > 9 or _NO_NAME.find(bare):
        return False
    if not re.search(r"(?!(?:Mr|Mrs|Ms|Dr|Miss)\b)[A-ZÀ-Þ][\w’'-]{2,}", bare):
        return False
    return bool(_LINE.fullmatch(bare.replace("; ", " and ")) or _CAPITALS.fullmatch(bare)) and bool(
        names_in(words)
    )
