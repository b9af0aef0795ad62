"""Fictional papers of made-up reviews, of every kind that a board publishes, with decoys."""

import random
from collections.abc import Iterator

import msgspec
from small import R, document

from models.records import ProcessedDocument, Sighting
from models.sketches import sketch

_DOERS = "agencies practitioners managers midwives officers schools nurses landlords carers".split()
_ACTS = "check record share discuss plan review question notice explain follow weigh visit".split()
_THINGS = (
    "chronologies handovers bruises visits referrals letters meetings thresholds bedrooms absences "
    "tenancies prescriptions calls alarms diaries meals debts neighbours injuries appointments"
).split()
_PLACES = ["Ambermoor", "Brackwell", "Cindleford", "Dunmarrow", "Elverstone", "Fennock"]
_CHILDREN = ["Aster", "Bryony", "Clover", "Dahlia", "Elder", "Fern", "Gorse", "Heath", "Iris",
             "Jasmine", "Kale", "Laurel"]  # fmt: skip


def _sentence(chance: random.Random) -> str:
    words = [
        chance.choice(_DOERS), "should", chance.choice(_ACTS), chance.choice(_THINGS), "and",
        chance.choice(_THINGS), "before", chance.choice(_DOERS), chance.choice(_ACTS),
        chance.choice(_THINGS), "with", chance.choice(_DOERS),
    ]  # fmt: skip
    return " ".join(words).capitalize() + "."


def _text(chance: random.Random, n_sentences: int) -> str:
    return " ".join(_sentence(chance) for _ in range(n_sentences))


class Review:
    """One made-up review: its report's words, its recommendations, its board's standing text."""

    def __init__(self, number: int) -> None:
        self.number, chance = number, random.Random(number)
        self.child = _CHILDREN[number % 12]
        self.place = (_PLACES + ["Gravelby"] * 12)[number // 2]  # two reviews of each board
        self.standing = _text(random.Random(f"standing {self.place}"), 25)
        self.body = _text(chance, 150)
        self.asked = [_sentence(chance) for _ in range(6)]
        self.chance = chance
        self.month = f"2024-{1 + number % 12:02d}"

    def paper(self, part: str, title: str, text: str, **facts: object) -> "Paper":
        """A paper of this review; what is not said differently is as on the report."""
        said = facts.pop("said", [])
        n_pages = facts.pop("n_pages", 4)
        place = facts.pop("place", self.place)
        group = facts.pop("group", None)
        facts = {"published": self.month, **facts}
        publisher = f"{place} Safeguarding Children Partnership" if place else None
        made = document(f"{part}-{self.number}", title, said, publisher=publisher, **facts)
        made = msgspec.structs.replace(
            made, n_pages=n_pages,
            extraction=msgspec.structs.replace(made.extraction, sketch=sketch(text)),
        )  # fmt: skip
        return Paper(made, self.number, str(place), group)


class Paper(msgspec.Struct):
    """A document, the number of the review it truly belongs to (-1: none), where it is listed."""

    document: ProcessedDocument
    review: int
    place: str
    group: str | None = None

    def sighting(self) -> Sighting:
        """Where it was seen, as the listing page shows it."""
        made = self.document
        url = f"https://{self.place.lower()}.example/{made.file_name}"
        return Sighting(self.place, url, "2026-03-01T06:00:00Z", "run-1", "fetched",
                        made.document_id, made.file_name, listed_group=self.group)  # fmt: skip


def papers() -> list[Paper]:
    """Twelve reports of six boards, four further papers of each in turn, and the decoys."""
    found: list[Paper] = []
    for number in range(12):
        review = Review(number)
        found.append(_report(review))
        kinds = list(_papers(review))
        found += [kinds[(number * 4 + step) % len(kinds)] for step in range(4)]
    return [*found, *_decoys()]


def _report(r: Review) -> Paper:
    said = [(R, text, "", ()) for text in r.asked]
    text = " ".join([r.standing, r.body, *r.asked])
    title = f"Local Child Safeguarding Practice Review: {r.child}"
    return r.paper("report", title, text, said=said, names=(r.child,), n_pages=40,
                   group=f"Child {r.child}" if r.number % 3 == 0 else None)  # fmt: skip


def _papers(r: Review) -> Iterator[Paper]:
    asked, own = " ".join(r.asked), _text(r.chance, 20)
    none = {"kind": None}
    yield r.paper("summary", "Executive summary", f"{own} {asked} {r.body[:900]}",
                  role="executive_summary")  # fmt: skip
    yield r.paper("briefing", f"7 minute briefing: {r.child}", own, role="briefing",
                  names=(r.child,))  # fmt: skip
    yield r.paper("plan", "Action plan", f"{asked} {own}", role="action_plan", place=None, **none)
    yield r.paper("response", f"Government response to the review of {r.child} {r.place}",
                  f"{own} {' '.join(r.asked[:4])}", role="response", kind="response",
                  place="Whitehall", published="2025-06")  # fmt: skip
    yield r.paper("twin", "Adolygiad Ymarfer Plant", "geiriau dychmygol " * 300, role="translation",
                  language="cy", n_pages=41)  # fmt: skip
    yield r.paper("reissue", f"Practice review {r.child}, version 2",
                  " ".join([r.standing, own, r.body[200:], *r.asked]), published="2024-12",
                  n_pages=42)  # fmt: skip
    yield r.paper("copy", "Learning for our county", f"{own} {r.body} {asked}", place="Otherby",
                  n_pages=41)  # fmt: skip
    yield r.paper("easy", f"Easy read: what happened to {r.child}", own, role="easy_read",
                  names=(r.child,), **none)  # fmt: skip
    yield r.paper("lessons", f"{r.child} learning summary", f"{own} {r.body[:700]}",
                  role="briefing", place=None)  # fmt: skip


def _decoys() -> Iterator[Paper]:
    """What looks alike and is not: guidance, an annual report, a namesake, another board's plan."""
    reviews = [Review(number) for number in range(12)]
    for place in _PLACES[:3]:
        board = next(r for r in reviews if r.place == place)
        text = f"{board.standing} {_text(random.Random(f'guidance {place}'), 80)}"
        paper = board.paper("guidance", f"{place} threshold guidance", text, role="other",
                            kind="guidance")  # fmt: skip
        yield msgspec.structs.replace(paper, review=-1)
        quoted = " ".join(text for r in reviews for text in r.asked[:2])
        annual = board.paper("annual", f"{place} annual report", f"{board.standing} {quoted}",
                             role="other", kind="guidance")  # fmt: skip
        yield msgspec.structs.replace(annual, review=-1)
    for number, r in enumerate(reviews[6:9], start=20):
        namesake = Review(number)
        namesake.child, namesake.month = r.child, "2023-02"
        yield _report(namesake)


def true_pairs(found: list[Paper]) -> set[frozenset[str]]:
    """Pairs of document ids that belong to one review."""
    return {
        frozenset((a.document.document_id, b.document.document_id))
        for a in found for b in found
        if a is not b and a.review == b.review >= 0
    }  # fmt: skip
