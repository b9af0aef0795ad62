"""Compiled patterns, kept between processes as Python keeps its bytecode.

Compiling the patterns takes a process longer than everything else it loads. The result depends only
on the pattern and on the version of Python, so it is kept beside the bytecode of this module, and
later processes read it from there. Where Python keeps no bytecode, or where the private parts of
`re` have changed, patterns are compiled again. The results are the same.

Use this only for patterns from the code and its data files. A pattern that contains words of a
document must use `re.compile`: those words must not reach the file.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import re
import sys
import unicodedata
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

# These parts of `re` are private. If a later Python changes them, nothing is kept.
try:
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _compiler = _parser = None

_MOST = 20_000_000  # bytes; entries of patterns that have since changed stay in the file
_MARK = 20  # bytes ahead of what is kept
_PROBE = r"(?i:a(?P<name>b)|\bc[d-fé]*)"


class KeptValues:
    """Values kept in a file, each under a digest of what it was made from.

    `marshal` must be able to write them.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[bytes, bytes] | None = None
        self._new: dict[bytes, bytes] = {}

    def get(self, make: Callable[[], Any], *made_from: str | int) -> Any:
        """The value that is kept for `made_from`, or else what `make` returns."""
        if self._found is None:
            self._found = self._read()
        told = "\0".join(map(str, made_from)).encode(errors="surrogatepass")
        key = hashlib.blake2b(told, digest_size=16).digest()
        packed = self._found.get(key)
        if packed is not None:
            return marshal.loads(packed)  # noqa: S302 - as Python reads its own bytecode
        found = make()
        self._found[key] = self._new[key] = marshal.dumps(found)
        return found

    def save(self) -> None:
        """Write new values to the file. If it cannot be written, later processes make their own.

        Commands and child processes call this. Tests do not: they also compile invented patterns.
        """
        if not self._new or sys.dont_write_bytecode:
            return
        told = self._read() | self._new  # others may have written meanwhile
        self._new = {}
        packed = marshal.dumps(told)
        if len(packed) > _MOST:
            packed = marshal.dumps(self._found)
        aside = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(exist_ok=True)
            aside.write_bytes(_mark(packed) + packed)
            aside.replace(self._path)

    def _read(self) -> dict[bytes, bytes]:
        with suppress(OSError, EOFError, ValueError, TypeError):
            content = self._path.read_bytes()
            packed = memoryview(content)[_MARK:]
            if content[:_MARK] == _mark(packed):
                found: dict[bytes, bytes] = marshal.loads(packed)  # noqa: S302
                return found
        return {}


def _mark(packed: bytes | memoryview) -> bytes:
    """A mark of content and Python version: a damaged file, or another Python's, is ignored."""
    told = f"{sys.version}\0{unicodedata.unidata_version}\0{sys.byteorder}"
    python = hashlib.blake2b(told.encode(), digest_size=16).digest()
    return python + zlib.crc32(packed).to_bytes(4, "big")


_KEPT = KeptValues(Path(importlib.util.cache_from_source(__file__)).with_suffix(".patterns"))
kept, save = _KEPT.get, _KEPT.save


def digest_of(*sources: str) -> str:
    """A digest of source files, so that values made by an earlier version of them are not used."""
    return hashlib.sha256(b"\0".join(Path(source).read_bytes() for source in sources)).hexdigest()


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, for patterns that contain no words of a document."""
    if not is_known():
        return re.compile(pattern, flags)
    found = kept(lambda: _code_of_whole(pattern, flags), "compiled", pattern, int(flags))
    return compiled_from(found, pattern)


@contextmanager
def keeping_all() -> Iterator[None]:
    """Let `re.compile` itself use what is kept, for a process that loads modules such as spaCy's.

    Only use it while no document is loaded, because every pattern compiled meanwhile is kept.
    """
    if not is_known():
        yield
        return
    original = _compiler.compile

    def compile_(pattern: Any, flags: int = 0) -> Any:
        is_plain = isinstance(pattern, str) and not flags & re.DEBUG
        return compiled(pattern, int(flags)) if is_plain else original(pattern, flags)

    _compiler.compile = compile_
    try:
        yield
    finally:
        _compiler.compile = original


def _code_of_whole(pattern: str, flags: int) -> tuple[Any, ...]:
    return code_of(_parser.parse(pattern, flags), flags)


def code_of(parts: Any, flags: int) -> tuple[Any, ...]:
    """A parsed pattern, compiled into values that `marshal` can write."""
    code = _compiler._code(parts, flags)  # noqa: SLF001 - a compiled pattern does not give its code
    names = parts.state.groupdict
    numbered = {number: name for name, number in names.items()}
    groups = tuple(numbered.get(number) for number in range(parts.state.groups))
    return array("I", code).tobytes(), int(flags | parts.state.flags), names, groups


def compiled_from(found: tuple[Any, ...], pattern: str | None = None) -> re.Pattern[str]:
    """The compiled pattern, from what `code_of` returned."""
    code, flags, names, groups = found
    made: re.Pattern[str] = _compiler._sre.compile(  # noqa: SLF001
        pattern, flags, array("I", code).tolist(), len(groups) - 1, names, groups
    )
    return made


@cache
def is_known() -> bool:
    """Whether the private parts of `re` work as this module expects."""
    try:
        found = compiled_from(_code_of_whole(_PROBE, re.MULTILINE), _PROBE)
        return found == re.compile(_PROBE, re.MULTILINE)
    except (AttributeError, TypeError, ValueError):
        return False
