"""The slides around the reviews: title, care, and the end."""

from __future__ import annotations

from briefings.pack.content import Pack
from briefings.pack.plan.slide import Slide
from briefings.pack.wording import joined


def title(pack: Pack) -> Slide:
    """The first slide."""
    for_whom = (pack.audience,) if pack.audience else ()
    who = [pack.day, joined(pack.team.presenters), pack.team.team]
    fields = {"subtitle": for_whom, "presenters": tuple(part for part in who if part)}
    if pack.is_invented:
        fields["notice"] = ("Invented reviews, for trying this out. Not for a real session.",)
    return Slide("Title", pack.title, fields)


def care(pack: Pack) -> Slide:
    """Looking after oneself, and the notice on note-takers."""
    contacts = tuple(f"To ring today: {contact}" for contact in pack.team.care_contacts)
    return Slide(
        "Care",
        "Before we begin",
        {"care": (*pack.team.care, *contacts), "note takers": (pack.team.note_takers.strip(),)},
        notes=("Say it in your own words, and leave a silence.", *pack.team.agreement),
        weight=2,
    )


def close(pack: Pack) -> Slide:
    """The last slide that is shown."""
    lines = []
    if pack.team.feedback_link:
        lines.append(f"Feedback: {pack.team.feedback_link}")
    if pack.team.mailbox:
        lines.append(f"Tell us what you did with it: {pack.team.mailbox}")
    lines.append("The handout has the quotes, the sources and a page to record your discussion.")
    if pack.team.care_contacts:
        lines.append(f"To ring today: {'; '.join(pack.team.care_contacts)}")
    fields = {"body": tuple(lines), "label": ("One thing I will do",)}
    return Slide("Close", "Before we go", fields, weight=2)
