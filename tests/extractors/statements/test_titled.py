"""Recommendations below numbered titles of their own. All invented."""

from __future__ import annotations

_PROSE = "The panel heard from every service that had known the invented family in those years."
_TITLED = (
    ("Letters in plain words", "The trust should write its letters in plain words."),
    ("What closing means", "No action is to be closed until somebody has seen that it worked."),
    ("Those who see first", "Caretakers, whoever employs them, to be given a number to ring."),
)


def _report(titled: tuple[tuple[str, str], ...], after: str = "") -> str:
    items = "\n\n".join(f"* {i} {title}\n\n{text}" for i, (title, text) in enumerate(titled, 1))
    title = f"# Safeguarding Adults Review: Hazel\n\n{_PROSE}\n\n"
    return f"{title}# Recommendations\n\n{items}\n\n{after}\n"


def test_what_is_alone_below_a_numbered_title_is_a_recommendation(statements_of) -> None:
    found = statements_of(_report(_TITLED))
    assert [(s.number, s.text) for s in found] == [
        (str(i), text) for i, (_, text) in enumerate(_TITLED, 1)
    ]


def test_what_comes_after_the_last_of_them_is_none(statements_of) -> None:
    after = "The board will watch its progress, and should write to the family each spring."
    assert after not in [s.text for s in statements_of(_report(_TITLED, after))]


def test_one_numbered_title_makes_no_list(statements_of) -> None:
    text = "No action is to be closed until somebody has seen that it worked."
    assert statements_of(_report((("What closing means", text),))) == ()


def test_a_title_between_a_bare_label_and_its_text_loses_nothing(statements_of) -> None:
    for word in ("Recommendation", "Learning point"):
        parts = "\n\n".join(
            f"* {word} {i}\n\n* {title}\n\n{text}" for i, (title, text) in enumerate(_TITLED, 1)
        )
        report = f"# Safeguarding Adults Review: Hazel\n\n{_PROSE}\n\n# {word}s\n\n{parts}\n"
        assert [(s.number, s.text) for s in statements_of(report)] == [
            (str(i), text) for i, (_, text) in enumerate(_TITLED, 1)
        ]


def test_a_larger_heading_after_one_bare_label_begins_a_chapter(statements_of) -> None:
    report = (
        f"# Safeguarding Adults Review: Hazel\n\n{_PROSE}\n\n* Recommendation 1\n\n"
        f"# Thanks to the family\n\n{_PROSE}\n"
    )
    assert statements_of(report) == ()


def test_a_title_below_a_bare_label_may_be_the_finding(statements_of) -> None:
    titles = (
        "Responsibilities are understood to belong to one team and not to the whole of the council",
        "Because there is too little room, where a person lives is decided by what stands empty",
    )
    parts = "\n\n".join(
        f"* FINDING {i}\n\n# {title}\n\n{_PROSE}" for i, title in enumerate(titles, 1)
    )
    report = f"# Safeguarding Adults Review: Hazel\n\n{_PROSE}\n\n# The findings\n\n{parts}\n"
    assert [(s.number, s.text) for s in statements_of(report)] == [
        (str(i), title) for i, title in enumerate(titles, 1)
    ]


def test_a_numbered_paragraph_after_a_labelled_recommendation_is_none_of_it(statements_of) -> None:
    text = "The trust should write its letters in plain words."
    report = (
        f"# Safeguarding Adults Review: Hazel\n\n5.11 {_PROSE}\n\n* Recommendation 1\n\n{text}\n\n"
        "5.12 The team meeting in May had 57 cases on its agenda and lasted for ninety minutes.\n"
    )
    assert [(s.number, s.text) for s in statements_of(report)] == [("1", text)]


def test_bold_sentences_below_a_heading_for_learning_are_learning(statements_of) -> None:
    told = ("A parent who does not want the police is not saying that she is safe.",
            "Plans that list services are not plans for change.")  # fmt: skip
    points = "\n\n".join(f"* {i}. {text}" for i, text in enumerate(told, 1))
    report = f"# Safeguarding Adults Review: Hazel\n\n{_PROSE}\n\n# Key learning\n\n{points}\n"
    assert [(str(s.kind), s.text) for s in statements_of(report)] == [
        ("learning_point", text) for text in told
    ]
