"""How often each cue is right: the share of the texts in which it stands that have its theme.

`python -m measurement.cues --gold DIR ... --documents DIR` writes docs/cues.md. It reads annotated
statements, never our own sentences: these were written to hold the cues.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from measurement.labelled import texts_of_labels
from models.themes.corpus import Text, read_gold
from models.themes.language import blank
from models.themes.loading import load_taxonomy
from models.themes.rules import Hit, ThemeRules
from models.themes.schema import Cues, Entry, Taxonomy

PAGE = Path(__file__).parents[1] / "docs" / "cues.md"
FEW = 10  # below so many texts a share says nothing
LOW = 0.3
_STRONG, _WEAK = "strong", "weak"
_INTRODUCTION = """# How often each cue is right

*Written by `python -m measurement.cues`; do not edit by hand.*

A cue names a theme or helps to name it ([adding a theme](adding-a-theme.md)). For each cue, a table
has the number of annotated statements in which it counts, and the share of these to which the
annotator gave the theme. A strong cue counts wherever it stands, a weak one only beside another cue
of its theme. Cues in fewer than {few} statements are left out: a share of so few says nothing. Some
of the cues were written with some of these texts in view, so expect less on other texts.

Measured on {texts} statements of {documents} documents. Where a strong cue is right in less than
{low:.0%}, it becomes weak or narrower; a weak one goes. Only a theme's own name stays.
"""


class Share(NamedTuple):
    """In how many texts a cue counts, and in how many of these its theme was given."""

    theme: str
    strength: str
    cue: str
    texts: int
    right: int

    @property
    def precision(self) -> float:
        """The share that was right."""
        return self.right / max(1, self.texts)


def shares(texts: Sequence[Text], taxonomy: Taxonomy) -> list[Share]:
    """Each cue of the taxonomy, in its order, on these texts."""
    alone = list(_alone(taxonomy))
    nlp = blank()
    rules = ThemeRules(nlp, tuple(entry for _, entry in alone))
    counted, right = Counter[int](), Counter[int]()
    for text in texts:
        hits = rules(nlp.make_doc(text.text))._.theme_hits
        by_theme: dict[str, list[Hit]] = {}
        for hit in hits:
            by_theme.setdefault(alone[hit.theme][1].id, []).append(hit)
        for theme, found in by_theme.items():
            for place in {hit.theme for hit in found}:
                if alone[place][0] == _STRONG or _is_beside_another(place, found):
                    counted[place] += 1
                    right[place] += theme in text.themes
    return [
        Share(entry.id, strength, _words(entry), counted[place], right[place])
        for place, (strength, entry) in enumerate(alone)
    ]


def _alone(taxonomy: Taxonomy) -> Iterable[tuple[str, Entry]]:
    """Each cue with its strength, as an entry that has no other."""
    for entry in taxonomy.entries:
        for strength, cues in ((_STRONG, entry.cues.strong), (_WEAK, entry.cues.weak)):
            for cue in cues:
                yield strength, msgspec.structs.replace(entry, cues=Cues(strong=(cue,)))


def _words(entry: Entry) -> str:
    return entry.cues.strong[0]


def _is_beside_another(place: int, found: list[Hit]) -> bool:
    """Whether a cue stands where another of its theme, of which it is no part, stands too."""
    mine = [hit for hit in found if hit.theme == place]
    return any(
        hit.end <= other.start or other.end <= hit.start
        for hit in mine
        for other in found
        if other.theme != place
    )


def page(found: Sequence[Share], taxonomy: Taxonomy, texts: Sequence[Text]) -> str:
    """The page of the documentation."""
    documents = len({text.document or text.group for text in texts})
    lines = [_INTRODUCTION.format(few=FEW, low=LOW, texts=len(texts), documents=documents)]
    for entry in taxonomy.entries:
        mine = [s for s in found if s.theme == entry.id and s.texts >= FEW]
        if mine:
            lines += [f"## {entry.label}", "", "| cue | strength | statements | right |"]
            lines += ["|---|---|---|---|"]
            lines += [_row(share) for share in sorted(mine, key=lambda s: (s.strength, -s.texts))]
            lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def _row(share: Share) -> str:
    cue = share.cue.replace("|", "\\|")
    return f"| {cue} | {share.strength} | {share.texts} | {share.precision:.2f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--documents", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, default=PAGE)
    asked = parser.parse_args(arguments)
    taxonomy = load_taxonomy()
    texts = [t for t in read_gold(asked.gold, taxonomy) if t.is_measured]
    texts += [t for t in texts_of_labels(asked.documents) if not t.is_own_words]
    asked.out.write_text(page(shares(texts, taxonomy), taxonomy, texts), encoding="utf-8")


if __name__ == "__main__":
    main()
