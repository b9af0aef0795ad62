"""Learning what the parts of a choice weigh."""

from __future__ import annotations

import pytest

from briefings.selection import weights as shipped
from briefings.selection.quotes import Quote
from briefings.selection.rank import Ranked
from briefings.selection.sentences import Passage
from briefings.selection.weights import QUOTE_PARTS, REVIEW_PARTS
from measurement.briefings.learn import held_out, learn
from measurement.briefings.lessons import BriefingLesson
from vocabulary.loading import VocabularyError


def quote(name, review, fit, kind):
    parts = {**dict.fromkeys(QUOTE_PARTS, 0.5), "named": fit, kind: 1.0}
    text = f"Words of {name} that nothing else has."
    passage = Passage(text, 0, 1.0, 8)
    return Quote(name, review, kind, None, 1, None, text, None, passage, None, (), 0.0, None, None,
                 None, False, None, None, parts)  # fmt: skip


@pytest.fixture
def taught():
    """Reviews whose grade is how their best statements fit, and quotes that are learning points."""
    found = []
    for name in ("one", "two", "three"):
        alike = dict.fromkeys(REVIEW_PARTS, 0.5)
        ranked = tuple(
            Ranked(f"{name}-{n}", 0.0, 1, {**alike, "best_themed": n / 3}, {}) for n in range(4)
        )
        kinds = ("learning_point", "finding")
        quotes = tuple(
            quote(f"{name}-{n}-{kind}", f"{name}-{n}", n / 3, kind)
            for n in range(4)
            for kind in kinds
        )
        is_used = tuple("learning" in q.kind and q.parts["named"] > 0.5 for q in quotes)
        found.append(BriefingLesson(name, ranked, (0, 1, 2, 3), quotes, is_used))
    return found


def test_what_separates_the_good_ones_weighs_most(taught):
    found = learn(taught)
    assert max(found.reviews, key=found.reviews.__getitem__) == "best_themed"
    assert sum(found.reviews.values()) == pytest.approx(1)
    assert min(found.reviews.values()) >= 0
    assert found.quotes["learning_point"] > found.quotes["finding"]
    assert found.quotes["reads"] >= 2
    offer = taught[0].offer(found)
    assert offer.reviews == ("one-3", "one-2", "one-1", "one-0")
    assert offer.statements[0] == "one-3-learning_point"


def test_a_briefing_that_is_held_out_is_not_learnt_from(taught):
    odd = BriefingLesson("odd", taught[0].ranked, (3, 2, 1, 0), taught[0].quotes, taught[0].is_used)
    others = held_out([*taught, odd], ["odd"])
    assert others["odd"] == learn(taught)


def test_every_part_has_a_weight(monkeypatch, tmp_path):
    wrong = tmp_path / "weights.yaml"
    wrong.write_text("reviews: {best_themed: 1, luck: 1}\nquotes: {}\n")
    monkeypatch.setattr(shipped, "FILE", wrong)
    shipped.weights.cache_clear()
    with pytest.raises(VocabularyError, match=r"asked_share.*luck"):
        shipped.weights()
    monkeypatch.undo()
    shipped.weights.cache_clear()
    assert shipped.weights().reviews
