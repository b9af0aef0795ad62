"""The learnt model: what it keeps, what it says, and that it can be asked why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from extractors.judging.cues import cue_features, cues
from extractors.judging.model import FILE, Net, ParagraphModel, load
from extractors.judging.surroundings import KINDS
from extractors.judging.words import tokens
from vocabulary.report_types import is_weighed

TITLE = "# Local Child Safeguarding Practice Review: Fern\n\nNo such child lived.\n\n"
ANALYSIS = (
    "# Invisible men\n\n"
    "There was little evidence that the father was included in any assessment. Services had\n"
    "organised themselves around the mother, and no form required that he should be seen.\n\n"
    "Information about him was not sought, as it was assumed that another agency had it, and\n"
    "the system did not show to anyone that nobody had. This was a serious gap in practice.\n\n"
    "The lack of any enquiry about him meant that assessments were made of half a family, and the\n"
    "risk to the children was not understood by the professionals who were working with them.\n"
)

ROOT = Path(__file__).parents[3]


def test_cues_hold_their_examples_and_are_named_once():
    names = [name for name, _ in cues()]
    assert len(names) == len(set(names)) > 20
    assert "cue should early" in set(cue_features("Staff should ask."))


def test_numbers_and_names_are_not_kept():
    assert tokens("On 3 May Ellen told the Board. She left.") == [
        "on", "#", "Name", "Name", "told", "the", "board", "she", "left",
    ]  # fmt: skip


def test_the_file_is_small_and_holds_no_text():
    assert FILE.stat().st_size < 500_000
    longest = max(load().names, key=lambda name: len(name.split()))
    assert len(longest.split()) <= 6


def test_a_model_is_kept_and_read_again(tmp_path):
    shape = (3, len(KINDS))
    net = Net(np.ones(shape), np.zeros(len(KINDS)), np.eye(len(KINDS)), np.zeros(len(KINDS)))
    model = ParagraphModel(
        ["a", "b c"], np.ones((2, len(KINDS))), np.zeros(len(KINDS)), *np.ones((2, 3)), [net]
    )
    model.save(tmp_path / "kept.npz")
    again = load(tmp_path / "kept.npz")
    assert again.names == {"a": 0, "b c": 1}
    assert np.allclose(again.second_look(np.ones((1, 3))), model.second_look(np.ones((1, 3))))


def test_reasons_are_the_heaviest_features_of_the_paragraph():
    weights = np.zeros((2, len(KINDS)), dtype=np.float32)
    weights[1, KINDS.index("finding")] = 2.0
    model = ParagraphModel(
        ["w the", "w nobody"], weights, np.zeros(len(KINDS)), np.ones(1), np.ones(1), []
    )
    assert model.reasons(["w the", "w nobody", "w new"], "finding", 5) == ("w nobody +1.71",)


@pytest.mark.parametrize(("kind", "joins"), [("lcspr", True), (None, True), ("jtai", False)])
def test_letters_are_read_by_rules_alone(kind, joins):
    assert is_weighed(kind) is joins


def test_judgements_in_prose_under_a_topic_are_findings(statements_of):
    found = statements_of(TITLE + ANALYSIS)
    assert {s.rule for s in found} == {"model:finding"}
    told = " ".join(s.text for s in found)
    assert "serious gap in practice" in told
    assert "lack of any enquiry" in told
    assert all(s.reasons and 0 < s.confidence <= 1 for s in found)


def test_nothing_is_added_where_no_heading_is(statements_of):
    assert statements_of(ANALYSIS.removeprefix("# Invisible men\n\n")) == ()


ORDER = """
import hashlib
from extractors.judging.model import shipped
model = shipped()
names = list(model.names)[::7]
print(hashlib.sha256(model.first_look([names]).tobytes()).hexdigest())
"""


def test_a_paragraph_weighs_the_same_in_every_process():
    """Sets of words have another order in each process, and sums of floats depend on it."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", ORDER],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
