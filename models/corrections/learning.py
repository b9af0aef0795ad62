"""People's corrections as texts to learn from."""

from __future__ import annotations

from collections.abc import Iterable

from models.corrections.schema import Correction
from models.themes.corpus import Text


def confirmed_texts(corrections: Iterable[Correction]) -> list[Text]:
    """Quotes with the themes that people added or refused; what they said last counts.

    They are learnt from and never measured on: nobody has said which other themes they have.
    """
    themes: dict[tuple[str, str], dict[str, bool]] = {}
    for correction in corrections:
        if correction.theme is None:
            continue
        said = themes.setdefault((correction.document_id, correction.quote), {})
        said[correction.theme] = correction.action == "add_theme"
    return [
        Text(
            quote,
            tuple(theme for theme, has in said.items() if has),
            document,
            is_measured=False,
            collection="corrections",
            is_narrative=True,
            document=document,
            refused=tuple(theme for theme, has in said.items() if not has),
            is_partial=True,
        )
        for (document, quote), said in themes.items()
    ]
