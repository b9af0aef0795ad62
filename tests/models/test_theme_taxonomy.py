"""The taxonomy's files: strict loading, and mistakes named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.themes.checks import check_taxonomy
from models.themes.language import blank
from models.themes.loading import TAXONOMY_DIR, load_taxonomy
from vocabulary.loading import VocabularyError

GOOD = """\
id: harm
label: Harm
definition: What happened.
themes:
- id: harm.fire
  label: Fire
  definition: The home burned.
  applies_to: [child]
  cues:
    strong:
    - house fire
    - (small|large) blaze
  examples:
    yes:
    - There was a house fire.
    no:
    - The campfire was nice.
"""


def write(folder: Path, text: str, name: str = "01-harm.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_shipped_taxonomy_has_sixty_themes_that_find_their_examples() -> None:
    taxonomy = check_taxonomy(blank())
    assert len(taxonomy.themes) == 60
    assert len({theme.theme_id for theme in taxonomy.themes}) == 60
    assert {theme.group_id for theme in taxonomy.themes} == {g.id for g in taxonomy.groups}


def test_crosswalk_gives_the_source_its_own_label() -> None:
    themes = {theme.theme_id: theme for theme in load_taxonomy().themes}
    assert ("panel_2223", "Whole family approach") in themes["family.whole_family"].maps_to


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("definition: The home burned.", "definition: ' '"), 7, "empty definition"),
        (("  definition: The home burned.\n", ""), 5, "definition"),
        (("- house fire\n", "- (house fire\n"), 11, "brackets"),
        (("- house fire\n", "- house ...\n"), 11, "both sides"),
        (("- There was a house fire.", "- It was warm."), 15, "does not find"),
        (("- The campfire was nice.", "- A large blaze."), 17, "leave alone"),
        (("  label: Fire\n", "  label: Fire\n  colour: red\n"), 5, "colour"),
        (("- id: harm.fire", "- id: care.fire"), 5, "harm."),
        (("  label: Fire\n", "  label: Fire\n  label: Fire\n"), 7, "given twice"),
        (("themes:", "themes: ["), 5, "not YAML"),
        (
            ("    strong:\n", "    patterns:\n    - tokens: [{COLOUR: red}]\n    strong:\n"),
            11,
            "spaCy refuses",
        ),
    ],
)
def test_each_mistake_is_named_with_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, words: str
) -> None:
    assert change[0] in GOOD
    write(tmp_path, GOOD.replace(change[0], change[1], 1))
    with pytest.raises(VocabularyError) as caught:
        check_taxonomy(blank(), tmp_path)
    assert str(caught.value).startswith(f"01-harm.yaml, line {line}:")
    assert words in str(caught.value)


def test_duplicate_id_names_both_files(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "02-again.yaml")
    with pytest.raises(VocabularyError, match=r"02-again.yaml, line 5: .*already in 01-harm.yaml"):
        load_taxonomy(tmp_path)


def test_unknown_crosswalk_code_and_successor_are_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD + "  crosswalk:\n    panel: [XX]\n")
    with pytest.raises(VocabularyError, match=r"01-harm.yaml, line 19: panel 'XX'"):
        load_taxonomy(tmp_path)
    write(tmp_path, GOOD + "  replaced_by: harm.water\n")
    load_taxonomy.cache_clear()
    with pytest.raises(VocabularyError, match=r"harm\.water"):
        load_taxonomy(tmp_path)


def test_digest_changes_with_a_cue(tmp_path: Path) -> None:
    first = load_taxonomy(write(tmp_path, GOOD)).digest
    load_taxonomy.cache_clear()
    second = load_taxonomy(write(tmp_path, GOOD.replace("large", "huge"))).digest
    assert first != second
    assert len(list(TAXONOMY_DIR.glob("*.yaml"))) == 9
