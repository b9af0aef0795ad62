"""Responses in prose: "Recommendation 3", its text, "Response", and what is said in reply.

Many print no "Response" before the reply. It then begins with the first sentence in which somebody
accepts, rejects or notes the recommendation, or below the box that quotes the recommendation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.responses.rows import AnswerDraft
from extractors.statements.grammar import sentences
from extractors.structure.labels import NUMBER_WORDS, follows
from extractors.structure.paragraphs import Paragraph
from vocabulary.responses import acceptance_in, column_named, progress_said, reply_in
from vocabulary.rules import asked

_RECOMMENDATION, _RESPONSE = asked("responses", "recommendation"), asked("responses", "response")
_ACCEPTS = asked("responses", "accepts")
_LONGEST = 1_200  # characters of an answer that are kept; the page has the rest
_HEADING = 80
_OPENING = 400  # characters of an answer in which it says yes or no
_LEADING = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2})?)[.):]?(?:\s+|$)")


class _Box:
    """Where recommendations are quoted in a box: how far the quotation goes.

    A box that ends with its page may go on below it without a frame: with the rest of a sentence or
    list, which begins without a capital, or with the next number (8.13 after 8.12).
    """

    def __init__(self, opened: Paragraph | None) -> None:
        self._page = opened.page_last if opened and _is_boxed(opened) else None
        self._label = opened.label if opened else None

    def is_over(self, paragraph: Paragraph) -> bool:
        """Whether this paragraph below the box is no part of the quotation."""
        if self._page is None:
            return False
        label = paragraph.label
        if _is_boxed(paragraph):
            self._page, self._label = paragraph.page_last, label or self._label
            return False
        if paragraph.page == self._page:
            return True
        is_next = label is not None and follows(self._label, label)
        self._label = label if is_next else self._label
        return not is_next and paragraph.text.strip()[:1].isupper()


def prose_answers(paragraphs: Sequence[Paragraph]) -> list[AnswerDraft]:
    """One answer for each recommendation that a response takes up in prose."""
    answers: list[AnswerDraft] = []
    opened: Paragraph | None = None  # where the recommendation begins, until its reply does
    box = _Box(None)
    responding = False
    for paragraph in paragraphs:
        text = paragraph.full.strip()
        reply = _RESPONSE.find(text)
        if reply and answers:
            opened, responding = None, True
            _say(answers[-1], reply["text"] or "", paragraph, responding=True)
        elif (begun := _begun(paragraph, text)) is not None:
            number, text = begun
            if not answers or not number or answers[-1].number != number:
                answers.append(
                    AnswerDraft(paragraph.page, paragraph.page, "response:prose", 0.7, number)
                )
            opened, box = paragraph, _Box(paragraph)
            responding = _take(answers[-1], text, paragraph)
        elif answers and responding and not paragraph.level:
            _say(answers[-1], text, paragraph, responding=True)
        elif answers and opened and not paragraph.level:
            if box.is_over(paragraph) and answers[-1].recommendation:
                _say(answers[-1], text, paragraph, responding=True)
                responding = True
            else:
                responding = _take(answers[-1], text, paragraph)
        elif answers and opened and answers[-1].recommendation:
            opened = None  # another heading: what follows is about something else
    return [_judged(answer) for answer in answers if answer.action]


def _begun(paragraph: Paragraph, text: str) -> tuple[str | None, str] | None:
    """Number and first words of the recommendation that begins here, or None."""
    opening = _RECOMMENDATION.find(text)
    if opening:
        words = opening["text"]
        # "Recommendation 7 includes ..." speaks of it; one that begins has its own sentence.
        begins = not words or words[0].isupper() or words[0] in "“‘\"'"
        if begins or paragraph.level or ":" in text[:40]:
            return str(NUMBER_WORDS.get(opening["number"].lower(), opening["number"])), words
        return None
    is_heading = bool(paragraph.level) or _is_boxed(paragraph)
    if is_heading and len(text) < _HEADING and column_named(text) == "recommendation":
        return None, ""
    return None


def _take(answer: AnswerDraft, text: str, paragraph: Paragraph) -> bool:
    """Words of the recommendation, up to the sentence that replies to it; whether one does."""
    said = sentences(text)
    at = next((i for i, s in enumerate(said) if _replies(s, paragraph)), len(said))
    quoted = " ".join(said[:at])
    leading = None if answer.number or answer.recommendation else _LEADING.match(quoted)
    if leading:
        answer.number, quoted = leading["number"], quoted[leading.end() :]
    _say(answer, quoted, paragraph, responding=False)
    _say(answer, " ".join(said[at:]), paragraph, responding=True)
    return at < len(said)


def _replies(sentence: str, paragraph: Paragraph) -> bool:
    """In the box that quotes a recommendation its authors may welcome something themselves."""
    if not _ACCEPTS.find(sentence):
        return False
    return not _is_boxed(paragraph) or acceptance_in(sentence) is not None


def _say(answer: AnswerDraft, text: str, paragraph: Paragraph, *, responding: bool) -> None:
    if not text:
        return
    field = "action" if responding else "recommendation"
    said = getattr(answer, field) or ""
    if len(said) < _LONGEST:
        setattr(answer, field, f"{said} {text}".strip())
    answer.page_last = max(answer.page_last, paragraph.page_last)


def _is_boxed(paragraph: Paragraph) -> bool:
    return paragraph.first.cell is not None


def _judged(answer: AnswerDraft) -> AnswerDraft:
    opening = (answer.action or "")[:_OPENING]
    answer.acceptance = acceptance_in(opening) or reply_in(opening)
    answer.progress = progress_said(opening)
    return answer
