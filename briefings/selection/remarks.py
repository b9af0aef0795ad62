"""The program's comments in a shortlist: where each quote is, its words, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from briefings.selection.desk import BriefingDesk, Row
from briefings.selection.propose import Proposal
from briefings.selection.quotes import Quote
from briefings.selection.request import NewBy
from briefings.selection.themes import of_themes, where_from
from briefings.selection.used import Used, kept_in, used_before
from briefings.selection.why import (
    about_quote,
    about_review,
    is_by_program,
    newness,
    where,
    why_review,
)
from briefings.shortlist import (
    OWN_WORDS,
    PROPOSED_THEMES,
    KeptQuote,
    Remark,
    Remarks,
    Shortlist,
    own_words_on,
    quoted,
)
from vocabulary.counting import plural

_AROUND = 160  # characters of the statements before and after
_GONE = "GONE: "
_HEAD = (
    "A shortlist. Text after `#.` is the program's and is renewed by `reviews brief select`. All"
    " other lines are yours: reorder, delete, add a `note:`, put ids under `strike`, write `own`"
    " quotes (text, source, page) and `own_words` (paragraphs). A quote may begin `from` and end"
    " `until` words of its statement."
)


def remarks_of(path: Path, proposal: Proposal, existing: Shortlist | None = None) -> Remarks:
    """Comments for a proposal, and for what an existing shortlist has besides."""
    desk = BriefingDesk(path)
    labels = desk.labels()
    since, new_by = proposal.request.last_briefing, proposal.request.new_by
    found: dict[str, Remark] = {}
    found |= of_themes(proposal.lens, proposal.request, labels)
    found[PROPOSED_THEMES] = Remark(where_from(proposal.lens, proposal.request))
    for review_id, facts in proposal.pool.facts.items():
        remark = Remark(about_review(facts), tuple(_new(facts, since, new_by)))
        found[f"left {review_id}"] = remark
        told = proposal.how_much.get(review_id)
        found[review_id] = Remark(remark.after, (*remark.below, told)) if told else remark
    focus = proposal.pool.facts.get(proposal.request.focus or "")
    if focus:
        found["focus"] = Remark(about_review(focus))
    for quote in proposal.quotes.values():
        found[quote.statement_id] = _of_quote(quote, labels)
    kept = {one.id for one in kept_in(existing)} if existing else set()
    for review_id, more in proposal.more.items():
        free = tuple(quote for quote in more if quote.statement_id not in kept)
        found[f"more {review_id}"] = Remark("", tuple(_offers(free, labels)))
    for cluster, row in proposal.asked.items():
        found[cluster] = _of_asked(row)
    found["own"] = Remark("quotes that you type: - {text: ..., source: ..., page: ...}")
    found["own_words"] = Remark(
        "paragraphs of your own behind a name: `why: >`, then indented lines"
    )
    found |= {own_words_on(part): Remark(about) for part, about in OWN_WORDS.items()}
    found |= {own_words_on(theme): Remark(label) for theme, label in labels.items()}
    gone: dict[str, Remark] = {}
    whys: dict[str, str] = {}
    if existing:
        whys = _whys(desk, proposal, existing, labels)
        of_existing = _of_existing(desk, existing, found)
        gone = {
            str(existing.focus) if name == "focus" else name: one
            for name, one in of_existing.items()
            if one.after.startswith(_GONE)
        }
        found |= of_existing
        found |= _used_since(existing, found, proposal.request.used)
    return Remarks(found, (_HEAD,), tuple(_foot(proposal, since, existing)), whys, gone)


def _whys(
    desk: BriefingDesk, proposal: Proposal, existing: Shortlist, labels: dict[str, str]
) -> dict[str, str]:
    """The reasons for reviews in the author's file, if she has not changed the program's words."""
    ours = [one.id for one in existing.reviews if is_by_program(one.why, labels.values())]
    given = proposal.lens.parameters("themes", "weights")
    counts: dict[str, list[Row]] = {one: [] for one in ours if one in proposal.pool.facts}
    for row in desk.ask_file("review_counts", {**given, "reviews": list(counts)}):
        counts[str(row["review_id"])].append(row)
    asked = bool(proposal.request.question)
    return {one: why_review(rows, labels) for one, rows in counts.items() if rows or asked}


def _of_quote(quote: Quote, labels: dict[str, str]) -> Remark:
    below = [f"“{quote.passage.text}”"]
    if quote.is_doubted:
        below.append("its theme is uncertain: read it in its report")
    if quote.leans:
        keep = f": keep {quote.before_id} before it, or take another" if quote.before_id else ""
        below.append(f"it needs the words before it{keep}")
    return Remark(about_quote(quote, labels), (*below, *_around(quote.before, quote.after)))


def _around(before: str | None, after: str | None) -> Iterator[str]:
    if before:
        yield "before it: " + _end(before)
    if after:
        yield "after it: " + _begin(after)


def _used_since(
    existing: Shortlist, known: dict[str, Remark], used: Sequence[Used]
) -> dict[str, Remark]:
    """Where a quote has been used since. It goes below the author's lines, which never change."""
    of = {kept.id: " ".join(kept.used) for kept in kept_in(existing)}
    of |= {review.id: " ".join(review.used) for review in existing.reviews}
    of |= {left.id: left.why for left in existing.left_out}
    found = {}
    for name, said in of.items():
        shown = used_before([u for u in used if u.shown not in said], name)
        if shown and name in known:
            mine = known[name]
            found[name] = Remark(mine.after, (*mine.below, *shown))
    return found


def _offers(quotes: tuple[Quote, ...], labels: dict[str, str]) -> Iterator[str]:
    if quotes:
        yield "also:"
    for quote in quotes:
        yield f"- {quote.statement_id} {about_quote(quote, labels)}: “{quote.passage.text}”"


def _of_asked(row: Row) -> Remark:
    first, last = row["first_year"], row["last_year"]
    years = f"{first} to {last}" if first != last else str(first or "years not stated")
    nations = ", ".join(row["nations"] or [])
    n = plural(int(row["n_reviews"]), "review")
    return Remark(f"asked in {n}, {years}; {nations}", (f"“{row['representative']}”",))


def _new(facts: Row, since: date | None, new_by: NewBy) -> Iterator[str]:
    if since and (said := newness(facts, since, new_by)):
        yield said


def _foot(proposal: Proposal, since: date | None, existing: Shortlist | None) -> Iterator[str]:
    yield proposal.held_back
    if since is None:
        return
    by = "publication" if proposal.request.new_by == "published" else "first collection"
    yield f"New since {since.isoformat()} by {by}: {plural(len(proposal.new), 'review')} on this"
    chosen = {review.id for review in proposal.shortlist.reviews}
    if existing:  # what she left out is not added
        chosen -= {left.id for left in existing.left_out}
        chosen |= {review.id for review in existing.reviews}
    for review in proposal.new:
        is_in = "in" if review.review_id in chosen else "not in"
        about = about_review(proposal.pool.facts[review.review_id])
        yield f"- {review.review_id} ({is_in}) {about}"


def _of_existing(
    desk: BriefingDesk, existing: Shortlist, known: dict[str, Remark]
) -> dict[str, Remark]:
    """Comments on what the author keeps, cuts and has struck, and on what has gone."""
    cut = {one.id for one in kept_in(existing) if one.start or one.until}
    struck = {one: KeptQuote(one) for one in existing.struck}
    mine_all = {one.id: one for one in kept_in(existing) if one.id not in known or one.id in cut}
    kept = {**struck, **mine_all}
    rows = desk.ask_file("kept", {"ids": list(kept)})
    labels = desk.labels()
    found = {}
    for row in rows:
        mine = kept[str(row["statement_id"])]
        theme = f", {labels[mine.theme].lower()}" if mine.theme in labels else ""
        shown = quoted(str(row["text"]), mine).shown
        below = (f"“{shown}”", *_around(row["before_text"], row["after_text"]))
        is_struck = "struck: " if mine.id not in mine_all else ""
        found[mine.id] = Remark(is_struck + where(row) + theme, below)
    gone = Remark(f"{_GONE}no longer in the collection; look for another, or take the line out")
    found |= {i: gone for i in kept if i not in found}
    found |= _of_advice(desk, [one for one in existing.asked if one not in known], gone)
    reviews = [review.id for review in existing.reviews if review.id not in known]
    withdrawn = {
        str(row["review_id"]): str(row["state"])
        for row in desk.ask("select review_id, state from removals where review_id is not null")
    }
    is_focus_gone = existing.focus and existing.focus not in known
    for review in (*reviews, *([existing.focus] if is_focus_gone else ())):
        state = withdrawn.get(str(review), "no longer in the collection")
        name = "focus" if review == existing.focus else str(review)
        found[name] = Remark(f"{_GONE}{state}; it is not quoted when the briefing is rendered")
    return found


def _of_advice(desk: BriefingDesk, clusters: list[str], gone: Remark) -> dict[str, Remark]:
    """Comments on repeated advice that the author kept and that is not proposed."""
    rows = desk.ask(
        "select cluster_id, any_value(representative) as representative,"
        " any_value(n_reviews) as n_reviews, year(min(first_on)) as first_year,"
        " year(max(last_on)) as last_year,"
        " list(distinct nation order by nation) filter (nation is not null) as nations"
        " from repeat_recommendations where list_contains($ids::varchar[], cluster_id)"
        " group by cluster_id",
        {"ids": clusters},
    )
    return dict.fromkeys(clusters, gone) | {str(row["cluster_id"]): _of_asked(row) for row in rows}


def _begin(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rsplit(" ", 1)[0] + " …"


def _end(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].split(" ", 1)[-1]
