"""The rules that hold for every host, in one place; a source file can only make them stricter."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024
PRODUCT = "SafeguardingReviews"  # the token that robots.txt files name


@dataclass(frozen=True)
class AnswerLimits:
    """How much one answer may take: bytes on the wire, bytes unpacked, seconds in all."""

    wire_bytes: int
    unpacked_bytes: int
    seconds: float


@dataclass(frozen=True)
class Settings:
    """How the collector behaves. The defaults are the polite ones; tests shorten the waits."""

    contact: str = ""  # an e-mail address or a page where a webmaster reaches the operator
    version: str = "0"
    gap_seconds: float = 2.0  # between the end of one request to a host and the next
    longest_crawl_delay: float = 300.0  # a robots.txt that asks for more is taken as a no
    longest_wait: float = 120.0  # a Retry-After beyond this ends the attempts of this run
    tries: int = 4
    backoff_seconds: float = 2.0
    longest_backoff: float = 60.0
    redirects: int = 5
    connect_seconds: float = 15.0
    read_seconds: float = 30.0
    page: AnswerLimits = AnswerLimits(wire_bytes=10 * MIB, unpacked_bytes=50 * MIB, seconds=90)
    file: AnswerLimits = AnswerLimits(wire_bytes=100 * MIB, unpacked_bytes=100 * MIB, seconds=900)
    # RFC 9309, 2.5: at least 500 KiB must be parsed
    robots: AnswerLimits = AnswerLimits(wire_bytes=MIB, unpacked_bytes=2 * MIB, seconds=60)
    robots_seconds: float = 24 * 3600.0  # RFC 9309, 2.4: cached at most a day
    robots_failure_seconds: float = 600.0
    failures_before_rest: int = 8
    rest_seconds: float = 600.0
    blocked_days: float = 3.0  # how long a host with a challenge page is left alone
    ports: frozenset[int] = frozenset({80, 443})
    allow_loopback: bool = False  # for tests against a server of our own, never for a real run
    stand_in: int = 0  # a port of this machine that every host is asked at: for rehearsals alone
    recheck_seconds: float = 6.5 * 24 * 3600.0  # so that a weekly run looks at every file
    workers: int = 8  # sources at a time; a host still sees one request at a time

    @property
    def user_agent(self) -> str:
        """Honest: what this is, and where its operator is reached."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{PRODUCT}/{self.version}{contact}"
