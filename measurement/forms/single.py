"""Ways to print statements of one kind: lists, labels, boxes and tables, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from random import Random
from typing import NamedTuple

from models.records import Kind


class FormWords(NamedTuple):
    """What one kind of statement is called: by its label, short, as a column, as a chapter."""

    label: str
    short: str
    column: str
    chapters: tuple[str, ...]


WORDS = {
    Kind.RECOMMENDATION: FormWords(
        "Recommendation",
        "R",
        "Recommendations",
        ("Recommendations", "What needs to change", "Multi-agency recommendations"),
    ),
    Kind.LEARNING_POINT: FormWords(
        "Learning point", "LP", "Learning points", ("Key learning", "Lessons learned")
    ),
    Kind.GOOD_PRACTICE: FormWords(
        "Good practice", "GP", "Good practice", ("Effective practice", "What worked well")
    ),
    Kind.QUESTION: FormWords(
        "Question", "Q", "Questions", ("Questions for the Board", "Questions to consider")
    ),
    Kind.FINDING: FormWords("Finding", "F", "Findings", ("Findings", "What the review found")),
}
_LEADS = {
    Kind.RECOMMENDATION: "The Panel makes the following recommendations:",
    Kind.LEARNING_POINT: "The review has identified the following learning:",
    Kind.GOOD_PRACTICE: "The following good practice was identified:",
    Kind.QUESTION: "The Board is asked to consider the following questions:",
    Kind.FINDING: "The review made the following findings:",
}
_TOPICS = (
    "Information sharing", "Thresholds", "The voice of the child", "Working with fathers",
    "Supervision", "Mental capacity", "Was not brought", "Transitions", "Record keeping",
)  # fmt: skip
_BULLETS = ("disc", "square", "circle", "'–  '", "'➢ '", "'✓ '")

Form = Callable[[FormWords, Sequence[str], Random], str]


def _each(texts: Sequence[str], pattern: str, words: FormWords) -> str:
    """`pattern` for each text: {t} the text, {i} its number, {one} the label, {topic} a topic."""
    topics = _TOPICS * (len(texts) // len(_TOPICS) + 1)
    return "".join(
        pattern.format(t=escape(text), i=i, one=words.label, short=words.short, topic=topic)
        for i, (text, topic) in enumerate(zip(texts, topics, strict=False), 1)
    )


def _simply(pattern: str, around: str = "{}") -> Form:
    def form(words: FormWords, texts: Sequence[str], draw: Random) -> str:  # noqa: ARG001
        return (
            around.replace("{one}", words.label)
            .replace("{many}", words.column)
            .format(_each(texts, pattern, words))
        )

    return form


def _bullets(words: FormWords, texts: Sequence[str], draw: Random) -> str:
    style = draw.choice(_BULLETS)
    return f'<ul style="list-style-type:{style}">{_each(texts, "<li>{t}</li>", words)}</ul>'


def _margin(words: FormWords, texts: Sequence[str], draw: Random) -> str:
    width = draw.choice(("6em", "8em", "11em", "13em") if " " in words.label else ("11em", "13em"))
    label = f"<span style='flex:0 0 {width}'><b>{{one}} {{i}}</b></span>"
    return _each(texts, f"<div class=np>{label}<p>{{t}}</p></div>", words)


FORMS: dict[str, Form] = {
    "paragraphs": _simply("<p>{t}</p>"),
    "bullets": _bullets,
    "numbers": _simply("<li>{t}</li>", "<ol>{}</ol>"),
    "hanging numbers": _simply("<div class=np><span>{i}.</span><p>{t}</p></div>"),
    "labels in the line": _simply("<p><b>{one} {i}: </b>{t}</p>"),
    "short labels": _simply("<p><b>{short}{i}. </b>{t}</p>"),
    "labels above": _simply("<p><b>{one} {i}</b></p><p>{t}</p>"),
    "labels in the margin": _margin,
    "labels in bands": _simply("<p class=band>{one} {i}</p><p>{t}</p>"),
    "titles": _simply("<h3>{one} {i}: {topic}</h3><p>{t}</p>"),
    "labels and titles above": _simply("<p><b>{one} {i}</b></p><p><b>{topic}</b></p><p>{t}</p>"),
    "numbered titles": _simply("<h3>{i}. {topic}</h3><p>{t}</p>"),
    "circled numbers": _simply("<div class=np><span class=dot>{i}</span><p>{t}</p></div>"),
    "two columns": _simply("<li>{t}</li>", "<div style='columns:2'><ul>{}</ul></div>"),
    "cards": _simply(
        "<div class=card><p><b>{one} {i}</b></p><p>{t}</p></div>", "<div class=cards>{}</div>"
    ),
    "topics above": _simply("<h3>{topic}</h3><p>{t}</p>"),
    "topics in the line": _simply("<p><b>{topic}.</b> {t}</p>"),
    "boxes": _simply("<div class=box><p><b>{one}</b></p><p>{t}</p></div>"),
    "one box": _simply("<li>{t}</li>", "<div class=box><p><b>{many}</b></p><ul>{}</ul></div>"),
    "table, numbered": _simply(
        "<tr><td>{i}</td><td>{t}</td></tr>",
        "<table><tr><th>No.</th><th>{one}</th></tr>{}</table>",
    ),
    "table by topic": _simply(
        "<tr><td>{topic}</td><td>{t}</td></tr>",
        "<table><tr><th>Theme</th><th>{many}</th></tr>{}</table>",
    ),
    "table with owners": _simply(
        "<tr><td>{i}</td><td>{t}</td><td>Health</td><td>March 2026</td></tr>",
        "<table><tr><th>No.</th><th>{one}</th><th>Lead</th><th>By when</th></tr>{}</table>",
    ),
    "table of labels": _simply(
        "<tr><td><b>{one} {i}</b></td><td>{t}</td></tr>", "<table>{}</table>"
    ),
    "table of labels and titles": _simply(
        "<tr><td><b>{one} {i}</b><br>{topic}</td><td>{t}</td></tr>", "<table>{}</table>"
    ),
    "a table for each": _simply(
        "<table><tr><th>{one} {i}</th><td>{t}</td></tr><tr><th>Lead</th><td>Health</td></tr>"
        "<tr><th>By when</th><td>March 2026</td></tr></table>"
    ),
    "table without rules": _simply(
        "<tr><td>{i}</td><td>{t}</td><td>{topic}</td></tr>",
        "<table class=bare><tr><th>No.</th><th>{one}</th><th>Theme</th></tr>{}</table>",
    ),
}


def printed_as(kind: Kind, texts: Sequence[str], draw: Random) -> tuple[str, str]:
    """A chapter of statements as HTML, and the name of its form."""
    words = WORDS[kind]
    name = draw.choice([*FORMS, "announced"])
    if name == "announced":
        heading = draw.choice(("Conclusion", draw.choice(words.chapters)))
        return f"<h1>{heading}</h1><p>{_LEADS[kind]}</p>{_bullets(words, texts, draw)}", name
    return f"<h1>{draw.choice(words.chapters)}</h1>{FORMS[name](words, texts, draw)}", name
