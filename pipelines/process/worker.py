"""Child processes that take documents one at a time and keep what they make of them.

`python -m pipelines.process.worker FD DATA MEMORY_MB` starts the process that they are forked from.
It holds one end of a socket pair, so that a child never imports its parent's main module (Prefect,
DuckDB) and ends when its parent does. Without arguments it only loads the stages, which shows what
is wrong with an installation.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import resource
import sys
import time
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2 as pdfium

from archive.artefacts import Artefacts
from archive.store import local_copy, prepare
from archive.trouble import is_full, is_of_the_machine
from pipelines.process.document import load_reading, load_stages, process_document, record_failure
from pipelines.process.forking import fork_early, serve_nursery
from pipelines.process.messages import Begun, Done, Job, decode_job, encode
from pipelines.process.outcomes import DocumentOutcome, Trouble, postponed
from vocabulary.kept import keeping_all, save

RECYCLE_MB = 400  # a child that has grown beyond this hands over to a fresh one


def main(descriptor: int, where: Path | str, memory_mb: int) -> None:
    """Load the stages, then fork children until the parent goes away."""
    gc.disable()  # until all is loaded: it takes a fifth of the time, and finds nothing to free
    control = Connection(descriptor)
    prepare(str(where))
    with keeping_all():
        load_reading()
    fork_early(control, lambda line: live(line, where, memory_mb, is_early=True))
    with keeping_all():
        load_stages()
    save()
    serve_nursery(control, lambda line: live(line, where, memory_mb, is_early=False))


def live(connection: Connection, where: Path | str, memory_mb: int, *, is_early: bool) -> None:
    """One child: serve jobs until the parent sends nothing more, goes away or asks to end.

    An early one has no themes: it leaves the last stage to others.
    """
    if memory_mb:
        limit = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    artefacts = Artefacts(where)
    with ExitStack() as ending:
        ending.callback(save)
        while True:
            try:
                job = decode_job(connection.recv_bytes())
            except (EOFError, OSError):
                return
            connection.send_bytes(encode(Begun(job.document_id, 0, is_fetching=True)))
            done = serve(artefacts, job, connection, is_early=is_early)
            connection.send_bytes(encode(done))
            if done.is_last:
                return


def serve(
    artefacts: Artefacts, job: Job, listener: Connection | None = None, *, is_early: bool = False
) -> Done:
    """One document through the stages; an error in this program costs that document alone.

    What the machine did costs nobody anything: the document is put off, and no attempt counted.
    """
    start = time.monotonic()
    trace: tuple[str, ...] = ()
    try:
        with local_copy(job.path) as path:
            if listener:
                # From here on, its own fault.
                listener.send_bytes(encode(Begun(job.document_id, 0)))
                listener.send_bytes(encode(Begun(job.document_id, count_pages(path))))
            outcome, trace = _served(artefacts, job, path, is_early=is_early)
    except FileNotFoundError as error:
        outcome, trace = postponed(job.document_id, Trouble.DAMAGED), frames(error)
    except Exception as error:
        if not is_of_the_machine(error):
            raise
        trouble = Trouble.FULL if is_full(error) else Trouble.MACHINE
        outcome, trace = postponed(job.document_id, trouble), frames(error)
    outcome.seconds = time.monotonic() - start
    return Done(outcome, trace, is_last=peak_mb() > RECYCLE_MB)


def _served(
    artefacts: Artefacts, job: Job, path: Path, *, is_early: bool
) -> tuple[DocumentOutcome, tuple[str, ...]]:
    if job.sha256 and not _is_sound(path, job.sha256):
        return postponed(job.document_id, Trouble.DAMAGED), ()
    try:
        return process_document(artefacts, job.document_id, path, is_early=is_early), ()
    except MemoryError:
        message = "The document needs more memory than a child process is allowed."
        return record_failure(artefacts, job.document_id, message), ()
    except Exception as error:
        if is_of_the_machine(error):
            raise
        trace = frames(error)
        message = (
            f"An error in this program ({trace[0]}, {trace[-1]}) stopped this document."
            " The file is not at fault."
        )
        outcome = record_failure(artefacts, job.document_id, message, is_programs=True)
        return outcome, trace


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
    if len(sys.argv) == 1:
        with keeping_all():
            load_reading()
            load_stages()
    else:
        main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
