"""A worker whose reading misbehaves as the invented file's own text asks: for test_pool.py."""

import errno
import os
import signal
import sys
import time
from pathlib import Path

from models.records import Extraction, Labelled, Metadata, Reading, Status
from pipelines.process import document, worker
from pipelines.process.tools import Tools


def read(path: Path, document_id: str) -> Reading:
    word = path.read_text().split()[0]
    if word == "die":
        os._exit(9)
    if word == "killed":  # as by a system that is short of memory
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "once":  # the same, but for one time only
        mark = path.with_suffix(".done")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if word == "full":
        raise OSError(errno.ENOSPC, "words of a report")
    if word == "sector":
        raise ValueError("words of a report") from OSError(errno.EIO, "bad sector")
    if word == "hang":
        time.sleep(3600)
    if word == "eat":
        bytearray(20_000 * 2**20)
    if word == "fail":
        raise RuntimeError("words of a report")
    return Reading(document_id, Status.OK, n_pages=3)


def extract(reading: Reading) -> Extraction:
    return Extraction(reading.document_id, Metadata())


def label(extraction: Extraction) -> Labelled:
    return Labelled(extraction.document_id)


document.tools = lambda: Tools(read, extract, label)
worker.main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
