"""Where the room listens, what it reads and where it writes."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import msgspec

from vocabulary.errors import ReviewsError

SHORTEST_TOKEN = 20
_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


class RoomError(ReviewsError):
    """The room cannot be opened with these settings. The message says what to do."""


class RoomSettings(msgspec.Struct, frozen=True):
    """One room. `names` are those by which browsers call this machine."""

    data: Path
    shortlist: Path
    who: str
    address: str = "127.0.0.1"
    port: int = 8017
    names: tuple[str, ...] = ()
    token: str = ""

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the room."""
        return is_loopback(self.address)

    @property
    def hosts(self) -> frozenset[str]:
        """Host headers that are answered, without the port."""
        local = _LOCAL_NAMES if self.is_local else ()
        own = f"[{self.address}]" if ":" in self.address else self.address
        return frozenset(name.lower() for name in (*local, own, *self.names))

    def check(self) -> None:
        """Raise RoomError for settings that would let strangers in."""
        if self.is_local:
            return
        if len(self.token) < SHORTEST_TOKEN:
            raise RoomError(
                f"At {self.address} other machines reach these pages. Set REVIEWS_TOKEN to a "
                f"token of {SHORTEST_TOKEN} characters or more for readers to enter, or leave out "
                "--address."
            )
        if self.address in ("0.0.0.0", "::") and not self.names:  # noqa: S104 - compared only
            raise RoomError(
                f"{self.address} is every address of this machine: also give --name, the host "
                "name that browsers use."
            )


def is_loopback(address: str) -> bool:
    """Whether only this machine can use an address or name."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
