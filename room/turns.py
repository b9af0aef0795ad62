"""Limits how many pages are made at a time, in the order they were asked for.

If many pages share a processor, all are slow. One after the other, most are quick. The slowest have
a queue of their own, so that a reader who waits for one does not hold up the others.
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
_AT_ONCE = 3  # while one waits for its file, the others can go on
_ASIDE: RunVar[anyio.CapacityLimiter] = RunVar("the queue of the slowest pages")


@contextlib.asynccontextmanager
async def in_turn(_: Starlette) -> AsyncIterator[None]:
    """While the application runs, all pages except those `aside` share a few threads."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    yield


def aside(work: Callable[[Request], _Answer]) -> Callable[[Request], Awaitable[_Answer]]:
    """The same work in the queue of the slowest pages, one after the other."""

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
