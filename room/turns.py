"""Whose turn it is: few pages are made at a time, first come, first served.

Pages that share a processor are all late; one after the other, most are early. What takes longest
has a line of its own, so that who waits for it holds up nobody else.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

import anyio
import anyio.to_thread
from anyio.lowlevel import RunVar
from starlette.applications import Starlette
from starlette.requests import Request

_Answer = TypeVar("_Answer")
_AT_ONCE = 3  # a picture or a question that waits for its file leaves the rest their turn
_ASIDE: RunVar[anyio.CapacityLimiter] = RunVar("the line of what takes longest")


@contextlib.asynccontextmanager
async def in_turn(_: Starlette) -> AsyncIterator[None]:
    """The application's life: all pages but those `aside` share few threads."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    yield


def aside(work: Callable[[Request], _Answer]) -> Callable[[Request], Awaitable[_Answer]]:
    """The same work in the line of what takes longest, one after the other."""

    async def endpoint(request: Request) -> _Answer:
        return await anyio.to_thread.run_sync(work, request, limiter=_aside())

    return endpoint


def _aside() -> anyio.CapacityLimiter:
    try:
        return _ASIDE.get()
    except LookupError:
        line = anyio.CapacityLimiter(1)
        _ASIDE.set(line)
        return line
