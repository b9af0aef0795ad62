"""A shortlist as YAML that is easy to edit: one entry per quote, with comments below it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from briefings.shortlist.records import OWN_WORDS, ChosenReview, KeptQuote, Shortlist
from briefings.shortlist.remarks import (
    PROPOSED_THEMES,
    Remarks,
    lines_of,
    own_words_on,
    with_remark,
)

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/'’‘,()-]*[A-Za-z0-9.)’]|[A-Za-z0-9]")
_TRICKY = re.compile(r"(?i)(?:true|false|yes|no|on|off|null|[0-9.e+_-]+)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def as_yaml(shortlist: Shortlist, remarks: Remarks) -> str:
    """The whole text, unsigned."""
    return "\n".join(_lines(shortlist, remarks)).rstrip() + "\n"


def _lines(s: Shortlist, remarks: Remarks) -> Iterator[str]:
    yield from lines_of(remarks.head, 0)
    yield f"briefing: {scalar(s.briefing)}"
    yield f"for: {scalar(s.audience)}"
    yield f"on: {s.on or ''}".rstrip()
    yield f"minutes: {s.minutes}"
    yield f"last_briefing: {s.last_briefing or ''}".rstrip()
    yield with_remark(f"focus: {s.focus or ''}".rstrip(), remarks.of.get("focus"))
    yield "question: >"
    yield from (textwrap.wrap(s.question, 96, initial_indent="  ", subsequent_indent="  ") or [])
    yield with_remark("themes:", remarks.of.get(PROPOSED_THEMES))
    for theme, weight in s.themes.items():
        yield with_remark(f"  {theme}: {weight:g}", remarks.of.get(theme))
    yield from _take(s)
    yield f"used_before: {_flow(s.used_before)}"
    for name in ("focus_extracts", "worked", "questions", "implications"):
        if name == "worked":
            yield from _reviews(s, remarks)
        yield ""
        yield from _kept_list(name, getattr(s, name), remarks, 0)
    yield ""
    yield with_remark("asked:" + (" []" if not s.asked else ""), remarks.of.get("asked"))
    for cluster in s.asked:
        yield from item(cluster, f"  - {cluster}", remarks, 4)
    if s.strike:
        yield "strike:"
    for struck in s.strike:
        yield from item(struck, f"  - {struck}", remarks, 4)
    yield with_remark("own: []", remarks.of.get("own"))
    yield with_remark("own_words:", remarks.of.get("own_words"))
    for part in (*OWN_WORDS, *s.themes):
        yield with_remark(f"  {part}:", remarks.of.get(own_words_on(part)))
    yield "left_out:" + (" []" if not s.left_out else "")
    for left in s.left_out:
        yield with_remark(f"  - id: {left.id}", remarks.of.get(f"left {left.id}"))
        yield f"    why: {scalar(left.why)}"
    yield f"missing: {scalar(s.missing)}"
    yield from lines_of(remarks.foot, 0)


def _take(s: Shortlist) -> Iterator[str]:
    yield "take:"
    for name, value in msgspec.to_builtins(s.take).items():
        if value in (None, (), []):
            continue
        shown = _flow(value) if isinstance(value, list | tuple) else json.dumps(value)
        yield f"  {name}: {shown}"


def _reviews(s: Shortlist, remarks: Remarks) -> Iterator[str]:
    yield ""
    yield with_remark("reviews:" + (" []" if not s.reviews else ""), remarks.of.get("reviews"))
    for review in s.reviews:
        yield from review_entry(review, remarks)


def review_entry(review: ChosenReview, remarks: Remarks) -> Iterator[str]:
    """One review of the list."""
    yield from item(review.id, f"  - id: {review.id}", remarks, 4)
    yield f"    why: {scalar(review.why)}"
    yield from _kept_list("keep", review.keep, remarks, 4)
    yield "    strike: []"
    if review.used:
        yield f"    used: {_flow(review.used)}"
    yield from lines_of(more_of(remarks, review.id), 4)


def _kept_list(
    name: str, kept: Sequence[KeptQuote], remarks: Remarks, indent: int
) -> Iterator[str]:
    margin = " " * indent
    yield with_remark(f"{margin}{name}:" + (" []" if not kept else ""), remarks.of.get(name))
    for one in kept:
        yield from item(one.id, f"{margin}  - {_kept(one)}", remarks, indent + 4)


def item(key: str, line: str, remarks: Remarks, indent: int) -> Iterator[str]:
    """An entry with the program's comments on it."""
    remark = remarks.of.get(key)
    yield with_remark(line, remark)
    if remark:
        yield from lines_of(remark.below, indent)


def _kept(one: KeptQuote) -> str:
    parts = [("id", one.id), ("from", one.start), ("until", one.until), ("theme", one.theme)]
    given = [f"{name}: {_quoted(value)}" for name, value in parts if value]
    given += [f"used: {_flow(one.used)}"] if one.used else []
    return one.id if len(given) == 1 else "{" + ", ".join(given) + "}"


def more_of(remarks: Remarks, review_id: str) -> Sequence[str]:
    """Further quotes of a review that are offered and not chosen."""
    found = remarks.of.get(f"more {review_id}")
    return found.below if found else ()


def scalar(value: str) -> str:
    """A text as YAML on one line, in quotation marks if it needs them."""
    if not value:
        return ""
    return value if _PLAIN.fullmatch(value) and not _TRICKY.match(value) else _quoted(value)


def _quoted(value: str) -> str:
    is_name = re.fullmatch(r"[A-Za-z][\w.-]*|[0-9a-f]{16}", value) is not None
    is_number = re.fullmatch(r"[0-9]+(?:e[0-9]+)?", value) is not None
    return value if is_name and not is_number else json.dumps(value, ensure_ascii=False)


def _flow(values: Sequence[Any]) -> str:
    return "[" + ", ".join(_quoted(str(value)) for value in values) + "]"
