"""`reviews run` as a person starts it: real children, a real warehouse, invented documents."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[1]
RUN = [sys.executable, str(ROOT / "cli.py")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("documents")
    for n in range(12):
        canvas = Canvas(str(top / f"invented-{n:02d}.pdf"), invariant=1)
        for page in range(10):
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(72, 760, f"An invented review {n}: Recommendations")
            canvas.setFont("Helvetica", 11)
            for line in range(20):
                text = f"{page}.{line} The board should ask agency {n} about question {line}."
                canvas.drawString(72, 720 - 18 * line, text)
            canvas.showPage()
        canvas.save()
    (top / "locked.pdf").write_bytes(b"%PDF-1.4\nnot really")
    return top


def reviews(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *arguments], capture_output=True, text=True, check=False)


def whole(data: Path) -> list[Path]:
    """Results by their names: what is still being written does not count."""
    return list(data.glob("artefacts/*/*/classify-*"))


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    command = [*RUN, "run", "--from", str(folder), "--data", str(data), "--workers", "1"]
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 120
    while not whole(data):
        assert started.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Run again to carry on" in said
    assert "Traceback" not in said
    assert not (data / "warehouse.duckdb").exists()
    assert 0 < len(whole(data)) < 13

    done = reviews("run", "--from", str(folder), "--data", str(data), "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 2  # for the damaged file
    assert report["status"]["by_status"] == {"ok": 12, "unreadable": 1}
    assert len(whole(data)) == 13
    assert (data / "warehouse.duckdb").exists()


def test_what_is_published_can_be_asked(tmp_path: Path, folder: Path) -> None:
    data = str(tmp_path / "data")
    done = reviews("run", "--from", str(folder), "--data", data)
    assert done.returncode == 2
    assert "Not read: damaged, too large or program error" in done.stdout
    assert "reviews sql" in done.stdout
    asked = reviews("sql", "--data", data, "SELECT status, count(*) AS n FROM documents "
                    "GROUP BY status ORDER BY status", "--json")  # fmt: skip
    assert json.loads(asked.stdout) == [
        {"status": "ok", "n": 12},
        {"status": "unreadable", "n": 1},
    ]
    broken = reviews("sql", "--data", data, "SELECT nothing FROM nowhere")
    assert broken.returncode == 1
    assert "nowhere" in broken.stderr
    assert "Traceback" not in broken.stderr
    status = json.loads(reviews("status", "--data", data, "--json").stdout)
    assert status["documents"] == 13
    assert {i["code"] for i in status["issues"]} >= {"unreadable"}
