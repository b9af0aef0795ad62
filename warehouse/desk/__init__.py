"""Questions of a reader who looks rather than counts, over one connection that stays open."""

from warehouse.desk.alike import Alike, alike
from warehouse.desk.connection import Desk
from warehouse.desk.finding import Found, Wanted, find, inside, totals
from warehouse.desk.pages import PageFacts, abstained, page_facts, stated

__all__ = [
    "Alike",
    "Desk",
    "Found",
    "PageFacts",
    "Wanted",
    "abstained",
    "alike",
    "find",
    "inside",
    "page_facts",
    "stated",
    "totals",
]
