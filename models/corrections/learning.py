"""People's corrections as texts to learn from."""

from __future__ import annotations

from collections.abc import Iterable

from models.corrections.schema import Correction
from models.themes.corpus import Text


def confirmed_texts(corrections: Iterable[Correction]) -> list[Text]:
    """Quotes with the themes that people added and did not take back.

    They are learnt from and never measured on: nobody has said which other themes they have.
    """
    themes: dict[tuple[str, str], dict[str, None]] = {}
    for correction in corrections:
        if correction.theme is None:
            continue
        said = themes.setdefault((correction.document_id, correction.quote), {})
        if correction.action == "add_theme":
            said[correction.theme] = None
        else:
            said.pop(correction.theme, None)
    return [
        Text(quote, tuple(said), document, is_measured=False)
        for (document, quote), said in themes.items()
        if said
    ]
