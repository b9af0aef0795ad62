"""The cache: what is kept is found again, what changed is not, what is damaged is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import stages
from archive.artefacts import Artefacts, CorruptArtefactError
from archive.files import write_whole
from archive.folder import Archive
from archive.stages import CLASSIFY, EXTRACT, READ, STAGES, Stage, source_files, stage_version
from models.records import Labelled

ID = "a" * 64


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of the packages that stages depend on, to change at will."""
    for name in ("extractors", "models", "vocabulary"):
        shutil.copytree(stages.ROOT / name, tmp_path / name)
    return tmp_path


def changed_by(code: Path, file: str) -> set[str]:
    before = {stage.name: stage_version(stage, code) for stage in STAGES}
    path = code / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n# another rule\n")
    stage_version.cache_clear()
    return {s.name for s in STAGES if stage_version(s, code) != before[s.name]}


@pytest.mark.parametrize(
    ("file", "redone"),
    [
        ("extractors/reading/words.py", {"read"}),
        ("extractors/structure/headings.py", {"extract"}),
        ("extractors/statements/another_rule.py", {"extract"}),
        ("vocabulary/section_headings.yaml", {"extract"}),
        ("models/themes/taxonomy/another_theme.yaml", {"classify"}),
        ("models/records/reading.py", {"read", "extract"}),
        ("models/records/statements.py", {"extract", "classify"}),
        ("models/records/geometry.py", {"read", "extract", "classify"}),
        ("models/records/collection.py", set()),
        ("models/themes/card.py", set()),
        ("models/themes/learn_linear.py", set()),
        ("models/themes/examples/another.yaml", set()),
        ("models/themes/weights.py", {"classify"}),
    ],
)
def test_a_changed_file_redoes_the_stages_that_depend_on_it(
    code: Path, file: str, redone: set[str]
) -> None:
    assert changed_by(code, file) == redone


def test_another_library_version_redoes_its_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {stage.name: stage_version(stage) for stage in STAGES}
    found = stages._version
    monkeypatch.setattr(stages, "_version", lambda name: found(name) + (name == "spacy") * "x")
    stage_version.cache_clear()
    after = {stage.name: stage_version(stage) for stage in STAGES}
    stage_version.cache_clear()
    assert {name for name in after if after[name] != before[name]} == {"classify"}


def test_a_moved_file_redoes_nothing(code: Path) -> None:
    before = {stage.name: stage_version(stage, code) for stage in STAGES}
    words = code / "extractors" / "reading" / "words.py"
    words.rename(words.with_name("glyphs.py"))
    (code / "extractors" / "structure").rename(code / "extractors" / "outline")
    stage_version.cache_clear()
    assert {stage.name: stage_version(stage, code) for stage in STAGES} == before


@pytest.mark.parametrize("register", ["kinds", "registers", "statuses"])
def test_what_screens_and_filters_call_things_redoes_nothing(code: Path, register: str) -> None:
    before = {stage.name: stage_version(stage, code) for stage in STAGES}
    with (code / "vocabulary" / f"{register}.yaml").open("a") as file:
        file.write("# another word\n")
    stage_version.cache_clear()
    assert {stage.name: stage_version(stage, code) for stage in STAGES} == before


OPENED = """
import sys
import time
from collections.abc import Callable
from pathlib import Path
root, sample = Path(sys.argv[1]), Path(sys.argv[2])
opened = set()
def told(stage, names):
    for name in sorted(names):
        path = Path(name).resolve()
        if path.is_relative_to(root) and path.suffix not in {".py", ".pyc"} and path != sample:
            is_ours = not path.is_relative_to(sys.prefix)  # the environment may lie in the project
            if is_ours and "__pycache__" not in path.parts:
                print(stage, path.relative_to(root).as_posix())
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.add(arguments[0])
sys.addaudithook(hear)
import extractors
from models.themes import Classifier
label = Classifier.load().label
reading = extractors.read(sample, "a" * 64)
before = set(opened)
opened.clear()
extraction = extractors.extract(reading)
told("extract", opened)
before |= opened
opened.clear()
extractors.read(sample, "a" * 64)
told("read", opened)
opened.clear()
label(extraction)
told("classify", before | opened)
"""


@pytest.fixture(scope="module")
def opened_by() -> dict[str, set[str]]:
    """The data files that each stage opens, by its name."""
    sample = min((stages.ROOT / "pipelines" / "sample" / "pdf").glob("*.pdf"))
    command = [sys.executable, "-c", OPENED, str(stages.ROOT), str(sample)]
    environment = os.environ | {"PYTHONPATH": str(stages.ROOT)}
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, set[str]] = {stage.name: set() for stage in STAGES}
    for line in ran.stdout.splitlines():
        stage, name = line.split(" ", 1)
        found[stage].add(name)
    return found


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_version_covers_every_data_file_that_its_stage_opens(
    stage: Stage, opened_by: dict[str, set[str]]
) -> None:
    covered = {path.relative_to(stages.ROOT).as_posix() for path in source_files(stage)}
    opened = opened_by[stage.name]
    assert stage is READ or opened  # the words of a document's kind, the themes' model
    if stage is CLASSIFY:  # what the stages before it open is theirs
        opened = {name for name in opened if not name.startswith(("extractors/", "vocabulary/"))}
    assert opened <= covered


def test_byte_code_is_no_source(code: Path) -> None:
    names = {path.suffix for stage in STAGES for path in source_files(stage, code)}
    assert ".py" in names
    assert ".pyc" not in names


def test_what_is_saved_is_loaded_and_its_digest_is_read_without_it(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    key = artefacts.key(CLASSIFY, ID, "in")
    record = Labelled(ID)
    assert artefacts.load(key, Labelled) is None
    assert artefacts.digest(key) is None
    digest = artefacts.save(key, record)
    assert artefacts.load_with_digest(key, Labelled) == (record, digest)
    assert artefacts.digest(key) == digest
    assert (tmp_path / key).parent == tmp_path / "artefacts" / ID[:2] / ID


def test_every_part_of_the_key_counts(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    keys = {
        artefacts.key(READ, ID, "in"),
        artefacts.key(EXTRACT, ID, "in"),
        artefacts.key(READ, ID, "other"),
        artefacts.key(READ, "b" * 64, "in"),
        artefacts.key(READ, ID, "in", "ocr"),
        artefacts.key(Stage("read", ("models/records",)), ID, "in"),
    }
    assert len(keys) == 6


@pytest.mark.parametrize(
    "damage",
    [lambda b: b[: len(b) // 2], lambda b: b[:-1] + b"\0", lambda b: b"", lambda b: b[4:]],
    ids=["cut", "flipped", "empty", "headless"],
)
def test_a_damaged_artefact_is_reported_and_made_good(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    artefacts = Artefacts(tmp_path)
    key = artefacts.key(CLASSIFY, ID, "in")
    artefacts.save(key, Labelled(ID))
    path = tmp_path / key
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(CorruptArtefactError, match="classify artefact"):
        artefacts.load(key, Labelled)
    assert len(artefacts.check()[1]) == 1
    artefacts.save(key, Labelled(ID))
    assert artefacts.check() == (1, [])


def test_what_is_there_with_the_same_content_is_left(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    key = artefacts.key(CLASSIFY, ID, "in")
    artefacts.save(key, Labelled(ID))
    before = (tmp_path / key).stat()
    artefacts.save(key, Labelled(ID))
    after = (tmp_path / key).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def aged(data: Path, key: str, days: float, record: Labelled) -> str:
    Artefacts(data).save(key, record)
    then = time.time() - days * 86_400
    os.utime(data / key, (then, then))
    return key


def test_what_newer_rules_replaced_long_ago_is_pruned(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)

    def key(stage: Stage, document: str, rules: str) -> str:
        return artefacts.key(stage, document * 64, rules)

    def aged_one(stage: Stage, document: str, rules: str, days: float) -> str:
        return aged(tmp_path, key(stage, document, rules), days, Labelled(document * 64))

    lasting = {
        aged_one(READ, "a", "now", 50),
        aged_one(CLASSIFY, "a", "before", 90),  # replaced but ten days ago
        aged_one(CLASSIFY, "a", "now", 10),
        aged_one(CLASSIFY, "c", "lately", 5),  # no longer wanted, but lately made
    }
    lasting.add(aged(tmp_path, key(READ, "a", "now") + ".facts", 50, Labelled("a" * 64)))
    aged_one(READ, "a", "before", 90)
    aged_one(READ, "c", "before", 40)
    current = {"a" * 64: {key(READ, "a", "now"), key(CLASSIFY, "a", "now")}}
    assert artefacts.prune(30, range(0x80), lambda name: current.get(name, set())) == 0
    assert artefacts.prune(30, range(0x80, 0x100), lambda name: current.get(name, set())) == 2
    assert {entry.key for entry in artefacts.store.entries("artefacts")} == lasting


def test_purging_looks_at_the_one_document_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    artefacts = Artefacts(tmp_path)
    for name in (ID, "b" * 64):
        for stage in (READ, CLASSIFY):
            artefacts.save(artefacts.key(stage, name, "in"), Labelled(name))
    looked: list[Path] = []
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: looked.append(Path(path)) or scan(path))
    assert artefacts.purge(ID) == 2
    assert looked == [tmp_path / "artefacts" / ID[:2] / ID]
    assert artefacts.check() == (2, [])


def test_artefacts_of_the_old_layout_are_moved_once(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    new = artefacts.key(READ, ID, "in")
    artefacts.save(new, Labelled(ID))
    artefacts.save(f"{new}.facts", {"n_pages": 3})
    made = new.rpartition("-")[2]
    old = tmp_path / "artefacts" / "read" / made[:2]
    old.mkdir(parents=True)
    for ending in ("", ".facts"):
        (tmp_path / f"{new}{ending}").rename(old / f"{made}{ending}")
    (old / "nobody.failed").write_bytes(b"a failure without a reading")
    assert artefacts.load(new, Labelled) is None
    with Archive(tmp_path).lock():
        assert artefacts.load(new, Labelled) == Labelled(ID)
        assert artefacts.load(f"{new}.facts", dict) == {"n_pages": 3}
    assert not (tmp_path / "artefacts" / "read").exists()


def test_a_failed_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_whole(tmp_path / "a" / "b", b"content")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_stages_import_nothing_that_their_version_does_not_cover() -> None:
    """A helper outside a stage's sources could change without the stage being redone."""
    grimp = pytest.importorskip("grimp")
    graph = grimp.build_graph("extractors", "models", "vocabulary", cache_dir=None)
    doors = {
        "extractors",
        "models",
        "models.records",
        "models.themes",
        "vocabulary",
    }  # hand on names
    for stage in STAGES:
        covered = {_module(path) for path in source_files(stage) if path.suffix == ".py"} - doors
        for module in covered & graph.modules:
            used = graph.find_modules_directly_imported_by(module) - doors
            assert used <= covered, f"{stage.name}: {module}"


def _module(path: Path) -> str:
    parts = path.relative_to(stages.ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
