"""Questions of a reader who looks rather than counts, over one connection that stays open."""

from warehouse.desk.alike import Alike, alike
from warehouse.desk.cards import labels_of, named
from warehouse.desk.connection import Desk
from warehouse.desk.finding import Found, Wanted, find, inside, totals
from warehouse.desk.lists import advice, advice_of, ready
from warehouse.desk.pages import (
    PageFacts,
    abstained,
    documents_of,
    page_facts,
    printed_lines,
    stated,
)

__all__ = [
    "Alike",
    "Desk",
    "Found",
    "PageFacts",
    "Wanted",
    "abstained",
    "advice",
    "advice_of",
    "alike",
    "documents_of",
    "find",
    "inside",
    "labels_of",
    "named",
    "page_facts",
    "printed_lines",
    "ready",
    "stated",
    "totals",
]
