"""From a shortlist and a warehouse to the content of a pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from briefings.breakout import OF_A_BOARD, turn
from briefings.pack.content import Chosen, Cited, Pack, ThemePart
from briefings.pack.facts import NewReviews, ReviewFacts, StatementFacts, ThemeFacts
from briefings.pack.lookup import Lookup
from briefings.pack.own_words import misplaced, own_words
from briefings.pack.recognise import flags, unknown_areas
from briefings.pack.settings import Team
from briefings.pack.wording import day_in_words
from briefings.shortlist import KeptQuote, QuotedWords, Shortlist, quoted


def gather(shortlist: Shortlist, warehouse: Path, team: Team) -> Pack:
    """Look up all that the shortlist names. What is no longer there is named in `gone`."""
    return _Gathering(shortlist, Lookup(warehouse), team).pack()


class _Gathering:
    """One shortlist with the facts of all its ids."""

    def __init__(self, shortlist: Shortlist, lookup: Lookup, team: Team) -> None:
        self._list = shortlist
        self._lookup = lookup
        self._team = team
        self._families = shortlist.take.families
        self._themes = [t for t, weight in shortlist.themes.items() if weight > 0]
        self._dropped = [t for t, weight in shortlist.themes.items() if weight <= 0]
        chosen = [review.id for review in shortlist.reviews]
        left = [review.id for review in shortlist.left_out]
        focus = [shortlist.focus] if shortlist.focus else []
        self._reviews = lookup.reviews([*chosen, *left, *focus])
        self._facts = lookup.statements(kept.id for kept in _all_kept(shortlist))
        self._gone: list[str] = []
        self._struck = frozenset(shortlist.struck)
        self._own_words = own_words(shortlist)

    def pack(self) -> Pack:
        """The content, each part in the shortlist's order."""
        given = self._list
        focus = self._review(given.focus, "the review in focus") if given.focus else None
        mine, strays = self._of_focus(self._cited(given.focus_extracts, "the focus extracts"))
        kept = [self._cited(one.keep, self._name(one.id)) for one in given.reviews]
        theirs = _once([*strays, *(quote for quotes in kept for quote in quotes)])
        reviews = self._chosen()
        worked = _once([*self._cited(given.worked, "what worked"), *_of([*mine, *theirs], _WORKED)])
        asked = _once(
            [*self._cited(given.questions, "the questions"), *_of([*mine, *theirs], _QUESTIONS)]
        )
        implied = self._cited(given.implications, "the implications")
        advice, bare = self._lookup.advice(given.asked, given.take.leave_out_places)
        there = {one.cluster_id for one in advice}
        self._gone += [
            f"repeated advice under “asked” ({cluster}) is "
            + (
                "not repeated without the places that are left out"
                if cluster in bare
                else "not, or no longer, advice of several boards in the collection"
            )
            for cluster in given.asked
            if cluster not in there
        ]
        known = {theme.theme_id for theme in self._theme_facts()}
        self._gone += [
            f"the theme {theme} is not known: correct it under “themes”"
            for theme in self._themes
            if theme not in known
        ]
        self._gone += misplaced(given, known)
        pack = Pack(
            title=given.briefing,
            audience=given.audience,
            day=day_in_words(given.on) if given.on else "",
            minutes=given.minutes,
            team=self._team,
            question=given.question.strip(),
            focus=focus,
            focus_quotes=tuple(q for q in mine if not _is(q, _WORKED + _QUESTIONS + _BOARDS)),
            reviews=reviews,
            themes=self._theme_facts(),
            parts=self._parts([q for q in theirs if not _is(q, _WORKED + _QUESTIONS + _BOARDS)]),
            worked=worked,
            advice=advice,
            questions=tuple(q for q in asked if not _is_of_a_board(q)),
            learning=tuple(q for q in implied if not _is(q, _BOARDS)),
            boards=(
                *_once(_of([*implied, *mine, *theirs], _BOARDS)),
                *(q for q in asked if _is_of_a_board(q)),
            ),
            own=tuple(Cited(QuotedWords(o.text), None, o.source, o.page) for o in given.own),
            own_words=self._own_words,
            new=self._new(given.last_briefing),
            left_out=tuple((self._name(one.id), one.why) for one in given.left_out),
            missing=given.missing.strip(),
            n_of=self._lookup.n_counted(self._families),
            families=self._families,
            gone=tuple(self._gone),
            flags=(),
        )
        places = self._lookup.spellings()
        return msgspec.structs.replace(
            pack, flags=flags(pack, places), unknown_areas=unknown_areas(pack, places)
        )

    def _new(self, since: str | None) -> NewReviews | None:
        if not since:
            return None
        mine = [review.id for review in self._list.reviews if review.id in self._reviews]
        return self._lookup.new_since(since, self._families, self._themes, mine, self._list.focus)

    def _review(self, review_id: str, what: str) -> ReviewFacts | None:
        found = self._reviews.get(review_id)
        if found is None:
            self._gone.append(f"{what} ({review_id}) is no longer in the collection")
        return found

    def _name(self, review_id: str) -> str:
        found = self._reviews.get(review_id)
        return found.short if found else review_id

    def _chosen(self) -> tuple[Chosen, ...]:
        out = []
        for one in self._list.reviews:
            review = self._review(one.id, "a chosen review")
            if review:
                out.append(Chosen(review, one.why, one.note))
        return tuple(out)

    def _cited(self, kept: Iterable[KeptQuote], where: str) -> tuple[Cited, ...]:
        out: dict[str, Cited] = {}
        for one in kept:
            if one.id in out:
                self._gone.append(
                    f"a quote of {where} ({one.id}) is listed twice: it is shown once"
                )
                continue
            if one.id in self._struck:
                self._gone.append(
                    f"a quote of {where} ({one.id}) is under “strike”: it is left out"
                )
                continue
            facts = self._facts.get(one.id)
            if facts is None:
                self._gone.append(f"a quote of {where} ({one.id}) is no longer in the collection")
                continue
            quote = quoted(facts.text, one)
            if quote.problem:
                self._gone.append(
                    f"a quote of {where} ({one.id}) {quote.problem}: it is shown in full"
                )
            named = msgspec.structs.replace(facts, themes=self._themes_of(facts, one.theme))
            out[one.id] = Cited(quote, named, note=one.note, used=one.used)
        return tuple(out.values())

    def _of_focus(self, extracts: Iterable[Cited]) -> tuple[list[Cited], list[Cited]]:
        """Quotes of the review in focus, cited without its name, and quotes of other reviews."""
        mine: list[Cited] = []
        strays: list[Cited] = []
        for quote in extracts:
            is_mine = quote.review_id == self._list.focus and quote.review_id in self._reviews
            (mine if is_mine else strays).append(quote)
        self._gone += [
            f"a quote of the focus extracts ({quote.facts.statement_id}) is not of the review in"
            f" focus: it is shown with the other reviews, as {quote.short}"
            for quote in strays
            if quote.facts
        ]
        return mine, strays

    def _themes_of(self, facts: StatementFacts, named: str | None) -> tuple[tuple[str, float], ...]:
        """The themes of the briefing that a statement has, first the one to show it under."""
        if named and named not in self._dropped:
            return ((named, 1.0),)
        asked = self._list.themes
        mine = [(theme, score) for theme, score in facts.themes if theme in self._themes]
        return tuple(sorted(mine, key=lambda pair: (-pair[1] * asked[pair[0]], pair[0])))

    def _by_weight(self) -> list[str]:
        known = {*self._themes, *self._dropped}
        named = [k.theme for k in _all_kept(self._list) if k.theme and k.theme not in known]
        ranked = sorted(self._themes, key=lambda theme: -self._list.themes[theme])
        return list(dict.fromkeys([*ranked, *named]))

    def _parts(self, quotes: list[Cited]) -> tuple[ThemePart, ...]:
        facts = {theme.theme_id: theme for theme in self._theme_facts()}
        parts = []
        first = Counter[str]()
        for theme in (*facts, None):
            mine = [quote for quote in quotes if _theme(quote, facts) == theme]
            words = self._own_words.get(theme or "", ())
            placed = _in_turn(mine, first)
            if placed:
                first[placed[0].review_id] += 1
            if placed or words:
                parts.append(ThemePart(facts[theme] if theme else None, placed, words=words))
        return tuple(parts)

    def _theme_facts(self) -> tuple[ThemeFacts, ...]:
        chosen = [review.id for review in self._list.reviews]
        return self._lookup.themes(self._by_weight(), self._families, chosen)


_WORKED = ("good_practice",)
_QUESTIONS = ("question",)
_BOARDS = ("recommendation",)


def _is(quote: Cited, kinds: tuple[str, ...]) -> bool:
    return quote.facts is not None and quote.facts.kind in kinds


def _of(quotes: Iterable[Cited], kinds: tuple[str, ...]) -> list[Cited]:
    return [quote for quote in quotes if _is(quote, kinds)]


def _is_of_a_board(question: Cited) -> bool:
    """Whether practitioners cannot answer it."""
    heading = question.facts.heading if question.facts else None
    return turn(question.quote.text, heading) == OF_A_BOARD


def _theme(quote: Cited, known: Collection[str]) -> str | None:
    """The theme to show a quote under; None if the name is not a theme."""
    themes = quote.facts.themes if quote.facts else ()
    return themes[0][0] if themes and themes[0][0] in known else None


def _once(quotes: Iterable[Cited]) -> tuple[Cited, ...]:
    """Each statement once, at its first place in the pack, with the author's note from any."""
    found: dict[str, Cited] = {}
    for quote in quotes:
        if quote.facts:
            first = found.setdefault(quote.facts.statement_id, quote)
            if quote.note and not first.note:
                noted = msgspec.structs.replace(first, note=quote.note)
                found[quote.facts.statement_id] = noted
    return tuple(found.values())


def _in_turn(quotes: list[Cited], first: Mapping[str, int]) -> tuple[Cited, ...]:
    """One quote of each review, then a second one of each, so that neighbours differ in review.

    Reviews that came `first` under other themes come later, so that slides show many reviews.
    """
    turn = Counter(first)
    placed = []
    for place, quote in enumerate(quotes):
        placed.append((turn[quote.review_id], place, quote))
        turn[quote.review_id] += 1
    return tuple(quote for _, _, quote in sorted(placed, key=lambda item: item[:2]))


def _all_kept(shortlist: Shortlist) -> list[KeptQuote]:
    lists = (
        shortlist.focus_extracts,
        shortlist.worked,
        shortlist.questions,
        shortlist.implications,
        *(review.keep for review in shortlist.reviews),
    )
    return [kept for one in lists for kept in one]
