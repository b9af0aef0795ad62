"""Which kinds of quotes come first, how length counts in each, and what may be quoted at all."""

from __future__ import annotations

import pytest

from briefings.selection.desk import BriefingDesk
from briefings.selection.lens import Lens
from briefings.selection.mixing import mixed
from briefings.selection.quotes import Quote, ranked_quotes, statements_of

# An invented account of 45 words and one of 16.
TOLD = (
    "The nurse rang the mother on each morning of that spring, asked who was at home and what the"
)
TOLD += (
    " baby had taken, wrote down the words that she was told, and went round with a colleague on"
)
TOLD += " the first day on which nobody had answered her by ten."
LINE = "The nurse rang the mother each morning of that spring and asked who was at home."


def _row(name: str, kind: str, **given: object) -> dict:
    return {
        "statement_id": name, "review_id": "one", "kind": kind, "number": None,
        "page_first": 1, "page_label_first": None, "heading": None, "text": LINE, "theme_id": None,
        "theme_ids": None, "evidence_start": None, "before_text": None, "before_id": None,
        "after_text": None, "is_doubted": False, "addressee": None, "is_primary": True,
        "role": "report", "named": 1.0, "themed": 1.0, "asked": 0.0, "told": 0.0,
    } | given  # fmt: skip


def _ranked(kinds: dict[str, int]) -> list[Quote]:
    rows = [_row(f"{kind}-{n:02}", kind) for kind, many in kinds.items() for n in range(many)]
    return ranked_quotes(rows, {"one": 1.0})


def test_some_of_each_kind_come_first_and_each_kind_keeps_its_order():
    kinds = {"learning_point": 30, "finding": 30, "question": 10, "good_practice": 10}
    ranked = _ranked(kinds)
    assert {quote.kind for quote in ranked[:30]} == {"learning_point"}
    found = mixed(ranked)
    assert {quote.kind for quote in found[:15]} >= {"learning_point", "finding"}
    assert sorted(found, key=lambda q: q.statement_id) == sorted(
        ranked, key=lambda q: q.statement_id
    )
    for kind in kinds:
        assert [q for q in found if q.kind == kind] == [q for q in ranked if q.kind == kind]


def test_quotes_of_one_kind_stay_as_they_are():
    ranked = _ranked({"finding": 5})
    assert mixed(ranked) == ranked
    assert mixed([]) == []


def test_a_much_better_quote_does_not_wait():
    weak = [_row(f"weak-{n}", "learning_point", named=0.0, themed=0.1) for n in range(4)]
    strong = [_row(f"strong-{n}", "finding", named=1.0) for n in range(4)]
    found = mixed(ranked_quotes([*weak, *strong], {"one": 1.0}))
    assert {q.kind for q in found[:3]} == {"finding"}


@pytest.mark.parametrize(("kind", "first"), [("finding", "line"), ("good_practice", "told")])
def test_what_worked_may_take_the_words_of_a_story(kind, first):
    rows = [_row("told", kind, text=TOLD), _row("line", kind)]
    assert ranked_quotes(rows, {"one": 1.0})[0].statement_id == first


def test_words_with_unread_letters_are_not_quoted():
    unread = LINE.replace("spring", "o\ufffdce")
    rows = [_row("unread", "finding", text=unread, named=9.0), _row("read", "finding")]
    assert [q.statement_id for q in ranked_quotes(rows, {"one": 1.0})] == ["read"]


class Rows(BriefingDesk):
    """A warehouse with three statements that carry no theme that is asked for."""

    def __init__(self) -> None:
        pass

    def ask_file(self, name, parameters=None):
        rest = {"named": 0.0, "themed": 0.0}
        return [
            _row("asked", "finding", **rest, asked=0.4),
            _row("told", "learning_point", **rest, told=0.2),
            _row("neither", "learning_point", **rest),
        ]


def test_words_of_the_review_in_focus_are_enough_to_be_considered():
    found = statements_of(Rows(), Lens(None, (), "", (), ()), ["one"])
    assert [row["statement_id"] for row in found] == ["asked", "told"]
