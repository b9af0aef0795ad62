"""Which sentences are quoted, and where they are cut."""

from __future__ import annotations

import pytest

from briefings.selection.propose import _offered
from briefings.selection.quotes import ranked_quotes
from briefings.selection.remarks import _of_quote
from briefings.selection.request import Request
from briefings.selection.sentences import best_passage, leans, reads_alone, rules, sentences


def test_every_rule_has_examples_that_it_meets():
    assert len(rules()) > 8
    assert all(rule.examples for rule in rules())


@pytest.mark.parametrize(
    "text",
    [
        "This was not followed by any of the services that worked with the family at that time.",
        "They did not ask the mother what she had understood of the plan and of its consequences.",
        "Staff should make sure that each plan is shared with the services of the area and:",
        "See paragraph 5.2 for how the services worked together in the year before the child died.",
    ],
)
def test_a_quote_that_needs_its_context_is_worth_less(text):
    alone = "Each of the services understood one person of the family and none knew all of it well."
    assert reads_alone(text) < reads_alone(alone) == 1.0


def test_a_sentence_ends_at_its_end():
    text = "Mr. Hale rang Dr. Lin, i.e. the GP. Nobody answered (again.) The plan lapsed."
    assert [found for _, found in sentences(text)] == [
        "Mr. Hale rang Dr. Lin, i.e. the GP.",
        "Nobody answered (again.)",
        "The plan lapsed.",
    ]


def test_the_passage_holds_the_words_that_carry_the_theme_and_whole_sentences():
    told = "Agreement was treated as change by all of the services that worked with the parents."
    text = f"They met. {told} This is returned to in section 9."
    found = best_passage(text, must_hold=text.index("treated"))
    assert found.text == told
    assert text[found.first :].startswith(told)


def _row(name: str, text: str, themed: float) -> dict:
    return {
        "statement_id": name, "review_id": "one", "kind": "finding", "number": None,
        "page_first": 1, "page_label_first": None, "heading": None, "text": text, "theme_id": None,
        "theme_ids": None, "evidence_start": None, "before_text": "Before it.",
        "before_id": f"before-{name}", "after_text": None, "is_doubted": False, "addressee": None,
        "is_primary": True, "role": "report", "named": themed, "themed": themed, "asked": 0.0,
        "told": 0.0,
    }  # fmt: skip


def test_a_quote_that_needs_its_context_is_chosen_last_and_says_what_it_needs():
    rows = [
        _row("leans", "The same was true of the nurse, who had met her twice in that year.", 9.0),
        _row("stands", "The school rang a mother in each week of that spring and summer.", 1.0),
        _row("other", "A nurse who sees a baby asks who else lives in the home with them.", 1.0),
    ]
    ranked = ranked_quotes(rows, {"one": 1.0})
    assert ranked[0].statement_id == "leans"
    found = _offered(rows, {"one": 1.0}, Request())
    assert [quote.statement_id for quote in found][-1] == "leans"
    below = " ".join(_of_quote(found[-1], {}).below)
    assert "needs the words before it: keep before-leans" in below
    assert not any("needs" in line for line in _of_quote(found[0], {}).below)


_NAMED = "The warden of the hostel had not been asked to do anything at all."
_HANGS = (
    "On the morning of the clearance he saw the tools on the pavement, carried them to his own"
    " store, and told the contractor that they were not going anywhere."
)


def test_a_pronoun_takes_the_sentence_before_it_that_says_who_is_meant():
    text = f"{_NAMED} {_HANGS} The tools were given back in June."
    found = best_passage(text, must_hold=text.index("contractor"))
    assert found.text.startswith(_NAMED)
    assert best_passage(_HANGS).reads < 0.7  # and where there is none, another quote is preferred
    assert leans(_HANGS)


@pytest.mark.parametrize(
    "text",
    [
        "When a patient says that he is not safe, believe him, and think of two people.",
        "Farid’s referral was closed when his sister did not answer the telephone in that week.",
        "The dietitian wrote to the boy himself, and she drew him a bus route with a meal.",
        "Services for adults and for children met twice, and each of them kept its own record.",
    ],
)
def test_a_pronoun_with_its_person_before_it_leans_on_nothing(text):
    assert not leans(text)


def test_a_sentence_with_unread_letters_is_not_quoted():
    whole = "She signed the paper on the ward."
    gap = "She had signed an a\ufffddavit in front of the whole team on the ward that day."
    assert reads_alone(gap) == 0
    assert best_passage(f"{gap} {whole}").text == whole
