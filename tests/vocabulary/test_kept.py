"""What is worked out from patterns is the same when it comes from a file, where no name is kept."""

import re
import sys
from pathlib import Path

import pytest

from vocabulary import kept as module
from vocabulary.kept import KeptValues, compiled
from vocabulary.quick import Quick
from vocabulary.rules import all_questions, asked

PATTERNS = [
    (r"\b(?P<who>board|panel)s? (?:should|must)\b", re.IGNORECASE),
    (r"^\d{1,3}(?:\.\d+)*\s+(?=[A-Z“])", re.MULTILINE),
    (r"(?i:é|ß|ſ)[^\W\d_]+(?<!\w’)(a|b)\1", 0),
    ("[^\t -\ud7ff\ue000-\ufffd]|\udc00", 0),  # PyYAML has one of these
]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "folder" / "kept.patterns"


def saved(path: Path) -> None:
    store = KeptValues(path)
    assert store.get(lambda: "worked out", "what", 1) == "worked out"
    store.save()


def from_file(path: Path) -> object:
    return KeptValues(path).get(lambda: "anew", "what", 1)


def test_a_later_process_takes_what_was_worked_out(path: Path) -> None:
    saved(path)
    assert from_file(path) == "worked out"
    assert KeptValues(path).get(lambda: "anew", "what", 2) == "anew"


def test_what_other_processes_kept_meanwhile_stays(path: Path) -> None:
    mine, others = KeptValues(path), KeptValues(path)
    mine.get(lambda: "mine", "a")
    others.get(lambda: "theirs", "b")
    others.save()
    mine.save()
    assert [KeptValues(path).get(lambda: "anew", name) for name in "ab"] == ["mine", "theirs"]


def test_a_damaged_file_or_one_of_another_python_is_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path)
    whole = path.read_bytes()
    for content in (b"", whole[:15], whole[:40], whole[:-1], whole.replace(b"worked", b"forged")):
        path.write_bytes(content)
        assert from_file(path) == "anew"
    path.write_bytes(whole)
    monkeypatch.setattr(sys, "version", "another")
    assert from_file(path) == "anew"


def test_nothing_is_kept_where_python_keeps_no_bytecode(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    saved(path)
    assert not path.exists()


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(path: Path) -> None:
    path.parent.write_text("a file where the folder would be")
    saved(path)
    assert from_file(path) == "anew"


def test_what_has_gone_from_the_code_does_not_stay_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path)
    monkeypatch.setattr(module, "_MOST", 10)
    store = KeptValues(path)
    store.get(lambda: "new", "other")
    store.save()
    assert KeptValues(path).get(lambda: "anew", "other") == "new"


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_kept_pattern_is_the_one_that_re_makes(
    pattern: str, flags: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module.is_known(), "another inside of re: nothing is kept"
    for _ in ("worked out", "from the file"):
        store = KeptValues(path)
        monkeypatch.setattr(module, "kept", store.get)
        made, wanted = compiled.__wrapped__(pattern, flags), re.compile(pattern, flags)
        store.save()
        assert made == wanted
        assert (made.groups, made.groupindex) == (wanted.groups, wanted.groupindex)


def test_all_rules_are_compiled_as_re_compiles_them() -> None:
    for question in all_questions():
        for pattern in map(question.expanded, question.question.rules):
            assert question.compiled(pattern) == re.compile(pattern, question.flags)


def test_an_invalid_pattern_is_reported() -> None:
    with pytest.raises(re.error):
        compiled("(")
    with pytest.raises(re.error):
        Quick("(")


def test_names_of_a_case_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("kept")

    question = asked("subjects", "died_at")
    question.about(name=["Wrenna Tolliver"])
    monkeypatch.setattr(module, "kept", refused)
    assert question.about(name=["Tarn Oswin"]).pattern != question.pattern
    with pytest.raises(AssertionError, match="kept"):
        compiled("never asked before")


def test_what_modules_compile_as_they_load_is_kept_and_no_more(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = KeptValues(path)
    monkeypatch.setattr(module, "kept", store.get)
    compiled.cache_clear()
    patterns = [(f"{pattern}(?:of_modules)?", flags) for pattern, flags in PATTERNS]
    with module.keeping_all():
        during = [re.compile(pattern, flags) for pattern, flags in patterns]
        of_bytes = re.compile(rb"(?P<who>board)_of_modules")
    re.compile("a word of a document")
    store.save()
    re.purge()
    plain = [re.compile(pattern, flags) for pattern, flags in patterns]
    assert during == plain
    assert [(p.flags, p.groupindex, p.groups) for p in during] == [
        (p.flags, p.groupindex, p.groups) for p in plain
    ]
    assert of_bytes.groupindex == {"who": 1}
    monkeypatch.setattr(module, "_code_of_whole", None)  # nothing is worked out from here on
    monkeypatch.setattr(module, "kept", KeptValues(path).get)
    compiled.cache_clear()
    assert [compiled(pattern, flags) for pattern, flags in patterns] == plain
    with pytest.raises(TypeError):
        compiled("a word of a document")


def test_an_invalid_pattern_is_refused_while_modules_load() -> None:
    with module.keeping_all(), pytest.raises(re.error):
        re.compile("(of_modules")
