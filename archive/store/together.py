"""Questions to a store, many at a time where each takes a journey."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from archive.store.contract import Store

Item = TypeVar("Item")
Answer = TypeVar("Answer")
_AT_ONCE = 32


def together(
    store: Store, ask: Callable[[Item], Answer], items: Iterable[Item]
) -> Iterator[Answer]:
    """`ask` each item, answers in their order; only a few of them are held at a time."""
    if not store.is_far:
        yield from map(ask, items)
        return
    waiting: deque[Future[Answer]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        rest = iter(items)
        waiting.extend(pool.submit(ask, item) for item in islice(rest, 2 * _AT_ONCE))
        try:
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(ask, item) for item in islice(rest, 1))
        finally:
            for one in waiting:
                one.cancel()
