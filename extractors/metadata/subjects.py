"""The people that a review is about, as a number and age bands."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from extractors.metadata.ages import ALL_BANDS, as_number, bands_of, bands_of_headings
from extractors.metadata.counts import children_in, in_heading, people_in
from extractors.metadata.front import SENTENCE_BREAK, Front
from extractors.metadata.pseudonyms import pseudonyms_of
from models.records import LineRole, Stated, people_told
from vocabulary.rules import asked

_WHO_DIED, _SEVERAL = asked("subjects", "who_died"), asked("subjects", "several")
_ABOUT, _CENTRE = asked("subjects", "about"), asked("subjects", "centre")
_ONE, _NAMED_AGE = asked("subjects", "one"), asked("subjects", "named_age")
_FAMILY_LETTER, _OF_LETTER = asked("subjects", "family_letter"), asked("subjects", "of_letter")
_LABEL, _TOLD, _CALLED = (asked("subjects", name) for name in ("label", "told", "called"))
_COUPLE, _OF_DEATH = asked("subjects", "couple"), asked("subjects", "of_death")
_LETTERS, _JOINT = asked("subjects", "letters"), asked("subjects", "joint_of_letters")
_LISTED, _JOINED = asked("subjects", "listed"), asked("subjects", "joined")
_FURTHER, _QUOTED = asked("subjects", "further"), asked("subjects", "quoted")
_OF_FAMILY, _OTHER_CASE = asked("subjects", "of_family"), asked("outcomes", "law")
_PLAIN_NAME, _WAS_SOMEBODY = asked("subjects", "plain_name"), asked("subjects", "was_somebody")
_BEFORE = 40  # characters before "review" that say whose it is
_FIRST_PAGES, _AGED = 4, 6  # in which number and ages are given


class Subjects(msgspec.Struct, frozen=True):
    """How many people there are and the bands of their ages, with the pages that say so."""

    number: int | None = None
    bands: tuple[str, ...] = ()
    page: int | None = None
    page_of_ages: int | None = None

    @property
    def stated(self) -> Stated | None:
        """Number and age bands in words: never a name, never an exact age."""
        value = people_told(self.number, self.bands)
        return Stated(value, 0.6, self.page, rule="subjects:bands") if value else None

    @property
    def stated_ages(self) -> Stated | None:
        """The bands alone."""
        if not self.bands:
            return None
        return Stated(", ".join(self.bands), 0.6, self.page_of_ages, rule="ages:bands")


def people_of(
    front: Front,
    title: Stated | None,
    *,
    is_thematic: bool = False,
    possible: frozenset[str] = ALL_BANDS,
) -> Subjects:
    """How many people the review is about, and the bands of their ages, where stated.

    Of many cases (`is_thematic`), only what is said outright of all of them counts. `possible` are
    the bands in which the people of such a review can be.

    Children whom the text counts without a word that the review is about them are not counted, nor
    is what a line of contents, a heading's number or a law says.
    """
    if is_thematic:
        if title and (number := people_in(title.value)):
            return Subjects(number, page=title.page)
        number, page = _counted(front)
        return Subjects(number, page=page)
    names = pseudonyms_of(title)
    if title and (number := _in_title(title, names)):
        page = title.page
    elif number := _on_cover(front):
        page = front.cover[0].page
    else:
        number = _in_text(front, title, _FIRST_PAGES)
        if number == 1 and title and _SEVERAL.find(title.value):
            number = None
        pages = range(1, _FIRST_PAGES + 1)
        page = next((p for p in pages if number and _in_text(front, title, p) == number), None)

    names = names or _numbered(front, title, _FIRST_PAGES)

    def told_by(last: int) -> list[str]:
        listed = bands_of_headings((p.text for p in front.upto(last)), number)
        return listed or bands_of(front.text(1, last), names, is_one=number == 1, possible=possible)

    bands = tuple(told_by(_AGED)[: max(number or 1, 1)])
    first = (p for p in range(1, _AGED + 1) if bands and {*bands} <= {*told_by(p)})
    return Subjects(number, bands, page, next(first, None))


def _in_text(front: Front, title: Stated | None, last: int) -> int | None:
    """What the pages up to `last` say."""
    return (
        _told(front, last)
        or in_heading(front, last)
        or _labels_told(front, last)
        or _of_family(front, title, last)
        or _alone_in_title(front, title, last)
    )


def _in_title(title: Stated, names: tuple[str, ...]) -> int | None:
    labelled = _labels(title.value)
    if names and not labelled:
        return max(len(names) + _further(title.value), people_in(title.value) or 0)
    if labelled:
        listed = _LISTED.find(title.value)
        several = len(_JOINED.plain.split(listed.group())) if listed else 0
        return max(labelled, several, len(names)) + _further(title.value)
    number = people_in(title.value)
    return number or (1 if _OF_DEATH.find(title.value) else None)


def _labels(text: str) -> int:
    """How many people labels such as "Child A" name; a couple is two."""
    letters = _LETTERS.find(text)
    if letters:
        return len(_JOINT.plain.split(letters.group("names")))
    found = {m.group("name").upper() + m.group("kind")[:2].lower() for m in _LABEL.finditer(text)}
    return max(2, len(found) + 1) if _COUPLE.find(text) else len(found)


def _on_cover(front: Front) -> int | None:
    """Labels on the lines of the cover, each once; a lone word in quotation marks is one person."""
    plain = [
        p.text for p in front.cover if p.line.role is not LineRole.CONTENTS and len(p.text) < 90
    ][:25]
    text = " / ".join(plain)
    number = _labels(text) or (1 if _OF_DEATH.find(text) else None)
    alone = any(_QUOTED.find(line) for line in plain)
    return number or (1 if alone else None)


def _counted(front: Front) -> tuple[int | None, int | None]:
    """A number of people and its page, where a sentence says that the review is about them."""
    for page in range(1, _FIRST_PAGES + 1):
        text = front.text(page, page)
        centre = _CENTRE.find(text)
        numbers = [as_number(centre["n"])] if centre else []
        numbers += [people_in(told) for told in _about(text)]
        if number := next((n for n in numbers if n and n > 1), None):
            return number, page
    return None, None


def _told(front: Front, last: int) -> int | None:
    """The number in a sentence of the first pages that says who the review is about."""
    for page in range(1, last + 1):
        if centre := _CENTRE.find(front.text(page, page)):
            return as_number(centre.group("n"))
        for told in _about(front.text(page, page)):
            if number := people_in(told) or _labels(told):
                return number
            about = told.split(" about ")[-1].split(" concerns ")[-1]
            if _ONE.find(told) or _NAMED_AGE.find(about):
                return 1
    died = _WHO_DIED.find(front.text(1, last))
    return as_number(died.group("n")) if died else None


def _about(text: str) -> Iterator[str]:
    """The sentences that say whom the review is about, but those on other reviews."""
    for match in _ABOUT.finditer(text):
        before = SENTENCE_BREAK.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        if not _OTHER_CASE.find(before + match.group()):
            yield match.group()


def _labels_told(front: Front, last: int) -> int | None:
    """ "Who will be referred to as Child C"."""
    text = front.text(1, last)
    found = {m.group("who").split(" in ")[0] for m in _CALLED.finditer(text)}
    named = {match.group() for who in found if (match := _LABEL.plain.match(who))}
    told = {m.group().rstrip(",") for m in _LABEL.finditer(text) if _TOLD.find(text, m.end())}
    return len(named or told) or None


def _of_family(front: Front, title: Stated | None, last: int) -> int | None:
    """The first number of children in the text of a review that is about a family.

    Those of "Family K" may be K1, K2 and K3, and counted nowhere.
    """
    if title is None or not _OF_FAMILY.find(title.value):
        return None
    return children_in(front.text(1, last)) or len(_numbered(front, title, last)) or None


def _numbered(front: Front, title: Stated | None, last: int) -> tuple[str, ...]:
    """The children of a family with a letter, in their order: K1, K2, K3."""
    family = _FAMILY_LETTER.find(title.value) if title else None
    if family is None:
        return ()
    children = _OF_LETTER.about(letter=[family["letter"].upper()])
    return tuple(sorted({m.group() for m in children.finditer(front.text(1, last))}))


def _alone_in_title(front: Front, title: Stated | None, last: int) -> int | None:
    """ "Isaac": a title of names alone, where the text says who each was or how old."""
    names = _JOINED.plain.split(title.value.split(":")[0]) if title else []
    text = front.text(1, last)
    told = (_WAS_SOMEBODY.about(name=[name]).search(text) for name in names)
    are_names = all(_PLAIN_NAME.find(name) for name in names)
    return len(names) if names and are_names and all(told) else None


def _further(title: str) -> int:
    """People beside those named: three in "Aspen and three siblings", one in "and her sister"."""
    match = _FURTHER.find(title)
    return (as_number(match.group("n") or "one") or 1) if match else 0
