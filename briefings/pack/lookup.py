"""Facts of reviews, statements, themes and repeated advice, from the warehouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

import warehouse
from briefings.pack.addressed import Addressed, addressed
from briefings.pack.evidence import NO_EVIDENCE, Evidence, gathered
from briefings.pack.facts import (
    AdviceGiven,
    NewReviews,
    ReviewFacts,
    SharedAdvice,
    StatementFacts,
    ThemeFacts,
)
from briefings.pack.queries import (
    ADVICE,
    EVIDENCE,
    NEW,
    RECOMMENDATIONS,
    REVIEWS,
    STATEMENTS,
    THEMES,
)
from briefings.pack.titles import short_title
from briefings.pack.wording import (
    counted,
    licence_in_words,
    method_in_words,
    outcome_in_words,
    period_in_words,
    whole_names,
)
from briefings.selection.matching import names_place
from briefings.wording import dated, document_in_words, people_in_words

_COUNTS = (
    ("n_findings", "finding", ""),
    ("n_learning_points", "learning point", ""),
    ("n_good_practice", "example of good practice", "examples of good practice"),
    ("n_questions", "question", ""),
    ("n_actions", "action in agencies’ plans", "actions in agencies’ plans"),
)
_MOST_NEW = 5


class Lookup:
    """Queries to one warehouse. Ids that are not in it are left out of the answer."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _ask(self, sql: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        found = warehouse.query(self._path, sql, parameters)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def reviews(self, ids: Iterable[str]) -> dict[str, ReviewFacts]:
        """The reviews of these ids that the warehouse has."""
        wanted = sorted(set(ids))
        evidence = gathered(self._ask(EVIDENCE, [wanted]))
        asked = addressed(self._ask(RECOMMENDATIONS, [wanted]))
        rows = {str(row["review_id"]): row for row in self._ask(REVIEWS, [wanted])}
        return {
            review: _review(row, evidence.get(review, NO_EVIDENCE), asked.get(review))
            for review, row in rows.items()
        }

    def statements(self, ids: Iterable[str]) -> dict[str, StatementFacts]:
        """The statements of these ids (whole, or their beginnings) that the warehouse has."""
        wanted = sorted(set(ids))
        rows = self._ask(STATEMENTS, [wanted])
        reviews = self.reviews(str(row["review_id"]) for row in rows)
        themes = self._themes_of([str(row["statement_id"]) for row in rows])
        return {
            str(row["statement_id"]): _statement(
                row, _standing_in(row, reviews), themes.get(str(row["statement_id"]), ())
            )
            for row in rows
        }

    def _themes_of(self, ids: list[str]) -> dict[str, tuple[tuple[str, float], ...]]:
        rows = self._ask(
            "select statement_id, theme_id, score from statement_themes"
            " where list_contains($1, statement_id) order by statement_id, score desc, theme_id",
            [ids],
        )
        found: dict[str, tuple[tuple[str, float], ...]] = {}
        for row in rows:
            mine = found.get(str(row["statement_id"]), ())
            found[str(row["statement_id"])] = (*mine, (str(row["theme_id"]), float(row["score"])))
        return found

    def themes(
        self, ids: Sequence[str], families: Sequence[str], chosen: Sequence[str]
    ) -> tuple[ThemeFacts, ...]:
        """Themes in the order given, counted over the counted reviews of these families."""
        rows = self._ask(THEMES, [list(ids), list(families), list(chosen)])
        by_id = {
            str(row["theme_id"]): ThemeFacts(**{**row, "chosen": tuple(row["chosen"] or ())})
            for row in rows
        }
        return tuple(by_id[theme] for theme in ids if theme in by_id)

    def advice(
        self, clusters: Sequence[str], places: Sequence[str] = ()
    ) -> tuple[tuple[SharedAdvice, ...], tuple[str, ...]]:
        """Repeated advice in the order given, without advice from places that are left out; and the
        clusters that are no longer repeated without it. Clusters that have gone are in neither.
        """
        rows = self._ask(ADVICE, [list(clusters)])
        out, bare = [], []
        for cluster in clusters:
            all_of_it = [row for row in rows if row["cluster_id"] == cluster]
            mine = [row for row in all_of_it if not any(names_place(row, p) for p in places)]
            asked = _once_each(mine)
            if len(asked) < min(2, len(_once_each(all_of_it))):
                bare.append(cluster)
            elif asked:
                words = str(mine[0]["representative"])
                is_there = any(one.text == words for one in asked)
                out.append(SharedAdvice(cluster, words if is_there else asked[0].text, asked))
        return tuple(out), tuple(bare)

    def new_since(
        self,
        since: str,
        families: Sequence[str],
        themes: Sequence[str],
        mine: Sequence[str],
        focus: str | None,
    ) -> NewReviews:
        """Counted reviews of these families since the ISO date `since`, those on the themes first.

        `mine` are the reviews of the briefing without its focus. The focus is never counted as new,
        here as in the shortlist.
        """
        found = self._ask(NEW, [since, list(families), list(themes)])
        rows = [row for row in found if row["review_id"] != focus]
        published = [row for row in rows if row["is_published"]]
        collected = [row for row in rows if row["is_collected"]]
        others = [row for row in published or collected if row["review_id"] not in mine]
        return NewReviews(
            since,
            n_published=len(published),
            n_on_this=sum(1 for row in published if row["n_on_this"]),
            n_collected=len(collected),
            n_mine=sum(1 for row in published if row["review_id"] in mine),
            rows=tuple(_new_row(row) for row in others[:_MOST_NEW]),
        )

    def n_counted(self, families: Sequence[str]) -> int:
        """How many counted reviews of these families there are."""
        rows = self._ask(
            "select count(*) as n from reviews where is_counted"
            " and list_contains($1, report_family)",
            [list(families)],
        )
        return int(rows[0]["n"])

    def spellings(self) -> list[tuple[str, list[str]]]:
        """Every place that reviews are about, with its spellings."""
        rows = self._ask("select place, spellings from places order by place")
        return [(str(row["place"]), [str(name) for name in row["spellings"]]) for row in rows]


def _review(row: dict[str, Any], evidence: Evidence, asked: Addressed | None) -> ReviewFacts:
    kind = str(row["kind"] or "Review")
    title = str(row["title"] or "Untitled review")
    return ReviewFacts(
        review_id=str(row["review_id"]),
        title=title,
        short=short_title(title, kind, str(row["review_type"] or "")),
        kind=kind,
        family=str(row["report_family"] or ""),
        publisher=row["publisher"],
        area=row["area"],
        nation=row["nation"],
        published=dated(row["published_on"], row["published_precision"]),
        year=row["year"],
        people=people_in_words(
            row["n_subjects"] if evidence.has("subjects") else None,
            row["age_bands"] or () if evidence.has("ages") else (),
            row["sector"],
        ),
        outcome=outcome_in_words(row["outcome"]) if evidence.has("outcome") else None,
        period=period_in_words(
            row["period_from"] if evidence.has("period_from") else None,
            row["period_to"] if evidence.has("period_to") else None,
        ),
        method=method_in_words(row["method"] if evidence.has("method") else None, kind),
        agencies=whole_names(a for a in row["agencies"] or () if evidence.names("agency", a)),
        asked=asked,
        counts=tuple(
            (int(row[name]), counted(int(row[name]), one, many).partition(" ")[2])
            for name, one, many in _COUNTS
            if row[name]
        ),
        licence=licence_in_words(row["licence"]),
        link=_public(row["listing_url"]) or _public(row["url"]),
        sector=row["sector"],
        is_summary_only=bool(row["is_summary_only"]),
        n_pages=row["n_pages"],
        beside=tuple(dict.fromkeys(document_in_words(role) for role in row["beside"] or ())),
        is_fictional=bool(row["is_fictional"]),
        summary_page=row["summary_page"],
        evidence=evidence.told(row["corrected"] or (), is_listed=bool(row["source_id"])),
    )


def _standing_in(row: dict[str, Any], reviews: dict[str, ReviewFacts]) -> ReviewFacts:
    """The review of a statement, with the document's name if it is not from the report itself."""
    review = reviews[str(row["review_id"])]
    if row["is_primary"]:
        return review
    what = document_in_words(row["role"])
    return msgspec.structs.replace(
        review,
        title=f"{row['title'] or 'Untitled'} ({what} of: {review.title})",
        short=f"{review.short}: {what}",
        published=dated(row["published_on"], row["published_precision"]) or review.published,
        year=row["published_on"].year if row["published_on"] else review.year,
        licence=licence_in_words(row["licence"]),
        link=_public(row["listing_url"]) or _public(row["url"]),
        document=what,
    )


def _statement(
    row: dict[str, Any], review: ReviewFacts, themes: tuple[tuple[str, float], ...]
) -> StatementFacts:
    return StatementFacts(
        statement_id=str(row["statement_id"]),
        kind=str(row["kind"]),
        number=row["number"],
        text=str(row["text"]),
        heading=row["heading"],
        addressee=row["addressee"],
        pdf_page=int(row["page_first"]),
        printed_page=row["page_label_first"],
        page_link=_public(row["page_url"]),
        review=review,
        themes=themes,
        before=row["before"],
        after=row["after"],
    )


def _public(url: str | None) -> str | None:
    """An address that others can open. A path on this machine is not shown to others."""
    return url if url and url.startswith(("http://", "https://")) else None


def _once_each(rows: list[dict[str, Any]]) -> tuple[AdviceGiven, ...]:
    """The nearest recommendation of each review of a cluster, the oldest review first."""
    found: dict[str, AdviceGiven] = {}
    for row in rows:
        found.setdefault(
            str(row["review_id"]),
            AdviceGiven(
                published_on=row["published_on"],
                when=str(row["published_on"].year) if row["published_on"] else "date not stated",
                publisher=str(row["publisher"] or "publisher not stated"),
                nation=str(row["nation"] or "nation not stated"),
                addressee=row["addressee"],
                text=str(row["text"]),
                page=int(row["page_first"]),
            ),
        )
    return tuple(found.values())


def _new_row(row: dict[str, Any]) -> tuple[str, str, str]:
    name = short_title(str(row["title"] or "Untitled"), str(row["kind"]), str(row["review_type"]))
    when = dated(row["published_on"], row["published_precision"])
    return name, str(row["nation"] or "not stated"), when or "not stated"
