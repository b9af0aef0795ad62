"""All YAML is read one way, and a mistake is named with its file and line."""

import re
import sys
from pathlib import Path

import msgspec
import pytest

import vocabulary
from vocabulary import loading, located
from vocabulary.kept import KeptValues
from vocabulary.loading import VocabularyError, load
from vocabulary.located import read_located
from vocabulary.yaml_text import value_of

ROOT = Path(vocabulary.__file__).parents[1]


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    says: tuple[str, ...] = ()


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    named: dict[str, tuple[Entry, ...]]
    most: int = 0


GOOD = """\
named:
  first:
    - id: one
      says: [yes, no]
  second:
    - id: two
    - id: three
      says:
        - "on"
most: 3
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("most: 3", "most: many", 10, "Expected `int`"),
        ("most: 3", "least: 3", 1, "least"),
        ('- "on"', "- 4", 9, "Expected `str`"),
        ("- id: three\n      says", "- says", 7, "missing required field `id`"),
        ("[yes, no]", "[yes, no", 5, "not YAML"),
        ("most: 3", "named: {}", 10, "`named` is given twice"),
        ("- id: two", "- {id: two, id: three}", 6, "`id` is given twice"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    (tmp_path / "some.yaml").write_text(GOOD.replace(old, new))
    with pytest.raises(VocabularyError) as caught:
        load("some.yaml", Shape, tmp_path)
    assert str(caught.value).startswith(f"some.yaml, line {line}: ")
    assert words in str(caught.value)


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text(GOOD)
    assert load("some.yaml", Shape, tmp_path).named["first"][0].says == ("yes", "no")
    assert value_of("[yes, off, true]") == ["yes", "off", True]


def test_no_other_module_reads_yaml() -> None:
    reads = re.compile(r"yaml\.(?:\w*load\w*|compose\w*|\w*Loader)\b")
    folders = sorted({path.parent for path in ROOT.glob("*/__init__.py")})
    paths = [path for folder in folders for path in folder.rglob("*.py")]
    found = {p.relative_to(ROOT).as_posix() for p in paths if reads.search(p.read_text())}
    assert found == {"vocabulary/yaml_text.py"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that takes what is kept."""
    path = tmp_path / "store.patterns"
    kept = KeptValues(path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(loading, "kept", kept.get)
    monkeypatch.setattr(located, "kept", kept.get)
    monkeypatch.setattr(loading, "save", kept.save, raising=False)
    return path


def test_what_a_file_of_the_program_says_is_kept_until_it_says_something_else(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.yaml").write_text(GOOD)
    first = load("words.yaml", Shape, tmp_path), read_located(tmp_path / "words.yaml", is_own=True)
    monkeypatch.delattr(loading, "value_of")
    monkeypatch.delattr(located, "tree")
    again = load("words.yaml", Shape, tmp_path), read_located(tmp_path / "words.yaml", is_own=True)
    assert again[0] == first[0]
    assert (again[1].value, again[1].lines) == (first[1].value, first[1].lines)
    (tmp_path / "words.yaml").write_text(GOOD.replace("most: 3", "most: 4"))
    with pytest.raises(NameError):
        load("words.yaml", Shape, tmp_path)


def test_what_a_person_has_written_is_not_kept(tmp_path: Path, store: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD)
    load("mine.yaml", Shape, tmp_path, is_own=False)
    read_located(tmp_path / "mine.yaml")
    loading.save()
    assert not store.exists()
    load("mine.yaml", Shape, tmp_path)
    loading.save()
    assert b"three" in store.read_bytes()
