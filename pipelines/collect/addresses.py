"""Which addresses may be asked for: the web, public machines, and nothing else."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from pipelines.collect.settings import Settings
from vocabulary.errors import ReviewsError

Resolver = Callable[[str, int], list[str]]

# Ranges that carry an IPv4 address inside or lead through a translator (RFC 6052, RFC 8215,
# RFC 3056, RFC 4380, RFC 7526), so that being "global" says nothing about where they end.
_TRANSLATED = tuple(
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24")
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


class RefusedAddressError(ReviewsError, ValueError):
    """An address that is never connected to; the message says why."""


def check_url(url: str, settings: Settings) -> None:
    """Raise RefusedAddressError unless `url` is plain web: scheme, port, host, no user name."""
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError as problem:
        raise RefusedAddressError(f"not an address: {problem}") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise RefusedAddressError(f"only http and https are fetched, not {parts.scheme[:20]!r}")
    if not parts.hostname:
        raise RefusedAddressError("the address has no host")
    if parts.username is not None or parts.password is not None:
        raise RefusedAddressError("the address contains a user name or password")
    if port not in settings.ports:
        known = " and ".join(map(str, sorted(settings.ports)))
        raise RefusedAddressError(f"port {port} is refused: only ports {known} are asked")


def check_step(before: str, after: str, settings: Settings) -> None:
    """Raise RefusedAddressError for a redirect to a bad address or from https down to http."""
    check_url(after, settings)
    if before.startswith("https:") and not after.startswith("https:"):
        raise RefusedAddressError("a redirect from https down to http is not followed")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system gives them. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def public_addresses(host: str, answers: Iterable[str], settings: Settings) -> list[str]:
    """The answers for `host`, all of them public. Raises RefusedAddressError if even one is not:
    a name that mixes public and private answers is an attack or a mistake.
    """
    checked = list(answers)
    for answer in checked:
        if not _is_public(answer, settings):
            raise RefusedAddressError(f"{host} leads to {answer}, which is not a public address")
    if not checked:
        raise RefusedAddressError(f"{host} has no address")
    return checked


def host_of(url: str) -> str:
    """Host and port in lower case: what has one clock, one connection and one robots.txt."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    name = (parts.hostname or "").lower()
    return name if port in _DEFAULT_PORTS.values() else f"{name}:{port}"


def _is_public(answer: str, settings: Settings) -> bool:
    address = ipaddress.ip_address(answer.partition("%")[0])
    if address.is_loopback:
        return settings.allow_loopback
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped is not None or address.is_site_local
    ):
        return False
    if any(address in network for network in _TRANSLATED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)
