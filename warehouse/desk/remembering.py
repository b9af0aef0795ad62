"""What was worked out for one build, kept within a limit: the least lately used goes first."""

from __future__ import annotations

import sys
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import msgspec
import numpy as np

_Answer = TypeVar("_Answer")
_MOST_BYTES = 32_000_000
_SAMPLE = 4  # entries of a list that are weighed for all of it
_SMALL = frozenset({int, float, bool, type(None), date})
_SMALL_BYTES = 32
_ROW = 48  # a dictionary with more entries is a list by another name


class Remembered:
    """Answers by key; safe for many threads. `stays` are small, and asked for by every page."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._staying: dict[Hashable, Any] = {}
        self._at_work: dict[Hashable, threading.Event] = {}

    def once(self, key: Hashable, ask: Callable[[], _Answer], *, stays: bool = False) -> _Answer:
        """The answer to `ask`, remembered under `key`.

        Who asks the same meanwhile waits for the first: eight readers must not work it out eight
        times.
        """
        while True:
            with self._lock:
                known, answer = self._known(key)
                if known:
                    return answer  # type: ignore[no-any-return]
                other = self._at_work.get(key)
                if other is None:
                    mine = self._at_work[key] = threading.Event()
                    break
            other.wait()
        try:
            found = ask()
            with self._lock:
                self._keep(key, found, stays=stays)
            return found
        finally:
            with self._lock:
                del self._at_work[key]
            mine.set()

    def each(
        self,
        kind: str,
        names: Iterable[Hashable],
        ask: Callable[[list[Any]], dict[Any, _Answer]],
    ) -> dict[Any, _Answer]:
        """The answer for each name; `ask` is given those that are not remembered."""
        found: dict[Any, _Answer] = {}
        missing: list[Any] = []
        with self._lock:
            for name in dict.fromkeys(names):
                known, answer = self._known((kind, name))
                if known:
                    found[name] = answer
                else:
                    missing.append(name)
        if missing:
            fresh = ask(missing)
            with self._lock:
                for name, answer in fresh.items():
                    self._keep((kind, name), answer, stays=False)
            found |= fresh
        return found

    def _known(self, key: Hashable) -> tuple[bool, Any]:
        if key in self._staying:
            return True, self._staying[key]
        if key not in self._answers:
            return False, None
        self._answers.move_to_end(key)
        return True, self._answers[key][0]

    def _keep(self, key: Hashable, answer: Any, *, stays: bool) -> None:
        if stays:
            self._staying[key] = answer
            return
        self._bytes -= self._answers.pop(key, (None, 0))[1]
        weight = weigh(key) + weigh(answer)
        self._answers[key] = answer, weight
        self._bytes += weight
        while self._bytes > self._most and self._answers:
            self._bytes -= self._answers.popitem(last=False)[1][1]


def weigh(thing: Any) -> int:
    """About how many bytes a thing takes with all that is in it."""
    kind = type(thing)  # most things are of these two sorts, and every answer has hundreds
    if kind is str:
        return sys.getsizeof(thing)
    if kind in _SMALL:
        return _SMALL_BYTES
    if isinstance(thing, np.ndarray):
        return 120 + int(thing.nbytes)
    if isinstance(thing, dict):
        return sys.getsizeof(thing) + _of_some(thing.values(), len(thing), _ROW)
    if isinstance(thing, list | tuple | set | frozenset):
        return sys.getsizeof(thing) + _of_some(thing, len(thing), _SAMPLE)
    if isinstance(thing, msgspec.Struct):
        return 50 + sum(weigh(getattr(thing, name)) for name in thing.__struct_fields__)
    if isinstance(thing, str | bytes | array):
        return sys.getsizeof(thing)
    return _SMALL_BYTES


def _of_some(things: Iterable[Any], n: int, most: int) -> int:
    seen = [weigh(thing) for thing in islice(things, most)]
    return sum(seen) * n // len(seen) if seen else 0
