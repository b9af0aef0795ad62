"""Responses in prose: "Recommendation 3", its text, "Response", and what is said in reply."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.responses.rows import AnswerDraft
from extractors.structure.labels import NUMBER_WORDS
from extractors.structure.paragraphs import Paragraph
from vocabulary.responses import acceptance_in, progress_in
from vocabulary.rules import asked

_RECOMMENDATION, _RESPONSE = asked("responses", "recommendation"), asked("responses", "response")
_LONGEST = 1_200  # characters of an answer that are kept; the page has the rest
_HEADING = 80


def prose_answers(found: Sequence[Paragraph]) -> list[AnswerDraft]:
    """One answer for each numbered recommendation that a response takes up in prose."""
    answers: list[AnswerDraft] = []
    responding = False
    for paragraph in found:
        text = paragraph.full.strip()
        opening = _RECOMMENDATION.find(text)
        reply = _RESPONSE.find(text)
        if reply and answers:
            responding = True
            _say(answers[-1], reply["text"] or "", paragraph, responding=True)
        elif opening and (paragraph.level or len(text) < 2 * _HEADING or ":" in text[:40]):
            number = _number(opening["number"])
            if not answers or answers[-1].number != number:
                answers.append(
                    AnswerDraft(paragraph.page, paragraph.page, "response:prose", 0.7, number)
                )
            responding = False
            _say(answers[-1], opening["text"], paragraph, responding=False)
        elif answers and not paragraph.level:
            _say(answers[-1], text, paragraph, responding=responding)
    answered = [answer for answer in answers if answer.action]
    for answer in answered:
        opening_words = (answer.action or "")[:400]
        answer.acceptance = acceptance_in(opening_words)
        answer.progress = progress_in(opening_words)
    return answered


def _say(answer: AnswerDraft, text: str, paragraph: Paragraph, *, responding: bool) -> None:
    if not text:
        return
    field = "action" if responding else "recommendation"
    said = getattr(answer, field) or ""
    if len(said) < _LONGEST:
        setattr(answer, field, f"{said} {text}".strip())
    answer.page_last = max(answer.page_last, paragraph.page_last)


def _number(text: str) -> str:
    return str(NUMBER_WORDS.get(text.lower(), text))
