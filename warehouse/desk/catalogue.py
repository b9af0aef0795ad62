"""All reviews of a build, in memory: every page names some, and few questions are about one alone.

A review takes about a kilobyte; a question to the warehouse takes milliseconds.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from warehouse.desk.connection import Desk

Row = dict[str, Any]
_CARD = (
    "title",
    "publisher",
    "nation",
    "year",
    "published_on",
    "published_precision",
    "is_fictional",
    "report_family",
    "licence",
)
# What pages show of a review. Of ten thousand, each further column takes half a megabyte.
_COLUMNS = (
    "review_id",
    *_CARD,
    "review_type",
    "sector",
    "subjects",
    "outcome",
    "is_counted",
    "n_held",
    "n_findings",
    "n_recommendations",
    "n_good_practice",
    "n_learning_points",
    "n_questions",
    "n_actions",
)


class Catalogue(NamedTuple):
    """Reviews in the order of their ids; `newest` are their places, the newest first."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    places: dict[str, int]
    newest: list[int]
    searched: list[str]  # title, publisher and id in small letters
    card: tuple[int, ...]  # the columns that a card of a statement shows

    def row(self, review_id: str) -> Row | None:
        """A review with the name of its type; None where it is not in the build."""
        place = self.places.get(review_id)
        return None if place is None else self.at(place)

    def at(self, place: int) -> Row:
        """The review at this place."""
        return dict(zip(self.names, self.rows[place], strict=True))

    def of_card(self, review_id: str | None) -> Row:
        """What a card says of the review that a statement is in."""
        place = self.places.get(review_id) if review_id else None
        if place is None:
            return dict.fromkeys(_CARD)
        row = self.rows[place]
        return {name: row[column] for name, column in zip(_CARD, self.card, strict=True)}

    def listed(self, words: str, nation: str, family: str) -> list[int]:
        """Places of the reviews whose title, publisher or id holds all words; the newest first."""
        wanted = words.lower().split()
        of_nation, of_family = self.names.index("nation"), self.names.index("report_family")
        return [
            place
            for place in self.newest
            if (not nation or self.rows[place][of_nation] == nation)
            and (not family or self.rows[place][of_family] == family)
            and all(word in self.searched[place] for word in wanted)
        ]

    def column(self, name: str) -> list[Any]:
        """What each review has in this column."""
        at = self.names.index(name)
        return [row[at] for row in self.rows]


def catalogue(desk: Desk) -> Catalogue:
    """The reviews of the published build."""
    return desk.once("catalogue", lambda: _read(desk), stays=True)


def report_types(desk: Desk) -> dict[str, str]:
    """The names of types of report."""
    return desk.once(
        "report types",
        lambda: {str(r["code"]): str(r["label"]) for r in desk.rows("from report_types")},
        stays=True,
    )


def _read(desk: Desk) -> Catalogue:
    types = report_types(desk)
    names, found = desk.table(f"select {', '.join(_COLUMNS)} from reviews order by review_id")
    of_type, published = names.index("review_type"), names.index("published_on")
    once: dict[str, str] = {}  # the same nation ten thousand times is one text
    rows = [
        (
            *(once.setdefault(v, v) if isinstance(v, str) else v for v in row),
            types.get(row[of_type], row[of_type]),
        )
        for row in found
    ]
    del found
    title, publisher = names.index("title"), names.index("publisher")
    # Ids are in order already: an order that is kept is an order within a day.
    newest = sorted(range(len(rows)), key=lambda at: -(rows[at][published] or date.min).toordinal())
    return Catalogue(
        (*names, "type_label"),
        rows,
        {str(row[0]): place for place, row in enumerate(rows)},
        newest,
        [f"{row[title] or ''} {row[publisher] or ''} {row[0]}".lower() for row in rows],
        tuple(names.index(c) for c in _CARD),
    )
