"""robots.txt by RFC 9309: who may fetch what, and at which pace."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from models.records import Fetched, Outcome
from pipelines.collect.addresses import host_of
from pipelines.collect.client.sniff import looks_like_html
from pipelines.collect.settings import PRODUCT, Settings
from vocabulary.issues import issue_label

_PARSED_BYTES = 512 * 1024


@dataclass(frozen=True)
class Verdict:
    """Whether an address may be fetched; `gap` is the pace that the host asks for, in seconds."""

    allowed: bool
    reason: str = ""
    gap: float = 0.0
    refusal: Outcome = Outcome.BLOCKED_BY_ROBOTS  # what a "no" is called


@dataclass(frozen=True)
class _Rules:
    parser: Protego | None  # None: the same answer for every address
    refusal: str  # "": allowed
    expires: float
    outcome: Outcome = Outcome.BLOCKED_BY_ROBOTS


class Robots:
    """The rules of every host met, each read once and kept at most a day."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rules: dict[str, _Rules] = {}
        self._reading: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def verdict(self, url: str, read: Callable[[str], Fetched]) -> Verdict:
        """May `url` be fetched? `read` brings the host's robots.txt when it is not known."""
        rules = self._rules_of(url, read)
        if rules.parser is None:
            return Verdict(not rules.refusal, rules.refusal, refusal=rules.outcome)
        gap = _gap(rules.parser)
        if gap > self._settings.longest_crawl_delay:
            return Verdict(
                allowed=False, reason=f"robots.txt asks for {gap:.0f} s between requests"
            )
        if rules.parser.can_fetch(url, PRODUCT):
            return Verdict(allowed=True, gap=gap)
        return Verdict(allowed=False, reason="robots.txt disallows this address", gap=gap)

    def _rules_of(self, url: str, read: Callable[[str], Fetched]) -> _Rules:
        scheme = urlsplit(url).scheme
        origin = f"{scheme}://{host_of(url)}"
        with self._lock:
            reading = self._reading.setdefault(origin, threading.Lock())
        with reading:
            rules = self._rules.get(origin)
            if rules is None or rules.expires <= time.monotonic():
                address = f"{scheme}://{urlsplit(url).netloc}/robots.txt"
                rules = self._rules[origin] = self._judge(read(address))
            return rules

    def _judge(self, answer: Fetched) -> _Rules:
        """RFC 9309, 2.3.1: 4xx means no rules; 5xx or no answer means that nothing is allowed.

        A 429 is a server that asks for less, so it counts as no answer.
        """
        kept_until = time.monotonic() + self._settings.robots_seconds
        retry_at = time.monotonic() + self._settings.robots_failure_seconds
        if answer.status == 200:
            if looks_like_html(answer.content):  # a soft 404
                return _Rules(None, "", kept_until)
            text = answer.content[:_PARSED_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
            return _Rules(Protego.parse(text), "", kept_until)
        if 400 <= answer.status < 500 and answer.status not in {408, 429}:
            return _Rules(None, "", kept_until)
        if answer.status:
            text = (
                f"robots.txt could not be read (status {answer.status}), which counts as a refusal"
            )
            return _Rules(None, text, retry_at, Outcome.HOST_RESTING)  # a bad night, no decision
        why = answer.message or issue_label(answer.outcome)
        text = f"the host did not return its robots.txt: {why}"
        return _Rules(None, text, retry_at, Outcome(answer.outcome))


def _gap(parser: Protego) -> float:
    delay = parser.crawl_delay(PRODUCT) or 0.0
    rate = parser.request_rate(PRODUCT)
    return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)
