"""`make fuzz`: mutated PDFs and Word files, each of which must end in a status and in time.

Invented files of the repository are changed at random places and read in a child process. What
ends that process, raises or takes too long is kept as a file: mend it, and make a test of it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from archive.stages import ROOT
from extractors import extract, read
from extractors.reading.containers import parts_of

_WAIT = 60.0  # seconds for one file; the slowest honest one takes a few
_WORD = frozenset({".docx", ".odt", ".rtf", ".doc"})
_INSERTED = (
    b"<<", b">>", b"[", b"]", b"endobj", b"endstream", b"stream\n", b"0 R", b"/Kids", b"/Parent",
    b"-1", b"99999999999", b"/Length 0", b"/Filter/FlateDecode", b"/ActualText", b"/OC", b"\0",
    b"\xff\xfe", b"<w:del>", b"</w:del>", b"<w:ins/>", b"BDC", b"EMC", b"q", b"Q", b"Do",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changes: overwritten, cut, doubled, moved or cut off."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        if len(out) < 8:
            break
        at, size = chance.randrange(len(out)), chance.randint(1, 1 + len(out) // 50)
        kind = chance.randrange(6)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            out[at : at + 4] = bytes(chance.randrange(256) for _ in range(4))
        elif kind == 2:
            del out[at : at + size]
        elif kind == 3:
            out[at:at] = out[at : at + size]
        elif kind == 4:
            out[at:at] = chance.choice(_INSERTED)
        elif chance.random() < 0.2:
            del out[at:]
    return bytes(out)


def cases(seeds: Sequence[Path], count: int, words: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(suffix, bytes) of `count` mutated files, `words` of them Word files."""
    chance = random.Random(seed)  # noqa: S311 - its seed gives the same files again
    documents = [path for path in seeds if path.suffix not in _WORD]
    texts = [path for path in seeds if path.suffix in _WORD]
    for number in range(count):
        is_text = bool(texts) and (
            not documents or number * words // count != (number + 1) * words // count
        )
        path = chance.choice(texts if is_text else documents)
        yield path.suffix, mutated(path.read_bytes(), chance)


def _child(pipe: Connection) -> None:
    while True:
        data = pipe.recv_bytes()
        try:
            reading = read(data, "0" * 64)
            extract(reading)
            parts_of(data)
            pipe.send(str(reading.status))
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            pipe.send(f"raised {type(error).__name__}")


class ReadingChild:
    """A child process that reads; a new one where it has ended or hangs."""

    def __init__(self, wait: float = _WAIT) -> None:
        self._wait = wait
        self.child: multiprocessing.process.BaseProcess | None = None

    def outcome(self, data: bytes) -> str:
        """The status, or "raised ...", "ended" or "took too long"."""
        if self.child is None:
            self._start()
        try:
            self._pipe.send_bytes(data)
            if self._pipe.poll(self._wait):
                return str(self._pipe.recv())
            self.close()
        except (EOFError, OSError):
            self.close()
            return "ended"
        return "took too long"

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self.child = context.Process(target=_child, args=(other,), daemon=True)
        self.child.start()
        other.close()

    def close(self) -> None:
        """End the child."""
        if self.child is not None:
            self.child.kill()
            self.child.join()
            self._pipe.close()
            self.child = None


def is_find(outcome: str) -> bool:
    """Whether an outcome is one that must not be."""
    return outcome.startswith("raised") or outcome in {"ended", "took too long"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read mutated files until all are done or the time is over; 1 where one was found."""
    parser = argparse.ArgumentParser(prog="python -m measurement.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--words", type=int, default=60, help="how many of them are Word files")
    parser.add_argument("--seconds", type=float, default=1800.0, help="then it ends, told")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--from", dest="seeds", type=Path, action="append", help="folders of files")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    given = parser.parse_args(arguments)
    folders = given.seeds or [ROOT / "pipelines" / "sample" / "pdf", ROOT / "tests" / "reviews"]
    known = _WORD | {".pdf"}
    seeds = [p for folder in folders for p in sorted(folder.rglob("*")) if p.suffix in known]
    outcomes, reader, until = Counter[str](), ReadingChild(), time.monotonic() + given.seconds
    for number, (suffix, data) in enumerate(cases(seeds, given.count, given.words, given.seed)):
        if time.monotonic() > until:
            sys.stdout.write(f"The time is over after {number} of {given.count} files.\n")
            break
        outcome = reader.outcome(data)
        outcomes[outcome] += 1
        if is_find(outcome):
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{given.seed}-{number}{suffix}").write_bytes(data)
    reader.close()
    told = ", ".join(f"{count} {name}" for name, count in outcomes.most_common())
    sys.stdout.write(f"seed {given.seed}: {told}\n")
    return int(any(is_find(outcome) for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
