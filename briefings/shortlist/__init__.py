"""The file between choosing and rendering: the author's own, kept by the program as she left it."""

from briefings.shortlist.quoting import Quote, quoted
from briefings.shortlist.records import (
    ChosenReview,
    Kept,
    LeftOut,
    OwnQuote,
    Shortlist,
    ShortlistError,
    TakeOptions,
)

__all__ = [
    "ChosenReview",
    "Kept",
    "LeftOut",
    "OwnQuote",
    "Quote",
    "Shortlist",
    "ShortlistError",
    "TakeOptions",
    "quoted",
]
