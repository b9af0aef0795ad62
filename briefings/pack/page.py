"""The briefing as a web page, which prints well, and as Markdown."""

from __future__ import annotations

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from briefings.pack import palette
from briefings.pack.content import Pack
from briefings.pack.own_words import MARK
from briefings.pack.plan import facts_of
from briefings.pack.settings import FOLDER
from briefings.pack.wording import day_in_words

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")
_LINES = re.compile(r"\n{3,}")


def html(pack: Pack) -> bytes:
    """The page: one file that fetches nothing from elsewhere."""
    return _rendered(pack, "briefing.html.j2", is_html=True).encode()


def markdown(pack: Pack) -> bytes:
    """The text, for authors to paste into their own documents."""
    text = _rendered(pack, "briefing.md.j2", is_html=False)
    return _LINES.sub("\n\n", text).encode()


def _rendered(pack: Pack, name: str, *, is_html: bool) -> str:
    jinja = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=is_html,  # noqa: S701 - Markdown has the filter below
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    jinja.filters["plain"] = _plain
    facts = list(facts_of(pack.focus)) if pack.focus else []
    since = day_in_words(pack.new.since) if pack.new else ""
    return jinja.get_template(name).render(
        pack=pack, p=palette, facts=facts, since=since, mark=MARK, own=pack.own_words
    )


def _plain(text: str) -> str:
    """Words that mean nothing to Markdown, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
