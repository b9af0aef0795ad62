"""Questions of a reader who looks rather than counts, over one connection that stays open."""

from warehouse.desk.alike import ALIKE, Alike, alike
from warehouse.desk.cards import cards, cards_of, numbers_of
from warehouse.desk.catalogue import catalogue
from warehouse.desk.connection import Desk
from warehouse.desk.finding import Found, Wanted, find, inside, totals
from warehouse.desk.lists import advice, advice_of, ready
from warehouse.desk.marking import forms_of, places_of
from warehouse.desk.pages import (
    PageFacts,
    abstained,
    documents_of,
    left_out,
    page_facts,
    printed_lines,
    stated,
)
from warehouse.desk.register import register
from warehouse.desk.stems import stems
from warehouse.desk.words import frequencies

__all__ = [
    "ALIKE",
    "Alike",
    "Desk",
    "Found",
    "PageFacts",
    "Wanted",
    "abstained",
    "advice",
    "advice_of",
    "alike",
    "cards",
    "cards_of",
    "catalogue",
    "documents_of",
    "find",
    "forms_of",
    "frequencies",
    "inside",
    "left_out",
    "numbers_of",
    "page_facts",
    "places_of",
    "printed_lines",
    "ready",
    "register",
    "stated",
    "stems",
    "totals",
]
