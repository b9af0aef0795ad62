"""The shortlist, which `select` writes and `render` reads. The author's lines are never changed."""

from briefings.shortlist.quoting import QuotedWords, quoted
from briefings.shortlist.reading import read
from briefings.shortlist.records import (
    OWN_WORDS,
    ChosenReview,
    KeptQuote,
    LeftOut,
    OwnQuote,
    Shortlist,
    ShortlistError,
    TakeOptions,
)
from briefings.shortlist.remarks import (
    PROPOSED_THEMES,
    Remark,
    Remarks,
    as_proposed,
    is_proposed,
    own_words_on,
    with_proposed,
)
from briefings.shortlist.writing import write

__all__ = [
    "OWN_WORDS",
    "PROPOSED_THEMES",
    "ChosenReview",
    "KeptQuote",
    "LeftOut",
    "OwnQuote",
    "QuotedWords",
    "Remark",
    "Remarks",
    "Shortlist",
    "ShortlistError",
    "TakeOptions",
    "as_proposed",
    "is_proposed",
    "own_words_on",
    "quoted",
    "read",
    "with_proposed",
    "write",
]
