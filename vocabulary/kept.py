"""What is worked out from patterns, kept between processes as Python keeps its bytecode.

To compile its patterns takes a process more time than all else that it loads. What `re` makes of a
pattern depends on nothing but the pattern and the Python that runs, so it is kept beside the
bytecode of this module, and a later process takes it from there. Where Python keeps no bytecode, or
has another inside of `re`, everything is worked out anew: the results are the same.

Only patterns of the code and of its data files may come here. One that words of a document went
into is for `re.compile`: the file is no place for them.
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
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

# The inside of `re` has no public name; where a later Python has another, nothing is kept.
try:
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _compiler = _parser = None

_MOST = 20_000_000  # bytes: patterns that have changed since leave theirs behind
_MARK = 20  # bytes ahead of what is kept
_PROBE = r"(?i:a(?P<name>b)|\bc[d-fé]*)"


class Kept:
    """What is kept in a file, by what it was worked out from. `marshal` has to know its types."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[bytes, bytes] | None = None
        self._new: dict[bytes, bytes] = {}

    def get(self, make: Callable[[], Any], *made_from: str | int) -> Any:
        """What `make` has made, or makes now."""
        if self._found is None:
            self._found = self._read()
        key = hashlib.blake2b("\0".join(map(str, made_from)).encode(), digest_size=16).digest()
        packed = self._found.get(key)
        if packed is not None:
            return marshal.loads(packed)  # noqa: S302 - as Python reads its own bytecode
        found = make()
        self._found[key] = self._new[key] = marshal.dumps(found)
        return found

    def save(self) -> None:
        """Keep what is new for later processes; where that is not possible, they do without.

        Commands and children ask for it. Whoever tries rules that are none, as tests do, does not.
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
    """Of what is kept and of the Python that made it: no file cut short or of another is read."""
    told = f"{sys.version}\0{unicodedata.unidata_version}\0{sys.byteorder}"
    python = hashlib.blake2b(told.encode(), digest_size=16).digest()
    return python + zlib.crc32(packed).to_bytes(4, "big")


_KEPT = Kept(Path(importlib.util.cache_from_source(__file__)).with_suffix(".patterns"))
kept, save = _KEPT.get, _KEPT.save


def digest_of(*sources: str) -> str:
    """Of modules that work something out: what they made before a change is not taken."""
    return hashlib.sha256(b"\0".join(Path(source).read_bytes() for source in sources)).hexdigest()


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for a pattern that no word of a document went into."""
    if not is_known():
        return re.compile(pattern, flags)
    found = kept(lambda: _code_of_whole(pattern, flags), "compiled", pattern, int(flags))
    return compiled_from(found, pattern)


def _code_of_whole(pattern: str, flags: int) -> tuple[Any, ...]:
    return code_of(_parser.parse(pattern, flags), flags)


def code_of(parts: Any, flags: int) -> tuple[Any, ...]:
    """A pattern that `re` has read into parts, compiled, as something that can be kept."""
    code = _compiler._code(parts, flags)  # noqa: SLF001 - `compile` gives no way back to it
    names = parts.state.groupdict
    numbered = {number: name for name, number in names.items()}
    groups = tuple(numbered.get(number) for number in range(parts.state.groups))
    return array("I", code).tobytes(), int(flags | parts.state.flags), names, groups


def compiled_from(found: tuple[Any, ...], pattern: str | None = None) -> re.Pattern[str]:
    """The compiled pattern again."""
    code, flags, names, groups = found
    made: re.Pattern[str] = _compiler._sre.compile(  # noqa: SLF001
        pattern, flags, array("I", code).tolist(), len(groups) - 1, names, groups
    )
    return made


@cache
def is_known() -> bool:
    """Whether the inside of `re` is as this module knows it."""
    try:
        found = compiled_from(_code_of_whole(_PROBE, re.MULTILINE), _PROBE)
        return found == re.compile(_PROBE, re.MULTILINE)
    except (AttributeError, TypeError, ValueError):
        return False
