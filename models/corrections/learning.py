"""People's corrections as texts to learn from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from models.corrections.applying import given
from models.corrections.finding import find
from models.corrections.schema import THEME_ACTIONS, Correction
from models.records import Statement
from models.themes.corpus import Text

Said = dict[str, bool]  # themes that people gave or refused a statement


def answers(
    corrections: Iterable[Correction], statements: Sequence[Statement], themes: Collection[str]
) -> dict[str, Said]:
    """What people said of the themes of one document's statements, by the statements' ids.

    `themes` are all there are: whoever says which a statement has says that it has no other.
    """
    said: dict[str, Said] = {}
    for correction in corrections:
        if correction.action in THEME_ACTIONS:
            target = find(statements, correction.statement_id, correction.quote)
            if target is not None:
                _add(said.setdefault(target.statement_id, {}), correction, themes)
    return said


def _add(said: Said, correction: Correction, themes: Collection[str]) -> None:
    """What a correction says, over what was said before."""
    if correction.action == "set_themes":
        said.update(dict.fromkeys(themes, False))
    elif correction.theme is not None:
        said[correction.theme] = False
    said.update(dict.fromkeys(given(correction), True))


def confirmed_texts(corrections: Iterable[Correction], taxonomy: Collection[str]) -> list[Text]:
    """Quotes with the themes that people gave or refused; what they said last counts.

    They are learnt from and never measured on: nobody has said which other themes they have.
    """
    themes: dict[tuple[str, str], Said] = {}
    for correction in corrections:
        if correction.action in THEME_ACTIONS:
            said = themes.setdefault((correction.document_id, correction.quote), {})
            _add(said, correction, taxonomy)
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
