"""From the paragraphs of a document to its answers to recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.responses.prose import prose_answers
from extractors.responses.rows import AnswerDraft, row_answers
from extractors.structure.paragraphs import Paragraph
from models.records.responses import Response, response_id


def responses_of(
    document_id: str, paragraphs: Sequence[Paragraph], *, is_response: bool
) -> tuple[Response, ...]:
    """Answers of a document in reading order.

    A report's own action plan is read by its tables; only a response is read as prose too.
    """
    answers = row_answers(paragraphs)
    if is_response and not answers:
        answers = prose_answers(paragraphs)
    return tuple(_response(document_id, i, answer) for i, answer in enumerate(answers))


def _response(document_id: str, ordinal: int, answer: AnswerDraft) -> Response:
    words = " ".join(filter(None, (answer.number, answer.recommendation, answer.action)))
    return Response(
        response_id=response_id(document_id, ordinal, words),
        document_id=document_id,
        ordinal=ordinal,
        page_first=answer.page_first,
        page_last=answer.page_last,
        rule=answer.rule,
        confidence=answer.confidence,
        number=answer.number,
        recommendation=answer.recommendation,
        acceptance=answer.acceptance,
        progress=answer.progress,
        status=answer.status,
        action=answer.action,
        update=answer.update,
        owner=answer.owner,
        due=answer.due,
    )
