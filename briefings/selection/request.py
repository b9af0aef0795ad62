"""What an author asks for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from briefings.selection.errors import BriefingError
from briefings.selection.used import Used, from_shortlists, recorded
from briefings.shortlist import Shortlist, TakeOptions
from models.records import ThemeLabel

NewBy = Literal["published", "collected"]
ThemesAsked = Callable[[str], tuple[ThemeLabel, ...]]


class Request(msgspec.Struct, frozen=True):
    """A briefing to propose.

    `themes` are ids. If there are none, the themes that the words of the question name (`said`) and
    those of the focus are proposed.
    """

    focus: str | None = None
    themes: Mapping[str, float] = {}
    question: str = ""
    said: tuple[ThemeLabel, ...] = ()
    take: TakeOptions = TakeOptions()
    briefing: str = ""
    audience: str = ""
    on: str | None = None
    minutes: int = 60
    last_briefing: date | None = None  # what is new since is marked, and ranks a little higher
    new_by: NewBy = "published"
    used_before: tuple[str, ...] = ()
    used: tuple[Used, ...] = ()
    struck: tuple[str, ...] = ()  # statements that are not to be offered again
    n_reviews: int = 6
    n_quotes: int = 3

    def checked(self) -> Request:
        """The request itself. Raises BriefingError if it asks for nothing."""
        if not (self.focus or self.themes or self.question):
            raise BriefingError(
                "Name a review with --seed, a theme with --lens, or ask a --question."
            )
        return self


def lens_words(values: list[str]) -> list[tuple[str, float]]:
    """ "family.whole_family=3" or "Whole family=3" or a name alone, which weighs 3."""
    found: list[tuple[str, float]] = []
    for value in values:
        name, equals, weight = value.rpartition("=")
        try:
            weighs = float(weight) if equals else 3.0
        except ValueError:
            weighs = 0.0
        if not 0 < weighs < math.inf:
            raise BriefingError(
                f"--lens {value}: give a theme and a number above 0, such as family.whole_family=3."
            )
        found.append((name if equals else value, weighs))
    return found


def new_means(words: str) -> NewBy:
    """What "new" means."""
    if words == "published":
        return "published"
    if words == "collected":
        return "collected"
    raise BriefingError(f"--new-by must be published or collected, not {words!r}.")


def again(
    given: Request, existing: Shortlist | None, data: Path, themes_asked: ThemesAsked
) -> Request:
    """A request completed with what an existing shortlist asks for, and with what was used before.

    What is given now comes first, but an edited shortlist keeps its own lines.
    `themes_asked` reads which themes a question names.
    """
    used_before = given.used_before or (existing.used_before if existing else ())
    used = (*recorded(data), *from_shortlists(used_before))
    if existing is None:
        return msgspec.structs.replace(given, said=themes_asked(given.question), used=used)
    held = date.fromisoformat(existing.last_briefing) if existing.last_briefing else None
    is_new_lens = bool(given.focus or given.themes or given.question)
    question = given.question or existing.question
    return msgspec.structs.replace(
        given,
        focus=given.focus or existing.focus,
        themes=given.themes if is_new_lens else existing.themes,
        question=question,
        said=themes_asked(question),
        take=given.take if given.take != TakeOptions() else existing.take,
        briefing=given.briefing or existing.briefing,
        audience=given.audience or existing.audience,
        on=given.on or existing.on,
        minutes=existing.minutes,
        last_briefing=given.last_briefing or held,
        used_before=used_before,
        used=used,
        struck=existing.struck,
    )
