"""What parent and child processes say to each other."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipelines.process.document import Outcome


class Job(msgspec.Struct, frozen=True):
    """A document to process, where its bytes stand, and the sha256 that they must have."""

    document_id: str
    path: str
    sha256: str | None = None  # None: whatever is there

    @property
    def bytes(self) -> int:
        return Path(self.path).stat().st_size


class Begun(msgspec.Struct, tag=True):
    """A child has opened a document of so many pages, which sets its time limit."""

    document_id: str
    n_pages: int


class Done(msgspec.Struct, tag=True):
    """A child has finished a document; `trace` says where an error in this program was raised."""

    outcome: Outcome
    trace: tuple[str, ...] = ()
    is_last: bool = False  # the child ends now


_jobs = msgspec.msgpack.Decoder(Job)
_replies: msgspec.msgpack.Decoder[Begun | Done] = msgspec.msgpack.Decoder(Begun | Done)


def encode(message: Job | Begun | Done) -> bytes:
    """Bytes for the other side."""
    return msgspec.msgpack.encode(message)


def decode_job(content: bytes) -> Job:
    """A job as the parent sent it."""
    return _jobs.decode(content)


def decode_reply(content: bytes) -> Begun | Done:
    """A reply as a child sent it."""
    return _replies.decode(content)
