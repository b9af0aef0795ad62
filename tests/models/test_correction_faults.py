"""A mistake in a corrections file is told in plain words, with its file and line."""

from __future__ import annotations

import pytest

from extractors.metadata.ages import ALL_BANDS
from models.corrections import CorrectionError, read_corrections
from models.corrections.documents import AGE_BANDS, read_documents

RIGHT = f"- document_id: {'a' * 64}\n  field: title\n  value: Fern\n  who: A\n  why: B\n"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("field: title", "field: titel"), "field is 'titel'. It must be one of .*, title, type"),
        (("who: A", "whom: A"), "There is no field whom. Fields: document_id, field, value, who"),
        (("  who: A\n", ""), "The field who is missing"),
        (("who: A", "who: 12"), "who must be words .a number or a date needs quotation marks"),
        (("value: Fern", "value: 2024-11-12"), "value must be true or false or nothing or words"),
        ((RIGHT, "- Fern\n"), "An entry is a group of lines"),
    ],
)
def test_a_mistake_about_a_document_is_reported_plainly(tmp_path, change, told):
    (tmp_path / "documents.yaml").write_text(RIGHT.replace(*change), encoding="utf-8")
    with pytest.raises(CorrectionError, match=rf"^documents\.yaml, line 1: {told}"):
        read_documents(tmp_path)


def test_a_mistake_about_a_statement_is_reported_plainly(tmp_path):
    text = (
        "- document_id: x\n  statement_id: y\n  quote: Fern\n  who: A\n  why: B\n  action: drops\n"
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(
        CorrectionError, match=r"^a\.yaml, line 1: action is 'drops'\. It must be one of"
    ):
        read_corrections(tmp_path, ())
    text = text.replace("drops", "set_kind\n  kind: advice")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"kind is 'advice'\. It must be one of .*finding"):
        read_corrections(tmp_path, ())


def test_age_bands_of_corrections_are_those_that_are_read() -> None:
    assert set(AGE_BANDS) == ALL_BANDS
