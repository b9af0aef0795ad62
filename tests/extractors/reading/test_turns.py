"""No more pages are read at once than there are places, across processes and threads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from extractors.reading.turns import place_at_work

ROOT = Path(__file__).parents[3]


def test_so_many_at_once_and_no_more(tmp_path: Path) -> None:
    at_work: list[int] = []
    most: list[int] = []
    lock = threading.Lock()

    def page(number: int) -> int:
        with place_at_work(2, tmp_path):
            with lock:
                at_work.append(number)
                most.append(len(at_work))
            threading.Event().wait(0.02)
            with lock:
                at_work.remove(number)
        return number

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(page, range(12))) == list(range(12))
    assert max(most) <= 2


def test_the_place_of_a_killed_process_is_free_again(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path;"
        "from extractors.reading.turns import place_at_work\n"
        "with place_at_work(1, Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    came = threading.Event()

    def wait() -> None:
        with place_at_work(1, tmp_path):
            came.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not came.wait(0.3)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    waiting.join()
    assert came.is_set()


def test_without_a_folder_nobody_waits(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with place_at_work(1, tmp_path / "file"), place_at_work(1, tmp_path / "file"):
        pass
