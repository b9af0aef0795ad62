"""What an operator hears about words that are in a file but not shown on its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.records import Box, HiddenKind, Issue, Page, Severity
from vocabulary.counting import plural

CODE = "hidden_text"
PLACES = " Places on the page, in points from its top left: "
PLACES_UNKNOWN = " Places: "
_MOST_PLACES = 6
_BREACH = "They were left out here. Tell the publisher: this may be a breach of personal data."
_OUT = "They were left out."
# How each kind is reported. A warning is what somebody meant to take away and did not.
_TOLD: dict[HiddenKind, tuple[Severity, str]] = {
    HiddenKind.BLACKED_OUT: (
        Severity.WARNING,
        f"Words under a black bar are still in the file. {_BREACH}",
    ),
    HiddenKind.COVERED: (
        Severity.WARNING,
        f"Words that are covered are still in the file. {_BREACH}",
    ),
    HiddenKind.MARKED: (
        Severity.WARNING,
        f"Words marked for redaction can still be read. A person must check them. {_BREACH}",
    ),
    HiddenKind.DELETED: (
        Severity.WARNING,
        f"Words deleted or moved with tracked changes are still in the file. {_BREACH}",
    ),
    HiddenKind.OTHER_WORDS: (
        Severity.WARNING,
        f"The file has different words from those on the page (/ActualText). {_BREACH}",
    ),
    HiddenKind.STRUCK: (
        Severity.WARNING,
        "Words are struck through. They were left out. Look at the page.",
    ),
    HiddenKind.BACKGROUND_COLOUR: (
        Severity.INFO,
        f"Words are in the colour of their background. {_OUT}",
    ),
    HiddenKind.NO_INK: (Severity.INFO, f"Words are drawn invisibly. {_OUT}"),
    HiddenKind.CLIPPED: (Severity.INFO, f"Words are clipped. {_OUT}"),
    HiddenKind.LAYER_OFF: (Severity.INFO, f"Words are in a layer that is switched off. {_OUT}"),
    HiddenKind.OFF_PAGE: (Severity.INFO, f"Words are outside the page. {_OUT}"),
    HiddenKind.TINY: (Severity.INFO, f"Words are too small to see. {_OUT}"),
}

# Page, kind, how many places, and where those are that are known.
Places = tuple[tuple[int, HiddenKind, int, tuple[Box, ...]], ...]


def places_of(pages: Iterable[Page]) -> Places:
    """The hidden words of a document, by page and kind."""
    out: list[tuple[int, HiddenKind, int, tuple[Box, ...]]] = []
    for page in pages:
        for kind in dict.fromkeys(place.kind for place in page.hidden):
            boxes = [place.box for place in page.hidden if place.kind is kind]
            known = tuple(box for box in boxes if box is not None)
            out.append((page.number, kind, len(boxes), known))
    return tuple(out)


def hidden_issues(document_id: str, places: Places) -> Iterator[Issue]:
    """One issue for each page and kind; it says where, and never what."""
    for page, kind, count, boxes in places:
        severity, words = _TOLD[kind]
        where = "; ".join(
            f"{b.x0:.0f} {b.top:.0f} to {b.x1:.0f} {b.bottom:.0f}" for b in boxes[:_MOST_PLACES]
        )
        more = f" and {len(boxes) - _MOST_PLACES} more" if len(boxes) > _MOST_PLACES else ""
        told = f"{PLACES}{where}{more}." if where else f"{PLACES_UNKNOWN}{count}."
        number = page if where else None
        yield Issue(severity, "read", CODE, words + told, document_id, page=number)


def summed(pages: Iterable[Page]) -> Iterator[str]:
    """How many places of a document hide words in each way, and on which pages."""
    places = places_of(pages)
    for kind in dict.fromkeys(kind for _, kind, _, _ in places):
        count = sum(n for _, of, n, _ in places if of is kind)
        numbers = [number for number, of, _, boxes in places if of is kind and boxes]
        on = f" on page{'s' if len(numbers) > 1 else ''} " if numbers else ""
        where = f"{plural(count, 'place')}{on}{', '.join(map(str, numbers))}"
        yield f"{_TOLD[kind][1].partition('. ')[0]}: {where}."


def wording(message: str) -> str:
    """The message of an issue without its places: the same for every page of a file."""
    return message.partition(PLACES)[0].partition(PLACES_UNKNOWN)[0]
