"""How often a cue is right, on three invented statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from measurement.cues import FEW, Share, page, shares
from models.themes.corpus import Text
from models.themes.loading import load_taxonomy
from models.themes.schema import Taxonomy

GROUP = """id: think
label: "Thinking"
definition: "How practitioners thought."
themes:
- id: think.professional_curiosity
  label: "Professional curiosity"
  definition: "Questions were not asked."
  applies_to: [child]
  cues:
    strong: ["professional curiosity", "nobody asked"]
    weak: ["explanation", "believed"]
  excludes: ["nobody asked for"]
  examples:
    yes: ["Nobody asked why.", "Her explanation was believed."]
"""
TEXTS = [
    ("Nobody asked why.", True),
    ("Nobody asked her. Her explanation was believed.", True),
    ("Nobody asked the way, and nobody asked for tea.", False),
    ("The explanation is on page four.", False),
]


@pytest.fixture
def taxonomy(tmp_path: Path) -> Taxonomy:
    (tmp_path / "01-think.yaml").write_text(GROUP, encoding="utf-8")
    (tmp_path / "crosswalk.yaml").write_text("{}\n", encoding="utf-8")
    return load_taxonomy(tmp_path)


def texts(times: int = 1) -> list[Text]:
    theme = "think.professional_curiosity"
    return [
        Text(text, (theme,) if has else (), f"review {n}")
        for n in range(times)
        for text, has in TEXTS
    ]


def test_a_strong_cue_counts_alone_and_a_weak_one_beside_another(taxonomy: Taxonomy) -> None:
    found = {share.cue: (share.texts, share.right) for share in shares(texts(), taxonomy)}
    assert found == {
        "professional curiosity": (0, 0),
        "nobody asked": (3, 2),
        "explanation": (1, 1),
        "believed": (1, 1),
    }


def test_the_page_leaves_out_cues_of_few_statements(taxonomy: Taxonomy) -> None:
    known = texts(FEW)
    written = page(shares(known, taxonomy), taxonomy, known)
    assert "| nobody asked | strong | 30 | 0.67 |" in written
    assert f"| believed | weak | {FEW} | 1.00 |" in written
    assert "professional curiosity |" not in written


def test_a_choice_is_no_column_of_the_table(taxonomy: Taxonomy) -> None:
    one = Share("think.professional_curiosity", "strong", "(a|b) c", FEW, 0)
    assert "| (a\\|b) c | strong | 10 | 0.00 |" in page([one], taxonomy, [])
