"""Agencies that a report names, and kinds of agency that it mentions without a name."""

from __future__ import annotations

import re
from collections import Counter

from extractors.metadata.front import Front
from models.records import Stated
from vocabulary.agencies import agencies_in, agency_types, mentions_in
from vocabulary.rules import asked

_NAMED, _KIND = asked("cited", "named"), asked("cited", "kind")
_OPENS, _GENERAL = asked("cited", "opens"), asked("cited", "general")
# Kinds that a review may speak of without a name: "the police", "her GP".
_SPOKEN_OF = frozenset(
    "police general_practice health_visiting maternity education early_years housing probation "
    "childrens_social_care adult_social_care mental_health_service substance_use_service "
    "youth_justice ambulance hospital_trust health_board domestic_abuse_service".split()
)
_OFTEN = 4  # mentions from which a kind without a name counts
_MOST = 24


def agencies_of(front: Front, *, is_case_review: bool = False) -> tuple[Stated, ...]:
    """Agencies named in the first third of a report, each once; of a review of a case, also kinds."""
    names: dict[str, Stated] = {}
    kinds: Counter[str] = Counter()
    pages: dict[str, int] = {}  # on which each kind is spoken of first
    for number in range(1, max(4, front.reading.n_pages // 3) + 1):
        text = front.celled(number)
        for match in _NAMED.finditer(text):
            name = _trimmed(match, text)
            if name:
                names.setdefault(name, Stated(name, 0.6, number, match.group(), "agency:named"))
        if is_case_review:
            spoken_of = mentions_in(text, _SPOKEN_OF)
            kinds.update(spoken_of)
            for kind in (kind for kind, often in spoken_of.items() if often):
                pages.setdefault(kind, number)
    found = _without_parts(names)
    told = {kind for name in found for kind in agencies_in(name)}
    labels = {kind.code: kind.label for kind in agency_types()}
    spoken = [
        Stated(labels[kind], 0.5, pages[kind], None, "agency:kind")
        for kind, often in kinds.most_common()
        if kind in _SPOKEN_OF and kind not in told and often >= _OFTEN
    ]
    return tuple([*found.values(), *spoken][:_MOST])


def _trimmed(match: re.Match[str], text: str) -> str | None:
    """A name without what opens its sentence; None for a word that is anybody's."""
    name = " ".join((match.group("name") + (match.group("more") or "")).split())
    opens = not re.search(r"[a-z,;(&]\s*$", text[: match.start()])
    bare = _OPENS.plain.sub("", name)
    if opens and bare == name and len(name.split()) > 2:
        rest = name.split(" ", 1)[1]
        # "Telephones Children's Social Care": a verb may open the sentence or the cell. What is
        # left of "Elmshire County Council" would be no name.
        if _KIND.find(rest) and not _GENERAL.find(rest) and text.count(name) < 2:
            bare = rest
    return None if _GENERAL.find(bare) else bare


def _without_parts(names: dict[str, Stated]) -> dict[str, Stated]:
    """Names without those that are the end of a longer one: "Social Care" of "Aldmarsh ... Care"."""
    return {
        n: s for n, s in names.items() if not any(o != n and o.endswith(f" {n}") for o in names)
    }
