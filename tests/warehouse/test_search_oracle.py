"""`search` against plain Python: the same statements, the same scores, the same order."""

import math
import random
import re
from collections import Counter
from pathlib import Path

import pytest

import warehouse
from warehouse.terms import stem

Texts = dict[str, list[str]]

_DRAWS = random.Random(6)


@pytest.fixture(scope="module")
def texts(small: Path) -> Texts:
    """The words of every statement, by its id."""
    sql = (
        "select statement_id, lower(text) from core.statements "
        "where statement_id = first_statement_id"
    )
    rows = warehouse.query(small, sql).rows
    return {name: re.findall("[a-z0-9]+", text) for name, text in rows}


@pytest.fixture(scope="module")
def stop_words(small: Path) -> set[str]:
    return {row[0] for row in warehouse.query(small, "from core.search_stop_words").rows}


def telling(words: list[str], stop_words: set[str]) -> list[str]:
    return [stem(w) for w in words if len(w) > 1 and w not in stop_words]


def bm25(texts: Texts, wanted: set[str], stop_words: set[str]) -> dict[str, float]:
    """The score of every statement that holds all wanted stems."""
    bags = {name: Counter(telling(words, stop_words)) for name, words in texts.items()}
    bags = {name: bag for name, bag in bags.items() if bag}
    mean = sum(bag.total() for bag in bags.values()) / len(bags)
    df = Counter(s for bag in bags.values() for s in bag)
    found = {}
    for name, bag in bags.items():
        if wanted <= set(bag):
            length = 1.2 * (0.25 + 0.75 * bag.total() / mean)
            found[name] = sum(
                math.log(1 + (len(bags) - df[s] + 0.5) / (df[s] + 0.5))
                * bag[s] * 2.2 / (bag[s] + length)
                for s in wanted
            )  # fmt: skip
    return found


def holds(words: list[str], phrase: list[str]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(words)} "


def agree(small: Path, query: str, expected: dict[str, float]) -> None:
    hits = warehouse.search(small, query, limit=1000)
    assert {h.statement_id: h.score for h in hits} == pytest.approx(expected, abs=0.002), query
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


@pytest.mark.parametrize("n_words", [1, 2, 3])
def test_words(small: Path, texts: Texts, stop_words: set[str], n_words: int) -> None:
    for words in _DRAWS.sample(sorted(texts.values()), 15):
        asked = _DRAWS.sample(words, min(n_words, len(words)))
        wanted = set(telling(asked, stop_words))
        if wanted:
            agree(small, " ".join(asked), bm25(texts, wanted, stop_words))


def test_common_words_ask_for_nothing(small: Path, texts: Texts, stop_words: set[str]) -> None:
    for word in ("supervision", "fathers"):
        expected = bm25(texts, {stem(word)}, stop_words)
        agree(small, f"the {word} which is for", expected)


@pytest.mark.parametrize("sign", ["", "-"])
def test_phrases(small: Path, texts: Texts, stop_words: set[str], sign: str) -> None:
    for words in _DRAWS.sample(sorted(texts.values()), 15):
        start = _DRAWS.randrange(max(1, len(words) - 1))
        phrase, lead = words[start : start + 2], max(words, key=len)
        wanted = set(telling([lead, *([] if sign else phrase)], stop_words))
        expected = {
            name: score
            for name, score in bm25(texts, wanted, stop_words).items()
            if holds(texts[name], phrase) is not bool(sign)
        }
        agree(small, f'{lead} {sign}"{" ".join(phrase)}"', expected)


def test_excluded_words(small: Path, texts: Texts, stop_words: set[str]) -> None:
    for words in _DRAWS.sample(sorted(texts.values()), 15):
        lead, shunned = max(words, key=len), _DRAWS.choice(words)
        shun = set(telling([shunned], stop_words))
        expected = {
            name: score
            for name, score in bm25(texts, {stem(lead)}, stop_words).items()
            if not shun & set(telling(texts[name], stop_words))
        }
        agree(small, f"{lead} -{shunned}", expected)
