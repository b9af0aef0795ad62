"""A quote with its citation and both page numbers."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from briefings.wording import document_in_words
from room import wording


def as_text(row: dict[str, Any]) -> str:
    """The quote as plain text."""
    return f"“{row['text']}”\n({citation(row)}){_address(row)}\n"


def as_html(row: dict[str, Any]) -> Markup:
    """The quote as HTML, for documents that keep links."""
    url = row["page_url"]
    link = Markup(' <a href="{}">{}</a>').format(url, url) if _is_web(url) else Markup()
    return Markup("<blockquote><p>“{}”</p></blockquote><p>({}){}</p>").format(
        escape(row["text"]), citation(row), link
    )


def citation(row: dict[str, Any]) -> str:
    """Title, publisher, date, kind, number and pages, and the document if it is not the report."""
    kind = wording.kind(row["kind"]).lower()
    parts = [
        wording.titled(row["title"]),
        row["publisher"],
        wording.day(row["published_on"], row["published_precision"]),
        f"{kind} {row['number']}" if row["number"] else kind,
        document_in_words(row["beside"]) if row["beside"] else None,
        wording.pages(
            row["page_first"], row["page_last"], row["page_label_first"], row["page_label_last"]
        ),
    ]
    invented = " Invented, for tests." if row["is_fictional"] else ""
    return ", ".join(str(part) for part in parts if part) + f".{invented}"


def _address(row: dict[str, Any]) -> str:
    return f" {row['page_url']}" if _is_web(row["page_url"]) else ""


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))
