"""A child process that takes documents one at a time and keeps what it makes of them.

Started as `python -m pipelines.process.worker FD DATA MEMORY_MB`, with one end of a socket pair:
so a child never imports its parent's main module (Prefect, DuckDB), and dies with its parent.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2 as pdfium

from archive.artefacts import Artefacts
from pipelines.process.document import process_document, record_failure
from pipelines.process.messages import Begun, Done, Job, decode_job, encode

RECYCLE_MB = 400  # a child that has grown beyond this hands over to a fresh one


def main(descriptor: int, data: Path, memory_mb: int) -> None:
    """Serve jobs until the parent sends nothing more, goes away or asks to end."""
    # An exit and not a kill: a conversion under way then ends LibreOffice.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
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
    """One document through the stages; an error of ours costs that document alone."""
    start = time.monotonic()
    trace: tuple[str, ...] = ()
    try:
        outcome = process_document(artefacts, job.document_id, Path(job.path))
    except MemoryError:
        message = "The document needs more memory than a child process may take."
        outcome = record_failure(artefacts, job.document_id, message)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other documents go on
        message = f"An error of ours ({type(error).__name__}) stopped this document."
        outcome = record_failure(artefacts, job.document_id, message)
        trace = frames(error)
    outcome.seconds = time.monotonic() - start
    return Done(outcome, trace, is_last=peak_mb() > RECYCLE_MB)


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
