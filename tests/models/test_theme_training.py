"""Training on a few invented labelled statements: deterministic, honest, no quotable words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models.themes import train as training
from models.themes.combine import choose
from models.themes.corpus import CorpusError, Text, read_examples, read_gold
from models.themes.examples import of_others, prepare
from models.themes.language import build_pipeline
from models.themes.loading import load_taxonomy
from models.themes.measure import calibration_error, figures
from models.themes.train import train
from models.themes.weights import MODEL, ModelError, load_weights

THEMES = tuple(entry.id for entry in load_taxonomy().entries)


def write_gold(folder: Path) -> Path:
    """Four invented documents; each holds a name that no vocabulary may keep."""
    folder.mkdir()
    for number in range(4):
        rows = [
            {"doc": f"d{number}", "kind": "finding", "text": text, "themes": [theme]}
            for text, theme in (
                (f"Supervision by Zebedee{number} was missed for months.", "system.supervision"),
                ("The plan drifted and delay followed.", "engage.drift_planning"),
                ("Information was not shared with the school.", "multi.information_sharing"),
            )
        ]
        rows.append({"doc": f"d{number}", "kind": "quoted", "text": "Old news.", "themes": []})
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{number}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def few_own_words(patch: pytest.MonkeyPatch) -> None:
    """Own words for a few themes: a training takes seconds, and one with corrections is six."""
    taught = {"system.supervision", "engage.drift_planning", "rights.child_voice"}
    own = [text for text in read_examples(load_taxonomy()) if taught.issuperset(text.themes)]
    patch.setattr(training, "read_examples", lambda _: own)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    home = tmp_path_factory.mktemp("train")
    gold = write_gold(home / "gold")
    with pytest.MonkeyPatch.context() as patch:
        few_own_words(patch)
        for name in ("one", "two"):
            train([gold], home / name, seed=3, card=home / name / "card.md", compared=False)
    return home / "one", home / "two"


def test_training_twice_gives_the_same_files(trained: tuple[Path, Path]) -> None:
    for name in ("themes.npz", "reviews.json", "metrics.json", "card.md"):
        assert (trained[0] / name).read_bytes() == (trained[1] / name).read_bytes(), name


def test_vocabulary_holds_no_word_of_one_document(trained: tuple[Path, Path]) -> None:
    names = load_weights(THEMES, trained[0] / "themes.npz").linear.vocabulary.names
    assert not [name for name in names if "zebede" in name]
    assert "supervision" in names


def test_metrics_and_card_have_every_theme(trained: tuple[Path, Path]) -> None:
    metrics = json.loads((trained[0] / "metrics.json").read_text(encoding="utf-8"))
    assert [row["theme_id"] for row in metrics["themes"]] == list(THEMES)
    assert metrics["statements"] == 12
    card = (trained[0] / "card.md").read_text(encoding="utf-8")
    assert all(theme in card for theme in THEMES)


def test_model_of_other_themes_is_refused(trained: tuple[Path, Path]) -> None:
    with pytest.raises(ModelError, match="other themes"):
        load_weights(THEMES[:-1], trained[0] / "themes.npz")
    with pytest.raises(ModelError, match="reviews train"):
        load_weights(THEMES, trained[0] / "absent.npz")


def test_shipped_model_reaches_what_the_readme_says() -> None:
    """Floors under the cross-validated figures that `reviews train` wrote beside the model."""
    metrics = json.loads(MODEL.with_name("metrics.json").read_text(encoding="utf-8"))
    gold = metrics["by_collection"]["gold"]
    assert (gold["f1"] >= 0.72, gold["precision"] >= 0.74, gold["macro_f1"] >= 0.66) == (True,) * 3
    told = metrics["by_kind"]["local reviews"]
    assert (told["f1"] >= 0.57, told["precision"] >= 0.60) == (True,) * 2
    assert metrics["model_version"] == load_weights(THEMES).version


def test_nothing_is_learnt_of_themes_that_a_correction_does_not_name() -> None:
    """It judges two themes of a statement; the other fifty-eight are not said to be absent."""
    text = Text("Plans drifted.", (THEMES[0],), "d", refused=(THEMES[1],), is_partial=True)
    (example,) = prepare(build_pipeline(rules_only=True), [text], THEMES)
    assert example.judged.sum() == 2
    assert example.target.nonzero()[0].tolist() == [0]


def test_one_publisher_in_one_area_is_one_family(tmp_path: Path) -> None:
    meta = [
        {"doc": "a", "publisher": "Board", "area": "Town", "language": "en"},
        {"doc": "b", "publisher": "Board", "area": "Town", "language": "en"},
        {"doc": "c", "publisher": "Board", "area": "Town", "language": "cy"},
        {"doc": "d", "publisher": "Board", "area": "Shire", "language": "en"},
    ]
    rows = [{"doc": d, "text": f"Text {d}.", "themes": []} for d in "abcde"]
    for name, lines in (("meta.jsonl", meta), ("x.jsonl", rows)):
        (tmp_path / name).write_text("".join(json.dumps(r) + "\n" for r in lines), "utf-8")
    texts = read_gold([tmp_path], load_taxonomy())
    assert [t.document for t in texts] == ["a", "b", "d", "e"]  # not the Welsh one
    assert texts[0].group == texts[1].group != texts[2].group
    assert texts[3].group == "e"


def test_corrections_are_judged_by_models_that_did_not_see_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_own_words(monkeypatch)
    gold = write_gold(tmp_path / "gold")
    given = [
        Text(
            f"Zebra{n} told the vet again.",
            ("rights.child_voice",),
            f"c{n}",
            is_measured=False,
            is_partial=True,
        )
        for n in range(4)
    ]
    metrics = train([gold], tmp_path / "out", card=None, compared=False, confirmed=given)
    told = metrics["corrections"]
    assert (told["statements"], told["documents"]) == (4, 4)
    assert told["gain"] == pytest.approx(told["f1_with"] - told["f1_without"])


def test_shipped_model_is_small() -> None:
    assert MODEL.stat().st_size < 8_000_000


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "x.jsonl:1: not a labelled text"),
        ('{"text": "a", "themes": ["harm.fire"]}', "x.jsonl:1: unknown theme 'harm.fire'"),
        ('{"text": "a"}', "x.jsonl:1: not a labelled text"),
    ],
)
def test_wrong_gold_is_named_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "x.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=words):
        read_gold([tmp_path], load_taxonomy())


def test_too_little_gold_is_refused(tmp_path: Path) -> None:
    row = {"doc": "d", "text": "Supervision was missed.", "themes": ["system.supervision"]}
    (tmp_path / "x.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(CorpusError, match="three documents"):
        train([tmp_path], tmp_path / "out", card=None, compared=False)
    with pytest.raises(CorpusError, match="no labelled texts"):
        read_gold([tmp_path / "out"], load_taxonomy())


def test_rare_themes_have_twenty_five_examples_of_their_own() -> None:
    texts = read_examples(load_taxonomy())
    assert len({text.text for text in texts}) == len(texts)
    for theme in ("harm.financial_abuse", "family.parental_learning_disability", "person.carers"):
        assert sum(theme in text.themes for text in texts) >= 25


def test_choice_keeps_the_four_most_probable_and_a_band_below() -> None:
    chances = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.1])
    choice = choose(chances, np.full(7, 0.4))
    assert choice.labels == (0, 1, 2, 3)
    assert choice.abstained == (5,)


def test_figures_of_a_small_case() -> None:
    target = np.array([[1, 0], [1, 0], [0, 1], [1, 0], [1, 0], [1, 0]], dtype=bool)
    said = np.array([[1, 0], [0, 0], [1, 1], [1, 0], [1, 0], [1, 0]], dtype=bool)
    got = figures(said, target)
    assert (got.precision, got.recall) == (5 / 6, 5 / 6)
    assert got.macro_f1 == pytest.approx(0.8)  # the second theme has too few to count


def test_calibration_error_is_nought_for_honest_scores() -> None:
    scores = np.full((10, 1), 0.5)
    target = np.array([[i % 2] for i in range(10)], dtype=bool)
    assert calibration_error(scores, target) == pytest.approx(0)


def test_figures_are_kept_apart_by_folder(trained: tuple[Path, Path]) -> None:
    metrics = json.loads((trained[0] / "metrics.json").read_text(encoding="utf-8"))
    row = metrics["by_collection"]["gold"]
    assert (row["documents"], row["statements"]) == (4, 12)
    assert "| gold: 4 documents, 12 statements |" in (trained[0] / "card.md").read_text("utf-8")


def test_a_correction_says_nothing_of_a_held_out_document() -> None:
    """Corrections are learnt from; where their document is judged they stay away."""
    nlp = build_pipeline(rules_only=True)
    texts = [
        Text("Supervision was missed.", ("system.supervision",), "d1", is_measured=False),
        Text("Plans drifted.", ("engage.drift_planning",), "own words", True, False),
    ]
    own = prepare(nlp, texts, THEMES)
    held = prepare(nlp, [Text("Supervision was poor.", ("system.supervision",), "d1")], THEMES)
    other = prepare(nlp, [Text("Supervision was poor.", ("system.supervision",), "d2")], THEMES)
    assert of_others(own, held) == own[1:]
    assert of_others(own, other) == own
