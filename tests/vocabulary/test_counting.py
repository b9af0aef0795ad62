"""Numbers stand with nouns and verbs that fit them."""

from __future__ import annotations

from vocabulary.counting import in_number, plural


def test_counts_use_singular_and_plural() -> None:
    assert [plural(n, "review") for n in (0, 1, 2)] == ["0 reviews", "1 review", "2 reviews"]
    assert plural(2, "copy", "copies") == "2 copies"
    sentence = "{n} [file is|files are] too large: add [it|them] by hand"
    assert in_number(sentence, 1) == "1 file is too large: add it by hand"
    assert in_number(sentence, 3) == "3 files are too large: add them by hand"
