"""Why each theme is in a lens: named by the author, by her question, or from the focus."""

from __future__ import annotations

from collections.abc import Mapping

from briefings.selection.lens import Lens, ThemeOfFocus
from briefings.selection.request import Request
from briefings.shortlist import Remark
from models.records import Origin, ThemeLabel
from vocabulary.counting import plural


def where_from(lens: Lens, request: Request) -> str:
    """Where the themes come from, and how to choose others."""
    if lens.is_named:
        is_all = all(theme.is_named for theme in lens.themes)
        return "" if is_all else "yours first; the others are those of the focus, at half weight"
    said = {label.theme_id for label in request.said}
    by_words = any(theme.theme_id in said for theme in lens.themes)
    of_focus = any(theme.theme_id not in said for theme in lens.themes)
    if by_words:
        beside = "; beside them those of the focus, at half weight" if of_focus else ""
        found = f"the ones that the words of your question name{beside}"
    elif request.question:
        rest = "those of the focus" if lens.themes else "only its words are looked for"
        found = f"the words of your question name none: {rest}"
    else:
        found = "those that take most of the review in focus"
    return f"{found}; --lens names others"


def of_themes(lens: Lens, request: Request, labels: Mapping[str, str]) -> dict[str, Remark]:
    """For each theme its name, the author's words that name it, and its share of the focus."""
    said = {label.theme_id: label for label in request.said}
    return {
        theme.theme_id: Remark("; ".join(_parts(theme, said.get(theme.theme_id), labels)))
        for theme in lens.themes
    }


def _parts(
    theme: ThemeOfFocus, said: ThemeLabel | None, labels: Mapping[str, str]
) -> tuple[str, ...]:
    words: tuple[str, ...] = ()
    if said:
        verb = "speak of" if said.origin is Origin.MODEL else "name"
        words = (f"your words “{said.evidence}” {verb} it",)
    total = theme.of_statements
    of = (f"{theme.n_statements} of {plural(total, 'statement')} of the focus",) if total else ()
    return labels[theme.theme_id], *words, *of
