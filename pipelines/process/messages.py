"""What parent and child processes say to each other."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipelines.process.outcomes import DocumentOutcome


class Job(msgspec.Struct, frozen=True):
    """A document to process, where its bytes are, and the sha256 that they must have."""

    document_id: str
    path: str  # or an address of object storage
    sha256: str | None = None  # None: whatever is there
    size: int = 0  # 0: as large as the file of this machine

    @property
    def bytes(self) -> int:
        return self.size or Path(self.path).stat().st_size


class Begun(msgspec.Struct, tag=True):
    """A child has opened a document of so many pages, which sets its time limit."""

    document_id: str
    n_pages: int
    is_fetching: bool = False  # it is still on its way here: nothing is its fault yet


class Done(msgspec.Struct, tag=True):
    """A child has finished a document; `trace` says where an error in this program was raised."""

    outcome: DocumentOutcome
    trace: tuple[str, ...] = ()
    is_last: bool = False  # the child ends now


class Early(msgspec.Struct, tag=True):
    """To a nursery: have another, for children that lack the last stage; its line follows."""


class Fork(msgspec.Struct, tag=True):
    """To a nursery: start a child; the line to it follows."""


class Wait(msgspec.Struct, tag=True):
    """To a nursery: say how a child has ended, or ends in so many seconds."""

    pid: int
    seconds: float


class End(msgspec.Struct, tag=True):
    """To a nursery: end a child, by force where it does not go in so many seconds."""

    pid: int
    seconds: float


ALIVE = 1000  # a nursery's answer for a child that goes on: no exit status is so high
_orders: msgspec.msgpack.Decoder[Early | Fork | Wait | End] = msgspec.msgpack.Decoder(
    Early | Fork | Wait | End
)
_jobs = msgspec.msgpack.Decoder(Job)
_replies: msgspec.msgpack.Decoder[Begun | Done] = msgspec.msgpack.Decoder(Begun | Done)


def encode(message: Job | Begun | Done | Early | Fork | Wait | End) -> bytes:
    """Bytes for the other side."""
    return msgspec.msgpack.encode(message)


def decode_job(content: bytes) -> Job:
    """A job as the parent sent it."""
    return _jobs.decode(content)


def decode_order(content: bytes) -> Early | Fork | Wait | End:
    """An order as a nursery hears it."""
    return _orders.decode(content)


def decode_reply(content: bytes) -> Begun | Done:
    """A reply as a child sent it."""
    return _replies.decode(content)
