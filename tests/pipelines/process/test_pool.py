"""Children that die, hang, fail or eat memory cost their own document and no other."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from archive.artefacts import Artefacts
from archive.errors import UserError
from models.records import Status
from pipelines.advice import what_to_do
from pipelines.process import Job, Limits, Trouble, is_done, processed
from pipelines.process.children import Child
from pipelines.process.nursery import Nursery, NurseryLink
from pipelines.process.pool import work

WORKER = str(Path(__file__).with_name("misbehaving_worker.py"))


def job(folder: Path, text: str) -> Job:
    document_id = hashlib.sha256(text.encode()).hexdigest()
    path = folder / f"{document_id[:8]}.txt"
    path.write_text(text)
    return Job(document_id, str(path))


def results(folder: Path, texts: list[str], **limits: float) -> dict[str, tuple[Status, str]]:
    jobs = [job(folder, text) for text in texts]
    done = list(work(jobs, folder, Limits(workers=2, **limits), command=(WORKER,)))  # type: ignore[arg-type]
    assert sorted(o.document_id for o in done) == sorted(j.document_id for j in jobs)
    by_id = {o.document_id: o for o in done}
    return {
        text: (
            by_id[j.document_id].status,
            "".join(issue.message for issue in by_id[j.document_id].issues),
        )
        for text, j in zip(texts, jobs, strict=True)
    }


@pytest.mark.parametrize(
    ("word", "says"),
    [("die", "ended the process"), ("fail", "RuntimeError"), ("eat", "more memory")],
)
def test_a_document_that_stops_its_child_is_unreadable(
    tmp_path: Path, word: str, says: str
) -> None:
    good = [f"good {n}" for n in range(5)]
    got = results(tmp_path, [*good[:2], f"{word} now", *good[2:]])
    assert {got[text][0] for text in good} == {Status.OK}
    assert got[f"{word} now"][0] == Status.UNREADABLE
    assert says in got[f"{word} now"][1]


def test_a_document_that_hangs_its_child_is_given_up(tmp_path: Path) -> None:
    got = results(tmp_path, ["hang on", "good 1", "good 2"], seconds=4.0, seconds_per_page=0.0)
    assert got["hang on"][0] == Status.UNREADABLE
    assert "longer than the limit" in got["hang on"][1]
    assert got["good 1"][0] == got["good 2"][0] == Status.OK


def test_messages_hold_no_words_of_a_report(tmp_path: Path) -> None:
    got = results(tmp_path, ["fail now"])
    assert "words of a report" not in got["fail now"][1]


def test_an_error_of_the_program_is_reported_as_its_own(tmp_path: Path) -> None:
    artefacts, one = Artefacts(tmp_path), job(tmp_path, "fail now")
    for _ in range(2):
        list(work([one], tmp_path, Limits(workers=1), command=(WORKER,)))
    left = is_done(artefacts, one.document_id)
    assert left is not None
    (issue,) = left.issues
    assert issue.code == "program_error"
    assert "misbehaving_worker.py:" in issue.message
    told = f"{issue.message} {what_to_do(issue)}".lower()
    assert "fetching it again does not help" in told
    assert "ask the publisher" not in told


def test_a_failed_document_is_tried_once_more_and_then_left(tmp_path: Path) -> None:
    artefacts, one = Artefacts(tmp_path), job(tmp_path, "die now")
    list(work([one], tmp_path, Limits(workers=1), command=(WORKER,)))
    assert is_done(artefacts, one.document_id) is None
    list(work([one], tmp_path, Limits(workers=1), command=(WORKER,)))
    left = is_done(artefacts, one.document_id)
    assert left is not None
    assert left.status == Status.UNREADABLE
    record = processed(artefacts, one.document_id)
    assert record.status == Status.UNREADABLE
    assert record.message


def test_what_is_finished_is_kept_when_the_parent_stops(tmp_path: Path) -> None:
    jobs = [job(tmp_path, f"good {n}") for n in range(6)]
    running = work(jobs, tmp_path, Limits(workers=1), command=(WORKER,))
    first = next(running)
    running.close()  # what Ctrl-C does to the loop over outcomes
    assert is_done(Artefacts(tmp_path), first.document_id) is not None
    left = [j for j in jobs if is_done(Artefacts(tmp_path), j.document_id) is None]
    rest = list(work(left, tmp_path, Limits(workers=1), command=(WORKER,)))
    assert len(rest) == len(left)
    assert all(is_done(Artefacts(tmp_path), j.document_id) for j in jobs)


def test_no_child_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nurseries: list[int] = []  # other tests of this process may have children of their own
    children: list[int] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            nurseries.append(self.pid)

    def fork(self: NurseryLink) -> tuple[int, Any]:
        pid, line = forked(self)
        children.append(pid)
        return pid, line

    forked = NurseryLink.fork
    monkeypatch.setattr("subprocess.Popen", Watched)
    monkeypatch.setattr(NurseryLink, "fork", fork)
    jobs = [job(tmp_path, f"good {n}") for n in range(3)]
    list(work(jobs, tmp_path, Limits(workers=2), command=(WORKER,)))
    assert len(nurseries) == 1
    assert children
    with pytest.raises(ChildProcessError):
        os.waitpid(nurseries[0], os.WNOHANG)
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_children_go_on_where_their_nursery_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [job(tmp_path, "good 1"), job(tmp_path, "once killed"), job(tmp_path, "good 2")]
    begin = Child.__init__

    def orphaned(self: Child, nursery: Nursery, *given: Any, **named: Any) -> None:
        begin(self, nursery, *given, **named)
        nursery._process.kill()
        nursery._process.wait()

    with monkeypatch.context() as patch:
        patch.setattr(Child, "__init__", orphaned)
        found = list(work(jobs, tmp_path, Limits(workers=1), command=(WORKER,)))
    done = {outcome.document_id: outcome for outcome in found}
    assert [done[j.document_id].trouble for j in jobs] == [None, Trouble.MACHINE, None]


def test_children_that_cannot_start_blame_no_document(tmp_path: Path) -> None:
    one = job(tmp_path, "good")
    for command, says in (
        ("import nowhere", r"do not start.*No module named 'nowhere'\). Reinstall it"),
        ("pass", "do not start.*--workers 1"),
    ):
        with pytest.raises(UserError, match=says):
            list(work([one], tmp_path, Limits(workers=1), command=("-c", command)))
    assert not list((tmp_path / "artefacts").rglob("*.failed"))


def test_children_load_what_their_parent_was_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PYTHONPATH of whoever runs this is kept: packages may lie there."""
    (tmp_path / "of_the_operator.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    script = f"import of_the_operator, runpy, sys; runpy.run_path({WORKER!r}, None, '__main__')"
    one = job(tmp_path, "good")
    (done,) = work([one], tmp_path, Limits(workers=1), command=("-c", script))
    assert done.status is Status.OK


def test_what_early_children_did_is_reported_with_the_rest(tmp_path: Path) -> None:
    """While themes are loaded, others read: each stage ran once, whoever ran it."""
    jobs = [job(tmp_path, f"good {n}") for n in range(6)]
    done = list(work(jobs, tmp_path, Limits(workers=3), command=(WORKER,)))
    assert sorted(o.document_id for o in done) == sorted(j.document_id for j in jobs)
    assert {outcome.ran for outcome in done} == {("read", "extract", "classify")}
    assert not any(outcome.is_half for outcome in done)
    assert all(is_done(Artefacts(tmp_path), j.document_id) for j in jobs)
