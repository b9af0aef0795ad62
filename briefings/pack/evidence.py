"""Where a review states each of its facts. A fact without a page is not shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from briefings.pack.wording import joined
from briefings.wording import document_in_words

# The facts of a pack, and the fields of a document that they are made of.
_FACTS = {
    "Report": ("title",),
    "Published": ("publisher", "nation", "published_on"),
    "Kind": ("document_type",),
    "People": ("subjects", "ages"),
    "Outcome": ("outcome",),
    "Period": ("period_from",),
    "Method": ("method",),
}
_PARTS = {  # of facts with several fields
    "subjects": "number", "ages": "ages",
    "publisher": "publisher", "nation": "nation", "published_on": "date",
}  # fmt: skip
_QUOTED = (
    "outcome",
    "period_from",
    "method",
)  # facts that are shown with their printed words, not only the page
_LISTED = ("title", "publisher", "nation", "published_on")
_BY_A_PERSON = {"title": "title", "publisher": "publisher", "published_on": "date",
                "document_type": "type"}  # fmt: skip


class StatedPlace(msgspec.Struct, frozen=True):
    """Where a document states something."""

    value: str
    page: int
    label: str | None
    words: str | None
    document: str | None  # in words, if it is not the report itself

    @property
    def shown(self) -> str:
        """The page as printed, and as a PDF reader counts it."""
        pdf = f"PDF p.\N{NO-BREAK SPACE}{self.page}"
        printed = f"p.\N{NO-BREAK SPACE}{self.label} ({pdf})" if self.label else pdf
        return f"{self.document}, {printed}" if self.document else printed


class Evidence(msgspec.Struct, frozen=True):
    """The places of one review, by field."""

    of: Mapping[str, tuple[StatedPlace, ...]]

    def has(self, field: str) -> bool:
        """Whether a page says it."""
        return field in self.of

    def names(self, field: str, value: str) -> bool:
        """Whether a page says this of several."""
        return any(place.value == value for place in self.of.get(field, ()))

    def told(self, corrected: Collection[str], *, is_listed: bool) -> tuple[tuple[str, str], ...]:
        """Each fact of a pack with its source.

        `corrected` are fields that a person gave. `is_listed`: the publisher's list gives facts
        beside the link to the report, which may not be printed in the report itself.
        """
        facts = [
            (fact, "; ".join(self._told(fields, corrected, is_listed)))
            for fact, fields in _FACTS.items()
        ]
        return (*((fact, where) for fact, where in facts if where), *self._agencies())

    def _told(
        self, fields: Iterable[str], corrected: Collection[str], is_listed: bool
    ) -> Iterator[str]:
        for field in fields:
            part = f"{_PARTS[field]}: " if field in _PARTS else ""
            if _BY_A_PERSON.get(field) in corrected:
                yield f"{part}corrected by a person"
            elif field in self.of:
                place = self.of[field][0]
                words = f", “{place.words}”" if place.words and field in _QUOTED else ""
                yield f"{part}{place.shown}{words}"
            elif is_listed and field in _LISTED:
                yield f"{part}as its source lists it"

    def _agencies(self) -> Iterator[tuple[str, str]]:
        by_page: dict[str, list[str]] = {}
        for place in self.of.get("agency", ()):
            if place.document is None:
                by_page.setdefault(place.shown, []).append(place.value)
        if by_page:
            yield (
                "Among the agencies",
                "; ".join(f"{page}: {joined(a)}" for page, a in by_page.items()),
            )


NO_EVIDENCE = Evidence({})


def gathered(rows: Iterable[Mapping[str, Any]]) -> dict[str, Evidence]:
    """The evidence of each review. The report comes before its other documents."""
    found: dict[str, dict[str, tuple[StatedPlace, ...]]] = {}
    for row in rows:
        beside = None if row["is_primary"] else document_in_words(row["role"])
        place = StatedPlace(str(row["value"]), int(row["page"]), row["label"], row["quote"], beside)
        mine = found.setdefault(str(row["review_id"]), {})
        mine[str(row["field"])] = (*mine.get(str(row["field"]), ()), place)
    return {review: Evidence(of) for review, of in found.items()}
