"""The screen over a file's name, whose words have no capitals and no spaces of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from models.privacy.flags import is_first
from models.privacy.known import is_new
from models.privacy.learnt import RULE_OF_FIGURES, learnt_in_file_name
from models.privacy.lexicon import lexicon
from models.privacy.names import capitals_of
from models.privacy.patterns import find_patterns
from models.privacy.screen import screen
from models.privacy.text import UPPER
from models.records import Hit, HitKind
from vocabulary.kept import compiled

_PARTS = compiled(r"[\s_+.-]+|%20|(?<=[a-z])(?<!Mc)(?=[A-Z])|(?<=[a-z])(?=\d)")
# Where other signs part the words, a hyphen joins them: "Loftus_Kerry-Ann".
_JOINED = compiled(
    rf"(?<![^\s_])(?P<last>[{UPPER}][^\W_]+(?:[’'][^\W_]+)?)[_,] ?"
    rf"(?P<first>[{UPPER}][^\W_]+(?:-[^\W_]+)?)(?![^\W_])"
)
_LETTERED = compiled(rf"(?P<kind>[A-Z]+)[ _](?P<last>[{UPPER}][a-z]{{3,}})[ _][A-Z](?=[ _]|$)")
# "CMR_Loftus_Kerry": behind a kind of review two words with capitals are a register's entry.
_ENTERED = compiled(
    rf"(?<![^\W_])(?P<kind>[A-Z]{{2,}})[ _-](?P<last>[{UPPER}][^\W\d_]+)[ _-]"
    rf"(?P<first>[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?)(?![^\W_])"
)
# "Loftus_Kerry_CMR", "chronology K Loftus".
_ENTERED_FIRST = compiled(
    rf"^(?P<last>[{UPPER}][^\W\d_]+)_(?P<first>[{UPPER}][^\W\d_]+)_(?P<kind>[A-Z]{{2,}})(?![^\W_])"
)
_INITIALLED = compiled(
    rf"(?<![^\W_])(?P<kind>[^\W\d_]+)[ _-][A-Z][ _.-] ?(?P<last>[{UPPER}][^\W\d_]+)(?![^\W_])"
)
_SHORT = 4  # letters of what may be a short form: SCR, SUSR
_LABELS = frozenset({"account_by_its_form", "account_with_figures", RULE_OF_FIGURES})
_FIGURES = 10  # of a number that is no publisher's own
_NUMBERS = compiled(r"(?<=\d)[_](?=\d)")
_BETWEEN = compiled(r"[_+]|%20|\.(?!\d)|-(?!\d)|(?<!\d)-")
_INNER = compiled(r"(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)")


@lru_cache(maxsize=1024)  # the file of a sighting also ends its address
def screen_file_name(name: str) -> tuple[Hit, ...]:
    """Finds in a file's name."""
    stem = name.rpartition(".")[0] or name
    text = _NUMBERS.sub("-", stem).replace("_", " ")
    hits = [hit for hit in screen(text, by_first_name=True) if not _is_label(text, hit)]
    words = [word for word in _PARTS.split(stem) if word and not word.isdigit()]
    if not hits and _is_entered(stem):
        hits.append(Hit(HitKind.NAME, 0, len(name), "names_in_file_name"))
    if not any(hit.kind in {HitKind.NAME, HitKind.STAFF_NAME} for hit in hits):
        kind = _kind(words)
        if kind is not None:
            hits.append(Hit(kind, 0, len(name), "names_in_file_name"))
    if not hits:
        # The places in the name are lost with its hyphens.
        hits += (Hit(hit.kind, 0, len(name), hit.rule) for hit in _titled(stem))
    if not hits and learnt_in_file_name(stem):
        hits.append(Hit(HitKind.NAME, 0, len(name), "learnt"))
    return tuple(hits)


def _is_label(text: str, hit: Hit) -> bool:
    """Whether it is what publishers number and call their files by, and is in no sentence."""
    figures = sum(map(str.isdigit, text[hit.start : hit.end]))
    return hit.rule in _LABELS or (hit.rule == "number_of_nothing_known" and figures < _FIGURES)


def _is_entered(stem: str) -> bool:
    """Whether a surname comes before a first name or its letter, as in a register."""
    entries = (
        match
        for pattern in (_LETTERED, _ENTERED, _ENTERED_FIRST)
        for match in pattern.finditer(stem)
        if pattern is _LETTERED or is_first(match["first"])
    )
    if any(m["kind"] in lexicon().review_kinds and _may_be_surname(m["last"]) for m in entries):
        return True
    papers = (m for m in _INITIALLED.finditer(stem) if m["kind"].lower() in lexicon().papers)
    if any(_may_be_surname(match["last"]) for match in papers):
        return True
    return any(
        _may_be_surname(match["last"]) and is_first(match["first"])
        for match in _JOINED.finditer(stem)
        if "-" in match["first"] or "," in match[0]
    )


def _titled(stem: str) -> Iterator[Hit]:
    """What has a form of its own, once its words are apart and have capitals."""
    apart = _INNER.sub(" ", _BETWEEN.sub(" ", stem))
    text = " ".join(w.capitalize() if w.islower() else w for w in apart.split())
    found = find_patterns(text, capitals_of(text), has_digit=any(map(str.isdigit, text)))
    return (hit for hit in found if not _is_label(text, hit))


def _kind(words: list[str]) -> HitKind | None:
    """Whether two words of a file's name are somebody's, and whose."""
    known = lexicon()
    papers = known.papers | {kind.lower() for kind in known.review_kinds}
    for place, (first, last) in enumerate(pairwise(words)):
        if not known.before_authors.isdisjoint(
            word.lower() for word in words[max(0, place - 2) : place]
        ):
            continue
        # "Mrs Penrose" may be what the report has chosen to call somebody; a constable is not.
        if first.lower() in known.staff_titles and _may_be_surname(last):
            return HitKind.STAFF_NAME
        if _is_of_a_paper(words[:place], first) and _may_be_surname(last):
            return HitKind.NAME
        # In small letters every word looks the same: the first has to be known as a name.
        if any(
            one.capitalize() in known.firsts | known.ordinary_firsts
            and other.capitalize() in known.surnames - known.firsts
            for one, other in ((first, last), (last, first))
        ) or _may_be_name(first, last):
            return HitKind.NAME
        # "olwen_tuvor_chronology", "tuvor-olwen-sar": what follows is a paper about one person.
        if words[place + 2 : place + 3] and words[place + 2].lower() in papers:
            for one, other in ((first, last), (last, first)):
                may_be = other.capitalize() in known.surnames or _may_be_surname(other)
                if is_first(one.capitalize()) and may_be and not is_first(other.capitalize()):
                    return HitKind.NAME
    return None


def _is_of_a_paper(before: list[str], title: str) -> bool:
    """ "letter to Mrs": a paper about somebody, and no review that is known by a name."""
    known, lower = lexicon(), {word.lower() for word in before}
    reviews = {kind.lower() for kind in known.review_kinds} | {"review", "overview"}
    titles = {written.lower() for written in known.written_titles}
    return (
        not known.papers.isdisjoint(lower) and reviews.isdisjoint(lower) and title.lower() in titles
    )


def _may_be_name(first: str, last: str) -> bool:
    """Whether a known name and a word that reports do not use are in a file's name."""
    firsts, titled = lexicon().firsts, last.capitalize()
    is_long = first.isalpha() and len(first) > _SHORT
    if titled in lexicon().surnames - firsts and is_long and is_new(first.capitalize()):
        return True
    is_short = len(last) <= _SHORT and not last.istitle()
    is_word = is_short or not last.isalpha() or titled in firsts
    return first.capitalize() in firsts and not is_word and is_new(titled)


def _may_be_surname(word: str) -> bool:
    """Whether a word behind a title can be a surname: no letter and no short form."""
    titled = word.capitalize()
    is_known = titled in lexicon().surnames | lexicon().ordinary_surnames
    is_word = re.sub("['’]", "", word).isalpha()
    return is_word and (is_known or (len(word) > _SHORT - 1 and is_new(titled)))
