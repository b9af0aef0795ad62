"""The cache: what is kept is found again, what changed is not, what is damaged is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive import stages
from archive.artefacts import Artefacts, CorruptArtefactError
from archive.files import write_whole
from archive.stages import CLASSIFY, EXTRACT, READ, STAGES, Stage, source_files, stage_version
from models.records import Labelled


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


OPENED = """
import sys
from pathlib import Path
root, sample, stage = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
opened = set()
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.add(arguments[0])
sys.addaudithook(hear)
import extractors
from models.themes import Classifier
label = Classifier.load().label
if stage != "classify":
    opened.clear()
reading = extractors.read(sample, "a" * 64)
if stage == "extract":
    opened.clear()
extraction = extractors.extract(reading)
if stage == "read":
    opened.clear()
    from extractors.reading import read
    read(sample, "a" * 64)
if stage == "classify":
    label(extraction)
for name in sorted(opened):
    path = Path(name).resolve()
    if path.is_relative_to(root) and path.suffix not in {".py", ".pyc"} and path != sample:
        if not {".venv", "__pycache__"} & set(path.parts):
            print(path.relative_to(root).as_posix())
"""


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_version_covers_every_data_file_that_its_stage_opens(stage: Stage) -> None:
    sample = min((stages.ROOT / "pipelines" / "sample" / "pdf").glob("*.pdf"))
    command = [sys.executable, "-c", OPENED, str(stages.ROOT), str(sample), stage.name]
    environment = os.environ | {"PYTHONPATH": str(stages.ROOT)}
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    covered = {path.relative_to(stages.ROOT).as_posix() for path in source_files(stage)}
    opened = set(ran.stdout.split())
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
    path = artefacts.path(CLASSIFY, "in")
    record = Labelled("a" * 64)
    assert artefacts.load(path, Labelled) is None
    assert artefacts.digest(path) is None
    digest = artefacts.save(path, record)
    assert artefacts.load(path, Labelled) == record
    assert artefacts.digest(path) == digest
    assert path.parent.parent.parent == tmp_path / "artefacts"


def test_every_part_of_the_key_counts(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    paths = {
        artefacts.path(READ, "in"),
        artefacts.path(EXTRACT, "in"),
        artefacts.path(READ, "other"),
        artefacts.path(READ, "in", "ocr"),
        artefacts.path(Stage("read", ("models/records",)), "in"),
    }
    assert len(paths) == 5


@pytest.mark.parametrize(
    "damage",
    [lambda b: b[: len(b) // 2], lambda b: b[:-1] + b"\0", lambda b: b"", lambda b: b[4:]],
    ids=["cut", "flipped", "empty", "headless"],
)
def test_a_damaged_artefact_is_told(tmp_path: Path, damage: object) -> None:
    artefacts = Artefacts(tmp_path)
    path = artefacts.path(CLASSIFY, "in")
    artefacts.save(path, Labelled("a" * 64))
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(CorruptArtefactError, match="classify artefact"):
        artefacts.load(path, Labelled)


def test_what_no_run_has_used_for_long_is_pruned(tmp_path: Path) -> None:
    artefacts = Artefacts(tmp_path)
    used, unused = artefacts.path(CLASSIFY, "used"), artefacts.path(CLASSIFY, "unused")
    for path in (used, unused):
        artefacts.save(path, Labelled("a" * 64))
        os.utime(path, (0, 0))
    artefacts.load(used, Labelled)
    assert artefacts.prune(days=30) == 1
    assert (used.exists(), unused.exists()) == (True, False)


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
