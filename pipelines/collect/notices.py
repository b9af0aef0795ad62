"""One file newly at many addresses in one pass is a notice (maintenance, a moved site).

It changes the state of no document: earlier documents there still count, and is asked for again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from archive.ledger import KnownAddress
from models.records import Outcome
from pipelines.collect.client import Answer

_MANY = 3  # addresses: two reports may really have been made into one
Write = Callable[[Answer], None]


class Notices:
    """The changed files of one pass, held back until it is known what other addresses gave."""

    def __init__(self) -> None:
        self.count = 0  # addresses at which a notice was met
        self._changed: list[tuple[KnownAddress | None, Answer, Write]] = []
        self._found: set[str] = set()

    def take(self, known: KnownAddress | None, answer: Answer, write: Write) -> None:
        """Have an answer recorded, at once or, where a known file has changed, in `settle`.

        A kill in between costs a second request for it, and nothing else.
        """
        held = known.document_id if known else None
        if held and answer.outcome is Outcome.FETCHED and answer.document_id != held:
            self._changed.append((known, answer, write))
        else:
            write(self._judged(known, answer))

    def settle(self) -> None:
        """Record what was held back."""
        counts = Counter(answer.document_id for _, answer, _ in self._changed)
        self._found |= {name for name, n in counts.items() if name and n >= _MANY}
        for known, answer, write in self._changed:
            write(self._judged(known, answer))
        self._changed.clear()

    def _judged(self, known: KnownAddress | None, answer: Answer) -> Answer:
        """The answer; or that its file is a notice, or was one at this address the last time."""
        if not answer.document_id or answer.outcome is not Outcome.FETCHED:
            return answer
        message = (
            f"the file {answer.document_id[:12]} is new at many addresses:"
            " it is a notice, not a document"
        )
        was_one = known is not None and known.latest.message == message
        if answer.document_id not in self._found and not was_one:
            return answer
        self.count += 1
        return Answer(Outcome.NOT_A_DOCUMENT, answer.url, message=message)
