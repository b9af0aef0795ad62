"""A child process that takes documents one at a time and keeps what it makes of them.

Started as `python -m pipelines.process.worker FD DATA MEMORY_MB`, with one end of a socket pair:
so a child never imports its parent's main module (Prefect, DuckDB), and dies with its parent.
"""

from __future__ import annotations

import contextlib
import hashlib
import resource
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2 as pdfium

from archive.artefacts import Artefacts
from archive.trouble import is_full, is_of_the_machine
from pipelines.process.document import (
    Outcome,
    Trouble,
    postponed,
    process_document,
    record_failure,
)
from pipelines.process.messages import Begun, Done, Job, decode_job, encode

TERMINATED = 128 + signal.SIGTERM  # how a child ends that was asked to
RECYCLE_MB = 400  # a child that has grown beyond this hands over to a fresh one


def main(descriptor: int, data: Path, memory_mb: int) -> None:
    """Serve jobs until the parent sends nothing more, goes away or asks to end."""
    # An exit and not a kill: a conversion under way then ends LibreOffice.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    if memory_mb:
        limit = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    connection = Connection(descriptor)
    artefacts = Artefacts(data)
    while True:
        try:
            job = decode_job(connection.recv_bytes())
        except (EOFError, OSError):
            return
        connection.send_bytes(encode(Begun(job.document_id, 0)))  # from here on, its own fault
        connection.send_bytes(encode(Begun(job.document_id, count_pages(Path(job.path)))))
        done = serve(artefacts, job)
        connection.send_bytes(encode(done))
        if done.is_last:
            return


def serve(artefacts: Artefacts, job: Job) -> Done:
    """One document through the stages; an error in this program costs that document alone.

    What the machine did costs nobody anything: the document is put off, and no attempt counted.
    """
    start = time.monotonic()
    trace: tuple[str, ...] = ()
    try:
        outcome, trace = _served(artefacts, job)
    except Exception as error:
        if not is_of_the_machine(error):
            raise
        trouble = Trouble.FULL if is_full(error) else Trouble.MACHINE
        outcome, trace = postponed(job.document_id, trouble), frames(error)
    outcome.seconds = time.monotonic() - start
    return Done(outcome, trace, is_last=peak_mb() > RECYCLE_MB)


def _served(artefacts: Artefacts, job: Job) -> tuple[Outcome, tuple[str, ...]]:
    path = Path(job.path)
    if job.sha256 and not _is_sound(path, job.sha256):
        return postponed(job.document_id, Trouble.DAMAGED), ()
    try:
        return process_document(artefacts, job.document_id, path), ()
    except MemoryError:
        message = "The document needs more memory than a child process is allowed."
        return record_failure(artefacts, job.document_id, message), ()
    except Exception as error:
        if is_of_the_machine(error):
            raise
        message = f"An error in this program ({type(error).__name__}) stopped this document."
        return record_failure(artefacts, job.document_id, message), frames(error)


def _is_sound(path: Path, sha256: str) -> bool:
    """Whether the bytes are those that were stored: a flipped bit is no fault of the document."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def frames(error: BaseException) -> tuple[str, ...]:
    """Where an error was raised, without its words: these may quote a report."""
    places: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return (type(error).__name__, *places)


def count_pages(path: Path) -> int:
    """Pages of a PDF, at almost no cost; 0 where PDFium cannot open it."""
    with contextlib.suppress(Exception):
        document = pdfium.PdfDocument(path)
        try:
            return len(document)
        finally:
            document.close()
    return 0


def peak_mb() -> float:
    """The most memory this process has held so far, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 2**20 if sys.platform == "darwin" else used / 2**10


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
