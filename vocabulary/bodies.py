"""Publishing bodies: a place and a kind, whatever the spelling or the name at the time."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vocabulary.kept import compiled
from vocabulary.loading import load
from vocabulary.places import place_of

_JOINING = re.compile(r"\b(?:and|the|with|jointly)\b|[\s,&]+", re.IGNORECASE)
# Words around the place in a name: "for the Derra Region".
_AROUND = re.compile(
    r"^(?:NHS |(?:of|for|in)\b ?)?(?:the )?|(?:\b(?:local|regional|the)|(?<=\w) region)$",
    re.IGNORECASE,
)


class BodyKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of body, the words that name it, and what it was called before."""

    kind: str
    name: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    formerly: str | None = None
    since: str | None = None


class NamedBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body that exists only once, the words that name it, and its earlier names."""

    name: str
    kind: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    formerly: tuple[str, ...] = ()
    since: str | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bodies: tuple[BodyKind, ...]
    named: tuple[NamedBody, ...]


class Body(msgspec.Struct, frozen=True):
    """One body: `body_id` is the same for all of its spellings.

    `name` is made from its place and its kind. `printed` is the full name in this spelling; None
    if it is abbreviated or if the body exists only once.
    """

    body_id: str
    name: str
    kind: str
    place: str | None
    place_code: str | None = None
    printed: str | None = None


@cache
def body_kinds() -> tuple[BodyKind, ...]:
    """All kinds, in the order in which they are tried."""
    return load("bodies.yaml", _File).bodies


@cache
def named_bodies() -> tuple[NamedBody, ...]:
    """All bodies that exist only once, in the order in which they are tried."""
    return load("bodies.yaml", _File).named


def bodies_of(publisher: str) -> tuple[Body, ...]:
    """The bodies that a printed publisher names; joint boards are joined with ";"."""
    parts = [part.strip() for part in publisher.split(";") if part.strip()]
    return tuple(body for part in parts for body in _named(part) or (_body(part),))


def _named(printed: str) -> tuple[Body, ...]:
    """Inspectorates and other bodies that exist only once, if the words name nothing else."""
    found: dict[int, Body] = {}
    rest = " ".join(printed.split())
    for named, pattern in _named_patterns():
        if match := pattern.search(rest):
            found[match.start()] = _of_name(named)
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    is_all = not _JOINING.sub("", rest)
    return tuple(found[at] for at in sorted(found)) if is_all else ()


def _of_name(named: NamedBody) -> Body:
    return Body(f"{named.kind}:{_plain(named.name)}", named.name, named.kind, None)


def _body(printed: str) -> Body:
    plain = re.sub(r"^(?:the|a) ", "", " ".join(printed.split()), flags=re.IGNORECASE)
    for kind, pattern in _compiled():
        match = pattern.search(plain)
        if match is None:
            continue
        rest = _place(plain, match)
        place = place_of(rest)
        name = place.name if place else rest
        if not name:
            break
        key = _plain(place.code if place else name)
        return Body(
            f"{kind.kind}:{key}",
            f"{name} {kind.name}",
            kind.kind,
            name,
            place.code if place else None,
            None if match.group().isupper() else plain,
        )
    return Body(f"other:{_plain(plain)}", plain, "other", None)


def _place(plain: str, match: re.Match[str]) -> str:
    """The words of a name without those of its kind."""
    if match.group().lower().startswith("safer ") and match.end() == len(plain):
        rest = plain[: match.start()] + re.sub(
            r"^safer |\b(?:communities |community safety )?partnership$",
            "",
            match.group(),
            flags=re.IGNORECASE,
        )
    else:
        rest = plain[: match.start()] + " " + plain[match.end() :]
    return _AROUND.sub("", " ".join(rest.split()).strip(" ,")).strip(" ,")


@cache
def _named_patterns() -> tuple[tuple[NamedBody, re.Pattern[str]], ...]:
    return tuple(
        (body, compiled("|".join(_sensible(p) for p in body.patterns))) for body in named_bodies()
    )


@cache
def _compiled() -> tuple[tuple[BodyKind, re.Pattern[str]], ...]:
    return tuple(
        (kind, compiled("|".join(_sensible(p) for p in kind.patterns))) for kind in body_kinds()
    )


def _sensible(pattern: str) -> str:
    return f"(?i:{pattern})" if re.search(r"[a-z]{3}", pattern) else f"(?:{pattern})"


def _plain(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", name.replace("&", " and ")).lower().split()
    return "-".join(words)
