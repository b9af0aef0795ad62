"""What people's answers about some statements bring to the others of the same documents.

`DATA/corrections/answers.json` names the documents whose other statements are labelled with the
help of the answers. It is written only where that has been measured to help. It holds no text: the
answers themselves stay in the corrections and are applied anew in every build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from archive.files import write_whole
from archive.folder import Archive
from archive.places import Places
from models.corrections import Said, answers, correct_statements, for_document
from models.records import Extraction, Labelled
from pipelines.process import processed
from pipelines.process.tools import labelling
from vocabulary.counting import plural
from vocabulary.json_text import record_of

if TYPE_CHECKING:
    from pipelines.correcting import DataCorrections

ENOUGH = 20  # statements answered whole: of fewer nothing can be measured
_PARTS = 10  # the answers of a document are held out a tenth at a time


class AnswersUse(msgspec.Struct, frozen=True):
    """Whether answers help the other statements of their documents, as measured on held-out ones.

    `statements` were answered whole, in `documents`; `others` are the rest of these. `better` and
    `worse` are the held-out statements whose themes came nearer to the person's, or further away.
    """

    documents: tuple[str, ...]
    statements: int
    others: int
    f1_without: float = 0.0
    f1_with: float = 0.0
    better: int = 0
    worse: int = 0

    @property
    def is_measured(self) -> bool:
        return self.statements >= ENOUGH

    @property
    def helps(self) -> bool:
        return self.is_measured and self.f1_with > self.f1_without


class _Answered(NamedTuple):
    """A document, what people said of its statements, and those that they answered whole."""

    extraction: Extraction
    said: dict[str, Said]
    whole: list[str]


def use_of_answers(places: Places) -> AnswersUse | None:
    """What is in use; None where nothing is, or where the file cannot be read."""
    try:
        return record_of(places.answers.read_bytes(), AnswersUse)
    except (OSError, msgspec.MsgspecError):
        return None


def stop_using_answers(places: Places) -> bool:
    """Label all statements as if nobody had answered about others; whether they were used."""
    is_there = places.answers.exists()
    places.answers.unlink(missing_ok=True)
    return is_there


def forget_answered(places: Places, document_id: str) -> None:
    """Take a document that is deleted out of those whose answers are used."""
    if used := use_of_answers(places):
        left = tuple(name for name in used.documents if name != document_id)
        if left:
            _write(places, msgspec.structs.replace(used, documents=left))
        else:
            stop_using_answers(places)


def learn_from_answers(archive: Archive, corrections: DataCorrections) -> AnswersUse:
    """Measure what the answers of a data folder bring, and use them only where they help."""
    found = list(_answered(archive, corrections))
    use = _measured(found, corrections.themes)
    if use.helps:
        _write(archive.places, use)
    else:
        stop_using_answers(archive.places)
    return use


def told_of_use(use: AnswersUse) -> str:
    """The measurement in plain words, for the person who gave the answers."""
    where = f"{plural(use.statements, 'statement')} of {plural(len(use.documents), 'document')}"
    if not use.is_measured:
        return (
            f"{where} answered whole: too few to measure by. Answer at least {ENOUGH} with "
            "`reviews review --whole`. Until then your answers apply to their own statements only."
        )
    figures = (
        f"Measured on {where}, each labelled as if you had not answered about it. With your "
        f"other answers {use.better} of them came closer to yours and {use.worse} went further "
        f"away. F1 of the themes: {use.f1_without:.3f} without them, {use.f1_with:.3f} with them."
    )
    if not use.helps:
        return (
            f"{figures} That is no gain, so they apply to their own statements only. Answer more "
            "and try again."
        )
    return (
        f"{figures} So they are used for the other {plural(use.others, 'statement')} of these "
        "documents from the next build on: `reviews rebuild` makes it. Statements of other "
        "documents stay as they are. `reviews train --forget` undoes this."
    )


def told_of_document(places: Places, document_id: str) -> str:
    """For a statement's explanation: that answers about its document are used, and how they did."""
    use = use_of_answers(places)
    if use is None or document_id not in use.documents:
        return ""
    return (
        "people's answers about other statements of this document are used (F1 "
        f"{use.f1_without:.3f} without them, {use.f1_with:.3f} with them, measured on "
        f"{plural(use.statements, 'statement')} held out)"
    )


def _write(places: Places, use: AnswersUse) -> None:
    write_whole(places.answers, msgspec.json.encode(use) + b"\n")


def _answered(archive: Archive, corrections: DataCorrections) -> Iterator[_Answered]:
    """The documents of which people answered a statement whole."""
    there = set(archive.documents())
    wanted = {c.document_id for c in corrections.all if c.action == "set_themes"}
    for document_id in sorted(wanted & there):
        mine = for_document(corrections.all, document_id)
        extraction = correct_statements(
            processed(archive.artefacts, document_id).extraction, mine
        ).extraction
        said = answers(mine, extraction.statements, corrections.themes)
        whole = [name for name, one in said.items() if len(one) == len(corrections.themes)]
        if whole:
            yield _Answered(extraction, said, whole)


def _measured(found: list[_Answered], themes: Collection[str]) -> AnswersUse:
    documents = tuple(one.extraction.document_id for one in found)
    statements = sum(len(one.whole) for one in found)
    others = sum(len(one.extraction.statements) - len(one.whole) for one in found)
    use = AnswersUse(documents, statements, others)
    if not use.is_measured:
        return use
    before, after, better, worse = _Count(0, 0, 0), _Count(0, 0, 0), 0, 0
    for one in found:
        plain = _themes_of(labelling()(one.extraction, {}))
        for part in range(min(_PARTS, len(one.whole))):
            held = one.whole[part::_PARTS]
            known = {name: said for name, said in one.said.items() if name not in held}
            taught = _themes_of(labelling()(one.extraction, known))
            for name in held:
                wanted = {theme for theme in themes if one.said[name][theme]}
                without = _count(plain.get(name, set()), wanted)
                with_others = _count(taught.get(name, set()), wanted)
                better += with_others.errors < without.errors
                worse += with_others.errors > without.errors
                before, after = before.plus(without), after.plus(with_others)
    return msgspec.structs.replace(
        use, f1_without=before.f1, f1_with=after.f1, better=better, worse=worse
    )


class _Count(NamedTuple):
    """Themes that are right, that were given, and that a person gives."""

    right: int
    given: int
    wanted: int

    def plus(self, other: _Count) -> _Count:
        return _Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def errors(self) -> int:
        return self.given + self.wanted - 2 * self.right

    @property
    def f1(self) -> float:
        return round(2 * self.right / max(1, self.given + self.wanted), 3)


def _count(given: set[str], wanted: set[str]) -> _Count:
    return _Count(len(given & wanted), len(given), len(wanted))


def _themes_of(labelled: Labelled) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for label in labelled.labels:
        found.setdefault(label.statement_id, set()).add(label.theme_id)
    return found
