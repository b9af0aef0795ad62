"""Sentence starts in the prose of reviews, where "para. 4.2" and "1. " end nothing."""

from __future__ import annotations

from spacy.tokens import Doc

ABBREVIATIONS = frozenset(
    """para paras no nos para's pp p vol ch s ss fig figs art reg regs sch cl dr mr mrs ms prof st
    rev sgt det insp supt cllr hon jr sr e.g i.e eg ie etc cf ca approx al viz ibid op cit ltd inc
    dept mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    rec recs app appx ref refs ed eds v vs""".split()
)
Doc.set_extension("theme_sentences", default=(), force=True)
_ENDS = frozenset({".", "!", "?", "…"})
_CLOSERS = frozenset({'"', "'", "”", "’", ")", "]", "»"})
_OPENERS = frozenset({'"', "'", "“", "‘", "(", "[", "«", "•", "-", "–", "▪", "●"})


def sentence_starts(words: list[str]) -> list[bool]:
    """For each token whether it begins a sentence; the first one always does."""
    starts = [False] * len(words)
    if words:
        starts[0] = True
    for place in range(1, len(words)):
        if words[place] in _ENDS or words[place] in _CLOSERS:
            continue
        end = place - 1
        while end > 0 and words[end] in _CLOSERS:
            end -= 1
        starts[place] = _ends_sentence(words, end) and _can_begin(words, place)
    return starts


def _ends_sentence(words: list[str], end: int) -> bool:
    """Whether the token at `end` closes a sentence, rather than an abbreviation or a number."""
    word = words[end]
    if word in {"!", "?", "…"}:
        return True
    if word == ".":
        return end > 0 and not _keeps_open(words, end - 1)
    # spaCy leaves the stop on words that it knows as abbreviations and on initials.
    if word.endswith(".") and len(word) > 1:
        stripped = word[:-1].lower()
        return stripped not in ABBREVIATIONS and len(stripped) > 1 and stripped[-2:-1] != "."
    return False


def _keeps_open(words: list[str], before: int) -> bool:
    """Whether the word before a full stop makes it part of an abbreviation or a list number."""
    word = words[before]
    if word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word.isupper()):
        return True
    is_number = word.replace(".", "").isdigit()
    return is_number and (before == 0 or words[before - 1] in {".", ";", ":", "(", "•", "-"})


def _can_begin(words: list[str], place: int) -> bool:
    """Whether the token looks like a sentence's beginning: not a small letter."""
    word = words[place]
    if word in _OPENERS:
        return place + 1 < len(words) and not words[place + 1][:1].islower()
    return not word[:1].islower()


def split_sentences(doc: Doc) -> Doc:
    """The component: sets `doc._.theme_sentences`, the first character of each sentence."""
    words = [token.text for token in doc]
    starts = sentence_starts(words)
    doc._.theme_sentences = tuple(doc[i].idx for i, begins in enumerate(starts) if begins)
    return doc


def sentence_around(starts: tuple[int, ...], length: int, start: int, end: int) -> tuple[int, int]:
    """The characters of the sentences that hold `start` to `end`, in a text of this length."""
    first = max((s for s in starts if s <= start), default=0)
    last = min((s for s in starts if s >= end), default=length)
    return first, last
