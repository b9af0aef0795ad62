"""Where a statement or a review comes from, in 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console

from terminal.screen.answers import shown
from vocabulary.kinds import kind_labels
from vocabulary.ways import why_of

_WIDTH = 79  # on any screen: longer lines are hard to read
_NAME = 12  # characters that a field's name takes
_PRINTED = {"year": 4, "month": 7}  # characters of an ISO date
_ORIGINS = {
    "rule": "by a phrase",
    "model": "by the model",
    "both": "by a phrase and the model",
    "human": "by a person",
    "answers": "by the model, with people's answers about this document",
}


def show_explanation(
    explained: Mapping[str, Any], console: Console, corrected: str = "", learnt: str = ""
) -> None:
    """Print where a statement comes from.

    `explained` is an Explanation as a mapping; `corrected` says who changed its words, `learnt`
    that its themes were given with the help of answers about other statements.
    """
    for line, style in _lines(explained, corrected, learnt):
        console.print(shown(line, style), soft_wrap=True)


def show_review(explained: Mapping[str, Any], console: Console) -> None:
    """Print where a review comes from; `explained` is a ReviewExplanation as a mapping."""
    r = explained["review"]
    lines = [(f"{r['title'] or 'Review without a title'}  {r['review_id']}", "bold")]
    published = _as_printed(r["published_on"], r["published_precision"])
    counted = (
        ("publisher", r["publisher"]),
        ("nation", r["nation"]),
        ("published", f"{published} ({r['published_basis']})" if published else "not stated"),
        ("type", f"{r['review_type']} ({r['report_family']})"),
    )
    lines += _part("What it is", counted)
    lines += _part(
        "How it counts", (("", words) for words in explained["counting"] or ("As any review.",))
    )
    documents = (f"{d['file_name']} ({d['role']}, {d['status']})" for d in explained["documents"])
    lines += _part("Its documents", (("", words) for words in documents))
    for line, style in lines:
        console.print(shown(line, style), soft_wrap=True)


def _lines(explained: Mapping[str, Any], corrected: str, learnt: str) -> Iterator[tuple[str, str]]:
    s, d, run = explained["statement"], explained["document"], explained["run"]
    kind = kind_labels()[s["kind"]]
    yield f"{kind}{' ' + s['number'] if s['number'] else ''}  {s['statement_id']}", "bold"
    yield from _wrapped(f"“{s['text']}”", 2)
    yield from _part("Where", _where(s, d, explained))
    yield from _part("How it counts", (("", words) for words in explained["counting"]))
    yield from _part("Why it is a statement", _why(s, explained["reasons"], corrected))
    themes = [_theme(label) for label in explained["labels"]]
    yield from _part("Themes", (("", theme) for theme in (*themes, learnt)))
    doubted = [f"{label.label}, {label.score:.2f}" for label in explained["abstained"]]
    yield from _part("Too uncertain to be a theme", (("", theme) for theme in doubted))
    yield from _part("Linked to it", (("", _link(row, s)) for row in explained["linked"]))
    boxes = [
        f"p. {e.page}: {e.box.x0:.0f}, {e.box.top:.0f} to {e.box.x1:.0f}, {e.box.bottom:.0f}"
        for e in explained["evidence"]
    ]
    yield from _part("Lines on the page (points from the top left)", (("", b) for b in boxes))
    yield from _part("Made by", _made(d, run))


def _where(
    s: Mapping[str, Any], d: Mapping[str, Any], explained: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    yield "review", explained["review_title"]
    yield "", s["review_id"]
    yield "publisher", d["publisher"]
    yield "nation", d["nation"]
    yield "published", _as_printed(d["published_on"], d["published_precision"])
    yield "document", f"{d['file_name']} ({d['role']}, {d['status']})"
    page = f"PDF p. {s['page_first']}"
    if s["page_last"] != s["page_first"]:
        page += f" to {s['page_last']}"
    yield "page", page + (f", printed p. {s['page_label_first']}" if s["page_label_first"] else "")
    yield "under", " > ".join(s["section_path"] or [])
    yield "opens at", s["page_url"]
    yield "repeats", s["repeats_statement_id"]
    yield "to", s["addressee"]
    yield "by when", s["timescale"]
    yield "agencies", ", ".join(s["agencies"] or [])
    fields = ", ".join(d["corrected"] or [])
    yield "corrected", f"{fields} (by a person)" if fields else None


def _as_printed(day: Any, precision: str | None) -> str | None:
    """A date no more exact than the document gives it: without a day if none is printed."""
    return str(day)[: _PRINTED.get(precision or "", 10)] if day else None


def _why(s: Mapping[str, Any], reasons: Iterable[str], corrected: str) -> Iterator[tuple[str, Any]]:
    yield "rule", s["rule"]
    yield "", why_of(s["rule"])
    yield "section", s["section_role"]
    yield "confidence", f"{s['confidence']:.2f}"
    yield "weighed", "; ".join(reasons)
    yield "words", corrected


def _theme(label: Any) -> str:
    words = f": “{label.evidence}”" if label.evidence else ""
    origin = _ORIGINS.get(label.origin, label.origin)
    stance = f", {label.stance.replace('_', ' ')}" if label.stance else ""
    return f"{label.label}, {label.score:.2f}, {origin}{stance}{words}"


def _link(row: Mapping[str, Any], s: Mapping[str, Any]) -> str:
    ids = (row["finding_id"], row["recommendation_id"])
    other = next(i for i in ids if i != s["statement_id"])
    what = "the finding" if other == ids[0] else "the recommendation"
    return f"{what} {other}, {row['confidence']:.2f}"


def _made(d: Mapping[str, Any], run: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "run", run["run_id"]
    yield "finished", str(run["finished_at"])[:16]
    yield "document", d["document_id"]
    yield "licence", d["licence"]


def _part(title: str, fields: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """A heading with its fields, or nothing if all are empty."""
    filled = [(name, str(value)) for name, value in fields if value not in (None, "")]
    if not filled:
        return
    yield "", ""
    yield title, "bold"
    width = _NAME if any(name for name, _ in filled) else 0
    for name, value in filled:
        yield from _wrapped(value, 2 + width, f"  {name:<{width}}")


def _wrapped(text: str, indent: int, first: str = "") -> Iterator[tuple[str, str]]:
    margin = " " * indent
    lines = textwrap.wrap(
        " ".join(text.split()), _WIDTH, initial_indent=first or margin, subsequent_indent=margin,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
    # An address is never split: in two pieces it can be neither opened nor copied.
    yield from ((line, "") for line in lines)
