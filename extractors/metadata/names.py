"""Names of people as printed on front pages: titles kept, qualifications and posts taken off."""

from __future__ import annotations

import re

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
_NO_NAME = re.compile(
    r"\b(?:Publication|Publisher|Published|Contents|Page|Panel|Reference|Ref|Executive|Overview|Safeguarding|Safer|"
    r"Board|Commissioning|Signed|Signature|Accepted|Commissioned|Completed|Approved|Presented|Prepared|Produced|"
    r"Independent|Lead|Reviewers?|Authors?|Chair|Chairs|Reports?|Date|Agreed|Partnership|Reviews?|Version|Final|Draft|"
    r"Serious|Case|Domestic|Homicide|Adults?|Child|Children|Baby|Family|Learning|Practice|Local|Services?|Council|"
    r"Trust|Police|Hospital|House|Road|Street|Consulting|Consultancy|Consultants|Associates|Limited|Ltd|Training|"
    r"Committee|Protection|Community|Thematic|National|Summary|Action|Plan|Response|Introduction|Background|"
    r"Research|University|Institute|Centre|Group|Team|Office|College|Foundation|Network|Support|"
    r"Director|Manager|Senior|Principal|Investigators?|Investigations?|Officer|Owner|Writer|Confidential|Restricted|Official|Copyright|Appendix|Agency|Agencies|"
    r"Thematic|Methodology|Terms|Scope|Murder|Death|Memory|Bwrdd|Adolygiad|Borough|County|City|Government|Crown|"
    r"The|This|Dear|Our|What|How|Why|When|Born|Died|On|By|For|In|Of|To|With|Fictional|Invented|"
    r"Mother|Father|Brother|Grandmother|Health|Care|Social|Education|School|Working|Together|"
    r"January|February|March|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
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
        if _NO_NAME.fullmatch(word.strip(".,")) and not re.fullmatch(_INITIAL, word):
            break
        if re.fullmatch(r"[A-Z]{3,}", word):
            break  # an abbreviation; names in capitals were set as names before
        kept.append(word)
    whole = " ".join(kept)
    if _TITLES.fullmatch(whole):
        return ""
    return whole if re.fullmatch(PERSON, whole) else ""


def is_names_alone(text: str) -> bool:
    """Whether a line holds names and their letters, and nothing else."""
    words = " ".join(text.split())
    bare = "; ".join(_LETTERS.sub("", p.strip()) for p in re.split(r",? and | & |; ", words))
    if re.search(r"\d", bare) or len(bare.split()) > 9 or _NO_NAME.search(bare):
        return False
    if not re.search(r"(?!(?:Mr|Mrs|Ms|Dr|Miss)\b)[A-ZÀ-Þ][\w’'-]{2,}", bare):
        return False
    return bool(_LINE.fullmatch(bare.replace("; ", " and ")) or _CAPITALS.fullmatch(bare)) and bool(
        names_in(words)
    )
